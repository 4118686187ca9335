using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Curriculum;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Curriculum;

/// <summary>A goal as typed. One without words goes.</summary>
public sealed class GoalRow
{
    /// <summary>Empty for a goal that is new.</summary>
    public Guid? Key { get; set; }
    public string? Words { get; set; }
}

/// <summary>The office writes a draft, one level at a time.</summary>
[Authorize(Policy = Can.PlanWeek)]
public sealed class EditCurriculumPage(SamspillDb db, Actor actor, EditCurriculum edit, Texts texts) : PageModel
{
    /// <summary>Empty rows for new goals.</summary>
    private const int Blank = 3;

    public LocalCurriculum Draft { get; private set; } = null!;

    /// <summary>The level being written; null when the draft has none.</summary>
    public Level? Open { get; private set; }
    public bool MayAdopt => actor.May(Can.DecideRules);

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public List<GoalRow> Goals { get; set; } = [];

    [BindProperty]
    public string? Contents { get; set; }

    [BindProperty]
    public string? Methods { get; set; }

    [BindProperty]
    public string? Assessment { get; set; }

    /// <summary>The draft's revision when the form was opened.</summary>
    [BindProperty]
    public int Revision { get; set; }

    [BindProperty]
    public string? NewLevel { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid id, Guid? niva, CancellationToken ct)
    {
        if (!await LoadAsync(id, niva, ct)) return NotFound();
        if (Draft.State != CurriculumState.Draft) return this.SeeOther($"~/laereplan/{id}");
        Show();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, Guid? niva, CancellationToken ct)
    {
        if (!await LoadAsync(id, niva, ct) || Open is not { } open) return NotFound();
        var typed = new Typed(ModelState, texts);
        var level = new Level(open.Key, typed.Text(nameof(Name), PlainText.Line(Name), Level.NameLength), Typed(typed), typed.Optional(nameof(Contents), Contents, Level.TextLength) ?? "",
            typed.Optional(nameof(Methods), Methods, Level.TextLength) ?? "", typed.Optional(nameof(Assessment), Assessment, Level.TextLength) ?? "");
        if (!typed.IsFine) return Page();
        if ((await edit.WriteAsync(Draft.Id, level, Revision, ct)).Refused(out var why))
        {
            if (why == CurriculumRejections.ChangedMeanwhile) // what was typed stays; saving once more writes over what is there now
            {
                db.ChangeTracker.Clear();
                await LoadAsync(id, niva, ct);
                ModelState.Remove(nameof(Revision));
                Revision = Draft.Revision;
            }
            return this.Refuse(why);
        }
        TempData["Notice"] = texts["curriculum.level.saved", level.Name];
        return this.SeeOther($"~/laereplan/{id}/endre?niva={open.Key}");
    }

    public async Task<IActionResult> OnPostLevelAsync(Guid id, Guid? niva, CancellationToken ct)
    {
        if ((await edit.AddLevelAsync(new CurriculumId(id), PlainText.Line(NewLevel), ct)).Refused(out var why, out var level)) return await AgainAsync(id, niva, why, nameof(NewLevel), ct);
        return this.SeeOther($"~/laereplan/{id}/endre?niva={level.Key}");
    }

    public async Task<IActionResult> OnPostUpAsync(Guid id, Guid niva, CancellationToken ct) => await DoneAsync(id, niva, await edit.MoveAsync(new CurriculumId(id), niva, up: true, ct), niva, ct);

    public async Task<IActionResult> OnPostDownAsync(Guid id, Guid niva, CancellationToken ct) => await DoneAsync(id, niva, await edit.MoveAsync(new CurriculumId(id), niva, up: false, ct), niva, ct);

    public async Task<IActionResult> OnPostRemoveAsync(Guid id, Guid niva, CancellationToken ct) => await DoneAsync(id, niva, await edit.RemoveLevelAsync(new CurriculumId(id), niva, ct), null, ct);

    /// <summary>A draft of the version after an adopted one.</summary>
    public async Task<IActionResult> OnPostFollowAsync(Guid id, CancellationToken ct)
    {
        if ((await edit.FollowAsync(new CurriculumId(id), ct)).Refused(out var why, out var draft)) return await AgainAsync(id, null, why, "", ct);
        return this.SeeOther($"~/laereplan/{draft.Value}/endre");
    }

    public async Task<IActionResult> OnPostDiscardAsync(Guid id, CancellationToken ct)
    {
        if ((await edit.DiscardAsync(new CurriculumId(id), ct)).Refused(out var why)) return await AgainAsync(id, null, why, "", ct);
        TempData["Notice"] = texts["curriculum.discarded"];
        return this.SeeOther("~/laereplan");
    }

    private async Task<IActionResult> DoneAsync(Guid id, Guid? level, Outcome<Done> outcome, Guid? then, CancellationToken ct) =>
        outcome.Refused(out var why) ? await AgainAsync(id, level, why, "", ct) : this.SeeOther($"~/laereplan/{id}/endre{(then is { } next ? $"?niva={next}" : "")}");

    private async Task<IActionResult> AgainAsync(Guid id, Guid? level, Rejection why, string field, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        if (!await LoadAsync(id, level, ct)) return NotFound();
        Show();
        return this.Refuse(why, field);
    }

    /// <summary>Goals as typed: one that kept its key is the same goal, however it is worded now.</summary>
    private List<Goal> Typed(Typed typed)
    {
        var known = Open!.Goals.Select(g => g.Key).ToHashSet();
        var goals = new List<Goal>();
        foreach (var (i, row) in Goals.Take(Level.MostGoals + Blank).Index())
        {
            if (typed.Optional($"Goals[{i}].Words", PlainText.Line(row.Words), Goal.Length) is { } words) goals.Add(new Goal(row.Key is { } key && known.Remove(key) ? key : Guid.CreateVersion7(), words));
        }
        return goals;
    }

    private void Show()
    {
        Revision = Draft.Revision;
        if (Open is not { } level) return;
        (Name, Contents, Methods, Assessment) = (level.Name, level.Content, level.Methods, level.Assessment);
        Goals = [.. level.Goals.Select(g => new GoalRow { Key = g.Key, Words = g.Words }), .. Enumerable.Range(0, Blank).Select(_ => new GoalRow())];
    }

    private async Task<bool> LoadAsync(Guid id, Guid? level, CancellationToken ct)
    {
        var key = new CurriculumId(id);
        if (await db.Curricula.AsNoTracking().SingleOrDefaultAsync(c => c.Id == key, ct) is not { } draft) return false;
        (Draft, Open) = (draft, draft.Levels.FirstOrDefault(l => l.Key == level) ?? draft.Levels.FirstOrDefault());
        return true;
    }
}
