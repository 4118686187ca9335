using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Surveys;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Surveys;

/// <summary>Begins, writes and discards drafts, and copies what was sent before.</summary>
public sealed class EditSurvey(SamspillDb db, Actor actor, TimeProvider clock)
{
    /// <summary>An empty draft. The same twice from the same form is once.</summary>
    public Task<SurveyId> BeginAsync(Guid form, string title, CancellationToken ct) => AddAsync(Begin(FormId.Of($"{form} {actor.Account} {title}"), title), ct);

    public Task<Outcome<Done>> WriteAsync(SurveyId id, SurveyContent content, int revision, CancellationToken ct) => ChangeAsync(id, survey => survey.Write(content, revision), ct);

    /// <summary>A draft that asks the same as another, from today on. The same twice from the same form is once.</summary>
    public async Task<Outcome<SurveyId>> CopyAsync(Guid form, SurveyId id, CancellationToken ct)
    {
        if (await db.Surveys.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, ct) is not { } from) return SurveyRejections.NotFound;
        var copy = Begin(FormId.Of($"{form} {actor.Account} {id.Value}"), from.Title.Nb);
        var asked = from.Content with { Opens = copy.Opens, Closes = copy.Closes, DeleteOn = copy.DeleteOn, Questions = [.. from.Questions.Select(q => q with { Key = Guid.CreateVersion7() })] };
        if (copy.Write(asked, copy.Revision).Refused(out var why)) return why;
        return await AddAsync(copy, ct);
    }

    /// <summary>Throws a draft away.</summary>
    public async Task<Outcome<Done>> DiscardAsync(SurveyId id, CancellationToken ct)
    {
        if (await db.Surveys.SingleOrDefaultAsync(s => s.Id == id, ct) is not { } survey) return SurveyRejections.NotFound;
        if (survey.State != SurveyState.Draft) return SurveyRejections.Frozen;
        db.Surveys.Remove(survey);
        return await SaveAsync(ct);
    }

    private Survey Begin(Guid id, string title) => Survey.Begin(new SurveyId(id), title, Oslo.Today(clock), actor.Name, clock.GetUtcNow());

    private async Task<SurveyId> AddAsync(Survey survey, CancellationToken ct)
    {
        if (await db.Surveys.AnyAsync(s => s.Id == survey.Id, ct)) return survey.Id;
        db.Surveys.Add(survey);
        try { await db.SaveChangesAsync(ct); }
        catch (DbUpdateException fault) when (fault.IsLostRace()) { } // sent twice at once
        return survey.Id;
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
