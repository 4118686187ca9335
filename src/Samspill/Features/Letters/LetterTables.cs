using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Samspill.Domain.Admission;
using Samspill.Domain.Letters;
using Samspill.Features.Audit;

namespace Samspill.Features.Letters;

internal sealed class LetterTemplateTable : IEntityTypeConfiguration<LetterTemplate>
{
    public void Configure(EntityTypeBuilder<LetterTemplate> template)
    {
        template.ToTable("letters_template");
        template.HasKey(t => t.Version);
        template.Property(t => t.Version).ValueGeneratedNever();
        template.Property(t => t.SavedBy).HasMaxLength(200);
        template.Property(t => t.Texts).HasConversion(new ValueConverter<IReadOnlyDictionary<string, LetterTexts>, string>(
            value => JsonSerializer.Serialize(value, JsonSerializerOptions.Web), json => JsonSerializer.Deserialize<Dictionary<string, LetterTexts>>(json, JsonSerializerOptions.Web)!),
            new ValueComparer<IReadOnlyDictionary<string, LetterTexts>>(favorStructuralComparisons: false)); // a version is never changed
    }
}

internal sealed class LetterJobTable : IEntityTypeConfiguration<LetterJob>
{
    public void Configure(EntityTypeBuilder<LetterJob> job)
    {
        job.ToTable("letters_job");
        job.Property(j => j.AskedBy).HasMaxLength(200);
        job.Property(j => j.Fault).HasMaxLength(100);
        job.HasIndex(j => new { j.State, j.ClaimedUntil });
        job.HasIndex(j => j.AskedAt);
        job.HasIndex(j => j.Run).IsUnique().HasFilter("\"State\" IN ('Waiting','Printing')");
        job.HasOne<Run>().WithMany().HasForeignKey(j => j.Run).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class LetterFileTable : IEntityTypeConfiguration<LetterFile>
{
    public void Configure(EntityTypeBuilder<LetterFile> file)
    {
        file.ToTable("letters_file");
        file.NotAudited();
        file.HasIndex(f => new { f.Job, f.Number }).IsUnique();
        file.Property(f => f.Language).HasMaxLength(2);
        file.HasOne<LetterJob>().WithMany().HasForeignKey(f => f.Job).OnDelete(DeleteBehavior.Restrict);
    }
}
