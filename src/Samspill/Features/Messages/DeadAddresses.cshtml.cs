using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Messages;

/// <summary>A person whose address nothing reaches.</summary>
public sealed record DeadAddress(PersonLine Person, string Address, DateTimeOffset Since, string? Why);

/// <summary>People whose e-mail comes back: it is not used again until it is changed, or its owner signs in with a code sent there.</summary>
[Authorize(Policy = Can.SeeMessages)]
public sealed class DeadAddressesPage(SamspillDb db, Actor actor, Disclosure disclosure) : PageModel
{
    private const int Size = 50;

    [BindProperty(SupportsGet = true, Name = "side")]
    public int At { get; set; } = 1;

    public IReadOnlyList<DeadAddress> Lines { get; private set; } = [];
    public Paging Paging { get; private set; } = new(1, Size, 0);
    public IReadOnlyList<string> Names { get; private set; } = [];
    public Disclosure Disclosure => disclosure;
    public bool MayOpen => actor.May(Can.SeePeople);

    public async Task OnGetAsync(CancellationToken ct)
    {
        At = Math.Clamp(At, 1, 100_000);
        var dead = from c in db.Contacts
                   where c.DeadSince != null
                   from p in db.People
                   where p.Email != null && p.Email.ToLower() == c.Inbox || p.Phone != null && c.Inbox == "+47" + p.Phone
                   select new { Contact = c, Person = p };
        Paging = new Paging(At, Size, await dead.CountAsync(ct));
        Lines = await dead.OrderByDescending(d => d.Contact.DeadSince).ThenBy(d => d.Person.Id).Skip((At - 1) * Size).Take(Size)
            .Select(d => new DeadAddress(new PersonLine(d.Person.Id, d.Person.GivenName, d.Person.FamilyName, d.Person.Shield), d.Contact.Inbox, d.Contact.DeadSince!.Value, d.Contact.DeadWhy)).ToListAsync(ct);
        Names = Lines.Select(line => disclosure.Name(line.Person)).ToList();
        await db.SaveChangesAsync(ct); // a look at a protected one is noted
    }
}
