using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Samspill.Domain.Admission;
using Samspill.Domain.Catalogue;
using Samspill.Domain.People;
using Samspill.Features.Audit;

namespace Samspill.Features.Admission;

internal sealed class RuleSetTable : IEntityTypeConfiguration<RuleSet>
{
    public void Configure(EntityTypeBuilder<RuleSet> rules)
    {
        rules.ToTable("admission_rule_set");
        rules.Property(r => r.AdoptedBy).HasMaxLength(200);
        rules.Property(r => r.Rules).HasConversion<RulesAsJson>();
        rules.HasIndex(r => r.Version).IsUnique();
    }
}

/// <summary>Rules as JSON: members that came later have their standard values in rules that were kept before.</summary>
internal sealed class RulesAsJson() : ValueConverter<AdmissionRules, string>(
    value => JsonSerializer.Serialize(value, JsonSerializerOptions.Web), json => JsonSerializer.Deserialize<AdmissionRules>(json, JsonSerializerOptions.Web)!);

internal sealed class ScenarioTable : IEntityTypeConfiguration<Scenario>
{
    public void Configure(EntityTypeBuilder<Scenario> scenario)
    {
        scenario.ToTable("admission_scenario");
        scenario.Property(s => s.Name).HasMaxLength(Scenario.NameLength);
        scenario.Property(s => s.MadeBy).HasMaxLength(200);
        scenario.Property(s => s.Rules).HasConversion<RulesAsJson>();
        scenario.Property(s => s.Capacities).HasConversion(
            new ValueConverter<IReadOnlyDictionary<string, int>, string>(
                value => JsonSerializer.Serialize(value, JsonSerializerOptions.Web), json => JsonSerializer.Deserialize<Dictionary<string, int>>(json, JsonSerializerOptions.Web)!),
            new ValueComparer<IReadOnlyDictionary<string, int>>((a, b) => ReferenceEquals(a, b), value => value.Count)); // a scenario never changes
        scenario.HasIndex(s => new { s.Round, s.Name }).IsUnique();
        scenario.HasOne<AdmissionRound>().WithMany().HasForeignKey(s => s.Round).OnDelete(DeleteBehavior.Restrict);
        scenario.HasOne<RuleSet>().WithMany().HasForeignKey(s => s.RuleSet).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PassOverTable : IEntityTypeConfiguration<PassOver>
{
    public void Configure(EntityTypeBuilder<PassOver> passOver)
    {
        passOver.ToTable("admission_pass_over");
        passOver.Property(p => p.Reason).HasMaxLength(PassOver.ReasonLength);
        passOver.Property(p => p.By).HasMaxLength(200);
        passOver.Property(p => p.Run).IsConcurrencyToken();
        passOver.HasIndex(p => p.Application).IsUnique().HasFilter("\"Run\" IS NULL AND \"RegrettedAt\" IS NULL");
        passOver.HasIndex(p => p.Round);
        passOver.HasIndex(p => p.Run);
        passOver.HasOne<Application>().WithMany().HasForeignKey(p => p.Application).OnDelete(DeleteBehavior.Restrict);
        passOver.HasOne<AdmissionRound>().WithMany().HasForeignKey(p => p.Round).OnDelete(DeleteBehavior.Restrict);
        passOver.HasOne<Run>().WithMany().HasForeignKey(p => p.Run).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class BothOrNoneTable : IEntityTypeConfiguration<BothOrNone>
{
    public void Configure(EntityTypeBuilder<BothOrNone> wish)
    {
        wish.ToTable("admission_both_or_none");
        wish.HasKey(w => w.Submission);
        wish.HasOne<Submission>().WithMany().HasForeignKey(w => w.Submission).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class SetAsideTable : IEntityTypeConfiguration<SetAside>
{
    public void Configure(EntityTypeBuilder<SetAside> aside)
    {
        aside.ToTable("admission_set_aside");
        aside.HasKey(s => new { s.Run, s.Application });
        aside.HasIndex(s => s.Application);
        aside.HasOne<Run>().WithMany().HasForeignKey(s => s.Run).OnDelete(DeleteBehavior.Restrict);
        aside.HasOne<Application>().WithMany().HasForeignKey(s => s.Application).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class DraftTable : IEntityTypeConfiguration<Draft>
{
    public void Configure(EntityTypeBuilder<Draft> draft)
    {
        draft.ToTable("admission_draft");
        draft.NotAudited();
        draft.HasIndex(d => d.Account).IsUnique();
    }
}

internal sealed class SubmissionTable : IEntityTypeConfiguration<Submission>
{
    public void Configure(EntityTypeBuilder<Submission> submission)
    {
        submission.ToTable("admission_submission");
        submission.Property(s => s.Receipt).HasMaxLength(20);
        submission.Property(s => s.RecordedBy).HasMaxLength(200);
        submission.Property(s => s.Reason).HasMaxLength(1000);
        submission.HasIndex(s => s.Receipt).IsUnique();
        submission.HasIndex(s => s.Key).IsUnique();
        submission.HasIndex(s => s.Applicant);
        submission.HasOne<Person>().WithMany().HasForeignKey(s => s.Applicant).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ChildStatementTable : IEntityTypeConfiguration<ChildStatement>
{
    public void Configure(EntityTypeBuilder<ChildStatement> statement)
    {
        statement.ToTable("admission_statement");
        statement.HasKey(s => new { s.Submission, s.Pupil });
        statement.Property(s => s.Times).HasMaxLength(2000);
        statement.HasIndex(s => s.Pupil);
        statement.HasOne<Submission>().WithMany().HasForeignKey(s => s.Submission).OnDelete(DeleteBehavior.Restrict);
        statement.HasOne<Person>().WithMany().HasForeignKey(s => s.Pupil).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ApplicationTable : IEntityTypeConfiguration<Application>
{
    public void Configure(EntityTypeBuilder<Application> application)
    {
        application.ToTable("admission_application");
        application.Property(a => a.Code).HasMaxLength(100);
        application.Property(a => a.Flags).HasMaxLength(2000);
        application.Property(a => a.State).IsConcurrencyToken();
        application.HasIndex(a => a.Code).IsUnique();
        application.HasIndex(a => new { a.Pupil, a.Course }).IsUnique().HasFilter("\"State\" IN ('Waiting','Offered')");
        application.HasIndex(a => a.Pupil);
        application.HasIndex(a => new { a.Course, a.State });
        application.HasIndex(a => a.Submission);
        application.HasOne<Person>().WithMany().HasForeignKey(a => a.Pupil).OnDelete(DeleteBehavior.Restrict);
        application.HasOne<Course>().WithMany().HasForeignKey(a => a.Course).OnDelete(DeleteBehavior.Restrict);
        application.HasOne<Submission>().WithMany().HasForeignKey(a => a.Submission).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class RoundTable : IEntityTypeConfiguration<AdmissionRound>
{
    public void Configure(EntityTypeBuilder<AdmissionRound> round)
    {
        round.ToTable("admission_round");
        round.Property(r => r.Name).HasMaxLength(200);
        round.Property(r => r.Reason).HasMaxLength(1000);
        round.Property(r => r.Published).IsConcurrencyToken();
        round.HasOne<RuleSet>().WithMany().HasForeignKey(r => r.Rules).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class RunTable : IEntityTypeConfiguration<Run>
{
    public void Configure(EntityTypeBuilder<Run> run)
    {
        run.ToTable("admission_run");
        run.Property(r => r.MadeBy).HasMaxLength(200);
        run.HasIndex(r => r.Number).IsUnique();
        run.HasIndex(r => r.Round);
        run.HasIndex(r => r.Scenario);
        run.HasOne<AdmissionRound>().WithMany().HasForeignKey(r => r.Round).OnDelete(DeleteBehavior.Restrict);
        run.HasOne<RuleSet>().WithMany().HasForeignKey(r => r.Rules).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class DecisionTable : IEntityTypeConfiguration<Decision>
{
    public void Configure(EntityTypeBuilder<Decision> decision)
    {
        decision.ToTable("admission_decision");
        decision.NotAudited();
        decision.HasKey(d => new { d.Run, d.Application });
        decision.Property(d => d.DecidedBy).HasMaxLength(40);
        decision.Property(d => d.Flag).HasMaxLength(200);
        decision.HasIndex(d => d.Application);
        decision.HasIndex(d => d.Pupil);
        decision.HasOne<Run>().WithMany().HasForeignKey(d => d.Run).OnDelete(DeleteBehavior.Restrict);
        decision.HasOne<Application>().WithMany().HasForeignKey(d => d.Application).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class OfferTable : IEntityTypeConfiguration<Offer>
{
    public void Configure(EntityTypeBuilder<Offer> offer)
    {
        offer.ToTable("admission_offer");
        offer.Property(o => o.Status).IsConcurrencyToken();
        offer.Property(o => o.Reason).HasMaxLength(1000);
        offer.HasIndex(o => o.Application).IsUnique().HasFilter("\"Status\" = 'Open'");
        offer.HasIndex(o => new { o.Status, o.AnswerBy });
        offer.HasIndex(o => o.Pupil);
        offer.HasIndex(o => new { o.Course, o.Status });
        offer.HasOne<Application>().WithMany().HasForeignKey(o => o.Application).OnDelete(DeleteBehavior.Restrict);
        offer.HasOne<Run>().WithMany().HasForeignKey(o => o.Run).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PlaceTable : IEntityTypeConfiguration<Place>
{
    public void Configure(EntityTypeBuilder<Place> place)
    {
        place.ToTable("admission_place");
        place.Property(p => p.Released).HasDefaultValue(false);
        place.HasIndex(p => new { p.Pupil, p.Course }).IsUnique().HasFilter("\"State\" = 'Live'");
        place.HasIndex(p => new { p.Pupil, p.Course, p.From }).IsUnique();
        place.HasIndex(p => new { p.Course, p.State });
        place.HasIndex(p => p.Teacher);
        place.HasIndex(p => p.Offer).IsUnique();
        place.HasOne<Person>().WithMany().HasForeignKey(p => p.Pupil).OnDelete(DeleteBehavior.Restrict);
        place.HasOne<Course>().WithMany().HasForeignKey(p => p.Course).OnDelete(DeleteBehavior.Restrict);
        place.HasOne<Staff>().WithMany().HasForeignKey(p => p.Teacher).OnDelete(DeleteBehavior.Restrict);
        place.HasOne<Offer>().WithMany().HasForeignKey(p => p.Offer).OnDelete(DeleteBehavior.Restrict);
    }
}
