using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Host;

namespace Samspill.Features.Admission;

/// <summary>Seats of a course, as typed.</summary>
public sealed class SeatsRow
{
    public string? Course { get; set; }
    public int? Seats { get; set; }
}

/// <summary>Keeps something to try in a round, and runs it.</summary>
[Authorize(Policy = Can.RunAdmission)]
public sealed class ScenarioPage(SamspillDb db, MakeScenario make, RunPlacement run, Texts texts) : PageModel
{
    private const int MostRows = 40;

    public AdmissionRound Round { get; private set; } = null!;
    public IReadOnlyList<SelectListItem> RuleSets { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Courses { get; private set; } = [];

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public Guid? Rules { get; set; }

    [BindProperty]
    public List<SeatsRow> Seats { get; set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct)) return NotFound();
        (Rules, Seats) = (Round.Rules.Value, [new SeatsRow()]);
        return Page();
    }

    public async Task<IActionResult> OnPostAddAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct)) return NotFound();
        ModelState.Clear();
        if (Seats.Count < MostRows) Seats.Add(new SeatsRow());
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct)) return NotFound();
        var seats = Seats.Where(s => !string.IsNullOrEmpty(s.Course)).ToList();
        foreach (var (at, _) in Seats.Index().Where(s => !string.IsNullOrEmpty(s.Item.Course) && s.Item.Seats is null && ModelState[$"Seats[{s.Index}].Seats"]?.Errors.Count is null or 0)) ModelState.AddModelError($"Seats[{at}].Seats", texts["form.missing"]);
        if (seats.GroupBy(s => s.Course).Any(g => g.Count() > 1)) ModelState.AddModelError("", texts["scenario.seats.twice"]);
        if (!ModelState.IsValid) return Page();
        var others = seats.ConvertAll(s => new OtherSeats(s.Course!, s.Seats!.Value));
        if ((await make.RunAsync(Round.Id, Name, Rules is { } version ? new RuleSetId(version) : null, null, others, ct)).Refused(out var why, out var scenario)) return this.Refuse(why, why.Code is "scenario.name" or "scenario.same-name" ? nameof(Name) : "");
        if ((await run.RunAsync(Round.Id, scenario, ct)).Refused(out why, out var made)) return this.Refuse(why);
        TempData["Notice"] = texts["run.made"];
        var first = await db.Runs.Where(r => r.Round == Round.Id && r.Scenario == null && r.Id != made).OrderByDescending(r => r.Number).Select(r => (RunId?)r.Id).FirstOrDefaultAsync(ct);
        return first is { } before ? RedirectToPage("Compare", new { id, a = before.Value, b = made.Value }) : RedirectToPage("Run", new { id = made.Value });
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        if (await db.Rounds.AsNoTracking().SingleOrDefaultAsync(r => r.Id == new RoundId(id), ct) is not { } round) return false;
        Round = round;
        RuleSets = await db.RuleSetChoicesAsync(texts, ct);
        Courses = [.. (await db.Courses.AsNoTracking().OrderBy(c => c.Name).Take(1000).Select(c => new { c.Code, c.Name, c.Capacity, Used = c.Taken + c.Held }).ToListAsync(ct)).Select(c => new SelectListItem(texts["scenario.course", c.Name, c.Capacity ?? 0, c.Used], c.Code))];
        return true;
    }
}
