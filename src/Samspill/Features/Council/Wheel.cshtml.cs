using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Reporting;
using Samspill.Domain.Strategy;
using Samspill.Features.Shared;
using Samspill.Features.Strategy;
using Samspill.Host;

namespace Samspill.Features.Council;

/// <summary>The year wheel of a county, or of all of them: what usually comes, reporting, agreements, and activities that are planned or come again.</summary>
[At(Side.Council), Authorize(Policy = Can.SeeStrategy)]
public sealed class WheelPage(CouncilDb db, Actor actor, Texts texts, TimeProvider clock) : PageModel
{
    private const int Country = 0, Rounds = 1, Agreements = 2, Activities = 3, MostRounds = 100, MostEntries = 400;

    [BindProperty(SupportsGet = true, Name = "fylke")]
    public string? County { get; set; }

    [BindProperty(SupportsGet = true, Name = "ar")]
    public int? Asked { get; set; }

    public IReadOnlyList<(string Number, string Name)> Counties { get; private set; } = [];
    public YearWheel Wheel { get; private set; } = null!;
    public int Year => Asked is > 2000 and < 2100 ? Asked.Value : Oslo.Today(clock).Year;

    public async Task OnGetAsync(CancellationToken ct)
    {
        Counties = [.. (await db.Counties.AsNoTracking().Where(c => c.Last == null).OrderBy(c => c.Number).Take(50).ToListAsync(ct)).Select(c => (c.Number, c.Name))];
        County ??= actor.Counties.Order().FirstOrDefault();
        List<string> shown = [.. Counties.Select(c => c.Number).Where(c => c == County)];
        if (shown.Count == 0) shown = [.. Counties.Select(c => c.Number)];
        var (from, to) = (new DateOnly(Year, 1, 1), new DateOnly(Year, 12, 31));
        var rounds = await db.Rounds.AsNoTracking().Where(r => r.State == RoundState.Open && r.Deadline >= from && r.Deadline <= to).OrderBy(r => r.Deadline).Take(MostRounds).Select(r => new { r.Name, r.Deadline }).ToListAsync(ct);
        var agreements = await db.Agreements.AsNoTracking().Where(a => shown.Contains(a.County) && a.From <= to && (a.To == null || a.To >= from)).OrderBy(a => a.From).Take(StrategyLists.MostAgreements).ToListAsync(ct);
        var planned = await db.Activities.AsNoTracking().Where(a => shown.Contains(a.County) && a.Planned && a.Every == null && a.From <= to && a.To >= from).OrderBy(a => a.From).Take(MostEntries).ToListAsync(ct);
        var recurring = await db.RecurringAsync(shown, ct);
        Wheel = new YearWheel(from, Oslo.Today(clock), Year.ToString(CultureInfo.InvariantCulture), [texts["wheel.country"], texts["nav.rounds"], texts["nav.agreements"], texts["nav.activities"]],
        [
            .. TypicalYear.Of(Year, Country, texts),
            .. rounds.Select(r => new WheelEntry(r.Deadline, r.Deadline, texts["wheel.round", r.Name], Rounds, "~/runder")),
            .. agreements.SelectMany(a => a.Comes(from, to).Select(d => new WheelEntry(d.On, d.On, texts[d.Task == AgreementTask.Review ? "wheel.review" : "wheel.ends", a.Name], Agreements, $"~/avtaler/{a.Id.Value}"))).Take(MostEntries),
            .. planned.Select(a => new WheelEntry(a.From!.Value, a.To!.Value, Say(a), Activities, $"~/aktiviteter/{a.Id.Value}")),
            .. recurring.Where(a => a.From >= from && a.From <= to).Select(a => new WheelEntry(a.From!.Value, a.To!.Value, Say(a), Activities, $"~/aktiviteter/{a.Id.Value}")).Take(MostEntries),
            .. Reminders.Next(recurring).SelectMany(next => Again(next, from, to)).Take(MostEntries),
        ]);
    }

    private string Say(Activity activity) =>
        string.Join(" · ", new[] { texts[$"activity.kind.{ActivityWords.Of(activity.Kind)}"], activity.Facts.Name ?? activity.Facts.Subject, activity.Planned ? texts["activity.planned"] : null }.OfType<string>());

    /// <summary>The days on which it is expected in the year, each after the one before.</summary>
    private IEnumerable<WheelEntry> Again(Proposal next, DateOnly from, DateOnly to)
    {
        for (var day = next.Due; day <= to; day = next.Last.Every!.Value.After(day))
            if (day >= from) yield return new(day, day, texts["wheel.expected", Say(next.Last)], Activities, actor.WorksFor(next.Last.County) ? $"~/aktiviteter/ny?som={next.Last.Id.Value}" : $"~/aktiviteter/{next.Last.Id.Value}");
    }
}
