using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Groups;

/// <summary>Course by course: who is taught together, and who is in no group yet.</summary>
[Authorize(Policy = Can.PlanWeek)]
public sealed class GroupsPage(SamspillDb db, FormGroups form, Texts texts, TimeProvider clock) : PageModel
{
    private const int Size = 50;

    [BindProperty(SupportsGet = true, Name = "ar")]
    public int? Year { get; set; }

    public GroupQuery Query { get; private set; } = null!;
    public IReadOnlyList<CourseGroups> Courses { get; private set; } = [];
    public Paging Paging { get; private set; } = null!;
    public int Without { get; private set; }
    public int Proposed { get; private set; }
    public IReadOnlyList<Filter> Filters { get; private set; } = [];
    public IReadOnlyList<int> Years { get; private set; } = [];
    public int SchoolYear => Year is > 2000 and < 2200 ? Year.Value : Domain.School.SchoolYear.Of(Oslo.Today(clock));

    /// <summary>What an address ends with for the same school year.</summary>
    public string InYear => Year is null ? "" : $"?ar={SchoolYear}";

    public async Task OnGetAsync([FromQuery(Name = "side")] int page, CancellationToken ct)
    {
        Query = GroupQuery.From(Request.Query);
        Years = [.. (await db.SchoolYears.Select(y => y.Start).OrderDescending().Take(Size).ToListAsync(ct)).Union([SchoolYear, Domain.School.SchoolYear.Of(Oslo.Today(clock)), Domain.School.SchoolYear.Of(Oslo.Today(clock)) + 1]).Order()];
        var courses = db.CourseGroups(SchoolYear, Query);
        Paging = Paging.At(page, Size, await courses.CountAsync(ct));
        Courses = await courses.Skip((Paging.Page - 1) * Size).Take(Size).ToListAsync(ct);
        Without = await GroupLists.PlacesWithout(db, SchoolYear).CountAsync(ct);
        if (Without > 0) Proposed = (await db.ProposeAsync(SchoolYear, null, ct)).Count;
        List<Filter> filters = [];
        if (Query.Text is { } text) filters.Add(new Filter(texts["find.chip.words", text], Request.Without("q")));
        if (Query.OnlyIncomplete) filters.Add(new Filter(texts["groups.only-without"], Request.Without("uten")));
        Filters = filters;
    }

    public async Task<IActionResult> OnPostAsync([FromForm] Guid? course, CancellationToken ct)
    {
        var formed = await form.RunAsync(SchoolYear, course is { } only ? new CourseId(only) : null, ct);
        TempData["Notice"] = texts["groups.formed", formed];
        return this.SeeOther($"~/grupper{InYear}");
    }
}
