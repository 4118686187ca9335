using Samspill.Domain.Shared;

namespace Samspill.Domain.Lessons;

/// <summary>Here; away without a word; or away as the family had said.</summary>
public enum Presence { Here, Away, ToldAway }

/// <summary>Whether a pupil was at a lesson: one for each, however often it is sent.</summary>
public sealed class Attendance
{
    /// <summary>How long a bad line may hold a tap back.</summary>
    private static readonly TimeSpan Slow = TimeSpan.FromMinutes(1);

    private Attendance() { }

    /// <param name="tappedAt">When it was tapped; never later than now.</param>
    public Attendance(LessonId lesson, PersonId pupil, Presence presence, DateTimeOffset tappedAt, string by, DateTimeOffset now) =>
        (Lesson, Pupil, Presence, TappedAt, By, ReceivedAt, ToldAt) = (lesson, pupil, presence, Earlier(tappedAt, now), by, now, presence == Presence.ToldAway ? now : null);

    public LessonId Lesson { get; private init; }
    public PersonId Pupil { get; private init; }
    public Presence Presence { get; private set; }
    public DateTimeOffset TappedAt { get; private set; }
    public DateTimeOffset ReceivedAt { get; private set; }
    public string By { get; private set; } = "";

    /// <summary>When the family said that the pupil would be away; null when it did not.</summary>
    public DateTimeOffset? ToldAt { get; private set; }

    /// <summary>A later tap wins, whenever it arrives; an earlier one that comes late changes nothing. One hand's taps of the same minute come in the order they were made.</summary>
    /// <returns>Whether it changed.</returns>
    public bool Settle(Presence presence, DateTimeOffset tappedAt, string by, DateTimeOffset now)
    {
        var at = Earlier(tappedAt, now);
        if (at < TappedAt && (by != By || TappedAt - at > Slow)) return false;
        if (presence == Presence.ToldAway) ToldAt ??= now;
        if (presence == Presence.Away && ToldAt is not null) presence = Presence.ToldAway;
        var changed = presence != Presence;
        (Presence, TappedAt, By, ReceivedAt) = (presence, at, by, now);
        return changed;
    }

    /// <summary>Nothing was tapped after all: what the family said stands.</summary>
    /// <returns>Whether anything is left.</returns>
    public bool Untap()
    {
        if (ToldAt is not { } told) return false;
        (Presence, TappedAt) = (Presence.ToldAway, told);
        return true;
    }

    /// <summary>The same, of the lesson that stands for this one now.</summary>
    public Attendance OnLesson(LessonId lesson) => new() { Lesson = lesson, Pupil = Pupil, Presence = Presence, TappedAt = TappedAt, ReceivedAt = ReceivedAt, By = By, ToldAt = ToldAt };

    private static DateTimeOffset Earlier(DateTimeOffset tapped, DateTimeOffset now) => tapped < now ? tapped : now;
}
