namespace Samspill.Planning.Timetable;

/// <summary>A problem as arrays: every id is a number, and for every lesson it is reckoned once when, where and with whom it may be.</summary>
internal sealed class TimetableIndex
{
    public TimetableIndex(TimetableProblem problem)
    {
        Problem = problem;
        var days = Numbers(problem.Days);
        var sites = Numbers(problem.Sites);
        var rooms = Numbers([.. problem.Rooms.Select(r => r.Id)]);
        var teachers = Numbers([.. problem.Teachers.Select(t => t.Id)]);
        (Days, Sites, Grain) = (problem.Days.Count, problem.Sites.Count, problem.Grain);
        Travel = new int[Sites * Sites];
        for (var a = 0; a < Sites; a++)
            for (var b = 0; b < Sites; b++) Travel[(a * Sites) + b] = a == b ? 0 : problem.Travel[a][b];

        RoomSite = [.. problem.Rooms.Select(r => sites[r.Site])];
        MaxMinutes = [.. problem.Teachers.Select(t => t.MaxMinutesPerDay ?? int.MaxValue)];
        MaxSites = [.. problem.Teachers.Select(t => t.MaxSitesPerDay ?? int.MaxValue)];
        BreakAfter = [.. problem.Teachers.Select(t => t.BreakAfter ?? int.MaxValue)];
        Minutes = [.. problem.Lessons.Select(l => l.Minutes)];
        Unplaced = [.. problem.Lessons.Select(l => (long)l.Weight * problem.Weights.Unplaced)];
        Open = [.. problem.Rooms.Select(r => Hours(r.Open))];

        var roomsOfSite = problem.Rooms.Select((r, i) => (r, i)).ToLookup(x => x.r.Site, x => x.i);
        RoomChoices = [.. problem.Lessons.Select(l => RoomsFor(l, roomsOfSite))];
        TeacherChoices = [.. problem.Lessons.Select(l => l.Teachers.Select(t => teachers[t]).ToArray())];
        Times = new TimeSpans(this, days);
        Together = Partners(problem.Together.Select(p => (p.First, p.Second)));
        Neighbours = SharedPupils();
        ByTeacher = new int[problem.Teachers.Count][];
        foreach (var group in TeacherChoices.SelectMany((list, lesson) => list.Select(t => (t, lesson))).GroupBy(x => x.t, x => x.lesson)) ByTeacher[group.Key] = [.. group];
        for (var t = 0; t < ByTeacher.Length; t++) ByTeacher[t] ??= [];

        Fixed = new bool[Minutes.Length];
        FixedAt = new Place[Minutes.Length];
        PreviousAt = new Place[Minutes.Length];
        Array.Fill(PreviousAt, Place.Nowhere);
        for (var l = 0; l < Minutes.Length; l++)
        {
            if (problem.Lessons[l].Fixed is { } slot) (Fixed[l], FixedAt[l]) = (true, new(days[slot.Day], slot.Start, rooms[slot.Room], teachers[slot.Teacher]));
            if (problem.Lessons[l].Previous is { } was)
                PreviousAt[l] = new(days[was.Day], was.Start, rooms.GetValueOrDefault(was.Room, -1), teachers.GetValueOrDefault(was.Teacher, -1));
        }

        (int From, int To)[][] Hours(IReadOnlyList<Window> windows)
        {
            var hours = new (int, int)[Days][];
            for (var d = 0; d < Days; d++) hours[d] = [.. windows.Where(w => days[w.Day] == d).Select(w => (w.From, w.To))];
            return hours;
        }
    }

    public TimetableProblem Problem { get; }

    public int Days { get; }

    public int Sites { get; }

    public int Grain { get; }

    public int Lessons => Minutes.Length;

    public int Rooms => RoomSite.Length;

    public int Teachers => MaxMinutes.Length;

    /// <summary>Minutes from site a to site b at [a * Sites + b].</summary>
    public int[] Travel { get; }

    public int[] RoomSite { get; }

    public int[] MaxMinutes { get; }

    public int[] MaxSites { get; }

    public int[] BreakAfter { get; }

    public int[] Minutes { get; }

    /// <summary>What it costs not to place the lesson.</summary>
    public long[] Unplaced { get; }

    /// <summary>By room and day.</summary>
    public (int From, int To)[][][] Open { get; }

    /// <summary>The rooms each lesson may use, site by site in the order of its list.</summary>
    public RoomChoice[][] RoomChoices { get; }

    /// <summary>The teachers who may give each lesson.</summary>
    public int[][] TeacherChoices { get; }

    /// <summary>When each lesson may start with each of its teachers.</summary>
    public TimeSpans Times { get; }

    /// <summary>The lessons each lesson is wanted together with, once for each pair.</summary>
    public int[][] Together { get; }

    /// <summary>The lessons with which each lesson shares a pupil.</summary>
    public int[][] Neighbours { get; }

    /// <summary>The lessons each teacher may give.</summary>
    public int[][] ByTeacher { get; }

    public bool[] Fixed { get; }

    public Place[] FixedAt { get; }

    /// <summary>A room or teacher that is no longer there is -1.</summary>
    public Place[] PreviousAt { get; }

    /// <summary>What it costs that a lesson is not where families know it.</summary>
    public long ChangeCost(int lesson, Place place)
    {
        var was = PreviousAt[lesson];
        if (!was.IsPlaced) return 0;
        if (was.Day != place.Day || was.Start != place.Start) return Problem.Weights.Change;
        return was.Room == place.Room && was.Teacher == place.Teacher ? 0 : Problem.Weights.ChangeRoom;
    }

    private static Dictionary<string, int> Numbers(IReadOnlyList<string> ids)
    {
        var numbers = new Dictionary<string, int>(ids.Count);
        for (var i = 0; i < ids.Count; i++) numbers[ids[i]] = i;
        return numbers;
    }

    private RoomChoice[] RoomsFor(Lesson lesson, ILookup<string, int> roomsOfSite) =>
    [
        .. from site in lesson.Sites
           from room in roomsOfSite[site.Id]
           let r = Problem.Rooms[room]
           where !(r.Capacity < lesson.Pupils.Count) && lesson.Features.All(f => r.Features.Contains(f))
           select new RoomChoice(room, RoomSite[room], (long)site.Cost * Problem.Weights.Site),
    ];

    private int[][] Partners(IEnumerable<(string First, string Second)> pairs)
    {
        var lessons = Numbers([.. Problem.Lessons.Select(l => l.Id)]);
        var partners = new List<int>?[Minutes.Length];
        foreach (var (first, second) in pairs)
        {
            (partners[lessons[first]] ??= []).Add(lessons[second]);
            (partners[lessons[second]] ??= []).Add(lessons[first]);
        }
        return [.. partners.Select(p => p?.ToArray() ?? [])];
    }

    private int[][] SharedPupils()
    {
        var ofPupil = Problem.Lessons.SelectMany((l, i) => l.Pupils.Select(p => (p, i))).ToLookup(x => x.p, x => x.i);
        return [.. Problem.Lessons.Select((l, i) => l.Pupils.SelectMany(p => ofPupil[p]).Where(o => o != i).Distinct().Order().ToArray())];
    }
}

/// <summary>A room a lesson may use.</summary>
internal readonly record struct RoomChoice(int Room, int Site, long Cost);

/// <summary>Where a lesson is, in numbers; <see cref="Day"/> is -1 when it is not placed.</summary>
internal readonly record struct Place(int Day, int Start, int Room, int Teacher)
{
    public static readonly Place Nowhere = new(-1, -1, -1, -1);

    public bool IsPlaced => Day >= 0;
}
