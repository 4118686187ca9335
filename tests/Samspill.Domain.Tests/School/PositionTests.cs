using Samspill.Domain.School;

namespace Samspill.Domain.Tests.School;

public sealed class PositionTests
{
    private static readonly Position Olavshallen = new(63.4345, 10.4040);

    [Fact]
    public void A_place_is_nowhere_from_itself() => Olavshallen.KilometresTo(Olavshallen).ShouldBe(0);

    [Fact]
    public void From_Olavshallen_to_Klæbu_is_fifteen_and_a_half_kilometres() =>
        Olavshallen.KilometresTo(new Position(63.2990, 10.4870)).ShouldBe(15.6, tolerance: 0.2);

    [Fact]
    public void It_is_as_far_back_as_there()
    {
        var spongdal = new Position(63.3620, 10.1720);
        Olavshallen.KilometresTo(spongdal).ShouldBe(spongdal.KilometresTo(Olavshallen), tolerance: 1e-9);
    }

    [Fact]
    public void A_degree_of_the_equator_is_its_share_of_the_circumference() =>
        new Position(0, 10).KilometresTo(new Position(0, 11)).ShouldBe(2 * Math.PI * 6371.0088 / 360, tolerance: 1e-6);

    [Fact]
    public void The_other_side_of_the_earth_is_half_way_round() =>
        new Position(90, 0).KilometresTo(new Position(-90, 0)).ShouldBe(Math.PI * 6371.0088, tolerance: 1e-6);

    [Fact]
    public void A_site_without_both_degrees_is_nowhere_on_the_map()
    {
        var site = new Site(SiteId.New(), "ila");
        site.Record("Ila skole", SiteKind.Primary, "Midtbyen", 63.4290, null);
        site.Position.ShouldBeNull();
        site.Record("Ila skole", SiteKind.Primary, "Midtbyen", 63.4290, 10.3700);
        site.Position.ShouldBe(new Position(63.4290, 10.3700));
    }
}
