using Samspill.Planning.Placement;

namespace Samspill.Planning.Problems;

/// <summary>The file format <c>samspill-placement/1</c>, as docs/planning.md describes it.</summary>
public static class PlacementProblemJson
{
    /// <summary>The name that stands in the member <c>format</c>.</summary>
    public const string Format = "samspill-placement/1";

    private static readonly JsonShape ProblemShape = new("format!", "date!", "seed!", "rules!", "courses!", "pupils!", "applications!");
    private static readonly JsonShape RulesShape = new("maxPlacesPerPupil", "rounds", "order!");
    private static readonly JsonShape RuleShape = new("by!", "flag", "direction");
    private static readonly JsonShape CourseShape =
        new("id!", "capacity!", "minimum", "enrolled", "ageFrom", "ageTo", "reserved", "requires", "order");
    private static readonly JsonShape ReservedShape = new("flag!", "places!");
    private static readonly JsonShape PupilShape = new("id!", "birthDate!", "flags", "holds", "wants");
    private static readonly JsonShape ApplicationShape = new("id!", "pupil!", "course!", "rank!", "appliedAt!", "distance", "flags");

    /// <summary>Reads a problem strictly: an unknown member is a fault, except <c>about</c>.</summary>
    /// <returns>A problem without faults, or every fault found, each with its place. Never throws for what the file holds.</returns>
    public static Reading<PlacementProblem> Read(Stream stream) => JsonFile.Read<PlacementProblem>(stream, Problem);

    /// <inheritdoc cref="Read(Stream)"/>
    public static Reading<PlacementProblem> Read(ReadOnlyMemory<byte> utf8) => JsonFile.Read<PlacementProblem>(utf8.Span, Problem);

    /// <summary>
    /// Writes a problem so that equal problems have equal bytes, in whatever order they list things: lists by id, instants in UTC,
    /// nothing that is the default. Kept beside a result, it lets anybody run the placement again.
    /// </summary>
    public static void Write(PlacementProblem problem, Stream stream) => PlacementProblemWriter.Write(problem, stream);

    private static PlacementProblem? Problem(ref StrictJson json, FaultList faults)
    {
        if (!json.Object()) return null;
        var (date, seed, rules) = (default(DateOnly), 0L, new PlacementRules([]));
        List<PlacementCourse> courses = [];
        List<PlacementPupil> pupils = [];
        List<PlacementApplication> applications = [];
        var (seen, member, listed) = (0u, -1, 0);
        while (json.Next(ProblemShape, ref seen, ref member))
        {
            switch (member)
            {
                case 0: json.OneOf(Format); break;
                case 1: date = json.Date(); break;
                case 2: seed = json.LongNumber(); break;
                case 3: rules = Rules(ref json); break;
                case 4: if (json.List()) for (listed++; json.Element();) courses.Add(Course(ref json)); break;
                case 5: if (json.List()) for (listed++; json.Element();) pupils.Add(Pupil(ref json)); break;
                case 6: if (json.List()) for (listed++; json.Element();) applications.Add(Application(ref json)); break;
            }
        }
        var problem = new PlacementProblem(date, seed, rules, courses, pupils, applications);
        // Without one of the lists everything would be a reference to nobody. What is noted already is not noted again.
        if (listed == 3 && !faults.Has("format") && !faults.IsFull) PlacementIndex.Build(problem, faults);
        return problem;
    }

    private static PlacementRules Rules(ref StrictJson json)
    {
        var rules = new PlacementRules([]);
        if (!json.Object()) return rules;
        var (seen, member) = (0u, -1);
        while (json.Next(RulesShape, ref seen, ref member))
        {
            rules = member switch
            {
                0 => rules with { MaxPlacesPerPupil = json.Number() },
                1 => rules with { Rounds = (Rounds)json.OneOf(PlacementWords.Rounds) },
                _ => rules with { Order = Order(ref json) },
            };
        }
        return rules;
    }

    private static PriorityRule[] Order(ref StrictJson json)
    {
        if (!json.List()) return [];
        var order = new List<PriorityRule>();
        while (json.Element())
        {
            var (by, flag, youngest) = (Priority.Lottery, (string?)null, false);
            if (json.Object())
            {
                var (seen, member) = (0u, -1);
                while (json.Next(RuleShape, ref seen, ref member))
                {
                    switch (member)
                    {
                        case 0: by = (Priority)json.OneOf(PlacementWords.Priorities); break;
                        case 1: flag = json.Text(); break;
                        case 2: youngest = json.OneOf(PlacementWords.YoungestFirst) == 0; break;
                    }
                }
            }
            order.Add(new PriorityRule(by, flag, youngest));
        }
        return [.. order];
    }

    private static PlacementCourse Course(ref StrictJson json)
    {
        var course = new PlacementCourse("", 0);
        if (!json.Object()) return course;
        var (seen, member) = (0u, -1);
        while (json.Next(CourseShape, ref seen, ref member))
        {
            course = member switch
            {
                0 => course with { Id = json.Text() },
                1 => course with { Capacity = json.Number() },
                2 => course with { Minimum = json.Number() },
                3 => course with { Enrolled = json.Number() },
                4 => course with { AgeFrom = json.Number() },
                5 => course with { AgeTo = json.Number() },
                6 => course with { Reserved = Reserved(ref json) },
                7 => course with { Requires = json.Texts() },
                _ => course with { Order = Order(ref json) },
            };
        }
        return course;
    }

    private static ReservedSeats[] Reserved(ref StrictJson json)
    {
        if (!json.List()) return [];
        var reserved = new List<ReservedSeats>();
        while (json.Element())
        {
            var (flag, places) = ("", 0);
            if (json.Object())
            {
                var (seen, member) = (0u, -1);
                while (json.Next(ReservedShape, ref seen, ref member))
                {
                    if (member == 0) flag = json.Text();
                    else places = json.Number();
                }
            }
            reserved.Add(new ReservedSeats(flag, places));
        }
        return [.. reserved];
    }

    private static PlacementPupil Pupil(ref StrictJson json)
    {
        var (id, born, wants) = ("", default(DateOnly), 1);
        IReadOnlyList<string> flags = [], holds = [];
        if (json.Object())
        {
            var (seen, member) = (0u, -1);
            while (json.Next(PupilShape, ref seen, ref member))
            {
                switch (member)
                {
                    case 0: id = json.Text(); break;
                    case 1: born = json.Date(); break;
                    case 2: flags = json.Texts(); break;
                    case 3: holds = json.Texts(); break;
                    case 4: wants = json.Number(); break;
                }
            }
        }
        return new PlacementPupil(id, born) { Flags = flags, Holds = holds, Wants = wants };
    }

    private static PlacementApplication Application(ref StrictJson json)
    {
        var (id, pupil, course, rank, at) = ("", "", "", 1, default(DateTimeOffset));
        double? distance = null;
        IReadOnlyList<string> flags = [];
        if (json.Object())
        {
            var (seen, member) = (0u, -1);
            while (json.Next(ApplicationShape, ref seen, ref member))
            {
                switch (member)
                {
                    case 0: id = json.Text(); break;
                    case 1: pupil = json.Text(); break;
                    case 2: course = json.Text(); break;
                    case 3: rank = json.Number(); break;
                    case 4: at = json.Instant(); break;
                    case 5: distance = json.Decimal(); break;
                    case 6: flags = json.Texts(); break;
                }
            }
        }
        return new PlacementApplication(id, pupil, course, rank, at) { Distance = distance, Flags = flags };
    }
}
