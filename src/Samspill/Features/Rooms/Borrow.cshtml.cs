using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.School;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Rooms;

/// <summary>Asks for a room, and shows what one has asked for.</summary>
[Authorize(Policy = Can.BeSignedIn)]
public sealed class BorrowPage(SamspillDb db, Actor actor, LendRooms lend, Texts texts, TimeProvider clock) : PageModel
{
    private const int MostRooms = 1000;

    [BindProperty] public string? Room { get; set; }
    [BindProperty] public string? Date { get; set; }
    [BindProperty] public string? From { get; set; }
    [BindProperty] public string? To { get; set; }
    [BindProperty] public string? Purpose { get; set; }

    public IReadOnlyList<SelectListItem> Rooms { get; private set; } = [];
    public IReadOnlyList<(string Site, string Words)> Terms { get; private set; } = [];
    public IReadOnlyList<LoanLine> Mine { get; private set; } = [];
    public FaceKind Face => actor.May(Can.SeeAdmission) ? FaceKind.Staff : actor.May(Can.Teach) ? FaceKind.Teacher : FaceKind.Family;

    public async Task OnGetAsync(CancellationToken ct)
    {
        Date = Oslo.Today(clock).AddDays(7).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await LoadAsync(ct);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        var typed = new Typed(ModelState, texts);
        var room = Guid.TryParse(Room, out var id) ? new RoomId(id) : (RoomId?)null;
        if (room is null) typed.Wrong(nameof(Room), texts["form.missing"]);
        var (date, purpose) = (typed.Date(nameof(Date), Date), typed.Text(nameof(Purpose), Purpose, RoomLoan.PurposeLength));
        if (ClockTime.Read(From) is not { } from || ClockTime.Read(To) is not { } to)
        {
            typed.Wrong(ClockTime.Read(From) is null ? nameof(From) : nameof(To), texts["borrow.time-unreadable"]);
            return Page();
        }
        if (!typed.IsFine) return Page();
        if ((await lend.AskAsync(room!.Value, date, from, to, purpose, ct)).Refused(out var why, out _)) return this.Refuse(why, why.Code == RoomLoanRejections.Day.Code ? nameof(Date) : why.Code == RoomLoanRejections.Past.Code ? nameof(From) : nameof(To));
        TempData["Notice"] = texts["borrow.asked"];
        return this.SeeOther("~/rom/lan");
    }

    public async Task<IActionResult> OnPostWithdrawAsync(Guid loan, CancellationToken ct)
    {
        if ((await lend.WithdrawAsync(new RoomLoanId(loan), ct)).Refused(out _)) return NotFound();
        TempData["Notice"] = texts["borrow.withdrawn"];
        return this.SeeOther("~/rom/lan");
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        var today = Oslo.Today(clock);
        var rooms = await db.Rooms.Join(db.Sites, r => r.Site, s => s.Id, (r, s) => new { r.Id, r.Name, Site = s.Name }).OrderBy(x => EF.Functions.Collate(x.Site, "norsk")).ThenBy(x => EF.Functions.Collate(x.Name, "norsk")).Take(MostRooms).ToListAsync(ct);
        Rooms = [.. rooms.GroupBy(r => r.Site).SelectMany(site =>
        {
            var group = new SelectListGroup { Name = site.Key };
            return site.Select(r => new SelectListItem { Text = r.Name, Value = r.Id.Value.ToString(), Group = group });
        })];
        Terms = [.. (await db.SiteTerms.Join(db.Sites, t => t.Site, s => s.Id, (t, s) => new { s.Name, t.Words }).OrderBy(x => EF.Functions.Collate(x.Name, "norsk")).Take(200).ToListAsync(ct)).Select(t => (t.Name, t.Words))];
        Mine = await db.LoanLinesAsync(db.RoomLoans.Where(l => l.Account == actor.Account && l.Date >= today), LendRooms.Most * 2, ct);
    }
}
