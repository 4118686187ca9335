using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Lessons;
using Samspill.Host;

namespace Samspill.Features.Lessons;

/// <summary>What is on at a site today, for a screen at the door: course or group, room and teacher, never a pupil.</summary>
[Authorize(Policy = Can.PlanWeek)]
public sealed class LobbyPage(SamspillDb db, Disclosure disclosure, TimeProvider clock) : PageModel
{
    private const int Most = 300;

    public string Site { get; private set; } = "";
    public IReadOnlyList<LessonLine> Lessons { get; private set; } = [];
    public IReadOnlyDictionary<StaffId, PersonLine> Teachers { get; private set; } = new Dictionary<StaffId, PersonLine>();
    public DateOnly Today => Oslo.Today(clock);
    public TimeOnly Now => TimeOnly.FromDateTime(clock.Wall());
    public string Name(StaffId teacher) => disclosure.Name(Teachers[teacher]);

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken ct)
    {
        if (await db.Sites.Where(s => s.Code == code).Select(s => new { s.Id, s.Name }).SingleOrDefaultAsync(ct) is not { } site) return NotFound();
        Site = site.Name;
        var (today, now) = (Today, Now);
        Lessons = [.. (await db.Lines(db.Lessons.Where(l => l.Date == today && db.Rooms.Any(r => r.Id == l.Room && r.Site == site.Id))).AsNoTracking().Take(Most).ToListAsync(ct)).Where(l => l.End > now)];
        Teachers = await db.StaffNamesAsync(Lessons.Select(l => l.GivenBy), ct);
        return Page();
    }
}
