using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Surveys;
using Samspill.Host;
using Samspill.Jobs;

namespace Samspill.Features.Surveys;

/// <summary>Reminds before a survey closes, and deletes what was answered when its day has come. Both are done once, by whichever node is first.</summary>
public sealed class TendSurveys(SamspillDb db, SendSurvey send, TimeProvider clock) : IClockJob, IGoesOnWhenClosed
{
    private const int Most = 200;

    public async Task RunAsync(OpenSchool school, CancellationToken ct)
    {
        var today = Oslo.Today(clock);
        var open = await db.Surveys.AsNoTracking().Where(s => s.State == SurveyState.Sent && s.RemindedOn == null && s.Closes >= today).OrderBy(s => s.Closes).Take(Most).ToListAsync(ct);
        foreach (var survey in open.Where(s => s.RemindsOn(today)))
        {
            await send.RemindAsync(survey.Id, ct); // one that somebody has reminded of in this moment is refused, and that is fine
            db.ChangeTracker.Clear();
        }
        foreach (var survey in await db.Surveys.Where(s => s.State == SurveyState.Sent && s.DeletedOn == null && s.DeleteOn <= today).OrderBy(s => s.DeleteOn).Select(s => s.Id).Take(Most).ToListAsync(ct)) await DeleteAsync(survey, today, ct);
    }

    /// <summary>What was answered, and who was asked. That there was a survey, what it asked and how many got it stays.</summary>
    private async Task DeleteAsync(SurveyId id, DateOnly today, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        await db.HoldSurveyAsync(id, ct);
        var survey = await db.Surveys.SingleAsync(s => s.Id == id, ct);
        survey.Delete(today);
        await db.SurveyAnswers.Where(a => a.Survey == id).ExecuteDeleteAsync(ct);
        await db.NamedSurveyAnswers.Where(a => a.Survey == id).ExecuteDeleteAsync(ct);
        await db.SurveyInvitations.Where(i => i.Survey == id).ExecuteDeleteAsync(ct);
        db.Note("survey-deleted", $"Survey {id.Value}");
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        db.ChangeTracker.Clear();
    }
}
