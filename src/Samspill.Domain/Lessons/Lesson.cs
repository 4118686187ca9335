using Samspill.Domain.Shared;

namespace Samspill.Domain.Lessons;

/// <summary>Planned: to be given. Given: it was. Cancelled: it was not, or will not be.</summary>
public enum LessonState { Planned, Given, Cancelled }

/// <summary>Why a lesson is cancelled.</summary>
public enum CancelCause { TeacherIll, TeacherAway, RoomLost, Weather, PupilAway, Other }

/// <summary>A dated lesson. Where it was first planned is kept, however often it moves.</summary>
public sealed class Lesson
{
    /// <summary>Most characters of a note.</summary>
    public const int NoteLength = 4000;

    /// <summary>Minutes before the start from which it can be said who is there.</summary>
    public const int AttendanceOpens = 15;

    private Lesson() { }

    /// <summary>A lesson as the week has it.</summary>
    public Lesson(LessonId id, GroupId group, DateOnly date, TimeOnly start, int minutes, RoomId room, StaffId teacher, DateTimeOffset now) =>
        (Id, Group, Date, Start, Minutes, Room, Teacher, PlannedDate, PlannedStart, ChangedAt) = (id, group, date, start, minutes, room, teacher, date, start, now);

    /// <summary>A lesson beside the week: the week's next version leaves it alone.</summary>
    public static Lesson Added(LessonId id, GroupId group, DateOnly date, TimeOnly start, int minutes, RoomId room, StaffId teacher, DateTimeOffset now) =>
        new(id, group, date, start, minutes, room, teacher, now) { IsExtra = true };

    /// <summary>The week was planned anew: this lesson takes the place of the group's lesson of the same day, with its id and what was said and done about that day. Who stands in stays when teacher and time do.</summary>
    public Lesson InsteadOf(Lesson before) => new(before.Id, Group, Date, Start, Minutes, Room, Teacher, ChangedAt)
    {
        State = before.State, Cause = before.Cause, MadeUpBy = before.MadeUpBy, Note = before.Note, NotedAt = before.NotedAt, Sequence = before.Sequence + 1,
        Substitute = (before.Teacher, before.Date, before.Start) == (Teacher, Date, Start) ? before.Substitute : null,
    };

    public LessonId Id { get; private init; }
    public GroupId Group { get; private init; }
    public DateOnly Date { get; private set; }
    public TimeOnly Start { get; private set; }
    public int Minutes { get; private set; }
    public RoomId Room { get; private set; }

    /// <summary>Whose lesson it is.</summary>
    public StaffId Teacher { get; private set; }

    /// <summary>Who gives it in the teacher's place; null for nobody.</summary>
    public StaffId? Substitute { get; private set; }

    /// <summary>Where the week first had it; the feeds know it by that.</summary>
    public DateOnly PlannedDate { get; private init; }
    public TimeOnly PlannedStart { get; private init; }

    /// <summary>Whether it was added beside the week.</summary>
    public bool IsExtra { get; private init; }
    public LessonState State { get; private set; }
    public CancelCause? Cause { get; private set; }

    /// <summary>The lesson that makes up for this cancelled one; null for none.</summary>
    public LessonId? MadeUpBy { get; private set; }
    public string Note { get; private set; } = "";
    public DateTimeOffset? NotedAt { get; private set; }

    /// <summary>Counts what families must know anew, and that it was given: the SEQUENCE of the feeds, and what a page says it has seen.</summary>
    public int Sequence { get; private set; }
    public DateTimeOffset ChangedAt { get; private set; }

    public TimeOnly End => Start.AddMinutes(Minutes);

    /// <summary>Whether it stands elsewhere than the week had it.</summary>
    public bool IsMoved => Date != PlannedDate || Start != PlannedStart;

    /// <summary>When attendance can be taken at a lesson, by the clock on the school's wall.</summary>
    public static DateTime OpensAt(DateOnly date, TimeOnly start) => date.ToDateTime(start).AddMinutes(-AttendanceOpens);

    /// <summary>Whether it has begun, by the clock on the school's wall.</summary>
    public bool HasBegun(DateTime wall) => Date.ToDateTime(Start) <= wall;

    /// <summary>Who stands there.</summary>
    public StaffId GivenBy => Substitute ?? Teacher;

    /// <summary>Goes to another time or room. Refused once it has been given or made up for; a cancelled one is planned again by it.</summary>
    public Outcome<Done> Move(DateOnly date, TimeOnly start, RoomId room, DateTimeOffset now)
    {
        if (State == LessonState.Given) return LessonRejections.Given;
        if (MadeUpBy is not null) return LessonRejections.MadeUp;
        (Date, Start, Room, State, Cause) = (date, start, room, LessonState.Planned, null);
        Changed(now);
        return new Done();
    }

