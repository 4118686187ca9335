using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Surveys;
using Samspill.Host;

namespace Samspill.Features.Surveys;

/// <summary>A receiver of a survey, by the link.</summary>
/// <param name="Before">What was answered before, in a survey that is not anonymous; null for nothing.</param>
public sealed record Asked(Survey Survey, SurveyInvitationId Invitation, PersonId Person, bool Answered, IReadOnlyList<string>? Before);

/// <summary>Takes what a receiver answers, once; where answers have names, a later one replaces it as long as it is open.</summary>
/// <remarks>
/// An anonymous answer is written with no person and no time, and not into the record. In the same act it and some drawn from those there
/// are dealt anew among their rows: neither the order of the rows nor what PostgreSQL remembers of who wrote a row last (xmin) leads from
/// the receiver, who is marked as having answered in the same transaction, to what was said.
/// </remarks>
public sealed class AnswerSurvey(SamspillDb db, OpenSchool school, TimeProvider clock)
{
    /// <summary>Among how many rows an anonymous answer is hidden when it is written.</summary>
    private const int Dealt = 20;

    /// <summary>Whose link it is; null for an invented one, and for one whose answers are deleted.</summary>
    public async Task<Asked?> FindAsync(string link, CancellationToken ct)
    {
        if (SurveyLink.Read(school.Cipher, link) is not { } id || await db.SurveyInvitations.AsNoTracking().SingleOrDefaultAsync(i => i.Id == id, ct) is not { } invitation) return null;
        var survey = await db.Surveys.AsNoTracking().SingleAsync(s => s.Id == invitation.Survey, ct);
        var before = survey.Anonymous || !invitation.Answered ? null : await db.NamedSurveyAnswers.AsNoTracking().SingleOrDefaultAsync(a => a.Survey == survey.Id && a.Person == invitation.Person, ct);
        return new Asked(survey, id, invitation.Person, invitation.Answered, before?.Values);
    }

    /// <param name="typed">By the key of the question: a code, or text.</param>
    public async Task<Outcome<Done>> RunAsync(string link, IReadOnlyDictionary<Guid, string> typed, CancellationToken ct)
    {
        if (await FindAsync(link, ct) is not { } asked) return SurveyRejections.NotFound;
        var (survey, today) = (asked.Survey, Oslo.Today(clock));
        if (survey.PhaseOn(today) is var phase and not SurveyPhase.Open) return phase == SurveyPhase.Waiting ? SurveyRejections.NotYet : SurveyRejections.Closed;
        if (survey.Read(typed).Refused(out var why, out var values)) return why;
        await using var work = await db.BeginAsync(ct);
        await db.HoldSurveyAsync(survey.Id, ct);
        var first = await db.SurveyInvitations.Where(i => i.Id == asked.Invitation && !i.Answered).ExecuteUpdateAsync(i => i.SetProperty(x => x.Answered, true), ct) == 1;
        if (survey.Anonymous)
        {
            if (!first) return SurveyRejections.Answered;
            await DealAsync(survey.Id, values, ct);
        }
        else await KeepAsync(asked, values, ct);
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return new Done();
    }

    private async Task DealAsync(SurveyId survey, string[] values, CancellationToken ct)
    {
        var rows = await db.SurveyAnswers.Where(a => a.Survey == survey).OrderBy(_ => EF.Functions.Random()).Take(Dealt).ToListAsync(ct);
        IReadOnlyList<string>[] dealt = [.. rows.Select(r => r.Values), values];
        RandomNumberGenerator.Shuffle(dealt.AsSpan());
        for (var i = 0; i < rows.Count; i++) rows[i].Hold(dealt[i]);
        db.SurveyAnswers.Add(new SurveyAnswer(new Guid(RandomNumberGenerator.GetBytes(16)), survey, dealt[^1]));
    }

    private async Task KeepAsync(Asked asked, string[] values, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await db.NamedSurveyAnswers.SingleOrDefaultAsync(a => a.Survey == asked.Survey.Id && a.Person == asked.Person, ct) is { } before) before.Replace(values, now);
        else db.NamedSurveyAnswers.Add(new NamedSurveyAnswer(asked.Survey.Id, asked.Person, values, now));
    }
}
