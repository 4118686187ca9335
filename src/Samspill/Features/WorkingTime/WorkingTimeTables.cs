using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Samspill.Domain.People;
using Samspill.Domain.WorkingTime;

namespace Samspill.Features.WorkingTime;

internal sealed class WorkRulesTable : IEntityTypeConfiguration<WorkRules>
{
    public void Configure(EntityTypeBuilder<WorkRules> rules)
    {
        rules.ToTable("workingtime_rules");
        rules.Property(r => r.AdoptedBy).HasMaxLength(WorkRules.AdoptedByLength);
        rules.Ignore(r => r.Figures).Ignore(r => r.CausesCounted);
        rules.HasIndex(r => r.Version).IsUnique();
    }
}

internal sealed class PositionChangeTable : IEntityTypeConfiguration<PositionChange>
{
    public void Configure(EntityTypeBuilder<PositionChange> change)
    {
        change.ToTable("workingtime_position", t => t.HasCheckConstraint("ck_workingtime_position_percent", "\"Percent\" BETWEEN 0 AND 150"));
        change.HasKey(c => new { c.Staff, c.From });
        change.Property(c => c.By).HasMaxLength(200);
        change.HasOne<Staff>().WithMany().HasForeignKey(c => c.Staff).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class WorkEntryTable : IEntityTypeConfiguration<WorkEntry>
{
    public void Configure(EntityTypeBuilder<WorkEntry> entry)
    {
        entry.ToTable("workingtime_entry", t => t.HasCheckConstraint("ck_workingtime_entry_minutes", "\"Minutes\" BETWEEN 1 AND 1440"));
        entry.Property(e => e.Id).ValueGeneratedNever();
        entry.Property(e => e.Words).HasMaxLength(WorkEntry.WordsLength);
        entry.Property(e => e.By).HasMaxLength(200);
        entry.HasIndex(e => new { e.Staff, e.Day });
        entry.HasIndex(e => e.Day);
        entry.HasOne<Staff>().WithMany().HasForeignKey(e => e.Staff).OnDelete(DeleteBehavior.Restrict);
    }
}
