using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.School;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Rooms;

/// <summary>Rooms over the week as a picture, site by site, and those that are free now.</summary>
[Authorize(Policy = Can.PlanWeek)]
public sealed class RoomsPage(SamspillDb db, Texts texts, TimeProvider clock) : PageModel
{
    /// <summary>What is asked of those who use the site's rooms.</summary>
    [BindProperty]
    public string? Words { get; set; }

    [BindProperty(SupportsGet = true, Name = "sted")]
    public Guid? Site { get; set; }

    public IReadOnlyList<(Guid Id, string Name)> Sites { get; private set; } = [];
    public IReadOnlyList<RoomWeek> Rooms { get; private set; } = [];
    public string? SiteCode { get; private set; }

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostTermsAsync(CancellationToken ct)
    {
        var typed = Words;
        await LoadAsync(ct);
        if (Site is not { } id) return NotFound();
        Words = typed;
        var words = new Typed(ModelState, texts).Optional(nameof(Words), typed, SiteTerms.Length);
        if (!ModelState.IsValid) return Page();
        var site = new SiteId(id);
        var terms = await db.SiteTerms.SingleOrDefaultAsync(t => t.Site == site, ct);
        if (words is null && terms is not null) db.SiteTerms.Remove(terms);
        if (words is not null && terms is null) db.SiteTerms.Add(terms = new SiteTerms(site));
        if (words is not null) terms!.Say(words);
        await db.SaveChangesAsync(ct);
        TempData["Notice"] = texts["rooms.terms.saved"];
        return this.SeeOther($"~/rom?sted={id}");
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        Sites = [.. (await db.Sites.Where(s => db.Rooms.Any(r => r.Site == s.Id)).OrderBy(s => EF.Functions.Collate(s.Name, "norsk")).Select(s => new { s.Id, s.Name }).Take(1000).ToListAsync(ct)).Select(s => (s.Id.Value, s.Name))];
        if (Sites.All(s => s.Id != Site)) Site = Sites.Count > 0 ? Sites[0].Id : null;
        if (Site is not { } site) return;
        Words = await db.SiteTerms.Where(t => t.Site == new SiteId(site)).Select(t => t.Words).SingleOrDefaultAsync(ct);
        SiteCode = await db.Sites.Where(s => s.Id == new SiteId(site)).Select(s => s.Code).SingleAsync(ct);
        var now = Oslo.At(clock.GetUtcNow());
        var today = DateOnly.FromDateTime(now.DateTime);
        Rooms = await db.RoomWeeksAsync(Domain.School.SchoolYear.Of(today), new SiteId(site), today, TimeOnly.FromDateTime(now.DateTime), ct);
    }
}
