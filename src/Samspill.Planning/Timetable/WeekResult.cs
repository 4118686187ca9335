namespace Samspill.Planning.Timetable;

/// <summary>From the numbers of the search to the ids of the problem, and back.</summary>
internal static class WeekResult
{
    public static TimetableResult Of(TimetableIndex index, Place[] places)
    {
        var plan = Plan(index, places);
        var week = new WeekState(index);
        week.PutAll(places);
        var why = new WhyNot(week);
        var unplaced = week.Out.Select(l => new UnplacedLesson(index.Problem.Lessons[l].Id, why.Of(l))).OrderBy(u => u.Lesson, StringComparer.Ordinal);
        return new TimetableResult(week.Cost, plan, [.. unplaced]);
    }

    public static IReadOnlyList<PlacedLesson> Plan(TimetableIndex index, Place[] places)
    {
        var problem = index.Problem;
        var plan = new List<PlacedLesson>(places.Length);
        for (var l = 0; l < places.Length; l++)
            if (places[l] is { IsPlaced: true } at)
                plan.Add(new PlacedLesson(problem.Lessons[l].Id, problem.Days[at.Day], at.Start, problem.Rooms[at.Room].Id, problem.Teachers[at.Teacher].Id));
        plan.Sort((a, b) => string.CompareOrdinal(a.Lesson, b.Lesson));
        return plan;
    }

    /// <summary>The places of a plan by lesson; what it names and is not there is left out.</summary>
    public static Place[] Places(TimetableIndex index, IReadOnlyList<PlacedLesson> plan)
    {
        var problem = index.Problem;
        var lessons = Numbers(problem.Lessons.Select(l => l.Id));
        var days = Numbers(problem.Days);
        var rooms = Numbers(problem.Rooms.Select(r => r.Id));
        var teachers = Numbers(problem.Teachers.Select(t => t.Id));
        var places = new Place[index.Lessons];
        Array.Fill(places, Place.Nowhere);
        foreach (var p in plan)
            if (lessons.TryGetValue(p.Lesson, out var l) && days.TryGetValue(p.Day, out var d) && rooms.TryGetValue(p.Room, out var r) && teachers.TryGetValue(p.Teacher, out var t))
                places[l] = new Place(d, p.Start, r, t);
        return places;
    }

    private static Dictionary<string, int> Numbers(IEnumerable<string> ids) => ids.Select((id, i) => (id, i)).ToDictionary(x => x.id, x => x.i);
}
