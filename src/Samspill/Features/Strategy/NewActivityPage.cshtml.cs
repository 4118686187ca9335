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

/// <summary>A visit, a gathering or whatever it was, logged in half a minute: kind and day are enough.</summary>
[At(Side.Council), Authorize(Policy = Can.WorkForCounty)]
public sealed class NewActivityPage(CouncilDb db, LogActivity log, Actor actor, Texts texts, TimeProvider clock) : PageModel
{
    [BindProperty]
    public string? County { get; set; }

    [BindProperty]
    public ActivityKind? Kind { get; set; }

    [BindProperty]
    public string? Day { get; set; }

    [BindProperty]
    public Recurrence? Every { get; set; }

    [BindProperty]
    public string? What { get; set; }

    [BindProperty]
    public string? Partner { get; set; }

    [BindProperty]
    public string? Leaders { get; set; }

    [BindProperty]
    public string? Teachers { get; set; }

    [BindProperty]
    public string? Others { get; set; }

    [BindProperty]
    public List<string> Municipalities { get; set; } = [];

    [BindProperty]
    public List<Guid> Measures { get; set; } = [];

    [BindProperty]
    public string? Cost { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    public IReadOnlyList<(string Number, string Name)> Counties { get; private set; } = [];
    public IReadOnlyList<(string Number, string Name, string County)> Choices { get; private set; } = [];
    public IReadOnlyList<MeasureLine> MeasureChoices { get; private set; } = [];

    /// <param name="som">An activity that comes again: this is the next of it.</param>
    public async Task<IActionResult> OnGetAsync(Guid? som, CancellationToken ct)
    {
        Day = Oslo.Today(clock).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (som is { } id && new ActivityId(id) is var key && await db.Activities.AsNoTracking().SingleOrDefaultAsync(a => a.Id == key, ct) is { } last && actor.Counties.Contains(last.County))
            (County, Kind, Every, What, Partner, Measures) = (last.County, last.Kind, last.Every, last.Facts.Name ?? last.Facts.Subject, last.Facts.Partner, [.. last.Measures]);
        await FillAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await FillAsync(ct);
        var typed = new Typed(ModelState, texts);
        var (kind, day) = (typed.Choice(nameof(Kind), Kind), typed.Date(nameof(Day), Day));
        var facts = new ActivityFacts(Name: typed.Optional(nameof(What), What, ActivityFacts.Length), Partner: typed.Optional(nameof(Partner), Partner, ActivityFacts.Length), Note: typed.Optional(nameof(Note), Note, ActivityFacts.Length));
        Attended? Came(string field, string? value, string who) => typed.Number(field, value, 0, ActivityFacts.Most) is { } count and > 0 ? new Attended(texts[who], count) : null;
        List<Attended> attended = [.. new[] { Came(nameof(Leaders), Leaders, "activity.leaders"), Came(nameof(Teachers), Teachers, "activity.teachers"), Came(nameof(Others), Others, "activity.others") }.OfType<Attended>()];
        var cost = typed.Kroner(nameof(Cost), Cost, 100_000_000);
        if (!typed.IsFine) return Page();
        var asked = new NewActivity(County ?? "", kind, new ActivityTime(new DaySpan(day, day), Every), day > Oslo.Today(clock), facts, Measures, attended, Municipalities, cost);
        if ((await log.RunAsync(asked, ct)).Refused(out var why)) return this.Refuse(why);
        TempData["Notice"] = texts["activities.logged"];
        return this.SeeOther("~/aktiviteter");
    }

    private async Task FillAsync(CancellationToken ct)
    {
        var own = actor.Counties.ToList();
        County ??= own.Order().FirstOrDefault();
        Counties = [.. (await db.Counties.AsNoTracking().Where(c => own.Contains(c.Number)).OrderBy(c => c.Number).Take(20).ToListAsync(ct)).Select(c => (c.Number, c.Name))];
        Choices = [.. (await db.Municipalities.AsNoTracking().Where(m => own.Contains(m.County)).OrderBy(m => EF.Functions.Collate(m.Name, "norsk")).Take(400).ToListAsync(ct)).Select(m => (m.Number, m.Name, m.County))];
        MeasureChoices = County is { } county ? await db.MeasuresAsync(county, ct) : [];
    }
}
