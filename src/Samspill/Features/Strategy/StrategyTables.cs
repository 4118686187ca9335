using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Samspill.Data;
using Samspill.Domain.Counties;
using Samspill.Domain.Strategy;
using Samspill.Host;

namespace Samspill.Features.Strategy;

[At(Side.Both)]
internal sealed class PlanTable : IEntityTypeConfiguration<Plan>
{
    public void Configure(EntityTypeBuilder<Plan> plan)
    {
        plan.ToTable("strategy_plan", t =>
        {
            t.HasCheckConstraint("ck_strategy_plan_adopted", "(\"State\" = 'Adopted') = (\"AdoptedOn\" IS NOT NULL)");
            t.HasCheckConstraint("ck_strategy_plan_forward", "\"From\" < \"To\"");
            t.HasCheckConstraint("ck_strategy_plan_under", "(\"County\" IS NULL) = (\"Under\" IS NULL)");
        });
        plan.Property(p => p.Name).HasMaxLength(Plan.NameLength);
        plan.Property(p => p.County).HasMaxLength(2);
        plan.Property(p => p.MadeBy).HasMaxLength(200);
        plan.Property(p => p.AdoptedBy).HasMaxLength(Plan.NameLength);
        plan.Property(p => p.Revision).IsConcurrencyToken();
        plan.Property(p => p.Areas).HasConversion(AsJson.Of<IReadOnlyList<Area>>(), AsJson.Same<IReadOnlyList<Area>>());
        plan.Ignore(p => p.Period).Ignore(p => p.Goals);
        plan.HasIndex(p => new { p.From, p.To, p.Version }).IsUnique().HasFilter("\"County\" IS NULL").HasDatabaseName("IX_strategy_plan_nation");
    }
}

[At(Side.Council)]
internal sealed class CountyPlanTable : IEntityTypeConfiguration<Plan>
{
    public void Configure(EntityTypeBuilder<Plan> plan)
    {
        plan.HasOne<County>().WithMany().HasForeignKey(p => p.County).OnDelete(DeleteBehavior.Restrict);
        plan.HasOne<Plan>().WithMany().HasForeignKey(p => p.Under).OnDelete(DeleteBehavior.Restrict);
        plan.HasIndex(p => new { p.County, p.From, p.To, p.Version }).IsUnique().HasFilter("\"County\" IS NOT NULL").HasDatabaseName("IX_strategy_plan_county_version");
        plan.HasIndex(p => p.County);
    }
}

[At(Side.Both)]
internal sealed class IndicatorAnswerTable : IEntityTypeConfiguration<IndicatorAnswer>
{
    public void Configure(EntityTypeBuilder<IndicatorAnswer> answer)
    {
        answer.ToTable("strategy_answer");
        answer.Property(a => a.Id).ValueGeneratedNever();
        answer.Property(a => a.Value).HasConversion(number => number.ToString(System.Globalization.CultureInfo.InvariantCulture), text => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture)).HasMaxLength(40);
        answer.Property(a => a.By).HasMaxLength(200);
        answer.HasIndex(a => new { a.Indicator, a.At });
    }
}

[At(Side.Council)]
internal sealed class ActivityTable : IEntityTypeConfiguration<Activity>
{
    public void Configure(EntityTypeBuilder<Activity> activity)
    {
        activity.ToTable("strategy_activity", t => t.HasCheckConstraint("ck_strategy_activity_forward", "\"From\" <= \"To\""));
        activity.Property(a => a.County).HasMaxLength(2);
        activity.Property(a => a.Recurs).HasMaxLength(ActivityFacts.Length);
        activity.Property(a => a.LoggedBy).HasMaxLength(200);
        activity.Property(a => a.Years).HasConversion(AsJson.Of<IReadOnlyList<int>>(), AsJson.Same<IReadOnlyList<int>>());
        activity.Property(a => a.Facts).HasConversion(AsJson.Of<ActivityFacts>());
        activity.Property(a => a.Attended).HasConversion(AsJson.Of<IReadOnlyList<Attended>>(), AsJson.Same<IReadOnlyList<Attended>>());
        activity.Property(a => a.Municipalities).HasConversion(AsJson.Of<IReadOnlyList<string>>(), AsJson.Same<IReadOnlyList<string>>());
        activity.Property(a => a.Measures).HasConversion(AsJson.Of<IReadOnlyList<Guid>>(), AsJson.Same<IReadOnlyList<Guid>>());
        activity.Ignore(a => a.Time);
        activity.HasQueryFilter(a => a.WithdrawnAt == null);
        activity.HasOne<County>().WithMany().HasForeignKey(a => a.County).OnDelete(DeleteBehavior.Restrict);
        activity.HasIndex(a => new { a.County, a.From });
        activity.HasIndex(a => a.Agreement);
    }
}

[At(Side.Council)]
internal sealed class ActivityChangeTable : IEntityTypeConfiguration<ActivityChange>
{
    public void Configure(EntityTypeBuilder<ActivityChange> change)
    {
        change.ToTable("strategy_activity_change");
        change.Property(c => c.Id).ValueGeneratedNever();
        change.Property(c => c.Reason).HasMaxLength(ActivityChange.ReasonLength);
        change.Property(c => c.Was).HasConversion(AsJson.Of<ActivityTold>());
        change.Property(c => c.By).HasMaxLength(200);
        change.HasIndex(c => new { c.Activity, c.Number }).IsUnique();
        change.HasOne<Activity>().WithMany().HasForeignKey(c => c.Activity).OnDelete(DeleteBehavior.Restrict);
    }
}

[At(Side.Council)]
internal sealed class AgreementTable : IEntityTypeConfiguration<Agreement>
{
    public void Configure(EntityTypeBuilder<Agreement> agreement)
    {
        agreement.ToTable("strategy_agreement", t => t.HasCheckConstraint("ck_strategy_agreement_forward", "\"From\" < \"To\""));
        agreement.Property(a => a.County).HasMaxLength(2);
        agreement.Property(a => a.Name).HasMaxLength(Agreement.NameLength);
        agreement.Property(a => a.Responsible).HasMaxLength(Agreement.NameLength);
        agreement.Property(a => a.MadeBy).HasMaxLength(200);
        agreement.Property(a => a.Revision).IsConcurrencyToken();
        agreement.Property(a => a.Parties).HasConversion(AsJson.Of<IReadOnlyList<string>>(), AsJson.Same<IReadOnlyList<string>>());
        agreement.Property(a => a.Measures).HasConversion(AsJson.Of<IReadOnlyList<Guid>>(), AsJson.Same<IReadOnlyList<Guid>>());
        agreement.Ignore(a => a.Terms).Ignore(a => a.Partner);
        agreement.HasOne<County>().WithMany().HasForeignKey(a => a.County).OnDelete(DeleteBehavior.Restrict);
        agreement.HasIndex(a => a.County);
    }
}

[At(Side.Council)]
internal sealed class GivenReportTable : IEntityTypeConfiguration<GivenReport>
{
    public void Configure(EntityTypeBuilder<GivenReport> report)
    {
        report.ToTable("strategy_report");
        report.HasKey(r => r.Plan);
        report.Property(r => r.Plan).ValueGeneratedNever();
        report.Property(r => r.About).HasMaxLength(4000);
        report.Property(r => r.For).HasMaxLength(200);
        report.HasOne<Plan>().WithMany().HasForeignKey(r => r.Plan).OnDelete(DeleteBehavior.Restrict);
    }
}
