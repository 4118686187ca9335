using Samspill.Planning.Timetable;

namespace Samspill.Bench.Timetable;

/// <summary>A cost below which no complete week can be: days that a teacher cannot do without, and windows and sites that no lesson can better.</summary>
internal static class LowerBound
{
    public static long Of(TimetableProblem problem)
    {
        var pupils = problem.Pupils.ToDictionary(p => p.Id);
        var lessons = problem.Lessons.ToDictionary(l => l.Id);
        var teachers = problem.Teachers.ToDictionary(t => t.Id);
        long bound = 0;
        var days = new Dictionary<string, Dictionary<string, long>>();
        foreach (var lesson in problem.Lessons)
        {
            // By day, the least that the lesson itself can cost there.
            var least = days[lesson.Id] = [];
            var mine = lesson.Teachers.SelectMany(t => teachers[t].Available).ToArray();
            foreach (var day in problem.Days)
            {
                for (var start = 0; start + lesson.Minutes <= 1440; start += problem.Grain)
                {
                    if (Cost(mine, pupils, lesson, day, start) is { } cost && (!least.TryGetValue(day, out var known) || cost < known)) least[day] = cost;
                }
            }
            bound += problem.Weights.Window * least.Values.DefaultIfEmpty().Min();
        }
        var alone = problem.Lessons.Where(l => l.Teachers.Count == 1).ToLookup(l => l.Teachers[0]);
        foreach (var teacher in problem.Teachers)
        {
            var only = alone[teacher.Id].ToList();
            bound += (long)problem.Weights.TeacherDay * FewestDays(teacher, only, days, problem.Days);
        }
        return bound + (problem.Weights.Together * problem.Together.Count(p => Apart(problem, lessons[p.First], lessons[p.Second], days)));
    }

    private static long? Cost(Window[] available, Dictionary<string, Pupil> pupils, Lesson lesson, string day, int start)
    {
        var end = start + lesson.Minutes;
        if (!Array.Exists(available, w => w.Holds(day, start, end))) return null;
        long sum = 0;
        foreach (var pupil in lesson.Pupils)
        {
            if (pupils[pupil].Available is not { } windows) continue;
            var best = windows.Where(w => w.Holds(day, start, end)).Select(w => (int?)w.Cost).Min();
            if (best is null) return null;
            sum += best.Value;
        }
        return sum;
    }

    // Hall's condition: a set of days holds the lessons only if, for every part of the lessons, the days they share can take their minutes.
    private static int FewestDays(Teacher teacher, List<Lesson> lessons, Dictionary<string, Dictionary<string, long>> days, IReadOnlyList<string> names)
    {
        if (lessons.Count == 0) return 0;
        int Capacity(string day) => Math.Min(teacher.MaxMinutesPerDay ?? 1440, teacher.Available.Where(w => w.Day == day).Sum(w => w.To - w.From));
        for (var count = 1; count < names.Count; count++)
            for (var set = 0; set < 1 << names.Count; set++)
                if (int.PopCount(set) == count && Holds(set)) return count;
        return names.Count;

        bool Holds(int set)
        {
            for (var part = set; ; part = (part - 1) & set)
            {
                // Lessons that, within the set, can be on days of this part only.
                var minutes = lessons.Where(l => names.Select((n, i) => (n, i)).All(x => (set >> x.i & 1) == 0 || (part >> x.i & 1) == 1 || !days[l.Id].ContainsKey(x.n))).Sum(l => l.Minutes);
                if (minutes > names.Select((n, i) => (part >> i & 1) == 1 ? Capacity(n) : 0).Sum()) return false;
                if (part == 0) return true;
            }
        }
    }

    private static bool Apart(TimetableProblem problem, Lesson a, Lesson b, Dictionary<string, Dictionary<string, long>> days) =>
        !days[a.Id].Keys.Intersect(days[b.Id].Keys).Any() || !a.Sites.Select(s => s.Id).Intersect(b.Sites.Select(s => s.Id)).Any();
}
