using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Samspill.Data;
using Samspill.Domain.Reach;
using Samspill.Features.Admission;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Reach;

/// <summary>Which children have a place and which have none, by district, school, age, sex and programme, and how far they have to where they are taught.</summary>
[Authorize(Policy = Can.SeeReach)]
public sealed class ReachPage(SamspillDb db, OpenSchool school, ReckonReach reckon, ReachCounted counted) : PageModel
{
    /// <summary>The table of population to go by.</summary>
    [BindProperty(SupportsGet = true, Name = "ar")]
    public int? Asked { get; set; }

    [BindProperty(SupportsGet = true, Name = "fra")]
    public int? From { get; set; }

    [BindProperty(SupportsGet = true, Name = "til")]
    public int? To { get; set; }

    public ReachState State { get; private set; } = null!;
    public ReachReport Report => State.Report;
    public DistrictMap? Map { get; private set; }
    public int Youngest => Math.Clamp(From ?? ReachReport.SchoolAgeFrom, 0, Inhabitants.OldestAge);
    public int Oldest => Math.Clamp(To ?? Math.Max(Youngest, ReachReport.SchoolAgeTo), Youngest, Inhabitants.OldestAge);

    /// <summary>Districts with the least share first: where the table says nothing of, last.</summary>
    public IEnumerable<ReachLine> Districts => Report.Districts.OrderBy(d => d.Key.Length == 0).ThenBy(d => d.Share ?? double.MaxValue).ThenBy(d => d.Name, StringComparer.CurrentCulture);

    public IReadOnlyList<ReachGroup> Least => Report.LeastReached;

    /// <summary>More pupils than there are children by the table: it is of another year, or of other borders.</summary>
    public IReadOnlyList<string> Above => [.. Report.Districts.Concat(Report.Schools).Where(l => l.Covered > l.Population).Select(l => l.Name)];

    public async Task OnGetAsync(CancellationToken ct)
    {
        State = await reckon.RunAsync(Asked, Youngest, Oldest, ct);
        Map = await DistrictMap.OfAsync(db, [.. Report.Districts.Where(d => d.Share is not null).Select(d => new ChildrenFigures(d.Name, (int)d.Covered, (int)d.NotReached!.Value))], ct);
    }

    /// <summary>Counts the children anew, instead of in some minutes.</summary>
    public IActionResult OnPostCount()
    {
        counted.Forget(school);
        return this.SeeOther($"~/rekkevidde?fra={Youngest}&til={Oldest}{(Asked is { } year ? $"&ar={year}" : "")}");
    }

    /// <summary>As it is written: kilometres with one decimal.</summary>
    public static string Kilometres(double? kilometres) => Show.Number(kilometres, 1);
}
