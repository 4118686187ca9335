using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Host;

namespace Samspill.Features.Admission;

/// <summary>Writes a new version of the rules, from the one in force, a municipality's published ones, an older version or a scenario.</summary>
[Authorize(Policy = Can.DecideRules)]
public sealed class NewRulesPage(SamspillDb db, TryRules tryRules, Texts texts, TimeProvider clock) : PageModel
{
    [BindProperty]
    public RulesForm Input { get; set; } = new();

    public IReadOnlyList<SelectListItem> Courses { get; private set; } = [];
    public IReadOnlyList<string> Facts { get; private set; } = [];
    public PublishedRules? From { get; private set; }
    public TriedRules? Preview { get; private set; }
    private IReadOnlyList<CourseBounds> Bounds { get; set; } = [];

    public async Task<IActionResult> OnGetAsync(string? mal, int? versjon, Guid? scenario, CancellationToken ct)
    {
        var today = Oslo.Today(clock);
        From = PublishedRules.Find(mal);
        var rules = From?.Rules
            ?? (versjon is { } number ? await db.RuleSets.AsNoTracking().Where(r => r.Version == number).Select(r => r.Rules).SingleOrDefaultAsync(ct) : null)
            ?? (scenario is { } id ? await db.Scenarios.AsNoTracking().Where(s => s.Id == new ScenarioId(id)).Select(s => s.Rules).SingleOrDefaultAsync(ct) : null);
        if (rules is null && (mal ?? (object?)versjon ?? scenario) is not null) return NotFound();
        Input = RulesForm.Of(rules ?? (await db.RuleSetInForceAsync(today, ct))?.Rules ?? AdmissionRules.Default);
        Input.InForceFrom = today;
        await LoadAsync(ct);
        return Page();
    }

    /// <summary>A button that changes a list: the form comes back with the change and everything else as typed.</summary>
    public async Task<IActionResult> OnPostChangeAsync(string? what, CancellationToken ct)
    {
        ModelState.Clear();
        Input.Do(what);
        await LoadAsync(ct);
        return Page();
    }

    /// <summary>What the rules as typed would give this year's applicants. Nothing is kept.</summary>
    public async Task<IActionResult> OnPostPreviewAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (Typed() is { } rules) Preview = await tryRules.RunAsync(rules, ct);
        return Page();
    }

    /// <summary>Keeps the rules as typed as something to try in the next admission, and runs it.</summary>
    public async Task<IActionResult> OnPostScenarioAsync([FromServices] MakeScenario make, [FromServices] RunPlacement run, CancellationToken ct)
    {
        await LoadAsync(ct);
        if (Typed() is not { } rules) return Page();
        Preview = await tryRules.RunAsync(rules, ct);
        if (await db.Rounds.Where(r => r.Published == null).OrderBy(r => r.ClosesAt).Select(r => (RoundId?)r.Id).FirstOrDefaultAsync(ct) is not { } round) return this.Refuse(RoundRejections.NotFound);
        if ((await make.RunAsync(round, Input.Scenario, null, rules, [], ct)).Refused(out var why, out var scenario)) return this.Refuse(why, "Input.Scenario");
        if ((await run.RunAsync(round, scenario, ct)).Refused(out why)) return this.Refuse(why);
        return RedirectToPage("Round", new { id = round.Value });
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (Input.InForceFrom is null && ModelState["Input.InForceFrom"]?.Errors.Count is null or 0) ModelState.AddModelError("Input.InForceFrom", texts["form.missing"]);
        else if (Input.InForceFrom is { } from && (from < Oslo.Today(clock).AddYears(-10) || from > Oslo.Today(clock).AddYears(5))) ModelState.AddModelError("Input.InForceFrom", texts["rules.in-force.far"]);
        if (string.IsNullOrWhiteSpace(Input.AdoptedBy)) ModelState.AddModelError("Input.AdoptedBy", texts["form.missing"]);
        else if (Input.AdoptedBy.Trim().Length > 200) ModelState.AddModelError("Input.AdoptedBy", texts["rules.adopted-by.long"]);
        if (Typed() is not { } rules) return Page();

        await using var work = await db.BeginAsync(ct);
        await db.TakeTurnAsync(ct); // two who adopt at once get a version each
        if (await db.RuleSets.Where(r => r.Id == new RuleSetId(Input.Id)).Select(r => (int?)r.Version).SingleOrDefaultAsync(ct) is { } before) return RedirectToPage("Rules", new { versjon = before });
        var version = (await db.RuleSets.MaxAsync(r => (int?)r.Version, ct) ?? 0) + 1;
        db.RuleSets.Add(new RuleSet(new RuleSetId(Input.Id), version, Input.InForceFrom!.Value, Input.AdoptedBy!.Trim(), clock.GetUtcNow(), rules));
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        TempData["Notice"] = texts["rules.adopted.done", version];
        return RedirectToPage("Rules", new { versjon = version });
    }

    public string NameOf(string course) => Bounds.FirstOrDefault(c => c.Code == course)?.Name ?? course;

    /// <summary>The rules as typed; null with what is wrong beside the fields.</summary>
    private AdmissionRules? Typed()
    {
        var rules = Input.ToRules();
        if (Input.Courses.GroupBy(c => c.Course).Any(g => g.Count() > 1)) ModelState.AddModelError("", texts["rules.course.twice"]);
        foreach (var fault in rules.Faults().Concat(rules.FaultsWith(Bounds)).DistinctBy(f => (f.Code, string.Join('|', f.Facts))))
            ModelState.AddModelError(Field(fault), texts.FaultOf(fault, rules));
        return ModelState.IsValid ? rules : null;
    }

    private static string Field(Rejection fault) => fault.Code switch
    {
        "rules.max-places" => "Input.MaxPlaces",
        "rules.max-wishes" => "Input.MaxWishes",
        "rules.answer-days" or "rules.silence-too-soon" => "Input.AnswerDays",
        "rules.adult-from" => "Input.AdultFrom",
        "rules.ages" or "rules.nobody" => "Input.AgeFrom",
        "rules.silence-better" => "Input.Silence",
        "rules.lapse-without-day" => "Input.ConfirmBy.Day",
        _ => "",
    };

    private async Task LoadAsync(CancellationToken ct)
    {
        Bounds = await db.Courses.AsNoTracking().OrderBy(c => c.Name).Take(1000).Select(c => new CourseBounds(c.Code, c.Name, c.AgeFrom, c.AgeTo, c.Capacity)).ToListAsync(ct);
        Courses = [.. Bounds.Select(c => new SelectListItem(c.Name, c.Code))];
        var pupilFlags = await db.People.Where(p => p.Flags != "").Select(p => p.Flags).Distinct().Take(200).ToListAsync(ct);
        var wishFlags = await db.Applications.Where(a => a.Flags != "").Select(a => a.Flags).Distinct().Take(200).ToListAsync(ct);
        Facts = [.. Fact.Ranking.Concat(pupilFlags.Concat(wishFlags).SelectMany(f => f.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Order(StringComparer.Ordinal)).Distinct()];
    }
}
