using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Strategy;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Strategy;

/// <summary>Something that comes again, and should have come by now or soon.</summary>
public sealed record Proposal(Activity Last, DateOnly Due);

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
    public IReadOnlyList<Proposal> Proposals { get; private set; } = [];
    public Paging Paging { get; private set; } = new(1, Size, 0);
    public bool MayLog => actor.May(Can.WorkForCounty) && actor.Counties.Count > 0;

    public string NameOf(string number) => Counties.First(c => c.Number == number).Name;

    public async Task OnGetAsync(CancellationToken ct)
    {
        Counties = [.. (await db.Counties.AsNoTracking().OrderBy(c => c.Last != null).ThenBy(c => c.Number).Select(c => new { c.Number, c.Name, c.Last }).Take(100).ToListAsync(ct)).Select(c => (c.Number, c.Last is { } last ? $"{c.Name} (–{last})" : c.Name))];
        County ??= actor.Counties.Order().FirstOrDefault();
        var all = await db.ActivitiesAsync(Counties.Any(c => c.Number == County) ? County : null, null, ct);
        Paging = Paging.At(PageNumber, Size, all.Count);
        Rows = [.. all.Skip((Paging.Page - 1) * Size).Take(Size)];
        if (MayLog) Proposals = [.. Due([.. all.Where(a => actor.Counties.Contains(a.County))], Oslo.Today(clock)).Take(10)];
    }

    /// <summary>The last of each that comes again, when the next would be within six weeks and is not logged.</summary>
    internal static IEnumerable<Proposal> Due(IReadOnlyList<Activity> all, DateOnly today) =>
        all.Where(a => a is { Every: not null, From: not null }).GroupBy(a => (a.Kind, a.Facts.Name, a.Facts.Subject, a.Facts.Partner)).Select(g => g.MaxBy(a => a.From)!)
            .Select(last => new Proposal(last, last.Every!.Value.After(last.From!.Value))).Where(p => p.Due <= today.AddDays(42)).OrderBy(p => p.Due);
}
