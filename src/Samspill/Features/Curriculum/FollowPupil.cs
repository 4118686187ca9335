using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Catalogue;
using Samspill.Domain.Curriculum;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Curriculum;

/// <summary>What is written on a pupil's path: goals reached, repertoire, notes. Whoever does it has been let in with a <see cref="PathAccess"/>.</summary>
public sealed class FollowPupil(SamspillDb db, Actor actor, TimeProvider clock)
{
    /// <summary>Most pieces of a pupil, and most notes: more is no path but an archive.</summary>
    private const int Most = 500;

    /// <summary>Who does it, as it is kept: a path is read by school and family, so of somebody protected only the role is told.</summary>
    private string By => actor.IsShielded ? "" : actor.Name;

    /// <summary>The pupil has reached a goal. Twice is harmless.</summary>
    /// <param name="subject">As the path has it.</param>
    public async Task<Outcome<Done>> ReachAsync(PathAccess access, string subject, Guid goal, DateOnly on, CancellationToken ct)
    {
        if (!access.Marks) return CurriculumRejections.NotFound;
        if (on > Oslo.Today(clock) || on < Oslo.Today(clock).AddYears(-10)) return PathRejections.Day;
        var path = await db.PathAsync(access, Oslo.Today(clock), ct);
        if (path.Subjects.FirstOrDefault(s => s.Subject == subject) is not { Curriculum: { } curriculum }) return PathRejections.NoGoal;
        if (curriculum.Levels.SelectMany(l => l.Goals).FirstOrDefault(g => g.Key == goal) is not { } found) return PathRejections.NoGoal;
        if (path.Subjects.Any(s => s.Subject == subject && s.Reached.ContainsKey(goal))) return new Done();
        db.ReachedGoals.Add(new ReachedGoal(access.Pupil.Id, subject, found, curriculum.Id, on, By, clock.GetUtcNow()));
        return await SavedAsync(ct);
    }

    /// <summary>It was a slip, or is not so any more. Twice is harmless.</summary>
    public async Task<Outcome<Done>> RegretAsync(PathAccess access, string subject, Guid goal, CancellationToken ct)
    {
        if (!access.Marks) return CurriculumRejections.NotFound;
        if (await db.ReachedGoals.SingleOrDefaultAsync(r => r.Pupil == access.Pupil.Id && r.Subject == subject && r.Goal == goal, ct) is { } reached) db.ReachedGoals.Remove(reached);
        return await SavedAsync(ct);
    }

    /// <summary>Something the pupil works with. The same twice from the same form is once.</summary>
    public async Task<Outcome<Done>> AddPieceAsync(PathAccess access, Guid form, string subject, string title, string maker, CancellationToken ct)
    {
        if (!access.AddsPieces) return CurriculumRejections.NotFound;
        var id = FormId.Of($"{form} {actor.Account} {access.Pupil.Id.Value} {subject}\n{title}\n{maker}");
        if (await db.RepertoirePieces.AnyAsync(p => p.Id == id, ct)) return new Done();
        if (await db.RepertoirePieces.CountAsync(p => p.Pupil == access.Pupil.Id, ct) >= Most) return PathRejections.Full;
        db.RepertoirePieces.Add(new RepertoirePiece(id, access.Pupil.Id, subject, title, maker, Oslo.Today(clock), By));
        return await SavedAsync(ct);
    }

    /// <summary>A piece is ready, or worked with again.</summary>
    public async Task<Outcome<Done>> ReadyAsync(PathAccess access, Guid piece, bool ready, CancellationToken ct)
    {
        if (!access.AddsPieces) return CurriculumRejections.NotFound;
        if (await db.RepertoirePieces.SingleOrDefaultAsync(p => p.Id == piece && p.Pupil == access.Pupil.Id, ct) is not { } found) return CurriculumRejections.NotFound;
        if (!ready || found.ReadyOn is null) found.Ready(ready ? Oslo.Today(clock) : null);
        return await SavedAsync(ct);
    }

    public async Task<Outcome<Done>> RemovePieceAsync(PathAccess access, Guid piece, CancellationToken ct)
    {
        if (!access.AddsPieces) return CurriculumRejections.NotFound;
        if (await db.RepertoirePieces.SingleOrDefaultAsync(p => p.Id == piece && p.Pupil == access.Pupil.Id, ct) is { } found) db.RepertoirePieces.Remove(found);
        return await SavedAsync(ct);
    }

    /// <summary>A note. The same twice from the same form is once.</summary>
    /// <param name="shared">Whether the school reads it; of no matter when the teacher writes.</param>
    public async Task<Outcome<Done>> WriteAsync(PathAccess access, Guid form, string words, bool shared, CancellationToken ct)
    {
        if (access.Writes is not { } author) return CurriculumRejections.NotFound;
        var id = FormId.Of($"{form} {actor.Account} {access.Pupil.Id.Value} {shared} {words}");
        if (await db.PathNotes.AnyAsync(n => n.Id == id, ct)) return new Done();
        if (await db.PathNotes.CountAsync(n => n.Pupil == access.Pupil.Id, ct) >= Most) return PathRejections.Full;
        db.PathNotes.Add(new PathNote(id, access.Pupil.Id, author, actor.Account!.Value, By, words, shared || author == NoteBy.Teacher, clock.GetUtcNow()));
        return await SavedAsync(ct);
    }

    /// <summary>Takes away a note that one wrote oneself.</summary>
    public async Task<Outcome<Done>> RemoveNoteAsync(PathAccess access, Guid note, CancellationToken ct)
    {
        if (await db.PathNotes.SingleOrDefaultAsync(n => n.Id == note && n.Pupil == access.Pupil.Id && n.Account == actor.Account, ct) is { } found) db.PathNotes.Remove(found);
        return await SavedAsync(ct);
    }

    /// <summary>Who did the same thing at the same moment was as good.</summary>
    private async Task<Outcome<Done>> SavedAsync(CancellationToken ct)
    {
        try { await db.SaveChangesAsync(ct); }
        catch (DbUpdateConcurrencyException) { return new Done(); }
        catch (DbUpdateException fault) when (fault.IsLostRace()) { return new Done(); }
        return new Done();
    }
}
