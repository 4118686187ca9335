using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Catalogue;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Admission;

/// <summary>How the admission stands, on one screen.</summary>
[Authorize(Policy = Can.SeeAdmission)]
public sealed class OfficePage(SamspillDb db, Actor actor, OpenSchool school, FillVacancies fill, ChildrenCounted counted, Texts texts, TimeProvider clock) : PageModel
{
    private const int Size = 25;

    public AdmissionFigures Figures { get; private set; } = null!;
    public DistrictMap? Map { get; private set; }
    public IReadOnlyList<CourseFigures> Rows { get; private set; } = [];
    public IReadOnlyList<CourseFigures> Matching { get; private set; } = [];
    public Paging Paging { get; private set; } = new(1, Size, 0);
    public int? RulesVersion { get; private set; }
    public bool MayRun => actor.May(Can.RunAdmission);
    public bool MayPlan => actor.May(Can.PlanWeek);
    public bool MayApplyForOthers => actor.May(Can.ApplyForOthers);
    /// <summary>This week's lessons by how they stand.</summary>
    public IReadOnlyDictionary<string, int> Week { get; private set; } = new Dictionary<string, int>();
    public DateTimeOffset Now => clock.GetUtcNow();

    [BindProperty(SupportsGet = true, Name = "fag")]
    public Discipline? Discipline { get; set; }

    [BindProperty(SupportsGet = true, Name = "sted")]
    public string? Site { get; set; }

    [BindProperty(SupportsGet = true, Name = "bydel")]
    public string? District { get; set; }

    [BindProperty(SupportsGet = true, Name = "alder")]
    public int? Age { get; set; }

    /// <summary>ledig: seats without an offer; minstetall: below the minimum.</summary>
    [BindProperty(SupportsGet = true, Name = "trenger")]
    public string? Needs { get; set; }

    [BindProperty(SupportsGet = true, Name = "sorter")]
    public string? Sort { get; set; }

    [BindProperty(SupportsGet = true, Name = "side")]
    public int PageNumber { get; set; } = 1;

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    /// <summary>Fills every free seat that somebody waits for.</summary>
    public async Task<IActionResult> OnPostFillAsync(CancellationToken ct)
    {
        if (!MayRun) return Forbid();
        var courses = await db.Courses.Where(c => c.Taken + c.Held < c.Capacity && db.Applications.Any(a => a.Course == c.Id && a.State == Domain.Admission.ApplicationState.Waiting)).Select(c => c.Id).ToListAsync(ct);
        if ((await fill.RunAsync(courses, ct)).Refused(out var why, out var filled))
        {
            await LoadAsync(ct);
            return this.Refuse(why);
        }
        TempData["Notice"] = texts[filled == 0 ? "queue.filled.none" : "queue.filled", filled];
        return RedirectToPage();
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        var today = Oslo.Today(clock);
        Figures = await AdmissionFigures.OfAsync(db, school.Slug, counted, today, ct);
        Map = await DistrictMap.OfAsync(db, Figures.Districts, ct);
        var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        Week = await db.Lessons.Where(l => l.Date >= monday && l.Date < monday.AddDays(7)).GroupBy(l => l.State).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key.ToString(), g => g.Count, ct);
        RulesVersion = (await db.RuleSetInForceAsync(today, ct))?.Version;
        var rows = Figures.Courses.Where(c =>
            (Discipline is null || c.Discipline == Discipline) && (string.IsNullOrEmpty(Site) || c.Site == Site) && (string.IsNullOrEmpty(District) || c.District == District) &&
            (Age is null || !(Age < c.AgeFrom) && !(Age > c.AgeTo)) && (Needs switch { "ledig" => c.Unoffered > 0, "minstetall" => c.BelowMinimum, _ => true }));
        Matching = [.. Sorted(rows)];
        Paging = Paging.At(PageNumber, Size, Matching.Count);
        Rows = [.. Matching.Skip((Paging.Page - 1) * Size).Take(Size)];
    }

    private IEnumerable<CourseFigures> Sorted(IEnumerable<CourseFigures> rows)
    {
        var byName = rows.OrderBy(c => c.Name, StringComparer.CurrentCulture).ThenBy(c => c.Code, StringComparer.Ordinal);
        return Sort switch
        {
            "tilbud" => byName,
            "-tilbud" => byName.Reverse(),
            "plasser" => byName.OrderBy(c => c.Capacity),
            "-plasser" => byName.OrderByDescending(c => c.Capacity),
            "venter" => byName.OrderBy(c => c.Waiting),
            "dekning" => byName.OrderBy(c => c.Coverage),
            "-dekning" => byName.OrderByDescending(c => c.Coverage),
            "eldste" => byName.OrderBy(c => c.Oldest ?? DateTimeOffset.MaxValue),
            "-eldste" => byName.OrderByDescending(c => c.Oldest ?? DateTimeOffset.MinValue),
            _ => byName.OrderByDescending(c => c.Waiting),
        };
    }
}
