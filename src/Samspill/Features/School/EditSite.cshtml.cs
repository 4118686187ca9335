using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.School;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.School;

/// <summary>The office corrects a site and its rooms.</summary>
[Authorize(Policy = Can.EditSchool)]
public sealed class EditSitePage(SamspillDb db, Texts texts) : PageModel
{
    private const int MostRooms = 500;

    [BindProperty] public SiteForm Input { get; set; } = new();
    [BindProperty] public string? Was { get; set; }

    /// <summary>A room's fields, when a room is what is saved.</summary>
    [BindProperty] public RoomForm Room { get; set; } = new();

    /// <summary>The room's code; for a new room it may be empty.</summary>
    [BindProperty] public string? RoomCode { get; set; }

    public Site Site { get; private set; } = null!;
    public IReadOnlyList<Room> Rooms { get; private set; } = [];
    public IReadOnlyList<Seen.Change> Changes { get; private set; } = [];

    /// <summary>The room that was refused, by its code; empty for a new one, null when none was.</summary>
    public string? Refused { get; private set; }

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken ct)
    {
        if (!await LoadAsync(code, ct)) return NotFound();
        Show();
        return Page();
    }

    public async Task<IActionResult> OnPostSaveAsync(string code, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        await db.Sites.Where(s => s.Code == code).ExecuteUpdateAsync(s => s.SetProperty(x => x.Code, x => x.Code), ct); // holds the row
        if (!await LoadAsync(code, ct)) return NotFound();
        var now = SiteForm.Of(Site);
        if (Seen.Since(Was, now) is not { } changes) return BadRequest();
        if (changes.Count > 0)
        {
            (Changes, Input, Was) = (changes, Seen.Merge(Was, Input, now), Seen.Of(now));
            ModelState.Clear();
            Response.StatusCode = StatusCodes.Status409Conflict;
            return Page();
        }
        Input.Record(Site, new Typed(ModelState, texts, "Input."));
        if (!ModelState.IsValid) return Page();
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return Saved(Site.Name);
    }

    public async Task<IActionResult> OnPostRoomAsync(string code, CancellationToken ct)
    {
        if (!await LoadAsync(code, ct)) return NotFound();
        Show();
        var typed = new Typed(ModelState, texts, "Room.");
        var room = Rooms.FirstOrDefault(r => r.Code == RoomCode);
        var isNew = room is null;
        room ??= new Room(RoomId.New(), new Typed(ModelState, texts).Code(nameof(RoomCode), RoomCode, $"{Site.Code} {Room.Name}", texts));
        Room.Record(room, Site.Id, typed);
        Refused = isNew ? "" : room.Code;
        if (!ModelState.IsValid) return Page();
        if (isNew) db.Rooms.Add(room);
        try
        {
            await db.SaveChangesAsync(ct);
            return Saved(room.Name);
        }
        catch (Exception lost) when (lost.IsLostRace())
        {
            ModelState.AddModelError(nameof(RoomCode), texts["typed.code.taken", room.Code]);
            return Page();
        }
    }

    private async Task<bool> LoadAsync(string code, CancellationToken ct)
    {
        if (await db.Sites.SingleOrDefaultAsync(s => s.Code == code, ct) is not { } site) return false;
        Site = site;
        Rooms = await db.Rooms.Where(r => r.Site == site.Id).OrderBy(r => EF.Functions.Collate(r.Name, "norsk")).Take(MostRooms).ToListAsync(ct);
        return true;
    }

    private void Show()
    {
        Input = SiteForm.Of(Site);
        Was = Seen.Of(Input);
    }

    private RedirectToPageResult Saved(string name)
    {
        TempData["Notice"] = texts["site.saved", name];
        return RedirectToPage(new { code = Site.Code });
    }
}
