using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Host;

namespace Samspill.Features.Admission;

/// <summary>A run beside the others of its round.</summary>
public sealed record RunLine(RunId Id, int Number, DateTimeOffset MadeAt, string MadeBy, int RulesVersion, int Applications, int Placed, int Waiting, byte[] Hash, string? Scenario, bool IsDraft)
{
    public string Fingerprint => Convert.ToHexStringLower(Hash)[..12];
}

/// <summary>What publishing a run will do, in numbers, before it does it.</summary>
/// <param name="Unreached">Pupils in the run of whom no family has an address that we write to.</param>
public sealed record PublishPreview(RunLine Run, int Offers, int Children, int Told, int Refused, int Unreached, DateTimeOffset AnswerBy);

[Authorize(Policy = Can.SeeAdmission)]
public sealed class RoundPage(SamspillDb db, Actor actor, RunPlacement run, PublishRun publish, OpenedRuns opened, Disclosure disclosure, Texts texts, TimeProvider clock) : PageModel
{
    public AdmissionRound Round { get; private set; } = null!;
    public RuleSet Rules { get; private set; } = null!;
    public IReadOnlyList<RunLine> Runs { get; private set; } = [];
    public IReadOnlyList<SelectListItem> RuleSets { get; private set; } = [];
    public PublishPreview? Preview { get; private set; }
    public int WaitingNow { get; private set; }
    public IReadOnlyList<ScenarioLine> Scenarios { get; private set; } = [];
    public IReadOnlyList<PassOverLine> PassOvers { get; private set; } = [];

    /// <summary>Why a run is chosen, as typed.</summary>
    public string? Reason { get; private set; }
    public bool MayRun => actor.May(Can.RunAdmission);
    public DateTimeOffset Now => clock.GetUtcNow();

