using Samspill.Planning.Timetable;

namespace Samspill.Planning.Problems;

/// <summary>The file format <c>samspill-timetable/1</c>, as docs/planning.md describes it.</summary>
public static class TimetableProblemJson
{
    /// <summary>The name that stands in the member <c>format</c>.</summary>
    public const string Format = "samspill-timetable/1";

    private static readonly JsonShape ProblemShape =
        new("format!", "grain!", "days!", "sites!", "travel!", "rooms!", "teachers!", "pupils!", "lessons!", "together", "weights!");
    private static readonly JsonShape WindowShape = new("day!", "from!", "to!", "cost");
    private static readonly JsonShape OpenShape = new("day!", "from!", "to!");
    private static readonly JsonShape RoomShape = new("id!", "site!", "capacity", "features", "open!");
    private static readonly JsonShape TeacherShape = new("id!", "available!", "maxMinutesPerDay", "maxSitesPerDay", "breakAfter");
    private static readonly JsonShape PupilShape = new("id!", "available");
    private static readonly JsonShape LessonShape =
        new("id!", "minutes!", "weight", "teachers!", "pupils!", "sites!", "features", "fixed", "previous");
    private static readonly JsonShape SiteShape = new("id!", "cost");
    private static readonly JsonShape SlotShape = new("day!", "start!", "room!", "teacher!");
    private static readonly JsonShape WeightsShape =
        new("unplaced", "site", "window", "teacherIdle", "teacherTravel", "teacherRoom", "teacherDay", "together", "change", "changeRoom");

    /// <summary>Reads a problem strictly: an unknown member is a fault, except <c>about</c>.</summary>
    /// <returns>A problem without faults, or every fault found, each with its place. Never throws for what the file holds.</returns>
    public static Reading<TimetableProblem> Read(Stream stream) => JsonFile.Read<TimetableProblem>(stream, Problem);

    /// <inheritdoc cref="Read(Stream)"/>
    public static Reading<TimetableProblem> Read(ReadOnlyMemory<byte> utf8) => JsonFile.Read<TimetableProblem>(utf8.Span, Problem);

    /// <summary>Writes a problem in the order in which it lists things, without what is the default.</summary>
    public static void Write(TimetableProblem problem, Stream stream) => TimetableProblemWriter.Write(problem, stream);

    private static TimetableProblem? Problem(ref StrictJson json, FaultList faults)
    {
        if (!json.Object()) return null;
        var grain = 0;
        IReadOnlyList<string> days = [], sites = [];
        List<IReadOnlyList<int>> travel = [];
        List<Room> rooms = [];
        List<Teacher> teachers = [];
        List<Pupil> pupils = [];
        List<Lesson> lessons = [];
        List<LessonPair> together = [];
        var weights = new Weights();
        var (seen, member) = (0u, -1);
        while (json.Next(ProblemShape, ref seen, ref member))
        {
            switch (member)
            {
                case 0: json.OneOf(Format); break;
                case 1: grain = json.Number(); break;
                case 2: days = json.Texts(); break;
                case 3: sites = json.Texts(); break;
                case 4: if (json.List()) while (json.Element()) travel.Add(json.Numbers()); break;
                case 5: if (json.List()) while (json.Element()) rooms.Add(Room(ref json)); break;
                case 6: if (json.List()) while (json.Element()) teachers.Add(Teacher(ref json)); break;
                case 7: if (json.List()) while (json.Element()) pupils.Add(Pupil(ref json)); break;
                case 8: if (json.List()) while (json.Element()) lessons.Add(Lesson(ref json)); break;
                case 9: if (json.List()) while (json.Element()) together.Add(Pair(ref json)); break;
                case 10: weights = Weights(ref json); break;
            }
        }
        var problem = new TimetableProblem(grain, days, sites, travel, rooms, teachers, pupils, lessons, together, weights);
        // Without one of the lists everything would be a reference to nobody. What is noted already is not noted again.
        if ((ProblemShape.Required & ~seen) == 0 && !faults.Has("format") && !faults.IsFull) TimetableCheck.Run(problem, faults);
        return problem;
    }

    private static List<Window> Windows(ref StrictJson json, JsonShape shape)
    {
        if (!json.List()) return [];
        var windows = new List<Window>();
        while (json.Element())
        {
            var window = default(Window) with { Day = "" };
            if (json.Object())
            {
                var (seen, member) = (0u, -1);
                while (json.Next(shape, ref seen, ref member))
                {
                    window = member switch
                    {
                        0 => window with { Day = json.Text() },
                        1 => window with { From = json.Number() },
                        2 => window with { To = json.Number() },
                        _ => window with { Cost = json.Number() },
                    };
                }
            }
            windows.Add(window);
        }
        return windows;
    }

