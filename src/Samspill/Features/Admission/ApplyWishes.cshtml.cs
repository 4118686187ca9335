using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Host;

namespace Samspill.Features.Admission;

/// <summary>Step 2: each child's wishes, best first. Up, down and remove are submit buttons; the page comes back with the focus on the moved row.</summary>
public sealed class ApplyWishesPage(ApplyDraft draft, SamspillDb db, Texts texts) : ApplyStep(draft, texts)
{
    public override int Number => 2;

    [BindProperty]
    public List<ApplyChild> Children { get; set; } = [];

    /// <summary>What was just done: a verb, the child and the course. It is said at the top, with its undoing.</summary>
    [BindProperty(SupportsGet = true, Name = "gjort")]
    public string? Did { get; set; }

    public IReadOnlyList<ChildAtHand> Chosen { get; private set; } = [];
    public IReadOnlyDictionary<string, WishLine> Courses { get; private set; } = new Dictionary<string, WishLine>();
    public AdmissionRules Rules { get; private set; } = AdmissionRules.Default;
    public WishAct? Done => WishAct.Read(Did);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        await Draft.LoadAsync(ct);
        if (!Form.Chosen.Any()) return GoTo("barn");
        await ShowAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync([FromForm(Name = "do")] string? what, CancellationToken ct)
    {
        if (await SentAsync(ct) is { } sent) return sent;
        await KeepAsync(ct);
        if (what?.StartsWith("velg:", StringComparison.Ordinal) == true) return GoTo($"velg/{what.AsSpan(5)}");
        if (WishAct.Read(what) is { } act)
        {
            if (act.On(Form)) await Draft.SaveAsync(ct);
            return GoTo($"onsker?gjort={Uri.EscapeDataString(act.ToString())}");
        }
        await ShowAsync(ct);
        foreach (var child in Chosen) Check(child);
        return ModelState.IsValid ? GoTo("om") : Page();
    }

    protected override void Take()
    {
        foreach (var typed in Children) if (Form.Find(typed.Id) is { } child) child.Wants = Math.Clamp(typed.Wants, 1, 20);
    }

    /// <summary>How many places at once a child may choose between; one choice is no question.</summary>
    public int MostWanted(ChildAtHand child) => Math.Min(child.Typed.Wishes.Count + child.Waiting.Count, (Rules.MaxPlacesPerPupil ?? 20) - child.Held.Count);

    private void Check(ChildAtHand child)
    {
        var wishes = child.Typed.Wishes.Where(Courses.ContainsKey).Select(code => Courses[code].Course).ToList();
        if (child.Asking.MayAsk(wishes, Math.Clamp(child.Typed.Wants, 1, Math.Max(1, MostWanted(child))), Rules).Refused(out var why)) Wrong($"ønsker-{child.Typed.Id}", why);
    }

    private async Task ShowAsync(CancellationToken ct)
    {
        Rules = await db.RulesInForceAsync(Draft.Today, ct);
        Chosen = await Draft.ChosenAsync(ct);
        Courses = await db.WishLinesAsync(Form.Chosen.SelectMany(c => c.Wishes), ct);
        foreach (var child in Chosen)
        {
            child.Typed.Wishes.RemoveAll(code => !Courses.ContainsKey(code));
            child.Typed.Wants = Math.Clamp(child.Typed.Wants, 1, Math.Max(1, MostWanted(child)));
        }
    }
}
