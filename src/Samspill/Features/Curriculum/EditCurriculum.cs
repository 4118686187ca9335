using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Curriculum;
using Samspill.Host;

namespace Samspill.Features.Curriculum;

/// <summary>The school writes its curricula: drafts made, changed, thrown away and adopted. At most one draft for each subject and programme.</summary>
public sealed class EditCurriculum(SamspillDb db, Actor actor, TimeProvider clock)
{
    /// <summary>A draft for a subject and programme: of the next version when there is one, with the levels of another to begin with.</summary>
    public async Task<Outcome<CurriculumId>> BeginAsync(CurriculumScope scope, CurriculumId? from, CancellationToken ct)
    {
        if (await NewestAsync(scope, ct) is { } newest) return await AfterAsync(newest, ct);
        var levels = from is { } id ? await db.Curricula.Where(c => c.Id == id).Select(c => c.Levels).SingleOrDefaultAsync(ct) : null;
        var draft = LocalCurriculum.First(scope, levels ?? [], actor.Name, clock.GetUtcNow());
        db.Curricula.Add(draft);
        return await KeepAsync(draft, ct);
    }

    /// <summary>The draft that follows on an adopted version; the one that is there already, if there is one.</summary>
    public async Task<Outcome<CurriculumId>> FollowAsync(CurriculumId id, CancellationToken ct)
    {
        if (await db.Curricula.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct) is not { } curriculum) return CurriculumRejections.NotFound;
        return await AfterAsync((await NewestAsync(curriculum.Scope, ct))!, ct);
    }

    /// <summary>The starter set as drafts, for those fields and programmes that have nothing yet.</summary>
    /// <returns>How many drafts were made.</returns>
    public async Task<int> TakeStarterAsync(CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        var there = (await db.Curricula.Where(c => c.Subject == "").Select(c => new { c.Discipline, c.Programme }).Distinct().ToListAsync(ct)).Select(c => new CurriculumScope(c.Discipline, "", c.Programme)).ToHashSet();
        var drafts = StarterCurricula.All().Where(s => !there.Contains(s.Scope)).Select(s => LocalCurriculum.First(s.Scope, s.Levels, actor.Name, clock.GetUtcNow())).ToList();
        db.Curricula.AddRange(drafts);
        try { await db.SaveChangesAsync(ct); }
        catch (DbUpdateException fault) when (fault.IsLostRace()) { return 0; } // somebody took it in at the same moment
        await work.CommitAsync(ct);
        return drafts.Count;
    }

    public Task<Outcome<Level>> AddLevelAsync(CurriculumId id, string name, CancellationToken ct) => ChangeAsync(id, c => c.Add(name), ct);

    public Task<Outcome<Done>> WriteAsync(CurriculumId id, Level level, int revision, CancellationToken ct) => ChangeAsync(id, c => c.Write(level, revision), ct);

    public Task<Outcome<Done>> MoveAsync(CurriculumId id, Guid level, bool up, CancellationToken ct) => ChangeAsync(id, c => c.Move(level, up), ct);

    public Task<Outcome<Done>> RemoveLevelAsync(CurriculumId id, Guid level, CancellationToken ct) => ChangeAsync(id, c => c.Remove(level), ct);

    public Task<Outcome<Done>> AdoptAsync(CurriculumId id, string by, DateOnly from, int revision, CancellationToken ct) => ChangeAsync(id, c => c.Adopt(by, from, revision, clock.GetUtcNow()), ct);

    /// <summary>Throws a draft away. Twice is harmless; an adopted version stays.</summary>
    public async Task<Outcome<Done>> DiscardAsync(CurriculumId id, CancellationToken ct)
    {
        if (await db.Curricula.SingleOrDefaultAsync(c => c.Id == id, ct) is not { } curriculum) return new Done();
        if (curriculum.State != CurriculumState.Draft) return CurriculumRejections.Adopted;
        db.Curricula.Remove(curriculum);
        return await SavedAsync(ct) ? new Done() : CurriculumRejections.ChangedMeanwhile;
    }

    private Task<LocalCurriculum?> NewestAsync(CurriculumScope scope, CancellationToken ct) =>
        db.Curricula.AsNoTracking().Where(c => c.Discipline == scope.Discipline && c.Subject == scope.Subject && c.Programme == scope.Programme).OrderByDescending(c => c.Version).FirstOrDefaultAsync(ct);

    private async Task<Outcome<CurriculumId>> AfterAsync(LocalCurriculum newest, CancellationToken ct)
    {
        if (newest.State == CurriculumState.Draft) return newest.Id;
        var draft = newest.Next(newest.Version, actor.Name, clock.GetUtcNow());
        db.Curricula.Add(draft);
        return await KeepAsync(draft, ct);
    }

    private async Task<Outcome<CurriculumId>> KeepAsync(LocalCurriculum draft, CancellationToken ct)
    {
        try { await db.SaveChangesAsync(ct); }
        catch (DbUpdateException fault) when (fault.IsLostRace()) { return CurriculumRejections.DraftThere; }
        return draft.Id;
    }

    private async Task<Outcome<T>> ChangeAsync<T>(CurriculumId id, Func<LocalCurriculum, Outcome<T>> change, CancellationToken ct) where T : notnull
    {
        if (await db.Curricula.SingleOrDefaultAsync(c => c.Id == id, ct) is not { } curriculum) return CurriculumRejections.NotFound;
        var done = change(curriculum);
        if (done.Refused(out _)) return done;
        return await SavedAsync(ct) ? done : CurriculumRejections.ChangedMeanwhile;
    }

    private async Task<bool> SavedAsync(CancellationToken ct)
    {
        try
        {
            await db.SaveChangesAsync(ct);
            return true;
        }
        catch (DbUpdateConcurrencyException) { return false; }
    }
}
