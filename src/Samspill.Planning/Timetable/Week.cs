namespace Samspill.Planning.Timetable;

/// <summary>A plan with everything it names looked up, as the rules read it.</summary>
internal sealed class Week
{
    private readonly Dictionary<string, int> _siteNumber = [];

    public Week(TimetableProblem problem, IReadOnlyList<PlacedLesson> plan)
    {
        Problem = problem;
        for (var i = 0; i < problem.Sites.Count; i++) _siteNumber[problem.Sites[i]] = i;
        Pupils = problem.Pupils.ToDictionary(p => p.Id);
        var rooms = problem.Rooms.ToDictionary(r => r.Id);
        var teachers = problem.Teachers.ToDictionary(t => t.Id);
        var lessons = problem.Lessons.ToDictionary(l => l.Id);
        foreach (var placed in plan)
        {
            var (id, day, start, room, teacher) = placed;
            if (!lessons.TryGetValue(id, out var lesson)) Astray(id, $"there is no lesson {id}");
            else if (!problem.Days.Contains(day)) Astray(id, $"{id}: there is no day {day}");
            else if (!rooms.TryGetValue(room, out var itsRoom)) Astray(id, $"{id}: there is no room {room}");
            else if (!teachers.TryGetValue(teacher, out var itsTeacher)) Astray(id, $"{id}: there is no teacher {teacher}");
            else if (start < 0 || start % problem.Grain != 0) Astray(id, $"{id}: the start {start} is not a multiple of {problem.Grain} minutes");
            else if (!Placed.TryAdd(id, new Held(lesson, day, start, start + lesson.Minutes, itsRoom, itsTeacher))) Astray(id, $"{id} is placed twice");
        }
        TeacherDays = [.. Placed.Values.GroupBy(h => (h.Teacher.Id, h.Day)).Select(g => new TeacherDay(g.First().Teacher, g.Key.Day, [.. g.OrderBy(h => h.Start).ThenBy(h => h.End)]))];
    }

    public TimetableProblem Problem { get; }

    /// <summary>By lesson id.</summary>
    public Dictionary<string, Held> Placed { get; } = [];

    public Dictionary<string, Pupil> Pupils { get; }

    public IReadOnlyList<TeacherDay> TeacherDays { get; }

    /// <summary>Lines of the plan that name something unknown or say something twice; they are left out of the week.</summary>
    public List<Breach> Stray { get; } = [];

    /// <summary>Minutes from one site to another; none within a site.</summary>
    public int Travel(string from, string to) => from == to ? 0 : Problem.Travel[_siteNumber[from]][_siteNumber[to]];

    private void Astray(string lesson, string why) => Stray.Add(new Breach("H0", [lesson], why));
}

/// <summary>A lesson with its place.</summary>
internal sealed record Held(Lesson Lesson, string Day, int Start, int End, Room Room, Teacher Teacher)
{
    public string Id => Lesson.Id;

    public string Site => Room.Site;

    public string When => $"{Day} {Clock.Of(Start)}";
}

/// <summary>A teacher's lessons of one day, by start.</summary>
internal sealed record TeacherDay(Teacher Teacher, string Day, Held[] Lessons)
{
    public IEnumerable<(Held Before, Held After)> Steps => Lessons.Zip(Lessons.Skip(1));

    /// <summary>Minutes from the first start to the last end.</summary>
    public int Span => Lessons.Max(h => h.End) - Lessons[0].Start;

    /// <summary>H8 asks for a break of this many minutes.</summary>
    public const int Break = 15;

    public bool NeedsBreak => Span > (Teacher.BreakAfter ?? int.MaxValue);

    /// <summary>Minutes of each gap, less the way between the sites.</summary>
    public int[] Gaps(Week week) => [.. Steps.Select(s => Math.Max(0, s.After.Start - s.Before.End - week.Travel(s.Before.Site, s.After.Site)))];
}

/// <summary>Minutes after midnight as people write them.</summary>
internal static class Clock
{
    public static string Of(int minutes) => $"{minutes / 60:00}:{minutes % 60:00}";
}
