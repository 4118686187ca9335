using Microsoft.AspNetCore.Mvc.RazorPages;
using Samspill.Data;
using Samspill.Domain.Catalogue;
using Samspill.Features.School;
using Samspill.Host;

namespace Samspill.Features.Public;

/// <summary>A school's front page: find a course, see where there is room, understand how places are given.</summary>
[OpenToAll("The school's front page.")]
public sealed class FrontPage(SamspillDb db, OpenSchool school, TimeProvider clock) : PageModel
{
    private const int MostCards = 8, MostDisciplines = 5;

    public OpenSchool School => school;
    public PublishedCatalogue Catalogue { get; private set; } = null!;

    /// <summary>Courses with room, as unlike each other as can be: one of each discipline and subject before the second.</summary>
    public IReadOnlyList<PublishedCourse> Cards { get; private set; } = [];
    public int WithRoom { get; private set; }
    public int SitesInUse { get; private set; }
    public int? Oldest { get; private set; }
    public IReadOnlyList<Discipline> Disciplines { get; private set; } = [];
    public (Money Lowest, Money Highest)? Fees { get; private set; }
    public SiteMap? Map { get; private set; }
    public WayIn Way { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct)
    {
        Catalogue = await db.PublishedAsync(ct);
        Way = await db.WayInAsync(clock.GetUtcNow(), ct);
        var room = Catalogue.Courses.Where(c => c.HasRoom).ToList();
        WithRoom = room.Count;
        Cards =
        [
            .. room.GroupBy(c => (c.Discipline, c.Subject)).SelectMany(g => g.OrderByDescending(c => c.Free - c.Waiting).Select((course, turn) => (course, turn)))
                .GroupBy(x => x.course.Discipline).SelectMany(g => g.OrderBy(x => x.turn).Select((x, turn) => (x.course, turn)))
                .OrderBy(x => x.turn).ThenByDescending(x => x.course.Free - x.course.Waiting).Take(MostCards).Select(x => x.course),
        ];
        if (Catalogue.Courses.Count > 0) Map = SiteWithCourses.Draw(Catalogue, Catalogue.Courses, null);
        SitesInUse = Catalogue.Courses.SelectMany(c => c.Sites).Distinct().Count();
        Oldest = Catalogue.Courses.Count > 0 && Catalogue.Courses.All(c => c.AgeTo is not null) ? Catalogue.Courses.Max(c => c.AgeTo) : null;
        Disciplines = [.. Catalogue.Courses.CountBy(c => c.Discipline).OrderByDescending(d => d.Value).Take(MostDisciplines).Select(d => d.Key)];
        var fees = Catalogue.Courses.Select(c => c.FeePerTerm).OfType<Money>().ToList();
        if (fees.Count > 0) Fees = (fees.MinBy(f => f.Ore), fees.MaxBy(f => f.Ore));
    }
}
