using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Samspill.Data;
using Samspill.Domain.Counties;
using Samspill.Domain.Reporting;
using Samspill.Domain.Strategy;
using Samspill.Features.Strategy;
using Samspill.Host;

namespace Samspill.Features.Reporting;

[At(Side.Council)]
internal sealed class ReportingRoundTable : IEntityTypeConfiguration<ReportingRound>
{
    public void Configure(EntityTypeBuilder<ReportingRound> round)
    {
        round.ToTable("reporting_round", t =>
        {
            t.HasCheckConstraint("ck_reporting_round_forward", "\"From\" < \"To\"");
            t.HasCheckConstraint("ck_reporting_round_opened", "(\"State\" = 'Open') = (\"OpenedAt\" IS NOT NULL)");
        });
        round.Property(r => r.Name).HasMaxLength(ReportingRound.NameLength);
        round.Property(r => r.Guidance).HasMaxLength(ReportingRound.GuidanceLength);
        round.Property(r => r.MadeBy).HasMaxLength(200);
        round.Property(r => r.OpenedBy).HasMaxLength(200);
        round.Property(r => r.Revision).IsConcurrencyToken();
        round.Property(r => r.Counties).HasConversion(AsJson.Of<IReadOnlyList<string>>(), AsJson.Same<IReadOnlyList<string>>());
        round.Property(r => r.Template).HasConversion(AsJson.Of<IReadOnlyList<AskedArea>>(), AsJson.Same<IReadOnlyList<AskedArea>>());
        round.Ignore(r => r.Asked);
        round.HasOne<Plan>().WithMany().HasForeignKey(r => r.Plan).OnDelete(DeleteBehavior.Restrict);
    }
}

[At(Side.Council)]
internal sealed class CountyReportTable : IEntityTypeConfiguration<CountyReport>
{
    public void Configure(EntityTypeBuilder<CountyReport> report)
    {
        report.ToTable("reporting_report", t => t.HasCheckConstraint("ck_reporting_report_handed_in", "(\"State\" = 'HandedIn') = (\"HandedInAt\" IS NOT NULL)"));
        report.Property(r => r.County).HasMaxLength(2);
        report.Property(r => r.SignedBy).HasMaxLength(200);
        report.Property(r => r.SignedFor).HasMaxLength(64);
        report.Property(r => r.HandedInBy).HasMaxLength(200);
        report.Property(r => r.ReopenWhy).HasMaxLength(CountyReport.ReasonLength);
        report.Property(r => r.ReopenBy).HasMaxLength(200);
        report.HasOne<ReportingRound>().WithMany().HasForeignKey(r => r.Round).OnDelete(DeleteBehavior.Restrict);
        report.HasOne<County>().WithMany().HasForeignKey(r => r.County).OnDelete(DeleteBehavior.Restrict);
        report.HasIndex(r => new { r.Round, r.County }).IsUnique();
    }
}

[At(Side.Council)]
internal sealed class ReportAnswerTable : IEntityTypeConfiguration<ReportAnswer>
{
    private static readonly ValueConverter<decimal, string> Written = new(number => number.ToString(CultureInfo.InvariantCulture), text => decimal.Parse(text, CultureInfo.InvariantCulture));

    public void Configure(EntityTypeBuilder<ReportAnswer> answer)
    {
        answer.ToTable("reporting_answer");
        answer.HasKey(a => new { a.Report, a.Asked, a.Version });
        answer.Property(a => a.Proposed).HasConversion(Written).HasMaxLength(40);
        answer.Property(a => a.Value).HasConversion(Written).HasMaxLength(40);
        answer.Property(a => a.Words).HasMaxLength(CountyReport.WordsLength);
        answer.Property(a => a.Reason).HasMaxLength(CountyReport.ReasonLength);
        answer.Property(a => a.By).HasMaxLength(200);
        answer.HasOne<CountyReport>().WithMany().HasForeignKey(a => a.Report).OnDelete(DeleteBehavior.Restrict);
    }
}

[At(Side.Council)]
internal sealed class ReportCommentTable : IEntityTypeConfiguration<ReportComment>
{
    public void Configure(EntityTypeBuilder<ReportComment> comment)
    {
        comment.ToTable("reporting_comment");
        comment.Property(c => c.Id).ValueGeneratedNever();
        comment.Property(c => c.Words).HasMaxLength(CountyReport.ReasonLength);
        comment.Property(c => c.By).HasMaxLength(200);
        comment.HasOne<CountyReport>().WithMany().HasForeignKey(c => c.Report).OnDelete(DeleteBehavior.Restrict);
        comment.HasIndex(c => c.Report);
    }
}

[At(Side.Council)]
internal sealed class ReportDeliveryTable : IEntityTypeConfiguration<ReportDelivery>
{
    public void Configure(EntityTypeBuilder<ReportDelivery> delivery)
    {
        delivery.ToTable("reporting_delivery");
        delivery.HasKey(d => new { d.Report, d.Version });
        delivery.Property(d => d.Content).HasConversion(AsJson.Of<DeliveredReport>());
        delivery.Property(d => d.SignedBy).HasMaxLength(200);
        delivery.Property(d => d.By).HasMaxLength(200);
        delivery.HasOne<CountyReport>().WithMany().HasForeignKey(d => d.Report).OnDelete(DeleteBehavior.Restrict);
    }
}

[At(Side.Council)]
internal sealed class SameEventTable : IEntityTypeConfiguration<SameEvent>
{
    public void Configure(EntityTypeBuilder<SameEvent> same)
    {
        same.ToTable("reporting_same_event");
        same.HasKey(s => new { s.Round, s.One, s.Other });
        same.Property(s => s.By).HasMaxLength(200);
        same.HasOne<ReportingRound>().WithMany().HasForeignKey(s => s.Round).OnDelete(DeleteBehavior.Restrict);
    }
}

[At(Side.Council)]
internal sealed class JointTextTable : IEntityTypeConfiguration<JointText>
{
    public void Configure(EntityTypeBuilder<JointText> text)
    {
        text.ToTable("reporting_joint_text");
        text.HasKey(t => new { t.Round, t.Goal, t.Version });
        text.Property(t => t.Words).HasMaxLength(JointText.Length);
        text.Property(t => t.By).HasMaxLength(200);
        text.HasOne<ReportingRound>().WithMany().HasForeignKey(t => t.Round).OnDelete(DeleteBehavior.Restrict);
    }
}

[At(Side.Council)]
internal sealed class JointReportTable : IEntityTypeConfiguration<JointReport>
{
    public void Configure(EntityTypeBuilder<JointReport> report)
    {
        report.ToTable("reporting_joint_report");
        report.Property(r => r.Document).HasConversion(AsJson.Of<JointDocument>());
        report.Property(r => r.Correction).HasMaxLength(JointReport.CorrectionLength);
        report.Property(r => r.By).HasMaxLength(200);
        report.HasOne<ReportingRound>().WithMany().HasForeignKey(r => r.Round).OnDelete(DeleteBehavior.Restrict);
        report.HasIndex(r => new { r.Round, r.Version }).IsUnique();
    }
}
