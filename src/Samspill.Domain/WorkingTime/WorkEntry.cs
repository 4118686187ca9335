using Samspill.Domain.Shared;

namespace Samspill.Domain.WorkingTime;

/// <summary>Work beside the lessons, as the teacher writes it: a concert, a meeting, a way, or something else.</summary>
public sealed class WorkEntry
{
    /// <summary>Most characters of what it was.</summary>
    public const int WordsLength = 200;

    /// <summary>Most minutes of one day.</summary>
    public const int MostMinutes = 1440;

    private WorkEntry() { }

    public Guid Id { get; private init; }
    public StaffId Staff { get; private init; }
    public DateOnly Day { get; private init; }
    public WorkKind Kind { get; private init; }
    public int Minutes { get; private init; }
    public string Words { get; private init; } = "";
    public string By { get; private init; } = "";
    public DateTimeOffset At { get; private init; }

    /// <summary>Work on a day of the running school year, or planned for one. Refused outside it, for teaching (which the lessons tell), and for a length that cannot be.</summary>
    public static Outcome<WorkEntry> Of(Guid id, StaffId staff, DateOnly day, WorkKind kind, int minutes, string words, DateOnly today, string by, DateTimeOffset now)
    {
        if (School.SchoolYear.Of(day) != School.SchoolYear.Of(today)) return WorkRejections.Day;
        if (kind is WorkKind.Teaching or WorkKind.Ill) return WorkRejections.Kind;
        if (minutes is < 1 or > MostMinutes) return WorkRejections.Minutes;
        return new WorkEntry { Id = id, Staff = staff, Day = day, Kind = kind, Minutes = minutes, Words = words, By = by, At = now };
    }
}

/// <summary>That a position is so big from a day on.</summary>
public sealed class PositionChange
{
    private PositionChange() { }

    public PositionChange(StaffId staff, DateOnly from, int percent, string by, DateTimeOffset at) => (Staff, From, Percent, By, At) = (staff, from, percent, by, at);

    public StaffId Staff { get; private init; }
    public DateOnly From { get; private init; }

    /// <summary>0 to 150; 0 on leave, or gone.</summary>
    public int Percent { get; private set; }
    public string By { get; private set; } = "";
    public DateTimeOffset At { get; private set; }

    /// <summary>It was said wrong.</summary>
    public void Correct(int percent, string by, DateTimeOffset at) => (Percent, By, At) = (percent, by, at);
}

/// <summary>Why working time refuses.</summary>
public static class WorkRejections
{
    public static readonly Rejection NotFound = new("work.not-found");
    public static readonly Rejection Day = new("work.day");
    public static readonly Rejection Kind = new("work.kind");
    public static readonly Rejection Minutes = new("work.minutes");
    public static readonly Rejection Percent = new("work.percent");
}
