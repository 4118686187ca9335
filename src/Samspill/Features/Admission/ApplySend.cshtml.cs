using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Host;

namespace Samspill.Features.Admission;

/// <summary>Step 4: look it over and send. What is sent is the draft, so nothing depends on which tab it is sent from.</summary>
[InTurn(Stage.UnderWay, Stage.Sending)]
public sealed class ApplySendPage(ApplyDraft draft, ReceiveApplication submit, SamspillDb db, OpenSchool school, Texts texts) : ApplyStep(draft, texts)
{
    public override int Number => 4;

    /// <summary>The family wants places for all the children or none.</summary>
    [BindProperty]
    public bool Together { get; set; }

    /// <summary>Whether the rules let a family ask for places for all its children or none.</summary>
    public bool MayAskTogether { get; private set; }
    public IReadOnlyList<ChildAtHand> Chosen { get; private set; } = [];
    public IReadOnlyDictionary<string, WishLine> Courses { get; private set; } = new Dictionary<string, WishLine>();
    public IReadOnlyDictionary<Guid, string> Schools { get; private set; } = new Dictionary<Guid, string>();

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        await Draft.LoadAsync(ct);
        if (!Form.Chosen.Any()) return GoTo("barn");
        if (Form.Chosen.Any(c => c.Wishes.Count == 0)) return GoTo("onsker");
        await ShowAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await SentAsync(ct) is { } sent) return sent;
        await Draft.LoadAsync(ct);
        if (!Form.Chosen.Any()) return await SentAsync(ct) ?? GoTo("barn"); // another click may just have sent it
        if (Form.Chosen.Any(c => !c.Known && c.Read(Draft.Today, school.Municipality).Child is null)) return GoTo("barn");
        if (!(await submit.RunAsync(Draft.ToSending() with { Together = Together }, ct)).Refused(out var why, out var receipt)) return this.SeeOther($"~/kvittering/{receipt.Code}");
        await ShowAsync(ct);
        return this.Refuse(why);
    }

    protected override void Take() { } // the one choice of this step is sent with it

    private async Task ShowAsync(CancellationToken ct)
    {
        Chosen = await Draft.ChosenAsync(ct);
        MayAskTogether = Chosen.Count > 1 && (await db.RulesInForceAsync(Draft.Today, ct)).MayAskTogether;
        Courses = await db.WishLinesAsync(Form.Chosen.SelectMany(c => c.Wishes), ct);
        var ids = Form.Chosen.Select(c => Guid.TryParse(c.School, out var id) ? id : default).Where(id => id != default).Select(id => new SiteId(id)).ToList();
        Schools = await db.Sites.Where(s => ids.Contains(s.Id)).ToDictionaryAsync(s => s.Id.Value, s => s.Name, ct);
    }
}
