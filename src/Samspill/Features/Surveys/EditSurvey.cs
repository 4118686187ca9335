using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Surveys;
using Samspill.Host;

namespace Samspill.Features.Surveys;

/// <summary>Begins, writes and discards drafts, and copies what was sent before.</summary>
public sealed class EditSurvey(SamspillDb db, Actor actor, TimeProvider clock)
{
    public async Task<SurveyId> BeginAsync(string title, CancellationToken ct)
    {
        var survey = Survey.Begin(title, Oslo.Today(clock), actor.Name, clock.GetUtcNow());
        db.Surveys.Add(survey);
        await db.SaveChangesAsync(ct);
        return survey.Id;
    }

    public Task<Outcome<Done>> WriteAsync(SurveyId id, SurveyContent content, int revision, CancellationToken ct) => ChangeAsync(id, survey => survey.Write(content, revision), ct);

    /// <summary>A draft that asks the same as another, from today on.</summary>
    public async Task<Outcome<SurveyId>> CopyAsync(SurveyId id, CancellationToken ct)
    {
        if (await db.Surveys.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, ct) is not { } from) return SurveyRejections.NotFound;
        var copy = Survey.Begin(from.Title.Nb, Oslo.Today(clock), actor.Name, clock.GetUtcNow());
        var asked = from.Content with { Opens = copy.Opens, Closes = copy.Closes, DeleteOn = copy.DeleteOn, Questions = [.. from.Questions.Select(q => q with { Key = Guid.CreateVersion7() })] };
        if (copy.Write(asked, copy.Revision).Refused(out var why)) return why;
        db.Surveys.Add(copy);
        await db.SaveChangesAsync(ct);
        return copy.Id;
    }

    /// <summary>Throws a draft away.</summary>
    public async Task<Outcome<Done>> DiscardAsync(SurveyId id, CancellationToken ct)
    {
        if (await db.Surveys.SingleOrDefaultAsync(s => s.Id == id, ct) is not { } survey) return SurveyRejections.NotFound;
        if (survey.State != SurveyState.Draft) return SurveyRejections.Frozen;
        db.Surveys.Remove(survey);
        return await SaveAsync(ct);
    }

    private async Task<Outcome<Done>> ChangeAsync(SurveyId id, Func<Survey, Outcome<Done>> change, CancellationToken ct)
    {
        if (await db.Surveys.SingleOrDefaultAsync(s => s.Id == id, ct) is not { } survey) return SurveyRejections.NotFound;
        return change(survey).Refused(out var why) ? why : await SaveAsync(ct);
    }

    private async Task<Outcome<Done>> SaveAsync(CancellationToken ct)
    {
        try { await db.SaveChangesAsync(ct); }
        catch (DbUpdateConcurrencyException) { return SurveyRejections.ChangedMeanwhile; }
        return new Done();
    }
}
