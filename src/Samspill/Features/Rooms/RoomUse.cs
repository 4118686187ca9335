using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.School;
using Samspill.Domain.Timetables;
using Samspill.Features.Timetables;

namespace Samspill.Features.Rooms;

/// <summary>A room over the week.</summary>
/// <param name="Minutes">Minutes taken, by day and hour: at most 60.</param>
/// <param name="Free">The hours from now on today in which nobody is there; none when it is taken now.</param>
public sealed record RoomWeek(RoomId Id, string Name, int? Capacity, string Features, IReadOnlyDictionary<(DayOfWeek Day, int Hour), int> Minutes, TimeOnly? FreeUntil)
{
    public int Total => Minutes.Values.Sum();
}

/// <summary>How much each room of a site is used by the published week, hour by hour, and which are free now.</summary>
internal static class RoomUse
{
    public const int FirstHour = 9, LastHour = 21;

    public static async Task<IReadOnlyList<RoomWeek>> RoomWeeksAsync(this SamspillDb db, int schoolYear, SiteId site, DateOnly today, TimeOnly now, CancellationToken ct)
    {
        var rooms = await db.Rooms.AsNoTracking().Where(r => r.Site == site).OrderBy(r => EF.Functions.Collate(r.Name, "norsk")).Take(200).ToListAsync(ct);
        var week = (await (from l in db.PlannedLessons where db.WeekPlans.Any(p => p.Id == l.Plan && p.SchoolYear == schoolYear && p.State == PlanState.Published) && db.Rooms.Any(r => r.Id == l.Room && r.Site == site) select new { l.Room, l.Day, l.Start, l.Minutes }).ToListAsync(ct)).ToLookup(l => l.Room);
        var dated = (await (from l in db.Lessons where l.Date == today && l.State != Domain.Lessons.LessonState.Cancelled && db.Rooms.Any(r => r.Id == l.Room && r.Site == site) select new { l.Room, l.Start, l.Minutes }).ToListAsync(ct)).ToLookup(l => l.Room);
        var lent = (await db.RoomLoans.Where(l => l.Date == today && l.State == LoanState.Approved && db.Rooms.Any(r => r.Id == l.Room && r.Site == site)).Select(l => new { l.Room, l.From, l.To }).ToListAsync(ct)).ToLookup(l => l.Room);
        return [.. rooms.Select(r => new RoomWeek(r.Id, r.Name, r.Capacity, r.Features, ByHour(week[r.Id].Select(l => (l.Day, l.Start, l.Minutes))),
            FreeUntil([.. dated[r.Id].Select(l => (l.Start, l.Start.AddMinutes(l.Minutes))), .. lent[r.Id].Select(l => (l.From, l.To))], now)))];
    }

    private static Dictionary<(DayOfWeek, int), int> ByHour(IEnumerable<(DayOfWeek Day, TimeOnly Start, int Minutes)> lessons)
    {
        var used = new Dictionary<(DayOfWeek, int), int>();
        foreach (var (day, start, minutes) in lessons)
        {
            var (from, to) = (UsualHours.Minute(start), UsualHours.Minute(start) + minutes);
            for (var hour = from / 60; hour * 60 < to; hour++)
            {
                var taken = Math.Min(to, (hour + 1) * 60) - Math.Max(from, hour * 60);
                used[(day, hour)] = Math.Min(60, used.GetValueOrDefault((day, hour)) + taken);
            }
        }
        return used;
    }

    private static TimeOnly? FreeUntil(IEnumerable<(TimeOnly From, TimeOnly To)> lessons, TimeOnly now)
    {
        var later = lessons.Where(l => l.To > now).OrderBy(l => l.From).ToList();
        return later.Count == 0 ? new TimeOnly(LastHour + 1, 0) : later[0].From <= now ? null : later[0].From;
    }
}
