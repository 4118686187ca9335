using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Curriculum;
using Samspill.Host;

namespace Samspill.Features.Curriculum;

/// <summary>A version in a list.</summary>
public sealed record CurriculumLine(CurriculumId Id, CurriculumScope Scope, int Version, CurriculumState State, string? AdoptedBy, DateOnly? InForceFrom, string MadeBy, DateTimeOffset MadeAt);

internal static class CurriculaLists
{
    private const int Most = 500;

    /// <summary>Those in force on a day: of each subject and programme the newest adopted version that has begun.</summary>
    public static IQueryable<LocalCurriculum> InForce(this IQueryable<LocalCurriculum> curricula, DateOnly day) => curricula.Where(c => c.State == CurriculumState.Adopted && c.InForceFrom <= day
        && !curricula.Any(n => n.Discipline == c.Discipline && n.Subject == c.Subject && n.Programme == c.Programme && n.State == CurriculumState.Adopted && n.InForceFrom <= day && n.Version > c.Version));

    /// <summary>Those in force; with drafts, also what the school works on.</summary>
    public static async Task<IReadOnlyList<CurriculumLine>> CurriculaAsync(this SamspillDb db, bool drafts, DateOnly today, CancellationToken ct)
    {
        var lines = await Lines(db.Curricula.InForce(today)).Take(Most).ToListAsync(ct);
        if (drafts) lines.AddRange(await Lines(db.Curricula.Where(c => c.State == CurriculumState.Draft || c.InForceFrom > today)).Take(Most).ToListAsync(ct));
        return [.. lines.OrderBy(l => l.Scope.Discipline).ThenBy(l => l.Scope.Subject, StringComparer.CurrentCulture).ThenBy(l => l.Scope.Programme).ThenByDescending(l => l.Version)];
    }

    /// <summary>Every version of one subject and programme, the newest first.</summary>
    public static async Task<IReadOnlyList<CurriculumLine>> VersionsAsync(this SamspillDb db, CurriculumScope scope, bool drafts, CancellationToken ct) =>
        await Lines(db.Curricula.Where(c => c.Discipline == scope.Discipline && c.Subject == scope.Subject && c.Programme == scope.Programme && (drafts || c.State == CurriculumState.Adopted))
            .OrderByDescending(c => c.Version)).Take(Most).ToListAsync(ct);

    private static IQueryable<CurriculumLine> Lines(IQueryable<LocalCurriculum> curricula) => curricula.AsNoTracking()
        .Select(c => new CurriculumLine(c.Id, new CurriculumScope(c.Discipline, c.Subject, c.Programme), c.Version, c.State, c.AdoptedBy, c.InForceFrom, c.MadeBy, c.MadeAt));

    /// <summary>Whether one sees drafts too: those who write and those who teach.</summary>
    public static bool SeesDrafts(this Actor actor) => actor.May(Can.PlanWeek) || actor.May(Can.Teach);
}

internal static class CurriculumFaces
{
    /// <summary>The curricula are for all; each finds its own menu about them.</summary>
    public static FaceKind CurriculumFace(this Actor actor) => actor.May(Can.SeeAdmission) ? FaceKind.Staff : actor.May(Can.Teach) ? FaceKind.Teacher : FaceKind.Family;
}
