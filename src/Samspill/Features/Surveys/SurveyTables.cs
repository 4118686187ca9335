using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
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
        survey.Property(s => s.Title).HasConversion(Kept.Json<SurveyWords>());
        survey.Property(s => s.Intro).HasConversion(Kept.Json<SurveyWords>());
        survey.Property(s => s.Questions).HasConversion(Kept.Json<IReadOnlyList<SurveyQuestion>>(), Kept.Whole<IReadOnlyList<SurveyQuestion>>());
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
        answer.Property(a => a.Values).HasConversion(Kept.Json<IReadOnlyList<string>>(), Kept.Whole<IReadOnlyList<string>>());
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
        answer.Property(a => a.Values).HasConversion(Kept.Json<IReadOnlyList<string>>(), Kept.Whole<IReadOnlyList<string>>());
        answer.HasIndex(a => a.Person);
        answer.HasOne<Survey>().WithMany().HasForeignKey(a => a.Survey).OnDelete(DeleteBehavior.Cascade);
        answer.HasOne<Person>().WithMany().HasForeignKey(a => a.Person).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>What is replaced whole and never asked for in a query.</summary>
internal static class Kept
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public static ValueConverter<T, string> Json<T>() => new(value => JsonSerializer.Serialize(value, Options), json => JsonSerializer.Deserialize<T>(json, Options)!);

    public static ValueComparer<T> Whole<T>() => new((a, b) => ReferenceEquals(a, b), value => value!.GetHashCode());
}
