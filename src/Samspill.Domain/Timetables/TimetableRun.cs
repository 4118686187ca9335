using Samspill.Domain.Shared;

namespace Samspill.Domain.Timetables;

/// <summary>Waiting: nobody works on it yet. Running: some node does. Done: it has a result. Cancelled: stopped, with what it had. Failed: nothing came of it.</summary>
public enum RunningState { Waiting, Running, Done, Cancelled, Failed }

/// <summary>The optimiser at work on a week: its problem, how it goes, and what came of it. Kept whole.</summary>
public sealed class TimetableRun
{
    private TimetableRun() { }

    /// <summary>A run that waits for its turn.</summary>
    /// <param name="problem">The problem's JSON, compressed.</param>
    /// <param name="seconds">How long it may search, 1 to 3600.</param>
    public TimetableRun(TimetableRunId id, int schoolYear, string name, byte[] problem, int lessons, int seconds, long seed, string by, DateTimeOffset now) =>
        (Id, SchoolYear, Name, Problem, Lessons, Seconds, Seed, AskedBy, AskedAt) = (id, schoolYear, name, problem, lessons, seconds, seed, by, now);

    public TimetableRunId Id { get; private init; }
    public int SchoolYear { get; private init; }
    public string Name { get; private set; } = "";
    public byte[] Problem { get; private init; } = [];
    public int Lessons { get; private init; }
    public int Seconds { get; private init; }
    public long Seed { get; private init; }
    public string AskedBy { get; private init; } = "";
    public DateTimeOffset AskedAt { get; private init; }
    public RunningState State { get; private set; }

    /// <summary>Somebody asked it to stop.</summary>
    public bool StopAsked { get; private set; }
    public DateTimeOffset? StartedAt { get; private set; }

    /// <summary>The last sign of life: a run whose node died is taken up again.</summary>
    public DateTimeOffset? SeenAt { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>What the best week so far costs; null before there is one.</summary>
    public long? Cost { get; private set; }
    public int? Unplaced { get; private set; }

    /// <summary>Seconds and costs so far, as JSON: [[0.5, 12000, 3], …].</summary>
    public string Course { get; private set; } = "[]";

    /// <summary>The result's JSON, compressed; null before there is one.</summary>
    public byte[]? Result { get; private set; }

    /// <summary>The draft that was made of it; null before.</summary>
    public WeekPlanId? Plan { get; private set; }
}

/// <summary>Why a run refuses.</summary>
public static class TimetableRunRejections
{
    public static readonly Rejection NotFound = new("timetable-run.not-found");
    public static readonly Rejection NothingToPlace = new("timetable-run.nothing");
    public static readonly Rejection NoResult = new("timetable-run.no-result");
    public static readonly Rejection Faulty = new("timetable-run.faulty");
    public static readonly Rejection Seconds = new("timetable-run.seconds");
}
