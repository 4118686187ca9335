using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Access;
using Samspill.Host;

namespace Samspill.Features.Access;

/// <summary>Somebody of the demo's cast.</summary>
public sealed record CastLine(Guid Account, string Name, IReadOnlyList<Role> Roles);

/// <summary>Signs in as anybody of the cast of a demo school or the demo's council. In a program that is not the demo the page has no address, and refuses besides.</summary>
[At(Side.Both), OpenToAll("the demo's people are made up")]
public sealed class DemoPage(ServerOptions options, CurrentSchool current, Schools schools, TimeProvider clock) : PageModel
{
    /// <summary>Accounts that are made with the demo bear this before their user name.</summary>
    public const string Prefix = "demo-";

    public bool IsOfOne => current.Tenant is not null;
    public OpenCouncil? Council => schools.Council is { Demo: true } council ? council : null;
    public IReadOnlyCollection<OpenSchool> Schools => [.. schools.All.Where(s => s.Demo)];
    public IReadOnlyList<CastLine> Cast { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!options.Demo || current.Tenant is { Demo: false }) return NotFound();
        if (IsOfOne) Cast = await CastAsync(HttpContext.RequestServices.GetRequiredService<OwnDb>().Db, ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid who, CancellationToken ct)
    {
        if (!options.Demo || current.Tenant is not { Demo: true }) return NotFound();
        var db = HttpContext.RequestServices.GetRequiredService<OwnDb>().Db;
        if (await db.Users.SingleOrDefaultAsync(u => u.Id == who && u.UserName!.StartsWith(Prefix), ct) is not { } account) return NotFound();
        return LocalRedirect(await HttpContext.RequestServices.GetRequiredService<Accounts>().SignInAsync(account, "demo", ct));
    }

    private async Task<IReadOnlyList<CastLine>> CastAsync(TenantDb db, CancellationToken ct)
    {
        var accounts = await db.Users.AsNoTracking().Where(u => u.UserName!.StartsWith(Prefix)).OrderBy(u => u.UserName).Select(u => u.Id).Take(50).ToListAsync(ct);
        var cast = new List<CastLine>();
        foreach (var account in accounts)
        {
            var actor = await SigningIn.FindActorAsync(db, account, Oslo.Today(clock), ct);
            if (actor.Roles.Count > 0) cast.Add(new CastLine(account, actor.Name, [.. actor.Roles.Order()]));
        }
        return cast;
    }
}
