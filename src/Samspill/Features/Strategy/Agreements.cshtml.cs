using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Strategy;
using Samspill.Host;

namespace Samspill.Features.Strategy;

/// <summary>Counties' agreements: those that hold first, the next review soonest.</summary>
[At(Side.Council), Authorize(Policy = Can.SeeStrategy)]
public sealed class AgreementsPage(CouncilDb db, Actor actor, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "fylke")]
    public string? County { get; set; }

    public IReadOnlyList<(string Number, string Name)> Counties { get; private set; } = [];
    public IReadOnlyList<(Agreement Agreement, DateOnly? Next)> Rows { get; private set; } = [];
    public DateOnly Today => Oslo.Today(clock);
    public bool MayMake => actor.WorksForAny;

    public string NameOf(string number) => Counties.FirstOrDefault(c => c.Number == number).Name ?? number;

    public async Task OnGetAsync(CancellationToken ct)
    {
        Counties = [.. (await db.Counties.AsNoTracking().OrderBy(c => c.Last != null).ThenBy(c => c.Number).Take(100).ToListAsync(ct)).Select(c => (c.Number, c.Name))];
        County ??= actor.Counties.Order().FirstOrDefault();
        var one = Counties.Any(c => c.Number == County) ? County : null;
        var all = await db.Agreements.AsNoTracking().Where(a => one == null || a.County == one).OrderByDescending(a => a.From).ThenBy(a => a.Name).Take(StrategyLists.MostAgreements).ToListAsync(ct);
        Rows = [.. all.Select(a => (Agreement: a, Next: a.Comes(DateOnly.MinValue, Today.AddMonths(Agreement.MostMonths)).Select(d => (DateOnly?)d.On).FirstOrDefault()))
            .OrderByDescending(r => r.Agreement.Holds(Today)).ThenBy(r => r.Next ?? DateOnly.MaxValue).ThenBy(r => r.Agreement.Name, StringComparer.Ordinal)];
    }
}
