using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.Catalogue;
using Samspill.Domain.Messages;

namespace Samspill.Features.Admission;

/// <summary>How one course stands.</summary>
public sealed record CourseFigures(CourseId Id, string Code, string Name, Discipline Discipline, string? Site, string? District, int? Capacity, int Taken, int Held, int Minimum, int? AgeFrom, int? AgeTo)
{
    public int Waiting { get; init; }
    public DateTimeOffset? Oldest { get; init; }
    public int Free => Math.Max(0, (Capacity ?? 0) - Taken - Held);

    /// <summary>Seats that somebody waits for and nobody is offered.</summary>
    public int Unoffered => Math.Min(Free, Waiting);

    /// <summary>Attended, but by fewer than the course needs.</summary>
    public bool BelowMinimum => Taken + Held > 0 && Taken + Held < Minimum;

    /// <summary>The part of those who have or wish a place that has one.</summary>
    public double Coverage => Taken + Waiting == 0 ? 0 : (double)Taken / (Taken + Waiting);
}

/// <summary>Children of one age or district: how many have a place, and how many of the others wait.</summary>
public sealed record ChildrenFigures(string Name, int WithPlace, int Waiting)
{
    public double Share => WithPlace + Waiting == 0 ? 0 : (double)WithPlace / (WithPlace + Waiting);
}

/// <summary>How the admission stands, from a few grouped queries.</summary>
/// <param name="Answers">Offers since the last round was published, by what became of them.</param>
/// <param name="Unreached">People whom a message is written to but who have no address.</param>
public sealed record AdmissionFigures(
    IReadOnlyList<CourseFigures> Courses, IReadOnlyDictionary<OfferStatus, int> Answers, int WaitingChildren, int Unreached,
    IReadOnlyList<ChildrenFigures> Ages, IReadOnlyList<ChildrenFigures> Districts, AdmissionRound? Round)
{
    public int Wishes => Courses.Sum(c => c.Waiting + c.Held);
    public int Places => Courses.Sum(c => c.Taken);
    public int Offers => Answers.Values.Sum();
    public int Unoffered => Courses.Sum(c => c.Unoffered);
    public CourseFigures? OldestAt => Courses.Where(c => c.Oldest is not null).MinBy(c => c.Oldest);

    public static async Task<AdmissionFigures> OfAsync(SamspillDb db, DateOnly today, CancellationToken ct)
    {
        var round = await db.Rounds.AsNoTracking().OrderByDescending(r => r.PublishedAt != null).ThenByDescending(r => r.PublishedAt).ThenByDescending(r => r.ClosesAt).FirstOrDefaultAsync(ct);
        var since = round?.PublishedAt ?? DateTimeOffset.MinValue;
        var waiting = db.Applications.Where(a => a.State == ApplicationState.Waiting);
        var queues = await waiting.GroupBy(a => a.Course).Select(g => new { g.Key, Count = g.Count(), Oldest = g.Min(a => a.AppliedAt) }).ToDictionaryAsync(g => g.Key, ct);
        var courses = await (from c in db.Courses.AsNoTracking() where c.Status != CourseStatus.Draft
                             join cs in db.CourseSites.Where(s => s.Position == 0) on c.Id equals cs.Course into firsts
                             from first in firsts.DefaultIfEmpty()
                             join s in db.Sites on first.Site equals s.Id into sites
                             from site in sites.DefaultIfEmpty()
                             select new CourseFigures(c.Id, c.Code, c.Name, c.Discipline, site.Name, site.District, c.Capacity, c.Taken, c.Held, c.Minimum ?? 0, c.AgeFrom, c.AgeTo)).ToListAsync(ct);
        var answers = await db.Offers.Where(o => o.MadeAt >= since).GroupBy(o => o.Status).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var unreached = await db.Messages.Where(m => m.State == MessageState.NoAddress && m.To != null && m.CreatedAt >= since).Select(m => m.To).Distinct().CountAsync(ct);

        // One row for each child: with a place, or waiting only.
        var placed = db.Places.Where(p => p.State == PlaceState.Live).Select(p => p.Pupil);
        var waitingOnly = waiting.Select(a => a.Pupil).Where(p => !placed.Contains(p));
        var havers = await GroupsAsync(db, placed, ct);
        var others = await GroupsAsync(db, waitingOnly, ct);
        return new AdmissionFigures(
            [.. courses.Select(c => queues.TryGetValue(c.Id, out var queue) ? c with { Waiting = queue.Count, Oldest = queue.Oldest } : c)],
            answers, await waiting.Select(a => a.Pupil).Distinct().CountAsync(ct), unreached,
            Merge(havers, others, g => g.Year is { } year ? (today.Year - year).ToString(System.Globalization.CultureInfo.InvariantCulture) : null, age => age.Length, age => age),
            Merge(havers, others, g => g.District, _ => 0, district => district), round);
    }

    private static async Task<List<Group>> GroupsAsync(SamspillDb db, IQueryable<PersonId> pupils, CancellationToken ct) =>
        await (from p in db.People where pupils.Contains(p.Id)
               join s in db.Sites on p.School equals s.Id into schools
               from school in schools.DefaultIfEmpty()
               group p by new { Year = p.BirthDate == null ? (int?)null : p.BirthDate.Value.Year, school.District } into g
               select new Group(g.Key.Year, g.Key.District, g.Count())).ToListAsync(ct);

    private static List<ChildrenFigures> Merge(List<Group> havers, List<Group> others, Func<Group, string?> name, Func<string, int> first, Func<string, string> then)
    {
        var (with, without) = (havers.Where(g => name(g) is not null).ToLookup(g => name(g)!), others.Where(g => name(g) is not null).ToLookup(g => name(g)!));
        return [.. with.Select(g => g.Key).Union(without.Select(g => g.Key)).OrderBy(first).ThenBy(then, StringComparer.CurrentCulture)
            .Select(key => new ChildrenFigures(key, with[key].Sum(g => g.Count), without[key].Sum(g => g.Count)))];
    }

    private sealed record Group(int? Year, string? District, int Count);
}
