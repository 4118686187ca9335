using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Messages;
using Samspill.Gateways.Sms;
using Samspill.Host;

namespace Samspill.Features.Messages;

/// <summary>Which of a person's addresses a message may go to: the contact register's rules, for what the school itself was told.</summary>
public static class Addresses
{
    /// <summary>Kinds that are decisions: an old address must not be used for them (eForvaltningsforskriften § 32).</summary>
    public static bool IsDecision(string about) =>
        about is "decision" or "passed-over" || about.StartsWith("offer", StringComparison.Ordinal) || about.StartsWith("complaint-", StringComparison.Ordinal) && about != "complaint-received";

    /// <summary>How the school sends.</summary>
    public static async Task<MessageSettings> MessageSettingsAsync(this SamspillDb db, CancellationToken ct) =>
        await db.MessageSettings.AsNoTracking().SingleOrDefaultAsync(ct) ?? new MessageSettings();

    /// <summary>Turns the message to the first of the receiver's addresses that may be used, or says that there is none.</summary>
    public static async Task<bool> FindWayAsync(this SamspillDb db, Message message, MessageSettings settings, bool hasSms, DateTimeOffset now, CancellationToken ct)
    {
        if (Outbox.Secret.Contains(message.About) && !message.About.StartsWith("survey", StringComparison.Ordinal)) return true; // its receiver asked for it a moment ago, and proves the address by using it
        if (await WhyNotAsync(db, message.Address!, message.About, settings, now, ct) is not { } why) return true;
        var person = await db.People.Where(p => p.Id == message.To).Select(p => new { p.Email, p.Phone }).SingleOrDefaultAsync(ct);
        foreach (var other in new[] { person?.Email, hasSms ? MobileNumber.Of(person?.Phone) : null })
        {
            if (other is null || Contact.InboxOf(other) == message.Inbox || await WhyNotAsync(db, other, message.About, settings, now, ct) is not null) continue;
            message.Redirect(other);
            return true;
        }
        message.Unreached(why);
        return false;
    }

    /// <summary>The address was used by its owner just now. One that is not known yet is new, which is as good.</summary>
    public static async Task ConfirmAddressAsync(this SamspillDb db, string address, DateTimeOffset now, CancellationToken ct)
    {
        var inbox = Contact.InboxOf(address);
        await using var work = await db.BeginAsync(ct);
        await db.Contacts.Where(c => c.Inbox == inbox).ExecuteUpdateAsync(set => set.SetProperty(c => c.ConfirmedAt, now).SetProperty(c => c.DeadSince, (DateTimeOffset?)null).SetProperty(c => c.DeadWhy, (string?)null), ct);
        await work.CommitAsync(ct);
    }

    /// <summary>Marks an address as one that nothing reaches. Saved by the caller.</summary>
    public static async Task MarkDeadAsync(this SamspillDb db, string address, string why, DateTimeOffset now, CancellationToken ct)
    {
        var inbox = Contact.InboxOf(address);
        var contact = await db.Contacts.SingleOrDefaultAsync(c => c.Inbox == inbox, ct);
        if (contact is null) db.Contacts.Add(contact = new Contact(address, now));
        contact.Die(why.Length <= 1000 ? why : why[..1000], now);
    }

    private static async Task<MessageState?> WhyNotAsync(SamspillDb db, string address, string about, MessageSettings settings, DateTimeOffset now, CancellationToken ct)
    {
        var inbox = Contact.InboxOf(address);
        return await db.Contacts.AsNoTracking().SingleOrDefaultAsync(c => c.Inbox == inbox, ct) switch
        {
            { DeadSince: not null } => MessageState.Dead,
            { } known when IsDecision(about) && !known.IsFresh(settings.ContactMonths, now) => MessageState.Stale,
            _ => null, // one that is not known yet came since the last time they were counted
        };
    }
}
