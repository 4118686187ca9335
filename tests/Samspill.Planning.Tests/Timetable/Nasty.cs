using Samspill.Planning.Timetable;

namespace Samspill.Planning.Tests.Timetable;

/// <summary>Small weeks from a seed with everything that could go wrong in them: overlapping windows, ways that cheat the triangle, odd lengths, full days.</summary>
internal static class Nasty
{
    public static TimetableProblem Problem(int seed)
    {
        var random = new Random(seed);
        bool Chance(double share) => random.NextDouble() < share;
        T One<T>(params T[] of) => of[random.Next(of.Length)];
        T[] Some<T>(IReadOnlyList<T> of, int least) => [.. of.OrderBy(_ => random.Next()).Take(random.Next(least, of.Count + 1))];
        var grain = One(5, 5, 10, 7, 15);
        string[] days = ["mon", "tue", "sat"];
        string[] sites = ["s0", "s1", "s2"];
        Window[] Windows(int count, bool costs) => [.. Enumerable.Range(0, count).Select(_ =>
        {
            var from = random.Next(100, 140) * 5 / grain * grain;
            return new Window(One(days), from, Math.Min(1440 / grain * grain, from + (random.Next(4, 70) * 5 / grain * grain) + grain), costs ? random.Next(4) : 0);
        })];
        var lessons = Enumerable.Range(0, 14).Select(i => $"l{i}").ToArray();
        return new(
            grain, days, sites,
            [.. sites.Select(a => sites.Select(b => a == b ? 3 : random.Next(0, 50)).ToArray())],
            [.. Enumerable.Range(0, 5).Select(i => new Room($"r{i}", One(sites)) { Capacity = Chance(.5) ? random.Next(1, 4) : null, Features = Chance(.5) ? ["piano"] : [], Open = Windows(6, false) })],
            [.. Enumerable.Range(0, 3).Select(i => new Teacher($"t{i}")
            {
                Available = Windows(6, false),
                MaxMinutesPerDay = Chance(.5) ? random.Next(60, 200) : null,
                MaxSitesPerDay = Chance(.5) ? random.Next(1, 3) : null,
                BreakAfter = Chance(.6) ? random.Next(60, 150) : null,
            })],
            [.. Enumerable.Range(0, 8).Select(i => new Pupil($"p{i}") { Available = Chance(.7) ? Windows(7, true) : null })],
            [.. lessons.Select(id => new Lesson(id, random.Next(3, 12) * 5)
            {
                Weight = random.Next(3),
                Teachers = Some(["t0", "t1", "t2"], 1),
                Pupils = [.. Some([.. Enumerable.Range(0, 8).Select(i => $"p{i}")], 0).Take(2)],
                Sites = [.. Some(sites, 1).Select(s => new SiteChoice(s, random.Next(3)))],
                Features = Chance(.2) ? ["piano"] : [],
                Previous = Chance(.5) ? new(One(days), random.Next(100, 200) * 5 / grain * grain, One("r0", "r1", "gone"), One("t0", "gone")) : null,
            })],
            [.. Enumerable.Range(0, 6).Select(_ => (random.Next(14), random.Next(14))).Where(p => p.Item1 != p.Item2).Select(p => new LessonPair(lessons[p.Item1], lessons[p.Item2]))],
            new()
            {
                Unplaced = 500, Site = random.Next(3), Window = random.Next(3), TeacherIdle = random.Next(3), TeacherTravel = random.Next(3), TeacherRoom = random.Next(5),
                TeacherDay = random.Next(30), Together = random.Next(20), Change = random.Next(30), ChangeRoom = random.Next(9),
            });
    }
}
