using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Access;
using Samspill.Host;

namespace Samspill.Features.Access;

/// <summary>Somebody of the demo's cast.</summary>
public sealed record CastLine(Guid Account, string Name, IReadOnlyList<Role> Roles);

/// <summary>Signs in as anybody of a demo school's cast. In a program that is not the demo the page has no address, and refuses besides.</summary>
[OpenToAll("the demo's people are made up")]
public sealed class DemoPage(ServerOptions options, CurrentSchool current, Schools schools, TimeProvider clock) : PageModel
{
    /// <summary>Accounts that are made with the demo bear this before their user name.</summary>
    public const string Prefix = "demo-";

    public bool OfSchool => current.IsSet;
    public IReadOnlyCollection<OpenSchool> Schools => [.. schools.All.Where(s => s.Demo)];
    public IReadOnlyList<CastLine> Cast { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!options.Demo || current.IsSet && !current.School.Demo) return NotFound();
        if (current.IsSet) Cast = await CastAsync(HttpContext.RequestServices.GetRequiredService<SamspillDb>(), ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid who, CancellationToken ct)
    {
        if (!options.Demo || !current.IsSet || !current.School.Demo) return NotFound();
        var db = HttpContext.RequestServices.GetRequiredService<SamspillDb>();
        if (await db.Users.SingleOrDefaultAsync(u => u.Id == who && u.UserName!.StartsWith(Prefix), ct) is not { } account) return NotFound();
        return LocalRedirect(await HttpContext.RequestServices.GetRequiredService<Accounts>().SignInAsync(account, "demo", ct));
    }

    private async Task<IReadOnlyList<CastLine>> CastAsync(SamspillDb db, CancellationToken ct)
    {
        var accounts = await db.Users.AsNoTracking().Where(u => u.UserName!.StartsWith(Prefix)).OrderBy(u => u.UserName).Select(u => u.Id).Take(50).ToListAsync(ct);
        var cast = new List<CastLine>();
        foreach (var account in accounts)
        {
            var actor = await SigningIn.FindActorAsync(db, account, Oslo.Today(clock), ct);
            cast.Add(new CastLine(account, actor.Name, [.. actor.Roles.Order()]));
        }
        return cast;
    }
}
