using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Access;
using Samspill.Features.Access;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Council;

/// <summary>Who works with the council, those who still do first: one is invited by a link that is handed over, and a role is ended.</summary>
[At(Side.Council), Authorize(Policy = Can.InviteAdvisers)]
public sealed class AdvisersPage(CouncilDb db, Actor actor, Grants grants, ServerOptions options, OpenCouncil council, Texts texts, TimeProvider clock) : PageModel
{
    private const int Size = 50;

    public sealed record GrantRow(Guid Id, string Name, string? Email, Role Role, string? County, DateOnly From, DateOnly? To);

    public sealed record CountyLine(string Number, string Name);

    [BindProperty(SupportsGet = true, Name = "side")]
    public int PageNumber { get; set; } = 1;

    [BindProperty]
    public string? Name { get; set; }

    /// <summary>Empty for the council's own.</summary>
    [BindProperty]
    public string? County { get; set; }

    public IReadOnlyList<GrantRow> Rows { get; private set; } = [];
    public IReadOnlyList<CountyLine> Counties { get; private set; } = [];
    public Paging Paging { get; private set; } = new(1, Size, 0);
    public DateOnly Today => Oslo.Today(clock);

    public string CountyName(string? number) => Counties.FirstOrDefault(c => c.Number == number)?.Name ?? "";

    public Task OnGetAsync(CancellationToken ct) => FillAsync(ct);

    public async Task<IActionResult> OnPostInviteAsync(CancellationToken ct)
    {
        await FillAsync(ct);
        var name = new Typed(ModelState, texts).Text(nameof(Name), PlainText.Line(Name), 100);
        if (County is not null && Counties.All(c => c.Number != County)) ModelState.AddModelError(nameof(County), texts["form.unknown"]);
        if (!ModelState.IsValid) return Page();
        var token = Invitation.NewToken();
        db.Invitations.Add(new Invitation(token, name, email: null, County is null ? Role.NationalCouncil : Role.RegionalAdviser, account: null, person: null, actor.Name, clock.GetUtcNow(), County));
        await db.SaveChangesAsync(ct);
        TempData["Notice"] = texts["advisers.invited", name];
        TempData["Link"] = $"{options.PublicUrl}/{council.Slug}/invitasjon/{token}";
        return this.SeeOther("~/brukere");
    }

    public async Task<IActionResult> OnPostEndAsync(Guid grant, CancellationToken ct)
    {
        if ((await grants.EndAsync(grant, ct)).Refused(out var why))
        {
            await FillAsync(ct);
            return this.Refuse(why);
        }
        TempData["Notice"] = texts["users.ended"];
        return this.SeeOther("~/brukere");
    }

    private async Task FillAsync(CancellationToken ct)
    {
        Counties = await db.Counties.Where(c => c.Last == null).OrderBy(c => c.Number).Select(c => new CountyLine(c.Number, c.Name)).Take(50).ToListAsync(ct);
        var today = Today;
        Paging = Paging.At(PageNumber, Size, await db.Grants.CountAsync(ct));
        Rows = await db.Grants.Join(db.Users, g => g.Account, u => u.Id, (g, u) => new { Grant = g, User = u })
            .OrderBy(x => x.Grant.To != null && x.Grant.To < today).ThenBy(x => x.User.DisplayName).ThenBy(x => x.Grant.From).ThenBy(x => x.Grant.Id).Skip((Paging.Page - 1) * Size).Take(Size)
            .Select(x => new GrantRow(x.Grant.Id, x.User.DisplayName, x.User.Email, x.Grant.Role, x.Grant.County, x.Grant.From, x.Grant.To)).ToListAsync(ct);
    }
}
