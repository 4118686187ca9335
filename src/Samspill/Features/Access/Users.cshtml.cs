using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Access;
using Samspill.Domain.People;
using Samspill.Features.People;
using Samspill.Features.Shared;
using Samspill.Formats.Xlsx;
using Samspill.Host;

namespace Samspill.Features.Access;

/// <summary>One who works here, and the roles it has or had.</summary>
public sealed record StaffAccount(Guid Id, PersonId? Person, string Name, Protection Shield, string? Email, IReadOnlyList<GrantLine> Grants);

/// <summary>A role from a day to a day.</summary>
public sealed record GrantLine(Guid Id, Role Role, DateOnly From, DateOnly? To, string By);

/// <summary>An invitation that nobody has used yet.</summary>
public sealed record OpenInvitation(Guid Id, string Name, string? Email, Role Role, DateTimeOffset ExpiresAt);

/// <summary>Who may do what at the school: the principal invites, gives and ends roles.</summary>
[Authorize(Policy = Can.InviteStaff)]
public sealed class UsersPage(SamspillDb db, Invitations invitations, Grants grants, Disclosure disclosure, ServerOptions options, OpenSchool school, Texts texts, TimeProvider clock) : PageModel
{
    private const int Size = 50;

    /// <summary>The handler of protected addresses is not among them: that grant has its own form.</summary>
    public static readonly IReadOnlyList<Role> Invitable = [Role.Teacher, Role.Office, Role.Principal, Role.Economy, Role.Coordinator];

    [BindProperty(SupportsGet = true, Name = "side")]
    public int Side { get; set; } = 1;

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public Role? NewRole { get; set; }

    public IReadOnlyList<StaffAccount> Rows { get; private set; } = [];
    public IReadOnlyList<OpenInvitation> Open { get; private set; } = [];
    public Paging Paging { get; private set; } = new(1, Size, 0);
    public DateOnly Today => Oslo.Today(clock);

    public Task OnGetAsync(CancellationToken ct) => FillAsync(ct);

    public async Task<IActionResult> OnPostInviteAsync(CancellationToken ct)
    {
        var typed = new Typed(ModelState, texts);
        var (name, email) = (typed.Name(nameof(Name), Name, AccessRejections.NameMissing), typed.Email(nameof(Email), Email, optional: true));
        if (NewRole is not { } role || !Invitable.Contains(role)) ModelState.AddModelError(nameof(NewRole), texts["form.unknown"]);
        if (!ModelState.IsValid)
        {
            await FillAsync(ct);
            return Page();
        }
        return Invited(name!, await invitations.InviteAsync(name!, email, NewRole!.Value, null, ct));
    }

    /// <summary>A new link for one who has forgotten the password.</summary>
    public async Task<IActionResult> OnPostRenewAsync(Guid account, CancellationToken ct)
    {
        var known = await db.Users.Where(u => u.Id == account && db.Grants.Any(g => g.Account == u.Id && (g.To == null || g.To >= Today)))
            .Select(u => new { u.DisplayName, u.Email, Role = db.Grants.Where(g => g.Account == u.Id && g.Role != Role.ProtectionHandler && (g.To == null || g.To >= Today)).Select(g => (Role?)g.Role).FirstOrDefault() }).SingleOrDefaultAsync(ct);
        if (known is not { Role: { } role }) return NotFound();
        return Invited(known.DisplayName, await invitations.InviteAsync(known.DisplayName, EmailAddress.Read(known.Email), role, account, ct));
    }

    public async Task<IActionResult> OnPostGiveAsync(Guid account, Role role, DateOnly? to, CancellationToken ct)
    {
        if (!Invitable.Contains(role)) return NotFound();
        if (ModelState.IsValid) return await AnswerAsync(await grants.GiveAsync(account, role, to, ct), "users.given", ct);
        await FillAsync(ct); // a last day that cannot be read is not "for ever"
        return Page();
    }

