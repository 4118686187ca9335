using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Samspill.Data;
using Samspill.Domain.People;
using Samspill.Domain.Surveys;
using Samspill.Features.Audit;

namespace Samspill.Features.Surveys;

internal sealed class SurveyTable : IEntityTypeConfiguration<Survey>
{
    public void Configure(EntityTypeBuilder<Survey> survey)
    {
        survey.ToTable("surveys_survey", t =>
        {
            t.HasCheckConstraint("ck_surveys_survey_forward", "\"Opens\" <= \"Closes\" AND \"Closes\" < \"DeleteOn\"");
            t.HasCheckConstraint("ck_surveys_survey_sent", "(\"State\" = 'Sent') = (\"SentAt\" IS NOT NULL)");
        });
        survey.Property(s => s.Title).HasConversion(AsJson.Of<SurveyWords>());
        survey.Property(s => s.Intro).HasConversion(AsJson.Of<SurveyWords>());
        survey.Property(s => s.Questions).HasConversion(AsJson.Of<IReadOnlyList<SurveyQuestion>>(), AsJson.Same<IReadOnlyList<SurveyQuestion>>());
        survey.Property(s => s.Revision).IsConcurrencyToken();
        survey.Property(s => s.MadeBy).HasMaxLength(200);
        survey.Property(s => s.SentBy).HasMaxLength(200);
        survey.Ignore(s => s.Content);
        survey.HasIndex(s => s.MadeAt);
    }
}

internal sealed class SurveyInvitationTable : IEntityTypeConfiguration<SurveyInvitation>
{
    public void Configure(EntityTypeBuilder<SurveyInvitation> invitation)
    {
        invitation.ToTable("surveys_invitation");
        invitation.NotAudited(); // the record would tell when somebody answered
        invitation.HasIndex(i => new { i.Survey, i.Person }).IsUnique();
        invitation.HasIndex(i => i.Person);
        invitation.HasOne<Survey>().WithMany().HasForeignKey(i => i.Survey).OnDelete(DeleteBehavior.Cascade);
        invitation.HasOne<Person>().WithMany().HasForeignKey(i => i.Person).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class SurveyAnswerTable : IEntityTypeConfiguration<SurveyAnswer>
{
    public void Configure(EntityTypeBuilder<SurveyAnswer> answer)
    {
        answer.ToTable("surveys_answer");
        answer.NotAudited();
        answer.Property(a => a.Id).ValueGeneratedNever();
        answer.Property(a => a.Values).HasConversion(AsJson.Of<IReadOnlyList<string>>(), AsJson.Same<IReadOnlyList<string>>());
        answer.HasIndex(a => a.Survey);
        answer.HasOne<Survey>().WithMany().HasForeignKey(a => a.Survey).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class NamedSurveyAnswerTable : IEntityTypeConfiguration<NamedSurveyAnswer>
{
    public void Configure(EntityTypeBuilder<NamedSurveyAnswer> answer)
    {
        answer.ToTable("surveys_named_answer");
        answer.HasKey(a => new { a.Survey, a.Person });
        answer.Property(a => a.Values).HasConversion(AsJson.Of<IReadOnlyList<string>>(), AsJson.Same<IReadOnlyList<string>>());
        answer.HasIndex(a => a.Person);
        answer.HasOne<Survey>().WithMany().HasForeignKey(a => a.Survey).OnDelete(DeleteBehavior.Cascade);
        answer.HasOne<Person>().WithMany().HasForeignKey(a => a.Person).OnDelete(DeleteBehavior.Restrict);
    }
}
