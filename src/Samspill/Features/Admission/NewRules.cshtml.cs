using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Host;

namespace Samspill.Features.Admission;

/// <summary>Writes a new version of the rules, from the one in force.</summary>
[Authorize(Policy = Can.DecideRules)]
public sealed class NewRulesPage(SamspillDb db, Texts texts, TimeProvider clock) : PageModel
{
    [BindProperty]
    public RulesForm Input { get; set; } = new();

    public IReadOnlyList<SelectListItem> Courses { get; private set; } = [];
    public IReadOnlyList<string> KnownFlags { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        var today = Oslo.Today(clock);
        Input = RulesForm.Of((await db.RuleSetInForceAsync(today, ct))?.Rules ?? AdmissionRules.Default);
        Input.InForceFrom = today;
        await LoadAsync(ct);
    }

    /// <summary>A button that changes a list: the form comes back with the change and everything else as typed.</summary>
    public async Task<IActionResult> OnPostChangeAsync(string what, CancellationToken ct)
    {
        ModelState.Clear();
        Input.Do(what);
        await LoadAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        var rules = Input.ToRules();
        if (Input.InForceFrom is null && ModelState["Input.InForceFrom"]?.Errors.Count is null or 0) ModelState.AddModelError("Input.InForceFrom", texts["form.missing"]);
        if (string.IsNullOrWhiteSpace(Input.AdoptedBy)) ModelState.AddModelError("Input.AdoptedBy", texts["form.missing"]);
        else if (Input.AdoptedBy.Trim().Length > 200) ModelState.AddModelError("Input.AdoptedBy", texts["rules.adopted-by.long"]);
        if (Input.Courses.Exists(c => Courses.All(known => known.Value != c.Course))) ModelState.AddModelError("", texts["rules.course.unknown"]);
        if (Input.Courses.GroupBy(c => c.Course).Any(g => g.Count() > 1)) ModelState.AddModelError("", texts["rules.course.twice"]);
        foreach (var fault in rules.Faults().Distinct()) ModelState.AddModelError(Field(fault), texts[$"refusal.{fault.Code}", [.. fault.Facts.Select(f => f is PriorityBy by ? texts[$"rule.name.{Words.Of(by)}"] : f)]]);
        if (!ModelState.IsValid) return Page();

        await using var work = await db.BeginAsync(ct);
        await db.TakeTurnAsync(ct); // two who adopt at once get a version each
        var version = (await db.RuleSets.MaxAsync(r => (int?)r.Version, ct) ?? 0) + 1;
        db.RuleSets.Add(new RuleSet(RuleSetId.New(), version, Input.InForceFrom!.Value, Input.AdoptedBy!.Trim(), clock.GetUtcNow(), rules));
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        TempData["Notice"] = texts["rules.adopted.done", version];
        return RedirectToPage("Rules", new { versjon = version });
    }

    private static string Field(Rejection fault) => fault.Code switch
    {
        "rules.max-places" => "Input.MaxPlaces",
        "rules.max-wishes" => "Input.MaxWishes",
        "rules.answer-days" => "Input.AnswerDays",
        _ => "",
    };

    private async Task LoadAsync(CancellationToken ct)
    {
        Courses = [.. (await db.Courses.AsNoTracking().OrderBy(c => c.Name).Take(1000).Select(c => new { c.Code, c.Name }).ToListAsync(ct)).Select(c => new SelectListItem(c.Name, c.Code))];
        var pupilFlags = await db.People.Where(p => p.Flags != "").Select(p => p.Flags).Distinct().Take(200).ToListAsync(ct);
        var wishFlags = await db.Applications.Where(a => a.Flags != "").Select(a => a.Flags).Distinct().Take(200).ToListAsync(ct);
        KnownFlags = [.. pupilFlags.Concat(wishFlags).SelectMany(f => f.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Concat(["resident", "onTime"]).Distinct().Order(StringComparer.Ordinal)];
    }
}