    [BindProperty]
    public RoundForm Input { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(Guid id, Guid? publiser, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct)) return NotFound();
        Input = new RoundForm { Name = Round.Name, Closes = Oslo.DayOf(Round.ClosesAt), Date = Round.Date, PlacesFrom = Round.PlacesFrom, Rules = Round.Rules.Value };
        if (publiser is { } chosen && Round.Published is null && MayRun && Runs.FirstOrDefault(r => r.Id.Value == chosen) is { } line) Preview = line.IsDraft ? null : await PreviewAsync(line, ct);
        return Page();
    }

    /// <param name="scenario">What to try; nothing for the round's own rules.</param>
    public async Task<IActionResult> OnPostRunAsync(Guid id, Guid? scenario, CancellationToken ct)
    {
        if (!MayRun) return Forbid();
        if ((await run.RunAsync(new RoundId(id), scenario is { } tried ? new ScenarioId(tried) : null, ct)).Refused(out var why, out var made)) return await ShowAsync(id, why, ct);
        TempData["Notice"] = texts["run.made"];
        return RedirectToPage("Run", new { id = made.Value });
    }

    public async Task<IActionResult> OnPostPublishAsync(Guid id, Guid chosen, string? reason, CancellationToken ct)
    {
        if (!MayRun) return Forbid();
        if ((await publish.RunAsync(new RunId(chosen), reason, ct)).Refused(out var why))
        {
            Reason = reason;
            var shown = await ShowAsync(id, why, ct);
            if (Round is { Published: null } && Runs.FirstOrDefault(r => r.Id.Value == chosen) is { } line) Preview = await PreviewAsync(line, ct);
            return shown;
        }
        TempData["Notice"] = texts["run.published"];
        return RedirectToPage(new { id });
    }

    public async Task<IActionResult> OnPostChangeAsync(Guid id, CancellationToken ct)
    {
        if (!MayRun) return Forbid();
        if (!await LoadAsync(id, ct)) return NotFound();
        if (Input.Faults(ModelState, texts) is not { } facts) return Page();
        if (RuleSets.All(r => r.Value != facts.Rules.Value.ToString())) ModelState.AddModelError("Input.Rules", texts["form.missing"]);
        if (!ModelState.IsValid) return Page();
        var round = await db.Rounds.SingleAsync(r => r.Id == Round.Id, ct);
        var closes = facts.ClosesAt == Oslo.EndOf(Oslo.DayOf(round.ClosesAt)) ? round.ClosesAt : facts.ClosesAt; // the same day is no change
        if (round.Change(facts.Name, closes, facts.Date, facts.PlacesFrom, facts.Rules, clock.GetUtcNow()).Refused(out var why)) return this.Refuse(why, "Input.Closes");
        await db.SaveChangesAsync(ct);
        TempData["Notice"] = texts["round.changed"];
        return RedirectToPage(new { id });
    }

    public async Task<IActionResult> OnPostRegretAsync([FromServices] RegretPassOver regret, Guid id, Guid passOver, CancellationToken ct)
    {
        if (!MayRun) return Forbid();
        if ((await regret.RunAsync(new PassOverId(passOver), ct)).Refused(out var why)) return await ShowAsync(id, why, ct);
        TempData["Notice"] = texts["passover.regretted"];
        return RedirectToPage(new { id });
    }

    private async Task<IActionResult> ShowAsync(Guid id, Rejection why, CancellationToken ct) => await LoadAsync(id, ct) ? this.Refuse(why) : NotFound();

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        if (await db.Rounds.AsNoTracking().SingleOrDefaultAsync(r => r.Id == new RoundId(id), ct) is not { } round) return false;
        Round = round;
        Rules = await db.RuleSets.AsNoTracking().SingleAsync(r => r.Id == round.Rules, ct);
        Runs = await (from r in db.Runs join s in db.RuleSets on r.Rules equals s.Id where r.Round == round.Id orderby r.Number descending
                      select new RunLine(r.Id, r.Number, r.MadeAt, r.MadeBy, s.Version, r.Applications, r.Placed, r.Waiting, r.ResultHash, db.Scenarios.Where(x => x.Id == r.Scenario).Select(x => x.Name).FirstOrDefault(), db.Scenarios.Any(x => x.Id == r.Scenario && x.RuleSet == null))).Take(50).ToListAsync(ct);
        WaitingNow = round.Published is null ? await db.Applications.CountAsync(a => a.State == ApplicationState.Waiting, ct) : 0;
        RuleSets = await db.RuleSetChoicesAsync(texts, ct);
        Scenarios = await db.ScenariosOfAsync(round.Id, ct);
        PassOvers = await db.PassOversOfAsync(round.Id, disclosure, ct);
        return true;
    }

    private async Task<PublishPreview> PreviewAsync(RunLine line, CancellationToken ct)
    {
        var rows = opened.Open(await db.Runs.AsNoTracking().SingleAsync(r => r.Id == line.Id, ct)).Rows;
        var placed = rows.Where(r => r.Outcome == DecisionOutcome.Placed).Select(r => r.Pupil).ToHashSet();
        var pupils = rows.Select(r => r.Pupil).ToHashSet();
        var reached = await (from g in db.Guardianships join p in db.People on g.Guardian equals p.Id where g.Online && p.Email != null select g.Pupil).Distinct().ToListAsync(ct);
        var answerDays = (await db.RuleSets.AsNoTracking().SingleAsync(s => db.Runs.Any(r => r.Id == line.Id && r.Rules == s.Id), ct)).Rules.AnswerDays;
        return new PublishPreview(line, line.Placed, placed.Count, pupils.Count - placed.Count, rows.Count(r => r.Outcome is DecisionOutcome.TooYoung or DecisionOutcome.TooOld or DecisionOutcome.Missing or DecisionOutcome.AlreadyHeld),
            pupils.Count - reached.Count(pupils.Contains), Oslo.EndOf(Oslo.Today(clock).AddDays(answerDays)));
    }
}
