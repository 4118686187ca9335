using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.People;
using Samspill.Domain.Surveys;
using Samspill.Features.Messages;
using Samspill.Host;

namespace Samspill.Features.Surveys;

/// <summary>Freezes a survey and writes each receiver a message with an address of their own; reminds those who have not answered, once.</summary>
public sealed class SendSurvey(SamspillDb db, Actor actor, OpenSchool school, Outbox outbox, TimeProvider clock)
{
    /// <summary>Sending twice sends once.</summary>
    public async Task<Outcome<Done>> RunAsync(SurveyId id, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        await db.HoldSurveyAsync(id, ct);
        if (await db.Surveys.SingleOrDefaultAsync(s => s.Id == id, ct) is not { } survey) return SurveyRejections.NotFound;
        if (survey.State == SurveyState.Sent) return new Done();
        var today = Oslo.Today(clock);
        var people = await db.AskedBy(survey.Audience, today).AsNoTracking().OrderBy(p => p.Id).Take(Survey.MostReceivers + 1).ToListAsync(ct);
        if (survey.Send(people.Count, people.Count(p => outbox.AddressOf(p) is not null), today, actor.Name, clock.GetUtcNow()).Refused(out var why)) return why;
        foreach (var person in people)
        {
            var invitation = new SurveyInvitation(id, person.Id);
            db.SurveyInvitations.Add(invitation);
            Tell(person, survey, invitation.Id, "survey");
        }
        db.Note("survey-sent", $"Survey {id.Value}", $"{people.Count}");
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return new Done();
    }

    /// <returns>How many were reminded.</returns>
    public async Task<Outcome<int>> RemindAsync(SurveyId id, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        await db.HoldSurveyAsync(id, ct);
        if (await db.Surveys.SingleOrDefaultAsync(s => s.Id == id, ct) is not { } survey) return SurveyRejections.NotFound;
        if (survey.Remind(Oslo.Today(clock)).Refused(out var why)) return why;
        var silent = await db.SurveyInvitations.AsNoTracking().Where(i => i.Survey == id && !i.Answered).Join(db.People, i => i.Person, p => p.Id, (i, p) => new { i.Id, Person = p }).OrderBy(x => x.Id).Take(Survey.MostReceivers).ToListAsync(ct);
        foreach (var asked in silent) Tell(asked.Person, survey, asked.Id, "survey-reminder");
        db.Note("survey-reminded", $"Survey {id.Value}", $"{silent.Count}");
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return silent.Count;
    }

    private void Tell(Person person, Survey survey, SurveyInvitationId invitation, string about)
    {
        var text = outbox.In(person);
        outbox.Tell(person, about, null, survey.Title.In(text.Language), survey.Opens, survey.Closes, text[survey.Anonymous ? "survey.says.anonymous" : "survey.says.named"], new PageLink($"/undersokelse/{SurveyLink.Of(school.Cipher, invitation)}"), school.Name);
    }
}

internal static class SurveyTurn
{
    /// <summary>One at a time with a survey until the transaction ends.</summary>
    public static Task HoldSurveyAsync(this SamspillDb db, SurveyId id, CancellationToken ct) => db.Surveys.Where(s => s.Id == id).ExecuteUpdateAsync(s => s.SetProperty(x => x.State, x => x.State), ct);
}