    private static Room Room(ref StrictJson json)
    {
        var room = new Room("", "");
        if (!json.Object()) return room;
        var (seen, member) = (0u, -1);
        while (json.Next(RoomShape, ref seen, ref member))
        {
            room = member switch
            {
                0 => room with { Id = json.Text() },
                1 => room with { Site = json.Text() },
                2 => room with { Capacity = json.Number() },
                3 => room with { Features = json.Texts() },
                _ => room with { Open = Windows(ref json, OpenShape) },
            };
        }
        return room;
    }

    private static Teacher Teacher(ref StrictJson json)
    {
        var teacher = new Teacher("");
        if (!json.Object()) return teacher;
        var (seen, member) = (0u, -1);
        while (json.Next(TeacherShape, ref seen, ref member))
        {
            teacher = member switch
            {
                0 => teacher with { Id = json.Text() },
                1 => teacher with { Available = Windows(ref json, OpenShape) },
                2 => teacher with { MaxMinutesPerDay = json.Number() },
                3 => teacher with { MaxSitesPerDay = json.Number() },
                _ => teacher with { BreakAfter = json.Number() },
            };
        }
        return teacher;
    }

    private static Pupil Pupil(ref StrictJson json)
    {
        var pupil = new Pupil("");
        if (!json.Object()) return pupil;
        var (seen, member) = (0u, -1);
        while (json.Next(PupilShape, ref seen, ref member))
            pupil = member == 0 ? pupil with { Id = json.Text() } : pupil with { Available = Windows(ref json, WindowShape) };
        return pupil;
    }

    private static Lesson Lesson(ref StrictJson json)
    {
        var lesson = new Lesson("", 0);
        if (!json.Object()) return lesson;
        var (seen, member) = (0u, -1);
        while (json.Next(LessonShape, ref seen, ref member))
        {
            lesson = member switch
            {
                0 => lesson with { Id = json.Text() },
                1 => lesson with { Minutes = json.Number() },
                2 => lesson with { Weight = json.Number() },
                3 => lesson with { Teachers = json.Texts() },
                4 => lesson with { Pupils = json.Texts() },
                5 => lesson with { Sites = Sites(ref json) },
                6 => lesson with { Features = json.Texts() },
                7 => lesson with { Fixed = Slot(ref json) },
                _ => lesson with { Previous = Slot(ref json) },
            };
        }
        return lesson;
    }

    private static List<SiteChoice> Sites(ref StrictJson json)
    {
        if (!json.List()) return [];
        var sites = new List<SiteChoice>();
        while (json.Element())
        {
            var site = new SiteChoice("");
            if (json.Object())
            {
                var (seen, member) = (0u, -1);
                while (json.Next(SiteShape, ref seen, ref member))
                    site = member == 0 ? site with { Id = json.Text() } : site with { Cost = json.Number() };
            }
            sites.Add(site);
        }
        return sites;
    }

    private static Slot Slot(ref StrictJson json)
    {
        var slot = new Slot("", 0, "", "");
        if (!json.Object()) return slot;
        var (seen, member) = (0u, -1);
        while (json.Next(SlotShape, ref seen, ref member))
        {
            slot = member switch
            {
                0 => slot with { Day = json.Text() },
                1 => slot with { Start = json.Number() },
                2 => slot with { Room = json.Text() },
                _ => slot with { Teacher = json.Text() },
            };
        }
        return slot;
    }

    private static LessonPair Pair(ref StrictJson json)
    {
        if (!json.List()) return default;
        var pair = new List<string>(2);
        while (json.Element()) pair.Add(json.Text());
        if (pair.Count == 2) return new LessonPair(pair[0], pair[1]);
        json.Fault("must be two lessons");
        return new LessonPair("", "");
    }

    private static Weights Weights(ref StrictJson json)
    {
        var weights = new Weights();
        if (!json.Object()) return weights;
        var (seen, member) = (0u, -1);
        while (json.Next(WeightsShape, ref seen, ref member))
        {
            weights = member switch
            {
                0 => weights with { Unplaced = json.Number() },
                1 => weights with { Site = json.Number() },
                2 => weights with { Window = json.Number() },
                3 => weights with { TeacherIdle = json.Number() },
                4 => weights with { TeacherTravel = json.Number() },
                5 => weights with { TeacherRoom = json.Number() },
                6 => weights with { TeacherDay = json.Number() },
                7 => weights with { Together = json.Number() },
                8 => weights with { Change = json.Number() },
                _ => weights with { ChangeRoom = json.Number() },
            };
        }
        return weights;
    }
}
