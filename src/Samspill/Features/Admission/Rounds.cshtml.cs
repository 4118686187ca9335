using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Features.Shared;
using Samspill.Formats.Xlsx;
using Samspill.Host;

namespace Samspill.Features.Admission;

/// <summary>A round in the list.</summary>
public sealed record RoundLine(RoundId Id, string Name, DateTimeOffset ClosesAt, DateOnly PlacesFrom, DateTimeOffset? PublishedAt, int Runs, int RulesVersion, string Commitment);

[Authorize(Policy = Can.SeeAdmission)]
public sealed class RoundsPage(SamspillDb db, Actor actor, Texts texts, TimeProvider clock) : PageModel
{
    public IReadOnlyList<RoundLine> Rounds { get; private set; } = [];
    public IReadOnlyList<SelectListItem> RuleSets { get; private set; } = [];
    public bool MayRun => actor.May(Can.RunAdmission);
    public DateTimeOffset Now => clock.GetUtcNow();

    [BindProperty]
    public RoundForm Input { get; set; } = new();

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        var today = Oslo.Today(clock);
        Input = new RoundForm { Date = today, Rules = RuleSets.FirstOrDefault()?.Value is { } newest ? Guid.Parse(newest) : null };
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!MayRun) return Forbid();
        await LoadAsync(ct);
        if (RuleSets.Count == 0) return this.Refuse(RoundRejections.NoRules);
        if (Input.Faults(ModelState, texts) is not { } facts) return Page();
        if (RuleSets.All(r => r.Value != facts.Rules.Value.ToString())) ModelState.AddModelError("Input.Rules", texts["form.missing"]);
        if (facts.ClosesAt < Now) ModelState.AddModelError("Input.Closes", texts["refusal.round.closes-in-the-past"]);
        if (!ModelState.IsValid) return Page();
        var made = RedirectToPage("Round", new { id = Input.Id });
        if (await db.Rounds.AnyAsync(r => r.Id == new RoundId(Input.Id), ct)) return made;
        var round = new AdmissionRound(new RoundId(Input.Id), facts.Name, facts.ClosesAt, facts.Date, facts.PlacesFrom, LotteryDraw.New(), facts.Rules);
        db.Rounds.Add(round);
        try { await db.SaveChangesAsync(ct); }
        catch (DbUpdateException lost) when (lost.IsLostRace()) { return made; }
        TempData["Notice"] = texts["round.made", round.Name];
        return made;
    }

    /// <summary>The same list, all of it.</summary>
    public IActionResult OnGetXlsx(CancellationToken ct) => !actor.May(Can.ExportLists) ? Forbid() : new ListFile("opptak",
        [texts["rounds.title"], texts["round.state"], texts["round.closes"], texts["round.places-from"], texts["round.rules"], texts["round.runs"], texts["round.lottery"]],
        WholeList.Of((page, size) => LinesAsync(page, size, ct)).Select(r => (IReadOnlyList<XlsxCell>)
            [r.Name, texts[r.PublishedAt is not null ? "round.state.published" : Now < r.ClosesAt ? "round.state.open" : "round.state.closed"], Oslo.At(r.ClosesAt), r.PlacesFrom, r.RulesVersion, r.Runs, r.Commitment]));

    private async Task<IReadOnlyList<RoundLine>> LinesAsync(int page, int size, CancellationToken ct) =>
        [.. (await (from r in db.Rounds join s in db.RuleSets on r.Rules equals s.Id orderby r.ClosesAt descending, r.Id descending
                    select new { Round = r, Runs = db.Runs.Count(x => x.Round == r.Id), s.Version }).AsNoTracking().Skip((page - 1) * size).Take(size).ToListAsync(ct))
            .Select(r => new RoundLine(r.Round.Id, r.Round.Name, r.Round.ClosesAt, r.Round.PlacesFrom, r.Round.PublishedAt, r.Runs, r.Version, r.Round.Commitment))];

    private async Task LoadAsync(CancellationToken ct)
    {
        Rounds = await LinesAsync(1, 100, ct);
        RuleSets = await db.RuleSetChoicesAsync(texts, ct);
    }
}

/// <summary>A round as typed.</summary>
public sealed class RoundForm
{
    /// <summary>Made with the form of a new one: sent twice, it is one round.</summary>
    public Guid Id { get; set; } = Guid.CreateVersion7();
    public string? Name { get; set; }
    public DateOnly? Closes { get; set; }
    public DateOnly? Date { get; set; }
    public DateOnly? PlacesFrom { get; set; }
    public Guid? Rules { get; set; }

    /// <summary>What the form says; null with the faults beside their fields.</summary>
    public RoundFacts? Faults(Microsoft.AspNetCore.Mvc.ModelBinding.ModelStateDictionary state, Texts texts)
    {
        void Missing(string field) { if (!state.TryGetValue($"Input.{field}", out var given) || given.Errors.Count == 0) state.AddModelError($"Input.{field}", texts["form.missing"]); }
        if (string.IsNullOrWhiteSpace(Name)) Missing(nameof(Name));
        else if (Name.Trim().Length > 200) state.AddModelError("Input.Name", texts["round.name.long"]);
        if (Closes is null) Missing(nameof(Closes));
        if (Date is null) Missing(nameof(Date));
        if (PlacesFrom is null) Missing(nameof(PlacesFrom));
        if (Rules is null) Missing(nameof(Rules));
        if (Date < Closes) state.AddModelError("Input.Date", texts["round.date.before-close"]);
        if (PlacesFrom < Date) state.AddModelError("Input.PlacesFrom", texts["round.places.before-date"]);
        if (new[] { Closes, Date, PlacesFrom }.Any(d => d is { Year: < 2000 or > 2200 })) state.AddModelError("", texts["round.year"]);
        return state.IsValid ? new RoundFacts(Name!.Trim(), Oslo.EndOf(Closes!.Value), Date!.Value, PlacesFrom!.Value, new RuleSetId(Rules!.Value)) : null;
    }
}

/// <summary>A round as it can be kept.</summary>
public sealed record RoundFacts(string Name, DateTimeOffset ClosesAt, DateOnly Date, DateOnly PlacesFrom, RuleSetId Rules);

internal static class RuleSetChoices
{
    /// <summary>The versions to choose from, newest first.</summary>
    public static async Task<IReadOnlyList<SelectListItem>> RuleSetChoicesAsync(this SamspillDb db, Texts texts, CancellationToken ct) =>
        [.. (await db.RuleSets.AsNoTracking().OrderByDescending(r => r.Version).Take(50).Select(r => new { r.Id, r.Version, r.AdoptedBy }).ToListAsync(ct))
            .Select(r => new SelectListItem(texts["rules.version.adopted", r.Version, r.AdoptedBy], r.Id.Value.ToString()))];
}
