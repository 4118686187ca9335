using Samspill.Data;
using Samspill.Domain.Lessons;

namespace Samspill.Features.Lessons;

/// <summary>Times when a lesson's room, teacher and pupils are all free.</summary>
internal static class FreeTimes
{
    private const int Days = 21, Step = 15, MostGap = 24 * 60;
    private static readonly TimeOnly First = new(13, 0), Last = new(20, 0);

    /// <summary>At most so many, one a day: days on which the teacher is at that site anyway first, then those closest to the teacher's other lessons.</summary>
    public static async Task<IReadOnlyList<Slot>> FreeTimesAsync(this SamspillDb db, LessonLine like, DateOnly from, int most, CancellationToken ct)
    {
        var obstacles = await Obstacles.LoadAsync(db, like.Group, from, from.AddDays(Days), [like.Room], [like.Teacher], ct);
        var none = new HashSet<LessonId>();
        return [.. Enumerable.Range(0, Days + 1).Select(from.AddDays)
            .Select(day => Starts(like).Select(start => new Slot(day, start, like.Minutes, like.Room, like.Teacher)).Where(slot => obstacles.WhyNot(slot, none) is null)
                .Select(slot => (Slot: slot, Gap: Gap(slot, obstacles, like.Site))).OrderBy(x => x.Gap).ThenBy(x => Math.Abs((x.Slot.Start - like.Start).Ticks)).FirstOrDefault())
            .Where(best => best.Slot is not null).OrderBy(best => best.Gap).ThenBy(best => best.Slot.Date).Take(most).OrderBy(best => best.Slot.Date).Select(best => best.Slot)];
    }

    /// <summary>The time it has had, and every quarter of an hour of the afternoon.</summary>
    private static IEnumerable<TimeOnly> Starts(LessonLine like)
    {
        yield return like.Start;
        for (var start = First; start.AddMinutes(like.Minutes) <= Last; start = start.AddMinutes(Step))
            if (start != like.Start) yield return start;
    }

    /// <summary>Minutes to the teacher's nearest lesson at the same site that day.</summary>
    private static int Gap(Slot slot, Obstacles obstacles, SiteId site) =>
        obstacles.Busy.Where(b => b.Date == slot.Date && b.GivenBy == slot.Teacher && b.Site == site)
            .Select(b => (int)(b.Start >= slot.End ? b.Start - slot.End : slot.Start - b.End).TotalMinutes).DefaultIfEmpty(MostGap).Min();
}
