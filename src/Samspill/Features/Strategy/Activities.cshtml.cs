using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Strategy;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Strategy;

/// <summary>The activity log: what a county has done, and what proposes itself because it comes again.</summary>
[At(Side.Council), Authorize(Policy = Can.SeeStrategy)]
public sealed class ActivitiesPage(CouncilDb db, Actor actor, TimeProvider clock) : PageModel
{
    private const int Size = 50;

    [BindProperty(SupportsGet = true, Name = "fylke")]
    public string? County { get; set; }

    [BindProperty(SupportsGet = true, Name = "side")]
    public int PageNumber { get; set; } = 1;

    public IReadOnlyList<(string Number, string Name)> Counties { get; private set; } = [];
    public IReadOnlyList<Activity> Rows { get; private set; } = [];
    public Reminders Reminders { get; private set; } = Reminders.None;
    public Paging Paging { get; private set; } = new(1, Size, 0);
    public bool MayLog => actor.WorksForAny;

    public string NameOf(string number) => Counties.First(c => c.Number == number).Name;

    public async Task OnGetAsync(CancellationToken ct)
    {
        Counties = [.. (await db.Counties.AsNoTracking().OrderBy(c => c.Last != null).ThenBy(c => c.Number).Select(c => new { c.Number, c.Name, c.Last }).Take(100).ToListAsync(ct)).Select(c => (c.Number, c.Last is { } last ? $"{c.Name} (–{last})" : c.Name))];
        County ??= actor.Counties.Order().FirstOrDefault();
        var log = db.Log(Counties.Any(c => c.Number == County) ? County : null);
        Paging = Paging.At(PageNumber, Size, await log.CountAsync(ct));
        Rows = await log.Skip((Paging.Page - 1) * Size).Take(Size).ToListAsync(ct);
        if (MayLog) Reminders = await Reminders.OfAsync(db, actor.Counties, Oslo.Today(clock), ct);
    }
}
