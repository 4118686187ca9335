using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Samspill.Domain.Reporting;
using Samspill.Host;

namespace Samspill.Features.Reporting;

/// <summary>The council sums up: what may be counted twice, the joint text beside the figures, and the publishing.</summary>
[At(Side.Council), Authorize(Policy = Can.RunReporting)]
public sealed class JointPage(PublishJoint publish, Texts texts) : PageModel
{
    /// <summary>Sent twice it is published once.</summary>
    [BindProperty]
    public Guid Key { get; set; }

    /// <summary>The report that was seen.</summary>
    [BindProperty]
    public string? Seen { get; set; }

    [BindProperty]
    public string? Correction { get; set; }

    /// <summary>Most pairs that are shown at a time.</summary>
    public const int MostPairs = 200;

    public JointState State { get; private set; } = null!;

    /// <summary>Those that nobody has said anything of come first, so that those below the last row come up as one answers.</summary>
    public IEnumerable<PairLine> Pairs => State.Pairs.OrderBy(p => p.Said is not null).Take(MostPairs);

    /// <summary>A text that could not be saved, and of which goal.</summary>
    public (Guid Goal, string? Words)? Kept { get; private set; }

    public JointText? Text(Guid goal) => State.Texts.GetValueOrDefault(goal);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await LoadAsync(id, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostTextAsync(Guid id, Guid goal, int version, string? words, CancellationToken ct)
    {
        Kept = (goal, words);
        return await DoneAsync(id, await publish.WriteAsync(new(id), goal, PlainText.Block(words), version, ct), "joint.saved", Field(goal), ct);
    }

    public async Task<IActionResult> OnPostSameAsync(Guid id, Guid one, Guid other, bool same, CancellationToken ct) =>
        await DoneAsync(id, await publish.SayAsync(new(id), one, other, same, ct), "joint.said", "", ct);

    public async Task<IActionResult> OnPostPublishAsync(Guid id, CancellationToken ct)
    {
        var correction = PlainText.Block(Correction);
        if (correction.Length > JointReport.CorrectionLength) return await AgainAsync(id, new Rejection("reporting.comment", JointReport.CorrectionLength), nameof(Correction), ct);
        if ((await publish.PublishAsync(new(Key), new(id), Seen, correction, ct)).Refused(out var why, out var published)) return await AgainAsync(id, why, "", ct);
        TempData["Notice"] = texts["joint.done"];
        return this.SeeOther($"~/rapporter/{published.Value}");
    }

    /// <summary>Where a goal's text stands on the page.</summary>
    public static string Field(Guid goal) => $"t-{goal}";

    private async Task<IActionResult> DoneAsync(Guid id, Outcome<Done> done, string notice, string field, CancellationToken ct)
    {
        if (done.Refused(out var why)) return await AgainAsync(id, why, field, ct);
        TempData["Notice"] = texts[notice];
        return this.SeeOther(field.Length > 0 ? $"~/runder/{id}/samlet#{field}" : $"~/runder/{id}/samlet");
    }

    /// <summary>The page as it stands now, with what was wrong.</summary>
    private async Task<IActionResult> AgainAsync(Guid id, Rejection why, string field, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct)) return NotFound();
        ModelState.Remove(nameof(Key)); // the form shows what is published by it, not what was sent
        ModelState.Remove(nameof(Seen));
        return this.Refuse(why, field);
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        if (await publish.StateAsync(new(id), ct) is not { } state) return false;
        (State, Key, Seen) = (state, JointReportId.New().Value, state.Fingerprint);
        return true;
    }
}
