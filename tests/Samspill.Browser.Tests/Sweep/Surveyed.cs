using Samspill.Data;
using Samspill.Domain.People;
using Samspill.Domain.Surveys;
using Samspill.Host;

namespace Samspill.Browser.Tests.Sweep;

/// <summary>Surveys for the pages that show them: the demo's teachers are asked.</summary>
internal static class Surveyed
{
    public static async Task<Guid> DraftAsync(SamspillDb db)
    {
        var survey = Asking(Oslo.Today(TimeProvider.System), anonymous: true);
        db.Surveys.Add(survey);
        await db.SaveChangesAsync();
        return survey.Id.Value;
    }

    /// <summary>One that is sent, and answered by all but the first.</summary>
    public static async Task<(Survey Survey, SurveyInvitation First)> SentAsync(SamspillDb db, bool anonymous, bool closed)
    {
        var (now, today) = (TimeProvider.System.GetUtcNow(), Oslo.Today(TimeProvider.System));
        var survey = Asking(closed ? today.AddDays(-20) : today, anonymous);
        var people = await db.People.Where(p => db.Staff.Any(s => s.Person == p.Id && s.Role == StaffRole.Teacher)).OrderBy(p => p.Id).Select(p => p.Id).Take(30).ToListAsync();
        _ = survey.Send(people.Count, people.Count, survey.Opens, "Per Aune", now).Value;
        var invitations = people.ConvertAll(person => new SurveyInvitation(survey.Id, person));
        db.Surveys.Add(survey);
        db.SurveyInvitations.AddRange(invitations);
        foreach (var (i, invitation) in invitations.Skip(1).Index())
        {
            invitation.Answer();
            string[] values = [$"{1 + i % 3}", $"{5 - i % 7 % 4}", i % 3 == 0 ? $"Mer samspill på tvers av fag, gjerne {i} ganger i året." : ""];
            if (anonymous) db.SurveyAnswers.Add(new SurveyAnswer(Guid.CreateVersion7(), survey.Id, values));
            else db.NamedSurveyAnswers.Add(new NamedSurveyAnswer(survey.Id, invitation.Person, values, now));
        }
        await db.SaveChangesAsync();
        return (survey, invitations[0]);
    }

    private static Survey Asking(DateOnly opens, bool anonymous)
    {
        var survey = Survey.Begin(SurveyId.New(), "Hvordan går det på kulturskolen?", opens, "Per Aune", TimeProvider.System.GetUtcNow());
        SurveyQuestion[] questions =
        [
            new(Guid.CreateVersion7(), QuestionKind.Choice, new SurveyWords("Hva underviser du i?", "", ""), true, true, [new("Musikk", "", ""), new("Dans", "", ""), new("Visuell kunst", "", "")]),
            new(Guid.CreateVersion7(), QuestionKind.Scale, new SurveyWords("Hvor godt trives du?", "", ""), true, false, []),
            new(Guid.CreateVersion7(), QuestionKind.Text, new SurveyWords("Hva bør vi gjøre mer av?", "", ""), false, false, []),
        ];
        _ = survey.Write(survey.Content with { Audience = SurveyAudience.Teachers, Anonymous = anonymous, Intro = new SurveyWords("Tre korte spørsmål om skoleåret.", "", ""), Questions = questions }, survey.Revision).Value;
        return survey;
    }
}
