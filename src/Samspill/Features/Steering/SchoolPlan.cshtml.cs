using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Samspill.Data;
using Samspill.Domain.School;
using Samspill.Domain.Strategy;
using Samspill.Features.Shared;
using Samspill.Features.Strategy;
using Samspill.Host;

namespace Samspill.Features.Steering;

/// <summary>The school's own plan: goals, measures, and indicators over the operation's figures or numbers that somebody answers for. Versions, adopted and followed as the nation's are.</summary>
[Authorize(Policy = Can.SeeStrategy)]
public sealed class SchoolPlanPage(SamspillDb db, OpenSchool school, IMemoryCache cache, EditPlans edit, Texts texts, TimeProvider clock) : PageModel
{
    /// <summary>Most characters of a plan's text.</summary>
    public const int MostText = 200_000;

    private const int MostAnswers = 2000, MostVersions = 100;

    /// <summary>Which version is shown; without it the newest.</summary>
    [BindProperty(SupportsGet = true, Name = "versjon")]
    public Guid? Version { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? From { get; set; }

    [BindProperty]
    public string? To { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    /// <summary>The draft's revision when its text was opened; null when another form was sent.</summary>
    [BindProperty]
    public int? Revision { get; set; }

    [BindProperty]
    public string? AdoptedBy { get; set; }

    [BindProperty]
    public string? AdoptedOn { get; set; }

    public Plan? Plan { get; private set; }
    public IReadOnlyList<PlanRow> Versions { get; private set; } = [];
    public bool MayWrite => edit.MayWrite(null);
    private Dictionary<string, decimal> figures = [], figuresBefore = [];
    private ILookup<Guid, decimal> answers = null!;

    public IndicatorLine Line(Indicator indicator)
    {
        List<decimal> answered = [.. answers[indicator.Key]];
        return new(indicator, indicator.Value(figures, answered), indicator.AnsweredBy is not null ? answered.Count > 1 ? answered[^2] : null : indicator.Value(figuresBefore, []));
    }

    public async Task OnGetAsync(CancellationToken ct)
    {
        await FillAsync(ct);
        Propose();
    }

    /// <summary>An empty draft when there is none, else a copy for another period.</summary>
    public async Task<IActionResult> OnPostBeginAsync(CancellationToken ct)
    {
        await FillAsync(ct);
        var typed = new Typed(ModelState, texts);
        var (name, from, to) = (typed.Text(nameof(Name), PlainText.Line(Name), Plan.NameLength), typed.Date(nameof(From), From), typed.Date(nameof(To), To));
        if (!typed.IsFine) return Again();
        var period = new Period(from, to);
        return Go(Plan is { } plan ? await edit.ForPeriodAsync(plan.Id, period, name, ct) : await edit.BeginAsync(name, period, ct));
    }

    public async Task<IActionResult> OnPostNextAsync(CancellationToken ct) => await FillAsync(ct) is { } plan ? Go(await edit.NextAsync(plan.Id, ct)) : NotFound();

    public async Task<IActionResult> OnPostWriteAsync(CancellationToken ct)
    {
        if (await FillAsync(ct) is not { } plan) return NotFound();
        if (Text?.Length > MostText) return Refused(new Rejection("plan.many", Outline.Most), nameof(Text));
        var text = PlainText.Block(Text);
        if (!Outline.Read(text, plan.Areas).Refused(out _, out var areas) && areas.SelectMany(a => a.Goals).SelectMany(g => g.Indicators).SelectMany(i => i.Figures()).FirstOrDefault(name => !SchoolFigures.Names.Contains(name)) is { } unknown)
            return Refused(new Rejection("plan.figure", unknown), nameof(Text));
        return Finish(plan, await edit.WriteAsync(plan.Id, text, Revision ?? -1, ct), "plan.saved", nameof(Text));
    }

    public async Task<IActionResult> OnPostAdoptAsync(CancellationToken ct)
    {
        if (await FillAsync(ct) is not { } plan) return NotFound();
        var typed = new Typed(ModelState, texts);
        var (by, on) = (typed.Text(nameof(AdoptedBy), PlainText.Line(AdoptedBy), Plan.NameLength), typed.Date(nameof(AdoptedOn), AdoptedOn));
        if (typed.IsFine && on > Oslo.Today(clock)) typed.Wrong(nameof(AdoptedOn), texts["plan.adopted-on.future"]);
        return typed.IsFine ? Finish(plan, await edit.AdoptAsync(plan.Id, by, on, ct), "plan.adopted.done") : Again();
    }

    public async Task<IActionResult> OnPostAnswerAsync(Guid indicator, string? value, CancellationToken ct)
    {
        if (await FillAsync(ct) is not { } plan) return NotFound();
        if (Indicator.Number(value) is not { } number) return Refused(new Rejection("plan.answer", value ?? ""));
        return Finish(plan, await edit.AnswerAsync(plan.Id, indicator, number, ct), "plan.answered");
    }

    private IActionResult Go(Outcome<PlanId> made) => made.Refused(out var why, out var plan) ? Refused(why) : this.SeeOther($"~/plan?versjon={plan.Value}");

    private IActionResult Finish(Plan plan, Outcome<Done> done, string notice, string field = "")
    {
        if (done.Refused(out var why)) return Refused(why, field);
        TempData["Notice"] = texts[notice];
        return this.SeeOther($"~/plan?versjon={plan.Id.Value}");
    }

    private IActionResult Refused(Rejection why, string field = "")
    {
        Propose();
        return this.Refuse(why, field);
    }

    private PageResult Again()
    {
        Propose();
        return Page();
    }

    private async Task<Plan?> FillAsync(CancellationToken ct)
    {
        Versions = await db.Plans.AsNoTracking().OrderByDescending(p => p.From).ThenByDescending(p => p.Version).Take(MostVersions)
            .Select(p => new PlanRow(p.Id, p.Name, p.From, p.To, p.Version, null, null, p.State, p.AdoptedBy, p.AdoptedOn)).ToListAsync(ct);
        var shown = Version is { } asked ? new PlanId(asked) : Versions.Select(v => (PlanId?)v.Id).FirstOrDefault();
        Plan = shown is { } key ? await db.Plans.AsNoTracking().SingleOrDefaultAsync(p => p.Id == key, ct) : null;
        List<Indicator> indicators = [.. Plan?.Goals.SelectMany(g => g.Indicators) ?? []];
        var keys = indicators.Select(i => i.Key).ToList();
        answers = (await db.IndicatorAnswers.AsNoTracking().Where(a => keys.Contains(a.Indicator)).OrderBy(a => a.At).Take(MostAnswers).ToListAsync(ct)).ToLookup(a => a.Indicator, a => a.Value);
        if (indicators.Exists(i => i.AnsweredBy is null))
        {
            var today = Oslo.Today(clock);
            (figures, figuresBefore) = (await SchoolFigures.OnAsync(db, school, cache, today, ct), await SchoolFigures.OnAsync(db, school, cache, today.AddYears(-1), ct));
        }
        return Plan;
    }

    /// <summary>Fills the fields of the forms that were not sent: what was typed stays.</summary>
    private void Propose()
    {
        AdoptedOn ??= Written(Oslo.Today(clock));
        if (Plan is not { } plan)
        {
            var start = SchoolYear.Of(Oslo.Today(clock));
            From ??= Written(new DateOnly(start, 8, 1));
            To ??= Written(SchoolYear.LastDayOf(start + 3));
            return;
        }
        if (Revision is null) (Text, Revision) = (Outline.Write(plan.Areas), plan.Revision);
        Name ??= plan.Name;
        From ??= Written(plan.To.AddDays(1));
        To ??= Written(plan.To.AddDays(plan.To.DayNumber - plan.From.DayNumber + 1));
    }

    private static string Written(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
