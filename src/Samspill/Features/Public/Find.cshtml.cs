using System.Globalization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Samspill.Data;
using Samspill.Features.School;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Public;

/// <summary>Finding a course by age, interest, day and nearness. All that is asked for is in the address.</summary>
[OpenToAll("What the school offers is public.")]
public sealed class FindPage(SamspillDb db, Texts texts) : PageModel
{
    private const int Size = 20;

    public PublishedCatalogue Catalogue { get; private set; } = null!;
    public Wanted Wanted { get; private set; } = null!;
    public IReadOnlyList<PublishedCourse> Found { get; private set; } = [];
    public IReadOnlyList<PublishedCourse> Rows { get; private set; } = [];
    public Paging Paging { get; private set; } = null!;
    public IReadOnlyList<Filter> Filters { get; private set; } = [];
    public bool OnMap { get; private set; }

    /// <summary>Where what was found is taught, the nearest or else the fullest first.</summary>
    public IReadOnlyList<SiteWithCourses> Places { get; private set; } = [];
    public SiteMap? Map { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Catalogue = await db.PublishedAsync(ct);
        Wanted = Wanted.From(Request.Query, Catalogue);
        Found = Wanted.In(Catalogue, texts);
        Filters = Wanted.Filters(Request, texts);
        OnMap = Request.Query["vis"] == "kart";
        _ = int.TryParse(Request.Query["side"], NumberStyles.None, CultureInfo.InvariantCulture, out var page);
        Paging = Paging.At(page, Size, Found.Count);
        Rows = [.. Found.Skip((Paging.Page - 1) * Size).Take(Size)];
        if (OnMap && Found.Count > 0) (Places, Map) = (SiteWithCourses.Of(Found, Wanted.Near), SiteWithCourses.Draw(Catalogue, Found, Wanted.Near));
    }
}

/// <summary>A site and what is found there.</summary>
public sealed record SiteWithCourses(SiteLine Site, int Courses, int Free, int Waiting, double? Kilometres)
{
    /// <summary>The sites of these courses. A course taught at several counts at each: its seats are not divided between them.</summary>
    public static IReadOnlyList<SiteWithCourses> Of(IEnumerable<PublishedCourse> courses, SiteLine? near) =>
    [
        .. courses.SelectMany(c => c.Sites.Select(s => (Site: s, Course: c))).GroupBy(x => x.Site)
            .Select(g => new SiteWithCourses(g.Key, g.Count(), g.Sum(x => x.Course.Free), g.Sum(x => x.Course.Waiting), g.Key.KilometresFrom(near)))
            .OrderBy(s => s.Kilometres ?? double.MaxValue).ThenByDescending(s => s.Courses),
    ];

    /// <summary>The map of all sites with these courses on it; null when no site has coordinates.</summary>
    public static SiteMap? Draw(PublishedCatalogue catalogue, IEnumerable<PublishedCourse> courses, SiteLine? near)
    {
        var count = courses.SelectMany(c => c.Sites).CountBy(s => s.Id).ToDictionary();
        var sites = catalogue.Sites.Where(s => s.Position is not null)
            .Select(s => new MapSite(s.Name, s.District, s.Position!.Value, count.GetValueOrDefault(s.Id), s == near)).ToList();
        return sites.Count > 0 ? new SiteMap(sites) : null;
    }
}
