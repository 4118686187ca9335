using Samspill.Domain.Shared;

namespace Samspill.Domain.Lessons;

/// <summary>What the school has decided about its lessons: one row in each school's database.</summary>
public sealed class LessonSettings
{
    public int Id { get; private init; } = 1;

    /// <summary>The cancelled lesson in a term, of one place, from which the family has a right to money back; null where there is no such right.</summary>
    /// <remarks>Trondheim: from the third, 3. Stad: more than three, 4. Hole: more than two, 3.</remarks>
    public int? RefundFrom { get; private set; }

    /// <summary>Sets from which cancelled lesson money is paid back, 1 to 20, or that it never is.</summary>
    public Outcome<Done> Refund(int? from)
    {
        if (from is < 1 or > 20) return LessonRejections.RefundFrom;
        RefundFrom = from;
        return new Done();
    }

    /// <summary>Whether a lesson cancelled for this cause counts towards the right: what the school answers for, not the weather or the pupil.</summary>
    public static bool Counts(CancelCause cause) => cause is CancelCause.TeacherIll or CancelCause.TeacherAway or CancelCause.RoomLost or CancelCause.Other;

    /// <summary>The causes that count.</summary>
    public static IReadOnlyList<CancelCause> Counting { get; } = [.. Enum.GetValues<CancelCause>().Where(Counts)];
}
