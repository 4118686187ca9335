namespace Samspill.Domain.Messages;

/// <summary>What is known of an e-mail address or a telephone number, whoever has it.</summary>
/// <remarks>It is kept by the address: a person who gets a new one starts anew, and the old one's faults stay with the old one.</remarks>
public sealed class Contact
{
    /// <summary>How old an address may be, in months, to be used for a decision (eForvaltningsforskriften § 32).</summary>
    public const int MonthsOfLaw = 18;

    private Contact() { }

    /// <summary>An address that the school has from this moment.</summary>
    public Contact(string address, DateTimeOffset since) => (Inbox, KnownSince) = (InboxOf(address), since);

    /// <summary>The address in lower case.</summary>
    public string Inbox { get; private init; } = "";
    public DateTimeOffset KnownSince { get; private init; }

    /// <summary>When its owner last showed that it is in use: a code sent there was typed.</summary>
    public DateTimeOffset? ConfirmedAt { get; private set; }

    /// <summary>Since when what is sent there comes back.</summary>
    public DateTimeOffset? DeadSince { get; private set; }

    /// <summary>Why, in the receiving side's words.</summary>
    public string? DeadWhy { get; private set; }

    /// <summary>The form addresses are compared in.</summary>
    public static string InboxOf(string address) => address.Trim().ToLowerInvariant();

    /// <summary>Whether a decision may be told there.</summary>
    /// <param name="months">How old it may be; 0 when the school has no such rule.</param>
    public bool IsFresh(int months, DateTimeOffset now) => months == 0 || (ConfirmedAt ?? KnownSince) >= now.AddMonths(-months);

    /// <summary>Its owner used it just now.</summary>
    public void Confirm(DateTimeOffset now) => (ConfirmedAt, DeadSince, DeadWhy) = (now, null, null);

    /// <summary>What was sent there came back: it is not used until it is changed or confirmed.</summary>
    public void Die(string why, DateTimeOffset now) => (DeadSince, DeadWhy) = (DeadSince ?? now, why);
}
