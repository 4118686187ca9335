using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Strategy;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Strategy;

/// <summary>An indicator as it stands.</summary>
/// <param name="Before">The number before, for the trend; null when there is none.</param>
public sealed record IndicatorLine(Indicator Indicator, decimal? Now, decimal? Before);

/// <summary>A plan as it is printed: areas, goals, measures, what was done for them, and how one sees it.</summary>
[At(Side.Council), Authorize(Policy = Can.SeeStrategy)]
public sealed class PlanPage(CouncilDb db, EditPlans edit, Actor actor, Texts texts, TimeProvider clock) : PageModel
{
    private const int MostAnswers = 2000, MostVersions = 50;

    [BindProperty]
    public string? AdoptedBy { get; set; }

    [BindProperty]
    public string? AdoptedOn { get; set; }

    [BindProperty]
    public string? NextName { get; set; }

    [BindProperty]
    public string? NextFrom { get; set; }

    [BindProperty]
    public string? NextTo { get; set; }

    public Plan Plan { get; private set; } = null!;
    public string? CountyName { get; private set; }

    /// <summary>The nation's plan, for a county's.</summary>
    public Plan? Over { get; private set; }

    /// <summary>Counties' plans for the same goals.</summary>
    public IReadOnlyList<(Plan Plan, string County)> Under { get; private set; } = [];
    public IReadOnlyList<PlanRow> Versions { get; private set; } = [];
    public bool HasReport { get; private set; }
    public bool MayWrite => edit.MayWrite(Plan.County);

    /// <summary>Counties of one's own that have no plan here yet.</summary>
    public IReadOnlyList<(string Number, string Name)> MayBegin { get; private set; } = [];
    private ILookup<Guid, Activity> done = null!;
    private IReadOnlyDictionary<string, decimal> figures = null!, figuresBefore = null!;
    private ILookup<Guid, decimal> answers = null!;

    public IEnumerable<Activity> Done(Guid measure) => done[measure];