    /// <summary>Protected addresses are opened for somebody by name, and only with the box ticked.</summary>
    public async Task<IActionResult> OnPostHandlerAsync(Guid account, bool sure, CancellationToken ct) =>
        await AnswerAsync(sure ? await grants.GiveAsync(account, Role.ProtectionHandler, null, ct) : AccessRejections.NotSure, "users.given", ct);

    public async Task<IActionResult> OnPostEndAsync(Guid grant, CancellationToken ct) => await AnswerAsync(await grants.EndAsync(grant, ct), "users.ended", ct);

    public async Task<IActionResult> OnPostTakeBackAsync(Guid invitation, CancellationToken ct)
    {
        if (await db.Invitations.SingleOrDefaultAsync(i => i.Id == invitation && i.UsedAt == null, ct) is not { } open) return NotFound();
        db.Invitations.Remove(open);
        await db.SaveChangesAsync(ct);
        TempData["Notice"] = texts["users.taken-back"];
        return RedirectToPage();
    }

    private RedirectToPageResult Invited(string name, string path)
    {
        TempData["Notice"] = texts["users.invited", name];
        TempData["Link"] = $"{options.PublicUrl}/{school.Slug}{path}";
        return RedirectToPage();
    }

    private async Task<IActionResult> AnswerAsync(Outcome<Done> done, string notice, CancellationToken ct)
    {
        if (done.Refused(out var why))
        {
            await FillAsync(ct);
            return this.Refuse(why);
        }
        TempData["Notice"] = texts[notice];
        return RedirectToPage(new { side = Side.ToString(CultureInfo.InvariantCulture) });
    }

    private async Task FillAsync(CancellationToken ct)
    {
        Paging = new Paging(Math.Max(1, Side), Size, await Accounts.CountAsync(ct));
        Rows = await RowsAsync(Paging.Page, Size, ct);
        var now = clock.GetUtcNow();
        Open = await db.Invitations.AsNoTracking().Where(i => i.UsedAt == null && i.ExpiresAt >= now).OrderBy(i => i.ExpiresAt).Take(50)
            .Select(i => new OpenInvitation(i.Id, i.Name, i.Email, i.Role, i.ExpiresAt)).ToListAsync(ct);
    }

    /// <summary>The same list, all of it: a row for each role.</summary>
    public IActionResult OnGetXlsx(CancellationToken ct) => new ListFile("brukere",
        [texts["users.who"], texts["sign-in.email"], texts["users.role"], texts["export.column.from"], texts["export.column.to"]],
        WholeList.Of((page, size) => RowsAsync(page, size, ct)).SelectMany(row => row.Grants.Select(g => (IReadOnlyList<XlsxCell>)[row.Name, row.Email, texts[$"role.{g.Role.ToString().ToLowerInvariant()}"], g.From, g.To])));

    private IQueryable<UserAccount> Accounts => db.Users.AsNoTracking().Where(u => db.Grants.Any(g => g.Account == u.Id));

    private async Task<IReadOnlyList<StaffAccount>> RowsAsync(int page, int size, CancellationToken ct)
    {
        var rows = await Accounts.OrderBy(u => EF.Functions.Collate(u.DisplayName, "norsk")).ThenBy(u => u.Id).Skip((page - 1) * size).Take(size)
            .Select(u => new StaffAccount(u.Id, u.Person, u.DisplayName,
                db.People.Where(p => p.Id == u.Person).Select(p => p.Shield).FirstOrDefault(), u.Email,
                db.Grants.Where(g => g.Account == u.Id).OrderBy(g => g.From).Select(g => new GrantLine(g.Id, g.Role, g.From, g.To, g.GrantedBy)).ToList())).ToListAsync(ct);
        return [.. rows.Select(row => row.Person is { } person && !disclosure.Opens(person, row.Shield) ? row with { Name = texts["disclosure.masked"], Email = null } : row)];
    }
}
