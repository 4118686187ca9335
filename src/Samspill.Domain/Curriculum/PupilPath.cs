using System.Linq.Expressions;
using Samspill.Domain.Shared;

namespace Samspill.Domain.Curriculum;

/// <summary>Who looks at a pupil's path: the pupil's teacher or the office, a guardian, or the pupil.</summary>
public enum PathReader { School, Guardian, Pupil }

/// <summary>A goal that a pupil has reached in a subject. Once for each, with the words it had then.</summary>
public sealed class ReachedGoal
{
    private ReachedGoal() { }

    /// <param name="subject">What counts as the same subject, as <c>Course.SubjectOf</c> has it.</param>
    public ReachedGoal(PersonId pupil, string subject, Goal goal, CurriculumId curriculum, DateOnly on, string by, DateTimeOffset now) =>
        (Pupil, Subject, Goal, Words, Curriculum, On, By, RecordedAt) = (pupil, subject, goal.Key, goal.Words, curriculum, on, by, now);

    public PersonId Pupil { get; private init; }
    public string Subject { get; private init; } = "";
    public Guid Goal { get; private init; }

    /// <summary>The goal as it was worded when it was reached: a later version may drop it.</summary>
    public string Words { get; private init; } = "";

    /// <summary>The version it was reached by.</summary>
    public CurriculumId Curriculum { get; private init; }
    public DateOnly On { get; private init; }
    public string By { get; private init; } = "";
    public DateTimeOffset RecordedAt { get; private init; }
}

/// <summary>A piece, a role, a dance or a work that the pupil has worked with.</summary>
public sealed class RepertoirePiece
{
    /// <summary>Most characters of the title, and of who made it.</summary>
    public const int Length = 200;

    private RepertoirePiece() { }

    /// <param name="maker">Composer, writer, choreographer; empty when nobody said.</param>
    public RepertoirePiece(Guid id, PersonId pupil, string subject, string title, string maker, DateOnly since, string by) =>
        (Id, Pupil, Subject, Title, Maker, Since, AddedBy) = (id, pupil, subject, title, maker, since, by);

    public Guid Id { get; private init; }
    public PersonId Pupil { get; private init; }
    public string Subject { get; private init; } = "";
    public string Title { get; private init; } = "";
    public string Maker { get; private init; } = "";
    public DateOnly Since { get; private init; }

    /// <summary>The day it was ready; null while it is worked with.</summary>
    public DateOnly? ReadyOn { get; private set; }
    public string AddedBy { get; private init; } = "";

    /// <summary>It is ready, or worked with again.</summary>
    public void Ready(DateOnly? on) => ReadyOn = on;
}

/// <summary>Who wrote a note: the teacher, the guardian of a younger child, or the pupil.</summary>
public enum NoteBy { Teacher, Home, Pupil }

/// <summary>Something written about the way on. What a pupil writes from 15 on is the pupil's own.</summary>
public sealed class PathNote
{
    /// <summary>Most characters of a note.</summary>
    public const int Length = 4000;

    /// <summary>From this age a pupil writes own notes, and the guardian does not see them.</summary>
    public const int OwnFrom = 15;

    private PathNote() { }

    /// <param name="shared">Whether the school may read it; a teacher's note the family always reads.</param>
    public PathNote(Guid id, PersonId pupil, NoteBy author, Guid account, string by, string words, bool shared, DateTimeOffset now) =>
        (Id, Pupil, Author, Account, By, Words, Shared, WrittenAt) = (id, pupil, author, account, by, words, shared, now);

    public Guid Id { get; private init; }
    public PersonId Pupil { get; private init; }
    public NoteBy Author { get; private init; }

    /// <summary>The account that wrote it: who may take it away.</summary>
    public Guid Account { get; private init; }
    public string By { get; private init; } = "";
    public string Words { get; private init; } = "";
    public bool Shared { get; private init; }
    public DateTimeOffset WrittenAt { get; private init; }

    /// <summary>The notes that a reader may see: the school what is shared with it, a guardian everything but the pupil's own, the pupil everything.</summary>
    public static Expression<Func<PathNote, bool>> SeenBy(PathReader reader) => reader switch
    {
        PathReader.School => n => n.Author == NoteBy.Teacher || n.Shared,
        PathReader.Guardian => n => n.Author != NoteBy.Pupil,
        _ => n => true,
    };

    /// <summary>As whom one writes; null when one writes nothing: a guardian from the day the pupil is 15.</summary>
    public static NoteBy? AuthorAs(PathReader reader, DateOnly? born, DateOnly today) => reader switch
    {
        PathReader.School => NoteBy.Teacher,
        PathReader.Pupil => NoteBy.Pupil,
        _ => born?.AddYears(OwnFrom) <= today ? null : NoteBy.Home,
    };
}

/// <summary>Why a pupil's path refuses.</summary>
public static class PathRejections
{
    public static readonly Rejection NoGoal = new("path.no-goal");
    public static readonly Rejection Day = new("path.day");
    public static readonly Rejection Full = new("path.full");
}
