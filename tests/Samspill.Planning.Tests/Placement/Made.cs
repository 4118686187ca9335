using Samspill.Planning.Placement;

namespace Samspill.Planning.Tests.Placement;

/// <summary>Small problems made to be awkward: few courses, many ties, overlapping reserves, several places each.</summary>
internal static class Made
{
    private static readonly string[] Flags = ["red", "blue", "late", "ø-flagg"];

    public static PlacementProblem Problem(int seed, bool onePlace = false, bool minimum = true, bool reserved = true)
    {
        var random = new Random(seed);
        bool Chance(double share) => random.NextDouble() < share;
        T One<T>(params T[] of) => of[random.Next(of.Length)];
        string[] Some() => [.. Flags.Where(_ => Chance(.3))];

        PriorityRule Rule() => One(
            new PriorityRule(Priority.Flag, One(Flags)), new(Priority.PlacesHeld), new(Priority.AppliedAt), new(Priority.BirthDate),
            new(Priority.BirthDate, YoungestFirst: true), new(Priority.BirthYear), new(Priority.BirthYear, YoungestFirst: true),
            new(Priority.Distance), new(Priority.Lottery));
        PriorityRule[] Order() => [.. Enumerable.Range(0, random.Next(5)).Select(_ => Rule())];

        var courses = Enumerable.Range(0, random.Next(1, 7)).Select(i => new PlacementCourse($"k{i}", random.Next(5))
        {
            Minimum = minimum && Chance(.4) ? random.Next(5) : 0,
            Enrolled = Chance(.2) ? random.Next(3) : 0,
            AgeFrom = Chance(.2) ? 8 : null,
            AgeTo = Chance(.2) ? 12 : null,
            Reserved = reserved && Chance(.5) ? [.. Enumerable.Range(0, random.Next(4)).Select(_ => new ReservedSeats(One(Flags), random.Next(3)))] : [],
            Requires = Chance(.1) ? Some() : [],
            Order = Chance(.4) ? Order() : null,
        }).ToArray();
        var pupils = Enumerable.Range(0, random.Next(1, 15)).Select(i => new PlacementPupil($"p{i}", new DateOnly(random.Next(2012, 2020), 1 + random.Next(2), 1))
        {
            Flags = Some(),
            Holds = Chance(.2) ? [One("elsewhere", "k0", "k1")] : [],
            Wants = onePlace ? 1 : One(0, 1, 1, 2, 2, 3),
        }).ToArray();
        var applications = new List<PlacementApplication>();
        foreach (var pupil in pupils)
        {
            foreach (var course in courses.Where(_ => Chance(.7)))
            {
                var at = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero).AddTicks(random.Next(3)).ToOffset(TimeSpan.FromHours(random.Next(3)));
                applications.Add(new($"a{random.Next(10)}-{applications.Count}", pupil.Id, course.Id, random.Next(1, 5), at)
                {
                    Distance = Chance(.5) ? random.Next(3) / 2.0 : null,
                    Flags = Some(),
                });
            }
        }
        var rules = new PlacementRules(Order())
        {
            MaxPlacesPerPupil = onePlace || Chance(.3) ? null : random.Next(4),
            Rounds = One(Rounds.OneEach, Rounds.OneEach, Rounds.Together),
        };
        return new(new DateOnly(2026, 6, 5), seed, rules, courses, pupils, applications);
    }

    public static PlacementProblem Shuffled(PlacementProblem problem, int seed)
    {
        T[] Mix<T>(IReadOnlyList<T> items)
        {
            T[] mixed = [.. items];
            new Random(seed).Shuffle(mixed);
            return mixed;
        }
        return problem with { Courses = Mix(problem.Courses), Pupils = Mix(problem.Pupils), Applications = Mix(problem.Applications) };
    }
}
