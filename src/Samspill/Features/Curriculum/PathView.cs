using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.Catalogue;
using Samspill.Domain.Curriculum;
using Samspill.Domain.People;
using Samspill.Host;

namespace Samspill.Features.Curriculum;

/// <summary>A goal that is reached: when, and who said so; empty for somebody protected.</summary>
public sealed record ReachedLine(string Words, DateOnly On, string By);

/// <summary>A version that a pupil works by.</summary>
public sealed record PathCurriculum(CurriculumId Id, CurriculumScope Scope, int Version, IReadOnlyList<Level> Levels);

/// <summary>One subject on a pupil's path.</summary>
/// <param name="Subject">What counts as the same subject.</param>
/// <param name="Named">The subject's name in the catalogue; null for the field of art.</param>
/// <param name="Courses">Those the pupil has a place on now; none when the pupil has left the subject.</param>
/// <param name="Curriculum">In force today; null when the school has adopted none.</param>
/// <param name="Reached">By the goal's key.</param>
public sealed record PathSubject(
    string Subject, Discipline Discipline, string? Named, IReadOnlyList<string> Courses, PathCurriculum? Curriculum,
    IReadOnlyDictionary<Guid, ReachedLine> Reached, IReadOnlyList<RepertoirePiece> Pieces)
{
    /// <summary>Goals reached by an earlier version, which the present one does not have.</summary>
    public IEnumerable<ReachedLine> ReachedBefore
    {
        get
        {
            var known = Curriculum?.Levels.SelectMany(l => l.Goals).Select(g => g.Key).ToHashSet() ?? [];
            return Reached.Where(r => !known.Contains(r.Key)).Select(r => r.Value).OrderByDescending(r => r.On);
        }
    }

    /// <summary>The level the pupil works on: the first with a goal that is not reached; null when all are.</summary>
    public Level? Now => Curriculum?.Levels.FirstOrDefault(l => l.Goals.Any(g => !Reached.ContainsKey(g.Key)));
}

/// <summary>A pupil's path, as far as the reader may see it.</summary>
/// <param name="Protected">Names that are not shown, however they came to be kept.</param>
public sealed record PupilPath(IReadOnlyList<PathSubject> Subjects, IReadOnlyList<PathNote> Notes, IReadOnlySet<string> Protected)
{
    /// <summary>Who wrote a note; empty for somebody protected.</summary>
    public string WriterOf(PathNote note) => Protected.Contains(note.By) ? "" : note.By;
}

internal static class PathView
{
    private const int Most = 500;

    /// <summary>Six queries, whatever the pupil has: places, curricula, goals, repertoire, notes, and whose names are not shown.</summary>
    public static async Task<PupilPath> PathAsync(this SamspillDb db, PathAccess access, DateOnly today, CancellationToken ct)
    {
        var pupil = access.Pupil.Id;
        var places = await db.Places.Where(p => p.Pupil == pupil && p.State == PlaceState.Live && p.From <= today).OrderBy(p => p.From).ThenBy(p => p.Id)
            .Join(db.Courses, p => p.Course, c => c.Id, (p, c) => new { c.Name, c.Discipline, c.Subject, c.Programme }).Take(50).ToListAsync(ct);
        var disciplines = places.Select(p => p.Discipline).Distinct().ToList();
        var inForce = (await db.Curricula.InForce(today).AsNoTracking().Where(c => disciplines.Contains(c.Discipline)).Select(c => new { c.Id, c.Discipline, c.Subject, c.Programme, c.Version, c.Levels }).Take(Most).ToListAsync(ct))
            .ToDictionary(c => new CurriculumScope(c.Discipline, c.Subject, c.Programme), c => new PathCurriculum(c.Id, new CurriculumScope(c.Discipline, c.Subject, c.Programme), c.Version, c.Levels));
        var reached = (await db.ReachedGoals.AsNoTracking().Where(r => r.Pupil == pupil).OrderBy(r => r.On).Take(2 * Most).ToListAsync(ct)).ToLookup(r => r.Subject);
        var pieces = (await db.RepertoirePieces.AsNoTracking().Where(p => p.Pupil == pupil).OrderBy(p => p.ReadyOn != null).ThenByDescending(p => p.ReadyOn).ThenByDescending(p => p.Since).ThenBy(p => p.Id).Take(Most).ToListAsync(ct)).ToLookup(p => p.Subject);
        var notes = await db.PathNotes.AsNoTracking().Where(n => n.Pupil == pupil).Where(PathNote.SeenBy(access.Reader)).OrderByDescending(n => n.WrittenAt).ThenBy(n => n.Id).Take(Most).ToListAsync(ct);
        var hidden = (await db.People.Where(p => p.Shield != Protection.None && (p.Id == pupil || db.Staff.Any(s => s.Person == p.Id) || db.Guardianships.Any(g => g.Pupil == pupil && g.Guardian == p.Id)))
            .OrderBy(p => p.Id).Select(p => p.GivenName + " " + p.FamilyName).Take(Most).ToListAsync(ct)).ToHashSet();

        var now = places.GroupBy(p => Course.SubjectOf(p.Subject, p.Discipline)).Select(g =>
        {
            var last = g.Last(); // who moves up from breadth to core works by the core's curriculum
            var curriculum = CurriculumScope.Of(last.Discipline, last.Subject, last.Programme).Select(s => inForce.GetValueOrDefault(s)).FirstOrDefault(c => c is not null);
            return new PathSubject(g.Key, last.Discipline, last.Subject, [.. g.Select(p => p.Name).Distinct()], curriculum, Lines(reached[g.Key], hidden), [.. pieces[g.Key]]);
        }).ToList();
        var left = reached.Select(r => r.Key).Union(pieces.Select(p => p.Key)).Except(now.Select(s => s.Subject)).Order(StringComparer.CurrentCulture)
            .Select(s => new PathSubject(s, Enum.TryParse<Discipline>(s, out var field) ? field : Discipline.Other, Enum.TryParse<Discipline>(s, out _) ? null : s, [], null, Lines(reached[s], hidden), [.. pieces[s]]));
        return new PupilPath([.. now, .. left], notes, hidden);
    }

    private static Dictionary<Guid, ReachedLine> Lines(IEnumerable<ReachedGoal> reached, HashSet<string> hidden) => reached.ToDictionary(r => r.Goal, r => new ReachedLine(r.Words, r.On, hidden.Contains(r.By) ? "" : r.By));
}
