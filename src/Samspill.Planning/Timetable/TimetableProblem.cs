using Samspill.Planning.Problems;

namespace Samspill.Planning.Timetable;

/// <summary>Everything the timetable of one week needs to know: when and where there is room, who can when, and what is to be taught.</summary>
/// <remarks>Times are minutes after midnight, multiples of <paramref name="Grain"/>, at most 1440. All ids are unique in their list.</remarks>
/// <param name="Grain">Minutes between two times at which a lesson may start, 1 to 1440.</param>
/// <param name="Days">The days of the week, in order.</param>
/// <param name="Sites">Where there are rooms.</param>
/// <param name="Travel">Minutes from the site of the row to that of the column, 0 or more; the diagonal is of no consequence.</param>
/// <param name="Rooms">The rooms of the sites.</param>
/// <param name="Teachers">Who teaches.</param>
/// <param name="Pupils">Who is taught.</param>
/// <param name="Lessons">What is to be placed, once each.</param>
/// <param name="Together">Pairs of lessons wanted on one day at one site, close to each other.</param>
/// <param name="Weights">What each kind of cost weighs.</param>
public sealed record TimetableProblem(
    int Grain,
    IReadOnlyList<string> Days,
    IReadOnlyList<string> Sites,
    IReadOnlyList<IReadOnlyList<int>> Travel,
    IReadOnlyList<Room> Rooms,
    IReadOnlyList<Teacher> Teachers,
    IReadOnlyList<Pupil> Pupils,
    IReadOnlyList<Lesson> Lessons,
    IReadOnlyList<LessonPair> Together,
    Weights Weights)
{
    /// <summary>What is contradictory in the problem: numbers out of range, references to nobody, fixed lessons that cannot stand.</summary>
    /// <returns>Empty when the problem can be solved; of two with the same id, the later one has the fault.</returns>
    public IReadOnlyList<Fault> Faults()
    {
        var faults = new FaultList();
        TimetableCheck.Run(this, faults);
        return faults.ToList();
    }
}

/// <summary>A time of a day, half-open: something lies inside when it begins at <see cref="From"/> or later and ends at <see cref="To"/> or earlier.</summary>
/// <param name="Day">One of the problem's days.</param>
/// <param name="From">Minutes after midnight.</param>
/// <param name="To">Minutes after midnight, later than <paramref name="From"/>.</param>
/// <param name="Cost">What a lesson in it costs its pupil, 0 or more; used for pupils only.</param>
public readonly record struct Window(string Day, int From, int To, int Cost = 0)
{
    /// <summary>Whether a lesson lies inside.</summary>
    public bool Holds(string day, int start, int end) => Day == day && From <= start && end <= To;
}

/// <summary>A room where one lesson at a time can be held.</summary>
/// <param name="Id">Unique among the rooms.</param>
/// <param name="Site">Where it is.</param>
public sealed record Room(string Id, string Site)
{
    /// <summary>The most pupils of one lesson, 0 or more; null for no limit.</summary>
    public int? Capacity { get; init; }

    /// <summary>What the room has, such as a piano.</summary>
    public IReadOnlyList<string> Features { get; init; } = [];

    /// <summary>When it may be used.</summary>
    public IReadOnlyList<Window> Open { get; init; } = [];
}

/// <summary>Somebody who teaches one lesson at a time.</summary>
/// <param name="Id">Unique among the teachers.</param>
public sealed record Teacher(string Id)
{
    /// <summary>When the teacher can.</summary>
    public IReadOnlyList<Window> Available { get; init; } = [];

    /// <summary>The most lesson minutes on one day; null for no limit.</summary>
    public int? MaxMinutesPerDay { get; init; }

    /// <summary>The most different sites on one day; null for no limit.</summary>
    public int? MaxSitesPerDay { get; init; }

    /// <summary>On a day longer than this, in minutes from the first start to the last end, there must be a break of 15 minutes; null for never.</summary>
    public int? BreakAfter { get; init; }
}

/// <summary>Somebody who is taught.</summary>
/// <param name="Id">Unique among the pupils.</param>
public sealed record Pupil(string Id)
{
    /// <summary>When the pupil can; null for always, empty for never.</summary>
    public IReadOnlyList<Window>? Available { get; init; }
}

/// <summary>A lesson of a week, given by one teacher in one room.</summary>
/// <param name="Id">Unique among the lessons.</param>
/// <param name="Minutes">How long it is, 1 to 1440.</param>
public sealed record Lesson(string Id, int Minutes)
{
    /// <summary>What it counts when it is not placed, 0 or more: usually the number of its pupils.</summary>
    public int Weight { get; init; } = 1;

    /// <summary>Who may give it.</summary>
    public IReadOnlyList<string> Teachers { get; init; } = [];

    /// <summary>Who takes part.</summary>
    public IReadOnlyList<string> Pupils { get; init; } = [];

    /// <summary>Where it may be, with what each place costs.</summary>
    public IReadOnlyList<SiteChoice> Sites { get; init; } = [];

    /// <summary>What its room must have.</summary>
    public IReadOnlyList<string> Features { get; init; } = [];

    /// <summary>Where it must stand; null when it is free to move.</summary>
    public Slot? Fixed { get; init; }

    /// <summary>Where it stands in the week that families know; it may name a room or a teacher that is no longer there.</summary>
    public Slot? Previous { get; init; }
}

/// <summary>A site a lesson may be at, and what that costs (0 or more).</summary>
public readonly record struct SiteChoice(string Id, int Cost = 0);

/// <summary>When, where and with whom a lesson is.</summary>
/// <param name="Day">One of the problem's days.</param>
/// <param name="Start">Minutes after midnight.</param>
/// <param name="Room">Id of the room.</param>
/// <param name="Teacher">Id of the teacher.</param>
public sealed record Slot(string Day, int Start, string Room, string Teacher);

/// <summary>Two lessons, by their ids.</summary>
public readonly record struct LessonPair(string First, string Second);
