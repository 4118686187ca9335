using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Host;

namespace Samspill.Features.Timetables;

/// <summary>Rooms over the week as a picture, site by site, and those that are free now.</summary>
[Authorize(Policy = Can.PlanWeek)]
public sealed class RoomsPage(SamspillDb db, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "sted")]
    public Guid? Site { get; set; }

    public IReadOnlyList<(Guid Id, string Name)> Sites { get; private set; } = [];
    public IReadOnlyList<RoomWeek> Rooms { get; private set; } = [];
    public string? SiteCode { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Sites = [.. (await db.Sites.Where(s => db.Rooms.Any(r => r.Site == s.Id)).OrderBy(s => EF.Functions.Collate(s.Name, "norsk")).Select(s => new { s.Id, s.Name }).Take(1000).ToListAsync(ct)).Select(s => (s.Id.Value, s.Name))];
        if (Sites.All(s => s.Id != Site)) Site = Sites.Count > 0 ? Sites[0].Id : null;
        if (Site is not { } site) return;
        SiteCode = await db.Sites.Where(s => s.Id == new SiteId(site)).Select(s => s.Code).SingleAsync(ct);
        var now = Oslo.At(clock.GetUtcNow());
        var today = DateOnly.FromDateTime(now.DateTime);
        Rooms = await db.RoomWeeksAsync(Domain.School.SchoolYear.Of(today), new SiteId(site), today, TimeOnly.FromDateTime(now.DateTime), ct);
    }
}
