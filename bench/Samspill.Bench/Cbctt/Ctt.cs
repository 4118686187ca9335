using System.Globalization;

namespace Samspill.Bench.Cbctt;

/// <summary>A university's weekly timetable as the competition of 2007 put it: lectures of courses into periods and rooms.</summary>
internal sealed record Ctt(
    string Name, int Days, int PerDay, CttCourse[] Courses, (string Id, int Capacity)[] Rooms, int[][] Curricula, bool[][] Available)
{
    public int Periods => Days * PerDay;

    public static Ctt Read(string path)
    {
        var lines = File.ReadAllLines(path).Select(l => l.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)).ToList();
        int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
        string Head(string name) => lines.First(l => l is [var key, _, ..] && key == name)[1];
        List<string[]> Section(string name) => [.. lines.SkipWhile(l => l is not [var key] || key != name).Skip(1).TakeWhile(l => l.Length > 1)];
        var (days, perDay) = (Number(Head("Days:")), Number(Head("Periods_per_day:")));
        var courses = Section("COURSES:").Select(c => new CttCourse(c[0], c[1], Number(c[2]), Number(c[3]), Number(c[4]))).ToArray();
        var number = courses.Select((c, i) => (c.Id, i)).ToDictionary(x => x.Id, x => x.i);
        var available = courses.Select(_ => Enumerable.Repeat(true, days * perDay).ToArray()).ToArray();
        foreach (var no in Section("UNAVAILABILITY_CONSTRAINTS:")) available[number[no[0]]][(Number(no[1]) * perDay) + Number(no[2])] = false;
        return new(Head("Name:"), days, perDay, courses,
            [.. Section("ROOMS:").Select(r => (r[0], Number(r[1])))],
            [.. Section("CURRICULA:").Select(q => q.Skip(2).Select(c => number[c]).ToArray())], available);
    }
}

/// <summary>A course: so many lectures a week, spread over at least so many days.</summary>
internal sealed record CttCourse(string Id, string Teacher, int Lectures, int LeastDays, int Students);

/// <summary>The competition's cost, reckoned plainly from a solution.</summary>
internal static class CttScore
{
    public static (int Violations, int Cost) Of(Ctt ctt, IReadOnlyList<(int Course, int Period, int Room)> plan)
    {
        var (violations, cost) = (0, 0);
        for (var c = 0; c < ctt.Courses.Length; c++)
        {
            var mine = plan.Where(x => x.Course == c).ToList();
            violations += ctt.Courses[c].Lectures - mine.Select(x => x.Period).Distinct().Count();
            violations += mine.Count(x => !ctt.Available[c][x.Period]);
            cost += mine.Sum(x => Math.Max(0, ctt.Courses[c].Students - ctt.Rooms[x.Room].Capacity));
            cost += 5 * Math.Max(0, ctt.Courses[c].LeastDays - mine.Select(x => x.Period / ctt.PerDay).Distinct().Count());
            cost += mine.Select(x => x.Room).Distinct().Count() - 1;
        }
        violations += plan.GroupBy(x => (x.Period, x.Room)).Sum(g => g.Count() - 1);
        foreach (var teacher in ctt.Courses.Select((c, i) => (c.Teacher, i)).GroupBy(x => x.Teacher, x => x.i))
            violations += plan.Where(x => teacher.Contains(x.Course)).GroupBy(x => x.Period).Sum(g => g.Count() - 1);
        foreach (var curriculum in ctt.Curricula)
        {
            var at = plan.Where(x => curriculum.Contains(x.Course)).GroupBy(x => x.Period).ToDictionary(g => g.Key, g => g.Count());
            violations += at.Values.Sum(n => n - 1);
            bool Has(int period, int neighbour) => neighbour >= 0 && neighbour / ctt.PerDay == period / ctt.PerDay && at.ContainsKey(neighbour);
            cost += 2 * at.Where(x => !Has(x.Key, x.Key - 1) && !Has(x.Key, x.Key + 1)).Sum(x => x.Value);
        }
        return (violations, cost);
    }
}
