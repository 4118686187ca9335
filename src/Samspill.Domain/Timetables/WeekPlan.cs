using Samspill.Domain.Lessons;
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
    public void Move(DayOfWeek day, TimeOnly start, int minutes, RoomId room, StaffId teacher, string accepted)
    {
        if ((day, minutes, room, teacher) != (Day, Minutes, Room, Teacher)) Rotation = null;
        (Day, Start, Minutes, Room, Teacher, Accepted) = (day, start, minutes, room, teacher, accepted);
        Version++;
    }

    /// <summary>Its dated lessons have moved, from one of them to the last: the week has them there too. Not those that stood elsewhere than the week had them or are another teacher's by then, nor those of a rotation, which have no one time.</summary>
    /// <param name="last">The last of them, where it stands now.</param>
    /// <returns>Whether it changed.</returns>
    public bool Follow(Lesson last, DateOnly wasOn, TimeOnly wasAt)
    {
        if (Rotation is not null || (Day, Start, Teacher) != (wasOn.DayOfWeek, wasAt, last.Teacher)) return false;
        if (Rhythm != Rhythm.EveryWeek) Rhythm = DatedWeek.RhythmOf(last.Date);
        Move(last.Date.DayOfWeek, last.Start, Minutes, last.Room, Teacher, "");
        return true;
    }

    /// <summary>Whether the two change times with each other: of the same rotation and day, and taught in the same weeks.</summary>
    public bool TurnsWith(PlannedLesson other) => Rotation is not null && (Rotation, Day, Rhythm) == (other.Rotation, other.Day, other.Rhythm);

    /// <summary>Stays, or may move again.</summary>
    public void Lock(bool locked)
    {
        Locked = locked;
        Version++;
    }

    /// <summary>Sets in which weeks it is, and with which others it changes times.</summary>
    /// <param name="accepted">Codes of the rules it then breaks and that somebody lets pass; null for those that it has.</param>
    public void Repeat(Rhythm rhythm, Guid? rotation, string? accepted = null)
    {
        (Rhythm, Rotation, Accepted) = (rhythm, rotation, accepted ?? Accepted);
        Version++;
    }

    /// <summary>The rotation it is in when it changes times with others: with those of the plan that are as long, on the same day, in the same weeks and room, and with the same teacher. A new one when nobody of them does.</summary>
    public Guid RotationAmong(IEnumerable<PlannedLesson> others, Rhythm rhythm) =>
        (rhythm == Rhythm ? Rotation : null)
            ?? others.FirstOrDefault(o => o.Group != Group && o.Rotation is not null && (o.Day, o.Minutes, o.Rhythm, o.Room, o.Teacher) == (Day, Minutes, rhythm, Room, Teacher))?.Rotation
            ?? Guid.CreateVersion7();

    /// <summary>The same lesson in another plan.</summary>
    /// <param name="minutes">How long it is by now; as long as it is, it changes times with the same others.</param>
    public PlannedLesson CopyTo(WeekPlanId plan, int minutes) => new(plan, Group, Day, Start, minutes, Room, Teacher) { Rhythm = Rhythm, Locked = Locked, Rotation = minutes == Minutes ? Rotation : null, Accepted = Accepted };

    /// <summary>Takes over from an earlier plan what the engine knows nothing of: in which weeks it is, that it is locked, and its rotation where day, room, teacher and length are the same.</summary>
    public PlannedLesson After(PlannedLesson earlier)
    {
        (Rhythm, Locked) = (earlier.Rhythm, earlier.Locked && (Day, Start) == (earlier.Day, earlier.Start));
        Rotation = (Day, Minutes, Room, Teacher) == (earlier.Day, earlier.Minutes, earlier.Room, earlier.Teacher) ? earlier.Rotation : null;
        return this;
    }
}

/// <summary>Why a week refuses.</summary>
public static class WeekPlanRejections
{
    public static readonly Rejection NotFound = new("week-plan.not-found");
    public static readonly Rejection NotDraft = new("week-plan.not-draft");
    public static readonly Rejection DayPassed = new("week-plan.day-passed");
    public static readonly Rejection DayUnreadable = new("week-plan.day-unreadable");
    public static readonly Rejection OutsideYear = new("week-plan.outside-year");
    public static readonly Rejection NoYear = new("week-plan.no-year");
    public static readonly Rejection Empty = new("week-plan.empty");
    public static readonly Rejection NotThere = new("week-plan.lesson-not-there");
    public static readonly Rejection ChangedMeanwhile = new("week-plan.changed-meanwhile");
    public static readonly Rejection Breaks = new("week-plan.breaks-rules");
    public static readonly Rejection TimeUnreadable = new("week-plan.time-unreadable");
    public static readonly Rejection OffGrain = new("week-plan.off-grain");
    public static readonly Rejection PastMidnight = new("week-plan.past-midnight");
}
