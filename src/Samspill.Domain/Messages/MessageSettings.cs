namespace Samspill.Domain.Messages;

/// <summary>How the school sends: one row, or none while nobody has changed anything.</summary>
public sealed class MessageSettings
{
    public int Id { get; private init; } = 1;

    /// <summary>How old an address may be for a decision, in months, 0 to 60; 0 is no rule.</summary>
    public int ContactMonths { get; private set; } = Contact.MonthsOfLaw;

    /// <summary>How many messages of bulk sends leave in a minute, 10 to 6000.</summary>
    public int PerMinute { get; private set; } = BulkMessage.UsualPerMinute;

    /// <summary>Sets both.</summary>
    public void Set(int contactMonths, int perMinute) => (ContactMonths, PerMinute) = (contactMonths, perMinute);
}
