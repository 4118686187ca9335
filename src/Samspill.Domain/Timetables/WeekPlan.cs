using Samspill.Domain.Shared;

namespace Samspill.Domain.Timetables;

/// <summary>Draft: only the school sees it. Published: what families know. Replaced: another was published after it.</summary>
public enum PlanState { Draft, Published, Replaced }

/// <summary>A version of the school's week.</summary>
public sealed class WeekPlan
{
    /// <summary>Most characters of a name.</summary>
    public const int NameLength = 100;

    private WeekPlan() { }

    /// <summary>A draft without lessons.</summary>
    /// <param name="basis">The plan it was copied from; null for none.</param>
    public WeekPlan(WeekPlanId id, int schoolYear, string name, WeekPlanId? basis, string by, DateTimeOffset now) =>
        (Id, SchoolYear, Name, Basis, MadeBy, MadeAt) = (id, schoolYear, name, basis, by, now);

    public WeekPlanId Id { get; private init; }

    /// <summary>The calendar year the school year starts in.</summary>
    public int SchoolYear { get; private init; }
    public string Name { get; private set; } = "";
    public WeekPlanId? Basis { get; private init; }
    public string MadeBy { get; private init; } = "";
    public DateTimeOffset MadeAt { get; private init; }
    public PlanState State { get; private set; }

    /// <summary>The first day it holds; null for a draft.</summary>
    public DateOnly? From { get; private set; }
    public DateTimeOffset? PublishedAt { get; private set; }
    public string? PublishedBy { get; private set; }

    /// <summary>Counts every change of its lessons, so that two who change it at once see each other.</summary>
    public int Version { get; private set; }

    /// <summary>Its lessons change.</summary>
    public Outcome<int> Touch()
    {
        if (State != PlanState.Draft) return WeekPlanRejections.NotDraft;
        return ++Version;
    }

    /// <summary>Becomes what families know, from a day on. Refused when it is no draft or the day has passed.</summary>
    public Outcome<Done> Publish(DateOnly from, DateOnly today, string by, DateTimeOffset now)
    {
        if (State != PlanState.Draft) return WeekPlanRejections.NotDraft;
        if (from < today) return WeekPlanRejections.DayPassed;
        (State, From, PublishedAt, PublishedBy) = (PlanState.Published, from, now, by);
        return new Done();
    }

    /// <summary>Another was published.</summary>
    public void Replace() => State = PlanState.Replaced;
}

/// <summary>In which weeks a lesson is.</summary>
public enum Rhythm { EveryWeek, OddWeeks, EvenWeeks }

/// <summary>A weekly lesson of a plan: when, where and with whom a group is taught.</summary>
public sealed class PlannedLesson
{
    private PlannedLesson() { }

    public PlannedLesson(WeekPlanId plan, GroupId group, DayOfWeek day, TimeOnly start, int minutes, RoomId room, StaffId teacher) =>
        (Plan, Group, Day, Start, Minutes, Room, Teacher) = (plan, group, day, start, minutes, room, teacher);

    public WeekPlanId Plan { get; private init; }
    public GroupId Group { get; private init; }
    public DayOfWeek Day { get; private set; }
    public TimeOnly Start { get; private set; }
    public int Minutes { get; private set; }
    public RoomId Room { get; private set; }
    public StaffId Teacher { get; private set; }
    public Rhythm Rhythm { get; private set; }

    /// <summary>Stays where it is when the engine works.</summary>
    public bool Locked { get; private set; }

    /// <summary>Lessons with the same rotation change times among themselves from week to week, so that nobody loses the same school lesson twice running.</summary>
    public Guid? Rotation { get; private set; }

    /// <summary>What somebody let pass: codes of rules it breaks, space-separated.</summary>
    public string Accepted { get; private set; } = "";

    /// <summary>Counts its changes: the later of two writers is told.</summary>
    public int Version { get; private set; }

    public TimeOnly End => Start.AddMinutes(Minutes);

    /// <summary>Goes to another time, room or teacher. On another day, in another room or with another teacher it changes times with nobody any more.</summary>
    /// <param name="accepted">Codes of the rules it breaks there and that somebody lets pass.</param>
    public void Move(DayOfWeek day, TimeOnly start, RoomId room, StaffId teacher, string accepted)
    {
        if ((day, room, teacher) != (Day, Room, Teacher)) Rotation = null;
        (Day, Start, Room, Teacher, Accepted) = (day, start, room, teacher, accepted);
        Version++;
    }

    /// <summary>Stays, or may move again.</summary>
    public void Lock(bool locked)
    {
        Locked = locked;
        Version++;
    }

    /// <summary>Sets in which weeks it is, and with which others it changes times.</summary>
    public void Repeat(Rhythm rhythm, Guid? rotation)
    {
        (Rhythm, Rotation) = (rhythm, rotation);
        Version++;
    }

    /// <summary>The same lesson in another plan.</summary>
    public PlannedLesson CopyTo(WeekPlanId plan) => new(plan, Group, Day, Start, Minutes, Room, Teacher) { Rhythm = Rhythm, Locked = Locked, Rotation = Rotation, Accepted = Accepted };
}

/// <summary>Why a week refuses.</summary>
public static class WeekPlanRejections
{
    public static readonly Rejection NotFound = new("week-plan.not-found");
    public static readonly Rejection NotDraft = new("week-plan.not-draft");
    public static readonly Rejection DayPassed = new("week-plan.day-passed");
    public static readonly Rejection NoYear = new("week-plan.no-year");
    public static readonly Rejection Empty = new("week-plan.empty");
    public static readonly Rejection NotThere = new("week-plan.lesson-not-there");
    public static readonly Rejection ChangedMeanwhile = new("week-plan.changed-meanwhile");
    public static readonly Rejection Breaks = new("week-plan.breaks-rules");
}
