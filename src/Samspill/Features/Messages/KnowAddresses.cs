using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Messages;
using Samspill.Gateways.Sms;
using Samspill.Host;
using Samspill.Jobs;

namespace Samspill.Features.Messages;

/// <summary>Notes since when the school has each address, so that it is known when one grows too old for decisions.</summary>
/// <remarks>An address that came with an import counts from the day it was seen here: nobody says how old it was.</remarks>
public sealed class KnowAddresses(SamspillDb db, TimeProvider clock) : IClockJob
{
    private const int AtOnce = 2000;

    public async Task RunAsync(OpenSchool school, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var mails = await db.People.Where(p => p.Email != null && !db.Contacts.Any(c => c.Inbox == p.Email.ToLower())).Select(p => p.Email!).Take(AtOnce).ToListAsync(ct);
        var phones = await db.People.Where(p => p.Phone != null).OrderBy(p => p.Id).Select(p => p.Phone!).ToListAsync(ct);
        var known = (await db.Contacts.Where(c => c.Inbox.StartsWith("+")).Select(c => c.Inbox).ToListAsync(ct)).ToHashSet();
        var found = mails.Concat(phones.Select(MobileNumber.Of).OfType<string>()).Select(Contact.InboxOf).Where(inbox => !known.Contains(inbox)).Distinct().Take(AtOnce).ToList();
        var there = (await db.Contacts.Where(c => found.Contains(c.Inbox)).Select(c => c.Inbox).ToListAsync(ct)).ToHashSet();
        var fresh = found.Where(inbox => !there.Contains(inbox)).ToList();
        if (fresh.Count == 0) return; // a quiet moment writes nothing
        db.Contacts.AddRange(fresh.Select(inbox => new Contact(inbox, now)));
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
    }
}
