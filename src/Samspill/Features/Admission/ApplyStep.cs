using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Admission;

/// <summary>One step of <c>/sok</c>. Every post keeps the draft first and judges it afterwards.</summary>
[Authorize(Policy = Can.Apply)]
[InTurn(Stage.UnderWay, Stage.UnderWay)]
public abstract class ApplyStep(ApplyDraft draft, Texts texts) : PageModel
{
    /// <summary>The steps in order: the last part of their addresses.</summary>
    public static readonly IReadOnlyList<string> Steps = ["barn", "onsker", "om", "send"];

    /// <summary>The key that the form was shown with.</summary>
    [BindProperty]
    public Guid? Key { get; set; }

    public ApplyDraft Draft => draft;
    public ApplyForm Form => draft.Form;
    protected Texts Texts => texts;

    /// <summary>What number this step is, from 1.</summary>
    public abstract int Number { get; }

    /// <summary>Where the draft stands, in words; nothing before the first save.</summary>
    public string? SavedWords => draft.SavedAt is { } at ? texts["apply.saved", Show.Time(TimeOnly.FromDateTime(Oslo.At(at).DateTime))] : null;

    /// <summary>Writes what this step's form says into the draft.</summary>
    protected abstract void Take();

    /// <summary>Saves what is typed, without judging it: called by the script while one types.</summary>
    public async Task<IActionResult> OnPostKladdAsync(CancellationToken ct)
    {
        if (await SentAsync(ct) is not null) return Content(texts["apply.sent-already"]);
        await KeepAsync(ct);
        return Content(SavedWords!);
    }

    /// <summary>Loads, takes over and saves.</summary>
    protected async Task KeepAsync(CancellationToken ct)
    {
        await draft.LoadAsync(ct);
        Take();
        await draft.SaveAsync(ct);
    }

    /// <summary>The way to the receipt when this very form was sent before: another tab, the back button, a second click.</summary>
    protected async Task<IActionResult?> SentAsync(CancellationToken ct) =>
        Key is not null && await draft.ReceiptAsync(Key, ct) is { } receipt ? this.SeeOther($"~/kvittering/{receipt}") : null;

    protected IActionResult GoTo(string step) => this.SeeOther($"~/sok/{step}");

    protected void Wrong(string field, Rejection why) => ModelState.AddModelError(field, texts[$"refusal.{why.Code}", why.Facts]);
}
