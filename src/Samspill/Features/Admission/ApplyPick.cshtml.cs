using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Samspill.Data;
using Samspill.Domain.Catalogue;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Admission;

/// <summary>Choosing one more wish for a child, among the courses that suit its age.</summary>
[Authorize(Policy = Can.Apply)]
[InTurn(Stage.UnderWay, Stage.UnderWay)]
public sealed class ApplyPickPage(ApplyDraft draft, SamspillDb db) : PageModel
{
    private const int Size = 20;

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true, Name = "fag")]
    public Discipline? Discipline { get; set; }

    [BindProperty(SupportsGet = true, Name = "side")]
    public int At { get; set; } = 1;

    public ChildAtHand Child { get; private set; } = null!;
    public IReadOnlyList<WishLine> Found { get; private set; } = [];
    public Paging Paging { get; private set; } = new(1, Size, 0);

    public async Task<IActionResult> OnGetAsync(Guid child, CancellationToken ct)
    {
        if (await FindAsync(child, ct) is not { } chosen) return Redirect(Url.Content("~/sok/barn"));
        Child = chosen;
        At = Math.Clamp(At, 1, 10_000);
        var mine = await db.AskedAsync(chosen.Typed.Wishes, ct);
        var search = new WishSearch(PlainText.Line(Q) is { Length: > 0 } text ? text : null, Discipline, chosen.Turns, [.. mine.Values.Select(c => c.Id), .. chosen.Held.Select(c => c.Id), .. chosen.Waiting.Select(c => c.Id)]);
        (Found, var total) = await db.FindWishesAsync(search, At, Size, ct);
        Paging = new Paging(At, Size, total);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid child, [FromForm(Name = "tilbud")] string course, CancellationToken ct)
    {
        if (await FindAsync(child, ct) is not { } chosen) return this.SeeOther("~/sok/barn");
        if (!(await db.AskedAsync([course], ct)).ContainsKey(course)) return NotFound();
        var act = new WishAct("legg", child, course, chosen.Typed.Wishes.Count);
        if (chosen.Typed.Wishes.Count < 20 && act.On(draft.Form)) await draft.SaveAsync(ct);
        return this.SeeOther($"~/sok/onsker?gjort={Uri.EscapeDataString(act.ToString())}");
    }

    private async Task<ChildAtHand?> FindAsync(Guid child, CancellationToken ct)
    {
        await draft.LoadAsync(ct);
        return (await draft.ChosenAsync(ct)).FirstOrDefault(c => c.Typed.Id == child);
    }
}
