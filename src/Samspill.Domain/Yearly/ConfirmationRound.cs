using Samspill.Domain.Shared;

namespace Samspill.Domain.Yearly;

/// <summary>What a confirmation round does next, on a day.</summary>
public enum ConfirmationStep { None, Remind, Warn, Close }

/// <summary>The yearly question to all who have a place or wait for one: do you still want it? One a school year.</summary>
public sealed class ConfirmationRound
{
    /// <summary>Days before the last day on which those who have not answered are reminded.</summary>
    public const int ReminderDays = 14;

    /// <summary>Whole days from the last warning until what is not confirmed is lost.</summary>
    public const int WarningDays = 7;

    private ConfirmationRound() { }

    private ConfirmationRound(ConfirmationRoundId id, DateOnly confirmBy, bool lapses, DateTimeOffset openedAt, string openedBy) =>
        (Id, SchoolYear, ConfirmBy, Lapses, OpenedAt, OpenedBy) = (id, School.SchoolYear.Of(confirmBy) + 1, confirmBy, lapses, openedAt, openedBy);

    public ConfirmationRoundId Id { get; private init; }

    /// <summary>The calendar year in which the school year begins that is confirmed for.</summary>
    public int SchoolYear { get; private init; }

    /// <summary>The last day to answer.</summary>
    public DateOnly ConfirmBy { get; private init; }

    /// <summary>Whether no answer means that it is lost: the rule when the round was opened, which families were told.</summary>
    public bool Lapses { get; private init; }
    public DateTimeOffset OpenedAt { get; private init; }
    public string OpenedBy { get; private init; } = "";
    public DateTimeOffset? RemindedAt { get; private init; }

    /// <summary>The day the last warning was written.</summary>
    public DateOnly? WarnedOn { get; private init; }
    public DateTimeOffset? ClosedAt { get; private init; }

    /// <summary>The last day of a place that is given up or lost: the day before the school year begins.</summary>
    public DateOnly PlacesEnd => new(SchoolYear, 7, 31);

    /// <summary>The last day to answer after the last warning; null before it.</summary>
    public DateOnly? LastChance => WarnedOn?.AddDays(WarningDays);

    /// <summary>Opens a round. Refused when families would have less time than from the reminder.</summary>
    public static Outcome<ConfirmationRound> Open(DateOnly confirmBy, bool lapses, DateTimeOffset now, DateOnly today, string by) =>
        confirmBy < today.AddDays(ReminderDays) ? new Rejection(ConfirmationRejections.TooSoon.Code, ReminderDays)
        : confirmBy > today.AddYears(1) ? ConfirmationRejections.TooLate
        : new ConfirmationRound(ConfirmationRoundId.New(), confirmBy, lapses, now, by);

    /// <summary>What is due on a day. A program that was off does it late, and still gives the days after the last warning.</summary>
    public ConfirmationStep DueOn(DateOnly today) =>
        ClosedAt is not null || today < ConfirmBy.AddDays(-ReminderDays) ? ConfirmationStep.None
        : today <= ConfirmBy ? RemindedAt is null ? ConfirmationStep.Remind : ConfirmationStep.None
        : !Lapses ? ConfirmationStep.Close
        : LastChance is not { } last ? ConfirmationStep.Warn
        : today > last ? ConfirmationStep.Close : ConfirmationStep.None;
}

/// <summary>Why a confirmation refuses.</summary>
public static class ConfirmationRejections
{
    public static readonly Rejection NotFound = new("confirmation.not-found");
    public static readonly Rejection TooSoon = new("confirmation.too-soon");
    public static readonly Rejection TooLate = new("confirmation.too-late");

    /// <summary>It was given up, and may be somebody else's by now.</summary>
    public static readonly Rejection Left = new("confirmation.left");
    public static readonly Rejection Lapsed = new("confirmation.lapsed");

    /// <summary>The place has ended, or the wish waits no longer.</summary>
    public static readonly Rejection Moot = new("confirmation.moot");
}
