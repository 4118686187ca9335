namespace Samspill.Planning.Timetable;

/// <summary>What one of each thing that is counted costs; 0 or more.</summary>
public sealed record Weights
{
    /// <summary>For each weight of a lesson that is not placed.</summary>
    public int Unplaced { get; init; }

    /// <summary>For each point of the cost of the site used.</summary>
    public int Site { get; init; }

    /// <summary>For each point of the cost of the pupil's window used.</summary>
    public int Window { get; init; }

    /// <summary>For each five minutes that a teacher waits between two lessons.</summary>
    public int TeacherIdle { get; init; }

    /// <summary>For each five minutes that a teacher travels between two lessons.</summary>
    public int TeacherTravel { get; init; }

    /// <summary>For each change of room at the same site between two lessons of a teacher.</summary>
    public int TeacherRoom { get; init; }

    /// <summary>For each day on which a teacher has a lesson.</summary>
    public int TeacherDay { get; init; }

    /// <summary>For each pair wanted together that is not.</summary>
    public int Together { get; init; }

    /// <summary>For each lesson at another time than before.</summary>
    public int Change { get; init; }

    /// <summary>For each lesson at the same time as before but in another room or with another teacher.</summary>
    public int ChangeRoom { get; init; }

    /// <summary>The weight of a kind of cost.</summary>
    public int Of(CostRule rule) => rule switch
    {
        CostRule.Unplaced => Unplaced,
        CostRule.Site => Site,
        CostRule.Window => Window,
        CostRule.TeacherIdle => TeacherIdle,
        CostRule.TeacherTravel => TeacherTravel,
        CostRule.TeacherRoom => TeacherRoom,
        CostRule.TeacherDay => TeacherDay,
        CostRule.Together => Together,
        CostRule.Change => Change,
        CostRule.ChangeRoom => ChangeRoom,
        _ => throw new ArgumentOutOfRangeException(nameof(rule)),
    };
}

/// <summary>The kinds of cost, in the order in which they are shown.</summary>
public enum CostRule
{
    /// <summary>A lesson is not placed.</summary>
    Unplaced,

    /// <summary>A lesson is at a site that is not the one wished for.</summary>
    Site,

    /// <summary>A lesson is at a time that suits its pupil less well.</summary>
    Window,

    /// <summary>A teacher waits between lessons.</summary>
    TeacherIdle,

    /// <summary>A teacher travels between lessons.</summary>
    TeacherTravel,

    /// <summary>A teacher changes rooms at a site.</summary>
    TeacherRoom,

    /// <summary>A teacher comes to work on a day.</summary>
    TeacherDay,

    /// <summary>Two lessons wanted together are not.</summary>
    Together,

    /// <summary>A lesson has another time than families know.</summary>
    Change,

    /// <summary>A lesson has another room or teacher than families know, at the same time.</summary>
    ChangeRoom,
}
