using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Samspill.Data;
using Samspill.Domain.WorkingTime;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.WorkingTime;

/// <summary>A teacher's own working time, and what the teacher writes beside the lessons.</summary>
[Authorize(Policy = Can.Teach)]
public sealed class OwnYearPage(SamspillDb db, Actor actor, Disclosure disclosure, KeepWorkingTime keep, Texts texts, TimeProvider clock) : YearForm(db, disclosure, texts, clock)
{
    private readonly Texts texts = texts;

    /// <summary>What a teacher may write: the rest the lessons tell.</summary>
    public static readonly IReadOnlyList<WorkKind> Kinds = [WorkKind.Concert, WorkKind.Meeting, WorkKind.Travel, WorkKind.Other];

    [BindProperty]
    public string? Day { get; set; }

    [BindProperty]
    public WorkKind? Kind { get; set; }

    [BindProperty]
    public string? Minutes { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    public override bool IsOwn => IsRunning;

    public async Task OnGetAsync(CancellationToken ct)
    {
        Day = Today.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        if (actor.Staff is { } staff) await LoadAsync(staff, ct);
    }

    public async Task<IActionResult> OnPostAsync([FromForm] Guid id, CancellationToken ct)
    {
        if (actor.Staff is not { } staff || !await LoadAsync(staff, ct)) return NotFound();
        var typed = new Typed(ModelState, texts);
        var (day, kind) = (typed.Date(nameof(Day), Day), typed.Choice(nameof(Kind), Kind));
        var minutes = typed.Number(nameof(Minutes), Minutes, 1, WorkEntry.MostMinutes);
        if (string.IsNullOrWhiteSpace(Minutes)) typed.Wrong(nameof(Minutes), texts["form.missing"]);
        var words = typed.Text(nameof(Words), PlainText.Line(Words), WorkEntry.WordsLength);
        if (!typed.IsFine) return Page();
        if ((await keep.AddAsync(id, day, kind, minutes ?? 0, words, ct)).Refused(out var why)) return this.Refuse(why, why == WorkRejections.Day ? nameof(Day) : "");
        TempData["Notice"] = texts["work.added", words, Show.Date(day)];
        return this.SeeOther("~/arbeidstid");
    }

    public async Task<IActionResult> OnPostRemoveAsync([FromForm] Guid entry, CancellationToken ct)
    {
        if (!(await keep.RemoveAsync(entry, ct)).Refused(out var why)) return this.SeeOther("~/arbeidstid#ved-siden-av");
        if (actor.Staff is { } staff) await LoadAsync(staff, ct);
        return this.Refuse(why);
    }

    /// <summary>One's own figures are one's own to take home.</summary>
    public async Task<IActionResult> OnGetXlsxAsync(CancellationToken ct) => actor.Staff is { } staff && await LoadAsync(staff, ct) ? Sheet() : NotFound();
}
