using Microsoft.AspNetCore.Mvc;
using Samspill.Domain.Admission;
using Samspill.Host;

namespace Samspill.Features.Admission;

/// <summary>Step 3: when each child can, and what the school should know.</summary>
public sealed class ApplyAboutPage(ApplyDraft draft, Texts texts) : ApplyStep(draft, texts)
{
    public override int Number => 3;

    [BindProperty]
    public List<ApplyChild> Children { get; set; } = [];

    public IReadOnlyList<ChildAtHand> Chosen { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        await Draft.LoadAsync(ct);
        if (!Form.Chosen.Any()) return GoTo("barn");
        Chosen = await Draft.ChosenAsync(ct);
        Children = [.. Chosen.Select(c => c.Typed)];
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await SentAsync(ct) is { } sent) return sent;
        await KeepAsync(ct);
        Chosen = await Draft.ChosenAsync(ct);
        Children = [.. Chosen.Select(c => c.Typed)];
        foreach (var (i, child) in Chosen.Index())
            if (PlainText.Block(child.Typed.Needs).Length > ChildStatement.NeedsLength)
                Wrong($"Children[{i}].Needs", new(ApplicationRejections.NeedsTooLong.Code, ChildStatement.NeedsLength, child.Name));
        return ModelState.IsValid ? GoTo("send") : Page();
    }

    protected override void Take()
    {
        foreach (var typed in Children) Form.Find(typed.Id)?.Tell(typed.Times, typed.Needs);
    }
}
