using Microsoft.EntityFrameworkCore;
using Samspill.Domain.Groups;
using Samspill.Domain.Lessons;
using Samspill.Domain.School;
using Samspill.Domain.Timetables;
using Samspill.Features.Groups;
using Samspill.Features.Timetables;
using Samspill.Host;
using Samspill.Planning.Search;
using Samspill.Planning.Timetable;

namespace Samspill.Data;

/// <summary>The demo's week: groups formed as proposed, placed by the engine, published as of the autumn's first day.</summary>
internal static class DemoWeek
{
    /// <summary>What the engine gets, as the demo is to be ready soon: three seconds for a large school, less for a small one.</summary>
    private static TimeSpan Search(int lessons) => TimeSpan.FromMilliseconds(Math.Clamp(lessons * 3, 300, 3000));

    public static async Task MakeAsync(SamspillDb db, Dice dice, TimeProvider clock, CancellationToken ct)
    {
        var (now, today) = (clock.GetUtcNow(), Oslo.Today(clock));
        var year = await db.SchoolYears.Include(y => y.Terms).Include(y => y.Free).AsSplitQuery().SingleAsync(y => y.Start == SchoolYear.Of(today), ct);
        var groups = await db.ProposeAsync(year.Start, null, ct);
        await db.InsertAsync(groups, ct);
        await db.InsertAsync([.. groups.SelectMany(g => g.Teachers)], ct);
        await db.InsertAsync([.. groups.SelectMany(g => g.Members)], ct);
        await SayTimesAsync(db, dice, ct);

        var problem = await db.WeekProblemAsync(year.Start, null, null, ct);
        var result = TimetableEngine.Solve(problem, new TimetableOptions { Limit = SearchLimit.OfTime(Search(problem.Lessons.Count)), Threads = Math.Min(2, Environment.ProcessorCount) }, cancellation: ct);
        var minutes = groups.ToDictionary(g => g.Id, g => g.Minutes);
        var plan = await new WeekDrafts(db, Actor.System, clock).KeepAsync(year.Start, $"Uka {SchoolYear.Name(year.Start)}", result.Placed, minutes, ct);
        var first = year.Terms.Min(t => t.From);
        _ = plan.Publish(first, first, Actor.System.Name, now).Value;
        await db.SaveChangesAsync(ct);
        var week = await db.PlannedLessons.AsNoTracking().Where(l => l.Plan == plan.Id).ToListAsync(ct);
        var from = today.AddDays(-DemoYear.Days) > first ? today.AddDays(-DemoYear.Days) : first;
        await db.InsertAsync([.. DatedWeek.Of(week, year, from, now).TakeWhile(l => l.Date <= from.AddDays(2 * DemoYear.Days))], ct);
    }

    /// <summary>Some families have said when they cannot, and when they gladly would.</summary>
    private static async Task SayTimesAsync(SamspillDb db, Dice dice, CancellationToken ct)
    {
        var pupils = await db.GroupMembers.Where(m => m.To == null).Select(m => m.Pupil).Distinct().OrderBy(p => p).ToListAsync(ct);
        var times = new List<PossibleTime>();
        foreach (var pupil in pupils.Where(_ => dice.Next(4) == 0))
        {
            var day = (DayOfWeek)dice.Next(1, 6);
            times.Add(PossibleTime.Of(pupil, day, new(dice.Next(2) == 0 ? 13 : 17, 0), new(dice.Next(2) == 0 ? 20 : 21, 0), Suits.Cannot).Value);
            if (dice.Next(3) == 0) times.Add(PossibleTime.Of(pupil, day == DayOfWeek.Friday ? DayOfWeek.Monday : day + 1, new(15, 0), new(17, 0), Suits.Gladly).Value);
        }
        await db.InsertAsync(times, ct);
    }
}
