using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Samspill.Data;
using Samspill.Domain.Reporting;
using Samspill.Domain.Strategy;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Reporting;

/// <summary>What was typed and could not be saved: it stands in its field still.</summary>
public sealed record Typing(Guid Asked, string? Value, string? Words, string? Reason);

/// <summary>A county's report: each question answered by itself, so that two people in one form lose nothing.</summary>
[At(Side.Council), Authorize(Policy = Can.SeeStrategy)]
public sealed class CountyReportPage(CouncilDb db, FillReport fill, Texts texts, TimeProvider clock) : PageModel
{
    public CountyForm Form { get; private set; } = null!;
    public string Fingerprint { get; private set; } = "";
    public Typing? Kept { get; private set; }

    /// <summary>A comment that could not be saved, and on what.</summary>
    public (Guid Asked, string? Words)? KeptComment { get; private set; }

    /// <summary>Why it should be opened again, when that could not be saved.</summary>
    public string? KeptWhy { get; private set; }
    public bool MayRun => fill.MayRun;
    public bool MayFill => fill.MayFill(Form.Report.County);
    public bool MayAnswer => MayFill && Form.Report.State != CountyReportState.HandedIn;
    public bool IsPast => Oslo.Today(clock) > Form.Round.Deadline;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await LoadAsync(id, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAnswerAsync(Guid id, Guid asked, int seen, string? value, string? words, string? reason, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct)) return NotFound();
        Kept = new Typing(asked, value, words, reason);
        decimal? number = null;
        if (!string.IsNullOrWhiteSpace(value))
        {
            if (Indicator.Number(value) is not { } read) return this.Refuse(ReportingRejections.Number, Field(asked));
            number = Math.Round(read, 1, MidpointRounding.AwayFromZero); // as it is shown, printed and proposed
        }
        var said = new Said(number, PlainText.Block(words), PlainText.Block(reason) is { Length: > 0 } why ? why : null);
        return await DoneAsync(id, await fill.AnswerAsync(new(id), asked, seen, said, ct), "reporting.saved", Field(asked), ct);
    }

    public async Task<IActionResult> OnPostCommentAsync(Guid id, [FromForm] Guid form, Guid asked, string? comment, CancellationToken ct)
    {
        KeptComment = (asked, comment);
        return await LoadAsync(id, ct) ? await DoneAsync(id, await fill.CommentAsync(form, new(id), asked, PlainText.Block(comment), ct), "reporting.commented", Field(asked), ct) : NotFound();
    }

    public async Task<IActionResult> OnPostSignAsync(Guid id, string? seen, CancellationToken ct) =>
        await LoadAsync(id, ct) ? await DoneAsync(id, await fill.SignOffAsync(new(id), seen, ct), "reporting.signed", "", ct) : NotFound();

    public async Task<IActionResult> OnPostHandInAsync(Guid id, CancellationToken ct) =>
        await LoadAsync(id, ct) ? await DoneAsync(id, await fill.HandInAsync(new(id), ct), IsPast ? "reporting.handed-in.late" : "reporting.handed-in", "", ct) : NotFound();

    public async Task<IActionResult> OnPostReopenAsync(Guid id, string? why, CancellationToken ct)
    {
        KeptWhy = why;
        return await LoadAsync(id, ct) ? await DoneAsync(id, await fill.AskToReopenAsync(new(id), PlainText.Block(why), ct), "reporting.reopen.asked", "", ct) : NotFound();
    }

    /// <summary>Where a question stands on the page.</summary>
    public static string Field(Guid asked) => $"s-{asked}";

    private async Task<IActionResult> DoneAsync(Guid id, Outcome<Done> done, string notice, string field, CancellationToken ct)
    {
        if (done.Refused(out var why))
        {
            db.ChangeTracker.Clear(); // what was about to be saved is not what stands
            return await LoadAsync(id, ct) ? this.Refuse(why, field) : NotFound();
        }
        TempData["Notice"] = texts[notice];
        return this.SeeOther(field.Length > 0 ? $"~/runder/svar/{id}#{field}" : $"~/runder/svar/{id}");
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        if (await db.CountyFormAsync(new CountyReportId(id), track: false, ct) is not { } form || !fill.MaySee(form.Report.County)) return false;
        (Form, Fingerprint) = (form, CountyForm.Fingerprint(form.Content));
        return true;
    }
}
