using Samspill.Domain.Lessons;
using Samspill.Domain.Shared;

namespace Samspill.Domain.WorkingTime;

/// <summary>Identifies a version of the local agreement's rules.</summary>
public readonly record struct WorkRulesId(Guid Value) : IId<WorkRulesId>
{
    /// <summary>A new id.</summary>
    public static WorkRulesId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public static WorkRulesId From(Guid value) => new(value);
}

/// <summary>What work is: taught, the way between two sites, ill when one would have taught, on stage, in meetings, or other things.</summary>
public enum WorkKind { Teaching, Travel, Ill, Concert, Meeting, Other }

/// <summary>One version of what the local agreement says of teachers' working time. Never changed, only followed by a new version.</summary>
public sealed class WorkRules
{
    /// <summary>Most characters of who adopted them.</summary>
    public const int AdoptedByLength = 200;

    private WorkRules() { }

    /// <param name="adoptedBy">In words: "Drøftet 12. mai 2026, rektor og tillitsvalgte".</param>
    public WorkRules(WorkRulesId id, int version, DateOnly inForceFrom, string adoptedBy, DateTimeOffset recordedAt, WorkFigures figures) =>
        (Id, Version, InForceFrom, AdoptedBy, RecordedAt, YearMinutes, TeachingMinutes, PreparationPerHour, ConcertPercent, TravelMost, CountsIll, CountsOtherCancelled) =
        (id, version, inForceFrom, adoptedBy, recordedAt, figures.YearMinutes, figures.TeachingMinutes, figures.PreparationPerHour, figures.ConcertPercent, figures.TravelMost, figures.CountsIll, figures.CountsOtherCancelled);

    public WorkRulesId Id { get; private init; }

    /// <summary>1, 2, 3 …; 0 for the example that holds while the school has adopted none.</summary>
    public int Version { get; private init; }
    public DateOnly InForceFrom { get; private init; }
    public string AdoptedBy { get; private init; } = "";
    public DateTimeOffset RecordedAt { get; private init; }

    /// <summary>What a full position owes in a school year, in minutes.</summary>
    public int YearMinutes { get; private init; }

    /// <summary>What a full position teaches in a school year, in minutes.</summary>
    public int TeachingMinutes { get; private init; }

    /// <summary>Minutes of preparation that go with a taught hour.</summary>
    public int PreparationPerHour { get; private init; }

    /// <summary>What a concert counts as, in per cent of the time it takes.</summary>
    public int ConcertPercent { get; private init; }

    /// <summary>Most minutes counted for one way between two sites; 0 when travel does not count.</summary>
    public int TravelMost { get; private init; }

    /// <summary>Whether lessons that the teacher was too ill to give count as given.</summary>
    public bool CountsIll { get; private init; }

    /// <summary>Whether lessons count that were cancelled for no fault of the teacher's: the pupil was away, the room was lost, the weather.</summary>
    public bool CountsOtherCancelled { get; private init; }

    public WorkFigures Figures => new(YearMinutes, TeachingMinutes, PreparationPerHour, ConcertPercent, TravelMost, CountsIll, CountsOtherCancelled);

    /// <summary>An example for a school that has adopted none: the common 1,687.5 hours a year; the other figures are made up and to be agreed.</summary>
    public static WorkRules Example { get; } = new(default, 0, DateOnly.MinValue, "", default, new WorkFigures(101_250, 44_460, 48, 100, 60, true, true));

    /// <summary>Why a cancelled lesson counts all the same.</summary>
    public IReadOnlyList<CancelCause> CausesCounted =>
        [.. CountsIll ? [CancelCause.TeacherIll] : Array.Empty<CancelCause>(), .. CountsOtherCancelled ? [CancelCause.PupilAway, CancelCause.RoomLost, CancelCause.Weather] : Array.Empty<CancelCause>()];

    /// <summary>What minutes of a kind count as.</summary>
    public WorkSum Count(WorkKind kind, long minutes) => kind switch
    {
        WorkKind.Teaching => new WorkSum { Teaching = minutes, PreparationParts = Share(minutes, PreparationPerHour, 60) },
        WorkKind.Ill => new WorkSum { IllParts = minutes * WorkSum.Parts + Share(minutes, PreparationPerHour, 60) },
        WorkKind.Travel => new WorkSum { Travel = minutes },
        WorkKind.Concert => new WorkSum { ConcertParts = Share(minutes, ConcertPercent, 100) },
        WorkKind.Meeting => new WorkSum { Meeting = minutes },
        _ => new WorkSum { Other = minutes },
    };

    private static long Share(long minutes, int part, int whole) => minutes * part * (WorkSum.Parts / whole);
}

/// <summary>The figures of an agreement, as typed. See <see cref="WorkRules"/> for what each is.</summary>
public sealed record WorkFigures(int YearMinutes, int TeachingMinutes, int PreparationPerHour, int ConcertPercent, int TravelMost, bool CountsIll, bool CountsOtherCancelled);

/// <summary>Working time by what it was, in minutes. What is a share of a time is kept in parts of a minute and rounded when read, so that a year is the same day by day and in one sum.</summary>
public readonly record struct WorkSum
{
    /// <summary>So many parts of a minute that a share by the hour and one in per cent both come out whole.</summary>
    internal const int Parts = 300;

    public long Teaching { get; init; }
    public long Preparation { get => Whole(PreparationParts); init => PreparationParts = value * Parts; }
    public long Travel { get; init; }
    public long Ill { get => Whole(IllParts); init => IllParts = value * Parts; }
    public long Concert { get => Whole(ConcertParts); init => ConcertParts = value * Parts; }
    public long Meeting { get; init; }
    public long Other { get; init; }

    internal long PreparationParts { get; init; }
    internal long IllParts { get; init; }
    internal long ConcertParts { get; init; }

    public long Total => Teaching + Travel + Meeting + Other + Whole(PreparationParts + IllParts + ConcertParts);

    /// <summary>Kind by kind.</summary>
    public static WorkSum operator +(WorkSum a, WorkSum b) => new()
    {
        Teaching = a.Teaching + b.Teaching, PreparationParts = a.PreparationParts + b.PreparationParts, Travel = a.Travel + b.Travel, IllParts = a.IllParts + b.IllParts,
        ConcertParts = a.ConcertParts + b.ConcertParts, Meeting = a.Meeting + b.Meeting, Other = a.Other + b.Other,
    };

    private static long Whole(long parts) => (parts + Parts / 2) / Parts;
}
