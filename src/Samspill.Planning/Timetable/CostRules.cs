namespace Samspill.Planning.Timetable;

/// <summary>What makes one week dearer than another: one method per rule. Written to be read, not to be fast.</summary>
internal static class CostRules
{
    /// <summary>The most minutes between two lessons that count as together.</summary>
    public const int CloseTogether = 30;

    public static IEnumerable<Charge> Charges(Week week) =>
        [.. Unplaced(week), .. Sites(week), .. Windows(week), .. Idle(week), .. Travel(week), .. Rooms(week), .. Days(week), .. Together(week), .. Changes(week), .. RoomChanges(week)];

    /// <summary>Each lesson that is not placed counts its weight.</summary>
    public static IEnumerable<Charge> Unplaced(Week week) =>
        week.Problem.Lessons.Where(l => !week.Placed.ContainsKey(l.Id)).Select(l => new Charge(CostRule.Unplaced, l.Weight, [l.Id], "not placed"));

    /// <summary>Each placed lesson counts the cost of the site used.</summary>
    public static IEnumerable<Charge> Sites(Week week) =>
        from h in week.Placed.Values
        from site in h.Lesson.Sites
        where site.Id == h.Site && site.Cost > 0
        select new Charge(CostRule.Site, site.Cost, [h.Id], $"at {site.Id}");

    /// <summary>Each pupil of a placed lesson counts the cost of the cheapest of its windows that hold the lesson.</summary>
    public static IEnumerable<Charge> Windows(Week week) =>
        from h in week.Placed.Values
        from pupil in h.Lesson.Pupils
        let windows = week.Pupils[pupil].Available?.Where(w => w.Holds(h.Day, h.Start, h.End)).ToList() ?? []
        where windows.Count > 0
        let cost = windows.Min(w => w.Cost)
        where cost > 0
        select new Charge(CostRule.Window, cost, [h.Id], $"{pupil}, {h.When}");

    /// <summary>Each gap between a teacher's consecutive lessons counts its minutes less the way, divided by 5; the break of a long day is free.</summary>
    public static IEnumerable<Charge> Idle(Week week)
    {
        foreach (var day in week.TeacherDays)
        {
            var gaps = day.Gaps(week);
            var longest = gaps.Length == 0 ? -1 : Array.IndexOf(gaps, gaps.Max());
            if (day.NeedsBreak && longest >= 0 && gaps[longest] >= TeacherDay.Break) gaps[longest] -= TeacherDay.Break;
            foreach (var ((before, after), gap) in day.Steps.Zip(gaps))
                if (gap >= 5) yield return Step(CostRule.TeacherIdle, gap / 5, day, before, after);
        }
    }

    /// <summary>Each way between a teacher's consecutive lessons counts its minutes, divided by 5.</summary>
    public static IEnumerable<Charge> Travel(Week week) =>
        from day in week.TeacherDays
        from step in day.Steps
        let way = week.Travel(step.Before.Site, step.After.Site) / 5
        where way > 0
        select Step(CostRule.TeacherTravel, way, day, step.Before, step.After);

    /// <summary>Each change of room at one site between a teacher's consecutive lessons counts 1.</summary>
    public static IEnumerable<Charge> Rooms(Week week) =>
        from day in week.TeacherDays
        from step in day.Steps
        where step.Before.Site == step.After.Site && step.Before.Room.Id != step.After.Room.Id
        select Step(CostRule.TeacherRoom, 1, day, step.Before, step.After);

    /// <summary>Each day on which a teacher has a lesson counts 1.</summary>
    public static IEnumerable<Charge> Days(Week week) =>
        week.TeacherDays.Select(day => new Charge(CostRule.TeacherDay, 1, [.. day.Lessons.Select(h => h.Id)], $"{day.Teacher.Id} {day.Day}"));

    /// <summary>Each pair wanted together counts 1 unless both are placed on one day at one site with at most 30 minutes between them.</summary>
    public static IEnumerable<Charge> Together(Week week) =>
        from pair in week.Problem.Together
        where !(week.Placed.TryGetValue(pair.First, out var a) && week.Placed.TryGetValue(pair.Second, out var b)
            && a.Day == b.Day && a.Site == b.Site && Math.Max(a.Start, b.Start) - (a.Start <= b.Start ? a : b).End <= CloseTogether)
        select new Charge(CostRule.Together, 1, [pair.First, pair.Second], "not together");

    /// <summary>Each placed lesson that families know at another day or start counts 1.</summary>
    public static IEnumerable<Charge> Changes(Week week)
    {
        foreach (var h in week.Placed.Values)
            if (h.Lesson.Previous is { } was && (was.Day != h.Day || was.Start != h.Start))
                yield return new Charge(CostRule.Change, 1, [h.Id], $"was {was.Day} {Clock.Of(was.Start)}");
    }

    /// <summary>Each placed lesson that keeps its day and start but has another room or teacher counts 1.</summary>
    public static IEnumerable<Charge> RoomChanges(Week week)
    {
        foreach (var h in week.Placed.Values)
            if (h.Lesson.Previous is { } was && was.Day == h.Day && was.Start == h.Start && (was.Room != h.Room.Id || was.Teacher != h.Teacher.Id))
                yield return new Charge(CostRule.ChangeRoom, 1, [h.Id], $"was {was.Room} with {was.Teacher}");
    }

    private static Charge Step(CostRule rule, int count, TeacherDay day, Held before, Held after) =>
        new(rule, count, [before.Id, after.Id], $"{day.Teacher.Id} {day.Day} {Clock.Of(before.End)}-{Clock.Of(after.Start)}");
}

/// <summary>One thing that a week costs.</summary>
/// <param name="Rule">The kind of cost.</param>
/// <param name="Count">How many are counted, before the weight.</param>
/// <param name="Lessons">Ids of the lessons that cause it.</param>
/// <param name="What">In words, with the ids and times of the data.</param>
public sealed record Charge(CostRule Rule, int Count, IReadOnlyList<string> Lessons, string What);
