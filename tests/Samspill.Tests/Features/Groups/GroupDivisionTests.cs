using Samspill.Domain.Catalogue;
using Samspill.Features.Groups;

namespace Samspill.Tests.Features.Groups;

/// <summary>Who is proposed to be taught together.</summary>
public sealed class GroupDivisionTests
{
    private static readonly SiteId Ila = SiteId.New(), Lade = SiteId.New(), Byneset = SiteId.New();

    [Fact]
    public void Each_site_has_its_groups_and_few_go_where_most_go()
    {
        var groups = GroupDivision.Of(TeachingForm.Group, [.. Seats(9, Ila), .. Seats(5, Lade), .. Seats(2, Byneset)], _ => null).ToList();
        groups.Select(g => (g.Site, g.Together.Length)).ShouldBe([((SiteId?)Ila, 11), (Lade, 5)]);
    }

    [Fact]
    public void A_room_that_is_small_divides_its_own_site_only()
    {
        var groups = GroupDivision.Of(TeachingForm.Group, [.. Seats(8, Ila), .. Seats(8, Lade)], site => site == Ila ? 4 : 30).ToList();
        groups.Select(g => g.Together.Length).ShouldBe([4, 4, 8]);
    }

    [Fact]
    public void Those_who_are_as_far_are_together()
    {
        var seats = Enumerable.Range(0, 16).Select(i => One(null, level: i % 2 * 3)).ToArray();
        var groups = GroupDivision.Of(TeachingForm.Group, seats, _ => 8).ToList();
        groups.Select(g => g.Together.Select(s => s.Level).Distinct().Single()).ShouldBe([3, 0]);
        groups[0].Together.ShouldBe(seats.Where(s => s.Level == 3)); // and by age, as they came
    }

    private static IEnumerable<Seat> Seats(int many, SiteId site) => Enumerable.Range(0, many).Select(_ => One(site));

    private static Seat One(SiteId? site, int level = 0) => new(PlaceId.New(), PersonId.New(), new DateOnly(2026, 8, 1), null, null, site, level);
}
