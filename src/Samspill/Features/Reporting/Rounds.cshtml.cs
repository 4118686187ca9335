using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Reporting;
using Samspill.Domain.Strategy;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Reporting;

/// <summary>A round in the list.</summary>
public sealed record RoundLine(ReportingRoundId Id, string Name, DateOnly From, DateOnly To, DateOnly Deadline, RoundState State, int Asked, int HandedIn, int Published);

/// <summary>The reporting rounds, what one's own counties owe, and how a new one is begun.</summary>
[At(Side.Council), Authorize(Policy = Can.SeeStrategy)]
public sealed class RoundsPage(CouncilDb db, RunRounds run, Actor actor, Texts texts, TimeProvider clock) : PageModel
{
    private const int Most = 100;

    public sealed record PlanChoice(Guid Id, string Name, DateOnly From, DateOnly To, int Version);

    [BindProperty]
    public Guid? Plan { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? From { get; set; }

    [BindProperty]
    public string? To { get; set; }

    [BindProperty]
    public string? Deadline { get; set; }

    public IReadOnlyList<RoundLine> Rows { get; private set; } = [];
    public IReadOnlyList<PlanChoice> Plans { get; private set; } = [];
    public IReadOnlyList<ReportReminder> Reminders { get; private set; } = [];
    public bool MayRun => actor.May(Can.RunReporting);

    public async Task OnGetAsync(CancellationToken ct)
    {
        await FillAsync(ct);
        var year = Oslo.Today(clock).Year;
        (From, To, Deadline) = (Written(new(year, 1, 1)), Written(new(year, 12, 31)), Written(new(year + 1, 2, 15)));
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!MayRun) return StatusCode(StatusCodes.Status403Forbidden);
        await FillAsync(ct);
        var typed = new Typed(ModelState, texts);
        var plan = typed.Choice(nameof(Plan), Plan);
        var name = typed.Text(nameof(Name), PlainText.Line(Name), ReportingRound.NameLength);
        var (from, to, deadline) = (typed.Date(nameof(From), From), typed.Date(nameof(To), To), typed.Date(nameof(Deadline), Deadline));
        if (!typed.IsFine) return Page();
        if ((await run.BeginAsync(new PlanId(plan), name, new Period(from, to), deadline, ct)).Refused(out var why, out var id)) return this.Refuse(why);
        return this.SeeOther($"~/runder/{id.Value}/mal");
    }

    private async Task FillAsync(CancellationToken ct)
    {
        var drafts = MayRun;
        Rows = await db.Rounds.AsNoTracking().Where(r => drafts || r.State == RoundState.Open).OrderByDescending(r => r.Deadline).ThenBy(r => r.Id).Take(Most)
            .Select(r => new RoundLine(r.Id, r.Name, r.From, r.To, r.Deadline, r.State, db.CountyReports.Count(c => c.Round == r.Id), db.CountyReports.Count(c => c.Round == r.Id && c.State == CountyReportState.HandedIn), db.JointReports.Count(j => j.Round == r.Id))).ToListAsync(ct);
        Reminders = await db.ReportRemindersAsync(actor, Oslo.Today(clock), ct);
        if (drafts) Plans = await db.Plans.Where(p => p.County == null && p.State == PlanState.Adopted).OrderByDescending(p => p.From).ThenByDescending(p => p.Version).Take(50).Select(p => new PlanChoice(p.Id.Value, p.Name, p.From, p.To, p.Version)).ToListAsync(ct);
    }

    private static string Written(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
