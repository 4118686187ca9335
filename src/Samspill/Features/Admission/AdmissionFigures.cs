using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.Catalogue;
using Samspill.Features.Messages;

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
/// <param name="Unreached">People whom a message was written to that reached nobody: no address, a dead or an old one, or it failed or came back.</param>
public sealed record AdmissionFigures(
    IReadOnlyList<CourseFigures> Courses, IReadOnlyDictionary<OfferStatus, int> Answers, int WaitingChildren, int Unreached,
    IReadOnlyList<ChildrenFigures> Ages, IReadOnlyList<ChildrenFigures> Districts, AdmissionRound? Round)
{
    public int Wishes => Courses.Sum(c => c.Waiting + c.Held);
    public int Places => Courses.Sum(c => c.Taken);
    public int Offers => Answers.Values.Sum();
    public int Unoffered => Courses.Sum(c => c.Unoffered);
    public CourseFigures? OldestAt => Courses.Where(c => c.Oldest is not null).MinBy(c => c.Oldest);

    public static async Task<AdmissionFigures> OfAsync(SamspillDb db, string school, ChildrenCounted counted, DateOnly today, CancellationToken ct)
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
        var unreached = await db.Messages.Where(m => MessageLines.Lost.Contains(m.State) && m.To != null && m.CreatedAt >= since).Select(m => m.To).Distinct().CountAsync(ct);
        var children = await waiting.Select(a => a.Pupil).Distinct().CountAsync(ct);
        var (havers, others) = await counted.OfAsync(school, db, (courses.Sum(c => c.Taken), queues.Values.Sum(q => q.Count), children), ct);
        return new AdmissionFigures(
            [.. courses.Select(c => queues.TryGetValue(c.Id, out var queue) ? c with { Waiting = queue.Count, Oldest = queue.Oldest } : c)],
            answers, children, unreached,
            Merge(havers, others, g => g.Year is { } year ? (today.Year - year).ToString(System.Globalization.CultureInfo.InvariantCulture) : null, age => age.Length, age => age),
            Merge(havers, others, g => g.District, _ => 0, district => district), round);
    }

    private static List<ChildrenFigures> Merge(IReadOnlyList<ChildrenGroup> havers, IReadOnlyList<ChildrenGroup> others, Func<ChildrenGroup, string?> name, Func<string, int> first, Func<string, string> then)
    {
        var (with, without) = (havers.Where(g => name(g) is not null).ToLookup(g => name(g)!), others.Where(g => name(g) is not null).ToLookup(g => name(g)!));
        return [.. with.Select(g => g.Key).Union(without.Select(g => g.Key)).OrderBy(first).ThenBy(then, StringComparer.CurrentCulture)
            .Select(key => new ChildrenFigures(key, with[key].Sum(g => g.Count), without[key].Sum(g => g.Count)))];
    }
}
