using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.People;
using Samspill.Domain.School;
using Samspill.Host;

namespace Samspill.Features.Admission;

/// <summary>Step 1: whom is applied for. Children that the school knows are ticked, others described.</summary>
[InTurn(Stage.Entering, Stage.UnderWay)]
public sealed class ApplyChildrenPage(ApplyDraft draft, SamspillDb db, Actor actor, OpenSchool school, Texts texts) : ApplyStep(draft, texts)
{
    public override int Number => 1;

    [BindProperty]
    public List<ApplyChild> Children { get; set; } = [];

    /// <summary>The code of a course that the family came from: it becomes the first wish of each child that it suits.</summary>
    [BindProperty(SupportsGet = true, Name = "tilbud")]
    public string? Course { get; set; }

    /// <summary>The child that was just added; its first field gets the focus.</summary>
    public Guid? Added { get; private set; }
    public IReadOnlyList<KnownChild> Known { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Schools { get; private set; } = [];
    public SchoolProfile Profile { get; private set; } = null!;

    /// <summary>A protected family's new children are taken by the office.</summary>
    public bool IsProtected { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        await Draft.LoadAsync(ct);
        await ShowAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync([FromForm(Name = "do")] string? what, CancellationToken ct)
    {
        if (await SentAsync(ct) is { } sent) return sent;
        await KeepAsync(ct);
        await ShowAsync(ct, what);
        if (what == "nytt" || what?.StartsWith("fjern:", StringComparison.Ordinal) == true)
        {
            ModelState.Clear();
            return Page();
        }
        if (!Form.Chosen.Any()) Wrong("", Domain.Admission.ApplicationRejections.NoChildren);
        foreach (var (i, child) in Children.Index().Where(c => c.Item is { Chosen: true, Known: false }))
        {
            foreach (var (field, why) in child.Read(Draft.Today, school.Municipality).Faults) Wrong($"Children[{i}].{field}", why);
            if (IsTwin(child)) Wrong($"Children[{i}].GivenName", new(PersonRejections.SameChild.Code, PlainText.Line(child.GivenName)));
        }
        if (!ModelState.IsValid) return Page();
        await WishForAsync(ct);
        return GoTo("onsker");
    }

    protected override void Take()
    {
        foreach (var typed in Children.Take(ApplyForm.MaxChildren))
        {
            typed.Known = actor.Wards.Contains(new PersonId(typed.Id));
            var child = Form.Find(typed.Id);
            if (child is null) Form.Children.Add(child = new ApplyChild { Id = typed.Id, Known = typed.Known });
            if (typed.Known) child.Chosen = typed.Chosen;
            else child.Describe(typed);
        }
    }

    private async Task ShowAsync(CancellationToken ct, string? what = null)
    {
        Profile = await db.Profile.AsNoTracking().SingleAsync(ct);
        IsProtected = actor.Person is { } me && await db.People.AnyAsync(p => p.Id == me && p.Shield != Protection.None, ct);
        Known = await db.FamilyAsync(actor.Wards, ct);
        Schools = [.. (await db.Sites.Where(s => s.Kind == SiteKind.Primary || s.Kind == SiteKind.LowerSecondary).OrderBy(s => EF.Functions.Collate(s.Name, "norsk")).Select(s => new { s.Id, s.Name }).Take(1000).ToListAsync(ct))
            .Select(s => new SelectListItem(s.Name, s.Id.Value.ToString()))];
        if (what?.StartsWith("fjern:", StringComparison.Ordinal) == true && Guid.TryParse(what.AsSpan(6), out var gone)) Form.Children.RemoveAll(c => c.Id == gone && !c.Known);
        foreach (var known in Known.Where(k => Form.Find(k.Id.Value) is null)) Form.Children.Add(new ApplyChild { Id = known.Id.Value, Known = true, Chosen = Known.Count == 1 });
        var asksForMore = what == "nytt" || Known.Count == 0 && !Form.Children.Exists(c => !c.Known);
        if (asksForMore && !IsProtected && Form.Children.Count < ApplyForm.MaxChildren)
        {
            Form.Children.Add(new ApplyChild { Id = Guid.CreateVersion7(), Chosen = true });
            Added = what == "nytt" ? Form.Children[^1].Id : null;
        }
        if (what is not null and not "videre") await Draft.SaveAsync(ct);
        Children = [.. Form.Children];
    }

    private bool IsTwin(ApplyChild child)
    {
        bool Same(string? name, DateOnly? born) => string.Equals(name, PlainText.Line(child.GivenName), StringComparison.OrdinalIgnoreCase)
            && !TypedDate.Read(child.Born, Draft.Today).Refused(out _, out var own) && own == born;
        return Known.Any(k => Same(k.GivenName, k.Born))
            || Form.Chosen.TakeWhile(c => c.Id != child.Id).Any(c => !c.Known && Same(PlainText.Line(c.GivenName), TypedDate.Read(c.Born, Draft.Today).Refused(out _, out var born) ? null : born));
    }

    private async Task WishForAsync(CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(Course) || !(await db.AskedAsync([Course], ct)).TryGetValue(Course, out var course)) return;
        foreach (var child in await Draft.ChosenAsync(ct))
        {
            if (child.Typed.Wishes.Contains(Course)) continue;
            if (child.Asking.MayAsk(course).Refused(out var why)) TempData["Notice"] = Texts[$"refusal.{why.Code}", why.Facts];
            else child.Typed.Wishes.Insert(0, Course);
        }
        await Draft.SaveAsync(ct);
    }
}