    /// <summary>Is not given. Twice is harmless. Refused once it has been given.</summary>
    public Outcome<Done> Cancel(CancelCause cause, DateTimeOffset now)
    {
        if (State == LessonState.Given) return LessonRejections.Given;
        if (State == LessonState.Cancelled) return new Done();
        (State, Cause, Substitute) = (LessonState.Cancelled, cause, null);
        Changed(now);
        return new Done();
    }

    /// <summary>Is given after all.</summary>
    public Outcome<Done> Restore(DateTimeOffset now)
    {
        if (State != LessonState.Cancelled) return new Done();
        if (MadeUpBy is not null) return LessonRejections.MadeUp;
        (State, Cause) = (LessonState.Planned, null);
        Changed(now);
        return new Done();
    }

    /// <summary>Somebody else gives it; null for the teacher again. Refused once it has been given or made up for; a cancelled one is planned again by it.</summary>
    public Outcome<Done> SubstituteBy(StaffId? other, DateTimeOffset now)
    {
        if (State == LessonState.Given) return LessonRejections.Given;
        if (MadeUpBy is not null) return LessonRejections.MadeUp;
        (Substitute, State, Cause) = (other == Teacher ? null : other, LessonState.Planned, null);
        Changed(now);
        return new Done();
    }

    /// <summary>Another lesson makes up for this one. Refused when it is not cancelled or made up already.</summary>
    public Outcome<Done> MakeUp(LessonId by)
    {
        if (State != LessonState.Cancelled) return LessonRejections.NotCancelled;
        if (MadeUpBy is not null) return LessonRejections.MadeUp;
        MadeUpBy = by;
        return new Done();
    }

    /// <summary>The lesson that made up for this one was cancelled itself and is made up for by another.</summary>
    public void MadeUpAnewBy(LessonId by) => MadeUpBy = by;

    /// <summary>The lesson that made up for this one was cancelled itself: nothing does.</summary>
    public void ForgetMakeUp() => MadeUpBy = null;

    /// <summary>It was given. Twice is harmless. Refused for a cancelled one.</summary>
    public Outcome<Done> Give()
    {
        if (State == LessonState.Cancelled) return LessonRejections.Cancelled;
        if (State == LessonState.Given) return new Done();
        State = LessonState.Given;
        Sequence++;
        return new Done();
    }

    /// <summary>It was not given after all. Harmless when nobody has said that it was.</summary>
    public void Regret()
    {
        if (State != LessonState.Given) return;
        State = LessonState.Planned;
        Sequence++;
    }

    /// <summary>What was done, for the teacher and whoever gives the next one. Twice is harmless. Refused when somebody else has written meanwhile.</summary>
    /// <param name="seen">When the note that was shown was written; null when there was none.</param>
    public Outcome<Done> Write(string note, DateTimeOffset? seen, DateTimeOffset now)
    {
        if (note.Length > NoteLength) return LessonRejections.NoteLong;
        if (note == Note) return new Done();
        if (seen != NotedAt) return LessonRejections.NoteChanged;
        (Note, NotedAt) = (note, now);
        return new Done();
    }

    private void Changed(DateTimeOffset now)
    {
        Sequence++;
        ChangedAt = now;
    }
}

/// <summary>Why a lesson refuses.</summary>
public static class LessonRejections
{
    public static readonly Rejection NotFound = new("lesson.not-found");
    public static readonly Rejection Given = new("lesson.given");
    public static readonly Rejection Cancelled = new("lesson.cancelled");
    public static readonly Rejection NotCancelled = new("lesson.not-cancelled");
    public static readonly Rejection MadeUp = new("lesson.made-up");
    public static readonly Rejection NoteLong = new("lesson.note-long");
    public static readonly Rejection NoteChanged = new("lesson.note-changed");
    public static readonly Rejection NotYet = new("lesson.not-yet");
    public static readonly Rejection NoPupil = new("lesson.no-pupil");
    public static readonly Rejection FreeDay = new("lesson.free-day");
    public static readonly Rejection Holiday = new("lesson.holiday");
    public static readonly Rejection PastMidnight = new("lesson.past-midnight");
    public static readonly Rejection DayPassed = new("lesson.day-passed");
    public static readonly Rejection OutsideTerms = new("lesson.outside-terms");
    public static readonly Rejection SiteClosed = new("lesson.site-closed");
    public static readonly Rejection RoomSmall = new("lesson.room-small");
    public static readonly Rejection RoomTaken = new("lesson.room-taken");
    public static readonly Rejection TeacherTaken = new("lesson.teacher-taken");
    public static readonly Rejection TeacherAway = new("lesson.teacher-away");
    public static readonly Rejection PupilTaken = new("lesson.pupil-taken");
    public static readonly Rejection PlannedThere = new("lesson.planned-there");
    public static readonly Rejection ChangedMeanwhile = new("lesson.changed-meanwhile");
    public static readonly Rejection Begun = new("lesson.begun");
    public static readonly Rejection RefundFrom = new("lesson.refund-from");
    public static readonly Rejection Length = new("lesson.length");
    public static readonly Rejection NotTeacher = new("lesson.not-teacher");
}
