using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.Messages;
using Samspill.Domain.People;
using Samspill.Features.Messages;
using Samspill.Host;

namespace Samspill.Features.Mailings;

/// <summary>One receiver of a bulk message, and the address it would go to; none when there is none that may be used.</summary>
public sealed record BulkReceiver(PersonLine Person, string? Address)
{
    public bool IsMail => Address is { } address && address.Contains('@', StringComparison.Ordinal);
    public bool IsSms => Address is not null && !IsMail;
}

/// <summary>Who a bulk message goes to: the guardians who may see the pupils on the web, and pupils from 18 themselves. Each is told once, whatever the number of children.</summary>
public sealed class BulkReceivers(SamspillDb db, Outbox outbox, TimeProvider clock)
{
    /// <summary>All of them, in the order of their ids; one more than the most there may be when there are too many.</summary>
    public async Task<IReadOnlyList<BulkReceiver>> OfAsync(Audience audience, CourseId? course, CancellationToken ct)
    {
        var (pupils, eighteen) = (Pupils(audience, course), Eighteen);
        // Sets within sets, none of which asks for each person anew: the question costs the same for ten thousand.
        var told = db.Guardianships.Where(g => g.Online && pupils.Contains(g.Pupil)).Select(g => g.Guardian).Union(db.People.Where(p => p.BirthDate <= eighteen && pupils.Contains(p.Id)).Select(p => p.Id));
        var people = await db.People.AsNoTracking().Where(p => told.Contains(p.Id))
            .OrderBy(p => p.Id).Take(BulkMessage.MostReceivers + 1)
            .Select(p => new { p.Id, p.GivenName, p.FamilyName, p.Shield, p.Email, p.Phone }).ToListAsync(ct);
        var dead = (await db.Contacts.Where(c => c.DeadSince != null).Select(c => c.Inbox).ToListAsync(ct)).ToHashSet();
        return people.ConvertAll(p => new BulkReceiver(new PersonLine(p.Id, p.GivenName, p.FamilyName, p.Shield), Living(p.Email, null) ?? Living(null, p.Phone)));

        string? Living(string? email, string? phone) => outbox.AddressOf(email, phone) is { } address && !dead.Contains(Contact.InboxOf(address)) ? address : null;
    }

    /// <summary>How many families with a protected child are not among the receivers: nobody has opened the web for them, so a named handler tells them.</summary>
    public async Task<int> LeftToHandlerAsync(Audience audience, CourseId? course, CancellationToken ct)
    {
        var (pupils, eighteen) = (Pupils(audience, course), Eighteen);
        var left = db.People.Where(p => p.Shield != Protection.None && pupils.Contains(p.Id) && (p.BirthDate == null || p.BirthDate > eighteen) && !db.Guardianships.Any(g => g.Online && g.Pupil == p.Id));
        var guardians = await (from p in left
                               join g in db.Guardianships on p.Id equals g.Pupil into all
                               from g in all.DefaultIfEmpty()
                               select new { Child = p.Id, Guardian = g == null ? (PersonId?)null : g.Guardian }).ToListAsync(ct);
        return guardians.GroupBy(g => g.Child).Select(g => g.Min(x => x.Guardian?.Value) ?? g.Key.Value).Distinct().Count(); // siblings share a guardian
    }

    private DateOnly Eighteen => Oslo.Today(clock).AddYears(-18);

    private IQueryable<PersonId> Pupils(Audience audience, CourseId? course)
    {
        var waiting = db.Applications.Where(a => a.State == ApplicationState.Waiting && (course == null || a.Course == course)).Select(a => a.Pupil);
        var placed = db.Places.Where(p => p.State == PlaceState.Live && (course == null || p.Course == course)).Select(p => p.Pupil);
        return audience switch { Audience.Waiting => waiting, Audience.Pupils => placed, _ => waiting.Union(placed) };
    }
}
