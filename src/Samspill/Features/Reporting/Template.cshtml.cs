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

/// <summary>What a round asks, of whom and by when, while it is a draft.</summary>
[At(Side.Council), Authorize(Policy = Can.RunReporting)]
public sealed class RoundTemplatePage(CouncilDb db, RunRounds run, Texts texts) : PageModel
{
    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? From { get; set; }

    [BindProperty]
    public string? To { get; set; }

    [BindProperty]
    public string? Deadline { get; set; }

    [BindProperty]
    public List<string> Counties { get; set; } = [];

    [BindProperty]
    public string? Guidance { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public int Revision { get; set; }

    public ReportingRound Round { get; private set; } = null!;
    public IReadOnlyList<(string Number, string Name)> Choices { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct) || Round.State != RoundState.Draft) return NotFound();
        (Name, From, To, Deadline, Counties, Guidance, Text, Revision) = (Round.Name, Written(Round.From), Written(Round.To), Written(Round.Deadline), [.. Round.Counties], Round.Guidance, ReportTemplate.Write(Round.Template), Round.Revision);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct)) return NotFound();
        var typed = new Typed(ModelState, texts);
        var name = typed.Text(nameof(Name), PlainText.Line(Name), ReportingRound.NameLength);
        var (from, to, deadline) = (typed.Date(nameof(From), From), typed.Date(nameof(To), To), typed.Date(nameof(Deadline), Deadline));
        var guidance = typed.Optional(nameof(Guidance), Guidance, ReportingRound.GuidanceLength);
        if (!typed.IsFine) return Page();
        var facts = new RoundFacts(name, new Period(from, to), deadline, Counties, guidance ?? "");
        if ((await run.WriteAsync(new(id), facts, PlainText.Block(Text), Revision, ct)).Refused(out var why)) return this.Refuse(why, nameof(Text));
        TempData["Notice"] = texts["reporting.round.saved"];
        return this.SeeOther($"~/runder/{id}");
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        var key = new ReportingRoundId(id);
        if (await db.Rounds.AsNoTracking().SingleOrDefaultAsync(r => r.Id == key, ct) is not { } round) return false;
        Round = round;
        Choices = [.. (await db.Counties.AsNoTracking().Where(c => c.Last == null).OrderBy(c => c.Number).Take(100).ToListAsync(ct)).Select(c => (c.Number, c.Name))];
        return true;
    }

    private static string Written(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
