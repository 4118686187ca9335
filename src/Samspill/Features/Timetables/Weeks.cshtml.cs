using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.School;
using Samspill.Domain.Timetables;
using Samspill.Host;

namespace Samspill.Features.Timetables;

/// <summary>A version of the week in the list.</summary>
public sealed record PlanLine(WeekPlanId Id, string Name, PlanState State, DateOnly? From, DateTimeOffset MadeAt, string MadeBy, DateTimeOffset? PublishedAt, int Version, int Lessons, int Breaks);

/// <summary>A run in the list.</summary>
public sealed record RunLine(TimetableRunId Id, string Name, RunningState State, DateTimeOffset AskedAt, string AskedBy, int Lessons, int Seconds, int? Unplaced, long? Cost, WeekPlanId? Plan);

/// <summary>The school's week: what is published, the drafts, the engine's runs, and the way to a new one.</summary>
[Authorize(Policy = Can.PlanWeek)]
public sealed class WeeksPage(SamspillDb db, StartRun start, WeekDrafts drafts, PublishWeek publish, DatedLessons lessons, Texts texts, TimeProvider clock) : PageModel
{
    private const int Most = 50;

    [BindProperty(SupportsGet = true, Name = "ar")]
    public int? Year { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Seconds { get; set; }

    [BindProperty]
    public Guid? Basis { get; set; }

    [BindProperty]
    public Guid Plan { get; set; }

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public DateOnly? From { get; set; }

    public int SchoolYear => Year is > 2000 and < 2200 ? Year.Value : Domain.School.SchoolYear.Of(Oslo.Today(clock));
    public IReadOnlyList<PlanLine> Plans { get; private set; } = [];
    public IReadOnlyList<RunLine> Runs { get; private set; } = [];
    public int Groups { get; private set; }
    public int PlacesWithout { get; private set; }
    public PlanLine? Published => Plans.FirstOrDefault(p => p.State == PlanState.Published);
    public bool IsLive => Runs.Any(r => r.State is RunningState.Waiting or RunningState.Running);

    /// <summary>Lessons of the published week that stand on free days, and days of teaching on which some are missing.</summary>
    public (int OnFreeDays, int DaysWithout) Against { get; private set; }
    public DateOnly Proposed => Oslo.Today(clock).AddDays(1);

    public async Task OnGetAsync(CancellationToken ct) => await LoadAsync(ct);

    public async Task<IActionResult> OnPostKjorAsync(CancellationToken ct)
    {
        var name = string.IsNullOrWhiteSpace(Name) ? texts["weeks.run.unnamed", Show(Oslo.Today(clock))] : Name.Trim();
        if (name.Length > WeekPlan.NameLength)
        {
            ModelState.AddModelError(nameof(Name), texts["typed.too-long", WeekPlan.NameLength, name.Length]);
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            await LoadAsync(ct);
            return Page();
        }
        var seconds = Seconds is null ? 60 : int.TryParse(Seconds, NumberStyles.Integer, CultureInfo.InvariantCulture, out var typed) ? typed : 0; // what cannot be read is not a minute
        if ((await start.RunAsync(SchoolYear, name, seconds, Basis is { } basis ? new WeekPlanId(basis) : null, ct)).Refused(out var why, out var run))
        {
            await LoadAsync(ct);
            return this.Refuse(why, why.Code == TimetableRunRejections.Seconds.Code ? nameof(Seconds) : "");
        }
        if (run.LeftOut.Count > 0) TempData["Notice"] = texts["weeks.run.left-out", run.LeftOut.Count, string.Join(", ", run.LeftOut.Take(10))];
        return this.SeeOther($"~/timeplan/kjoring/{run.Id.Value}");
    }

    public async Task<IActionResult> OnPostKopierAsync(CancellationToken ct)
    {
        if ((await drafts.CopyAsync(new WeekPlanId(Plan), texts["weeks.copy.name", Show(Oslo.Today(clock))], ct)).Refused(out var why, out var plan))
        {
            await LoadAsync(ct);
            return this.Refuse(why);
        }
        return this.SeeOther($"~/timeplan/{plan.Value}");
    }

    public async Task<IActionResult> OnPostPubliserAsync(CancellationToken ct)
    {
        var said = Request.Form[nameof(From)].ToString();
        if (From is null && said.Length > 0) // a day that cannot be read is not tomorrow
        {
            await LoadAsync(ct);
            return this.Refuse(WeekPlanRejections.DayUnreadable);
        }
        if ((await publish.RunAsync(new WeekPlanId(Plan), From ?? Proposed, Version, ct)).Refused(out var why, out var published))
        {
            await LoadAsync(ct);
            return this.Refuse(why);
        }
        TempData["Notice"] = texts["weeks.published", published.Lessons, published.Changed];
        return this.SeeOther($"~/timeplan?ar={SchoolYear}");
    }

    /// <summary>The lessons of the published week follow the calendar as it is now, and the families are told.</summary>
    public async Task<IActionResult> OnPostFollowAsync(CancellationToken ct)
    {
        await lessons.FollowCalendarAsync(SchoolYear, ct);
        TempData["Notice"] = texts["weeks.followed"];
        return this.SeeOther($"~/timeplan?ar={SchoolYear}");
    }

    private static string Show(DateOnly day) => Shared.Show.ShortDate(day);

    private async Task LoadAsync(CancellationToken ct)
    {
        var year = SchoolYear;
        Plans = await db.WeekPlans.Where(p => p.SchoolYear == year).OrderByDescending(p => p.MadeAt).Take(Most)
            .Select(p => new PlanLine(p.Id, p.Name, p.State, p.From, p.MadeAt, p.MadeBy, p.PublishedAt, p.Version, db.PlannedLessons.Count(l => l.Plan == p.Id), db.PlannedLessons.Count(l => l.Plan == p.Id && l.Accepted != ""))).ToListAsync(ct);
        Runs = await db.TimetableRuns.Where(r => r.SchoolYear == year).OrderByDescending(r => r.AskedAt).Take(Most)
            .Select(r => new RunLine(r.Id, r.Name, r.State, r.AskedAt, r.AskedBy, r.Lessons, r.Seconds, r.Unplaced, r.Cost, r.Plan)).ToListAsync(ct);
        Groups = await db.Groups.CountAsync(g => g.SchoolYear == year && g.ClosedOn == null, ct);
        Against = await lessons.AgainstCalendarAsync(year, ct);
        PlacesWithout = await Features.Groups.GroupLists.PlacesWithout(db, year).CountAsync(ct);
    }
}
