using System.Globalization;
using Samspill.Planning.Placement;

namespace Samspill.Bench;

/// <summary>Made-up placement problems of any size from a seed.</summary>
internal static class MadePlacement
{
    private static readonly DateTimeOffset Opened = new(2022, 1, 1, 8, 0, 0, TimeSpan.Zero);

    /// <summary>Four wishes each, by time of application; about nine seats to ten pupils, and some courses far more asked for.</summary>
    public static PlacementProblem Plain(int pupils, int courses, int seed)
    {
        var random = new Random(seed);
        return Make(random, seed, pupils, courses, [new(Priority.AppliedAt)], Course, id => new(id, Born(random)), () => 4, a => a);
        PlacementCourse Course(string id) => new(id, Capacity(random, pupils, courses));
    }

    /// <summary>The same with everything a city uses: ages, minimum sizes, reserved seats, requirements, places held, own orders.</summary>
    public static PlacementProblem Rich(int pupils, int courses, int seed)
    {
        var random = new Random(seed);
        bool Chance(double share) => random.NextDouble() < share;
        PriorityRule[] order =
            [new(Priority.Flag, "specialNeeds"), new(Priority.Flag, "onTime"), new(Priority.PlacesHeld), new(Priority.AppliedAt), new(Priority.BirthDate)];
        return Make(random, seed, pupils, courses, order, Course, Pupil, () => random.Next(1, 7), Wish);

        PlacementCourse Course(string id)
        {
            var capacity = Capacity(random, pupils, courses);
            return new(id, capacity)
            {
                AgeFrom = random.Next(5, 9),
                AgeTo = random.Next(12, 20),
                Minimum = Chance(.15) ? Math.Max(2, capacity / 2) : 0,
                Reserved = Chance(.1) ? [new("newlyArrived", Math.Max(1, capacity / 6)), new("district", capacity / 4)] : [],
                Requires = Chance(.03) ? ["auditionPassed"] : [],
                Order = Chance(.1) ? [new(Priority.Distance), new(Priority.Lottery)] : null,
            };
        }

        PlacementPupil Pupil(string id) => new(id, Born(random))
        {
            Flags = [.. new[] { ("specialNeeds", .03), ("newlyArrived", .04), ("district", .3), ("auditionPassed", .3) }.Where(f => Chance(f.Item2)).Select(f => f.Item1)],
            Holds = Chance(.2) ? [Id('c', random.Next(courses))] : [],
            Wants = Chance(.25) ? 2 : 1,
        };

        PlacementApplication Wish(PlacementApplication a) =>
            a with { Distance = Chance(.5) ? random.Next(100, 15_000) : null, Flags = Chance(.9) ? ["onTime"] : [] };
    }

    private static PlacementProblem Make(
        Random random, int seed, int pupils, int courses, PriorityRule[] order, Func<string, PlacementCourse> course,
        Func<string, PlacementPupil> pupil, Func<int> wishes, Func<PlacementApplication, PlacementApplication> finish)
    {
        var courseList = Enumerable.Range(0, courses).Select(i => course(Id('c', i))).ToArray();
        var pupilList = Enumerable.Range(0, pupils).Select(i => pupil(Id('p', i))).ToArray();
        var applications = new List<PlacementApplication>(pupils * 4);
        foreach (var applicant in pupilList)
        {
            var chosen = new HashSet<int>();
            for (var wanted = wishes(); chosen.Count < wanted;)
            {
                // Squared, so that a tenth of the courses get a third of the wishes.
                if (!chosen.Add((int)(courses * Math.Pow(random.NextDouble(), 2)))) continue;
                var at = Opened.AddMinutes(random.Next(5 * 365 * 24 * 60));
                applications.Add(finish(new(Id('a', applications.Count), applicant.Id, courseList[chosen.Last()].Id, chosen.Count, at)));
            }
        }
        return new(new DateOnly(2026, 6, 5), seed, new(order) { MaxPlacesPerPupil = 2 }, courseList, pupilList, applications);
    }

    private static string Id(char kind, int number) => string.Create(CultureInfo.InvariantCulture, $"{kind}{number:0000000}");

    private static int Capacity(Random random, int pupils, int courses) =>
        Math.Max(1, (int)(pupils * 0.9 / courses * (0.4 + (1.2 * random.NextDouble()))));

    private static DateOnly Born(Random random) => new DateOnly(2007, 1, 1).AddDays(random.Next(15 * 365));
}