    public IndicatorLine Line(Indicator indicator)
    {
        List<decimal> answered = [.. answers[indicator.Key]];
        return new(indicator, indicator.Value(figures, answered), indicator.AnsweredBy is not null ? answered.Count > 1 ? answered[^2] : null : indicator.Value(figuresBefore, []));
    }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (!await FillAsync(id, ct)) return NotFound();
        AdoptedOn = Oslo.Today(clock).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        (NextName, NextFrom, NextTo) = (Plan.Name, Day(Plan.To.AddDays(1)), Day(Plan.To.AddDays(Plan.To.DayNumber - Plan.From.DayNumber + 1)));
        return Page();
    }

    public async Task<IActionResult> OnPostNextAsync(Guid id, CancellationToken ct) => await GoAsync(id, await edit.NextAsync(new(id), ct), ct);

    public async Task<IActionResult> OnPostCountyAsync(Guid id, string county, CancellationToken ct) => await GoAsync(id, await edit.BeginForCountyAsync(new(id), county, ct), ct);

    public async Task<IActionResult> OnPostPeriodAsync(Guid id, CancellationToken ct)
    {
        if (!await FillAsync(id, ct)) return NotFound();
        var typed = new Typed(ModelState, texts);
        var (name, from, to) = (typed.Text(nameof(NextName), PlainText.Line(NextName), Plan.NameLength), typed.Date(nameof(NextFrom), NextFrom), typed.Date(nameof(NextTo), NextTo));
        return typed.IsFine ? await GoAsync(id, await edit.ForPeriodAsync(new(id), new Period(from, to), name, ct), ct) : Page();
    }

    public async Task<IActionResult> OnPostAdoptAsync(Guid id, CancellationToken ct)
    {
        if (!await FillAsync(id, ct)) return NotFound();
        var typed = new Typed(ModelState, texts);
        var (by, on) = (typed.Text(nameof(AdoptedBy), PlainText.Line(AdoptedBy), Plan.NameLength), typed.Date(nameof(AdoptedOn), AdoptedOn));
        if (typed.IsFine && on > Oslo.Today(clock)) typed.Wrong(nameof(AdoptedOn), texts["plan.adopted-on.future"]);
        if (!typed.IsFine) return Page();
        return await DoneAsync(id, await edit.AdoptAsync(new(id), by, on, ct), "plan.adopted.done", ct);
    }

    public async Task<IActionResult> OnPostAnswerAsync(Guid id, Guid indicator, string? value, CancellationToken ct)
    {
        if (!await FillAsync(id, ct)) return NotFound();
        if (Indicator.Number(value) is not { } number) return this.Refuse(new Rejection("plan.answer", value ?? ""));
        return await DoneAsync(id, await edit.AnswerAsync(new(id), indicator, number, ct), "plan.answered", ct);
    }

    /// <summary>The report that was given, as the file it came in.</summary>
    public async Task<IActionResult> OnGetReportAsync(Guid id, CancellationToken ct) =>
        await db.GivenReportAsync(new(id), ct) is { } report ? File(System.Text.Encoding.UTF8.GetBytes(report.Write()), "application/json", $"melding-{id}.json") : NotFound();

    private async Task<IActionResult> GoAsync(Guid id, Outcome<PlanId> made, CancellationToken ct)
    {
        if (!made.Refused(out var why, out var plan)) return this.SeeOther($"~/strategi/{plan.Value}");
        return await FillAsync(id, ct) ? this.Refuse(why) : NotFound();
    }

    private async Task<IActionResult> DoneAsync(Guid id, Outcome<Done> done, string notice, CancellationToken ct)
    {
        if (done.Refused(out var why)) return await FillAsync(id, ct) ? this.Refuse(why) : NotFound();
        TempData["Notice"] = texts[notice];
        return this.SeeOther($"~/strategi/{id}");
    }

    private async Task<bool> FillAsync(Guid id, CancellationToken ct)
    {
        var key = new PlanId(id);
        if (await db.Plans.AsNoTracking().SingleOrDefaultAsync(p => p.Id == key, ct) is not { } plan) return false;
        Plan = plan;
        var names = await db.Counties.AsNoTracking().ToDictionaryAsync(c => c.Number, c => c.Name, ct);
        CountyName = plan.County is { } county ? names[county] : null;
        Over = plan.Under is { } over ? await db.Plans.AsNoTracking().SingleAsync(p => p.Id == over, ct) : null;
        Under = [.. (await db.Plans.AsNoTracking().Where(p => p.Under == key).OrderBy(p => p.County).ThenByDescending(p => p.Version).Take(100).ToListAsync(ct)).DistinctBy(p => p.County).Select(p => (p, names[p.County!]))];
        Versions = await db.Plans.AsNoTracking().Where(p => p.County == plan.County && p.Id != key).OrderByDescending(p => p.From).ThenByDescending(p => p.Version).Take(MostVersions)
            .Select(p => new PlanRow(p.Id, p.Name, p.From, p.To, p.Version, p.County, null, p.State, p.AdoptedBy, p.AdoptedOn)).ToListAsync(ct);
        HasReport = await db.Reports.AnyAsync(r => r.Plan == key, ct);
        MayBegin = plan.County is not null || !actor.May(Can.WorkForCounty) ? [] : [.. actor.Counties.Where(c => Under.All(u => u.Plan.County != c)).Order().Select(c => (c, names[c]))];

        var activities = await db.ActivitiesAsync(plan.County, plan.Period, ct);
        List<LoggedEvent> events = [.. activities.Where(a => !a.Planned).Select(a => LoggedEvent.Of(a, []))];
        done = activities.SelectMany(a => a.Measures.Select(m => (Measure: m, Activity: a))).ToLookup(x => x.Measure, x => x.Activity);
        var municipalities = await db.Municipalities.CountAsync(m => plan.County == null || m.County == plan.County, ct);
        var lastYear = Oslo.Today(clock).AddYears(-1);
        figures = LogFigures.Of(events, municipalities);
        figuresBefore = LogFigures.Of([.. events.Where(e => e.From is null || e.From <= lastYear)], municipalities);
        var asked = plan.Goals.SelectMany(g => g.Indicators).Select(i => i.Key).ToList();
        answers = (await db.Answers.AsNoTracking().Where(a => asked.Contains(a.Indicator)).OrderBy(a => a.At).Take(MostAnswers).ToListAsync(ct)).ToLookup(a => a.Indicator, a => a.Value);
        return true;
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
