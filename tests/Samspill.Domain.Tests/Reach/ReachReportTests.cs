using Samspill.Domain.Catalogue;
using Samspill.Domain.People;
using Samspill.Domain.Reach;
using Samspill.Domain.School;

namespace Samspill.Domain.Tests.Reach;

/// <summary>On 5 June 2026, of those who turn 8 and 9. Ila and Berg are in Midtbyen, Lade in Østbyen, Klett in Heimdal, which the table does not have.</summary>
public sealed class ReachReportTests
{
    private static readonly Site Ila = PopulationTableTests.Make("ila", "Ila skole", "Midtbyen", 63.40, 10.40);
    private static readonly Site Berg = PopulationTableTests.Make("berg", "Berg skole", "Midtbyen");
    private static readonly Site Lade = PopulationTableTests.Make("lade", "Lade skole", "Østbyen", 63.44, 10.44);
    private static readonly Site Klett = PopulationTableTests.Make("klett", "Klett skole", "Heimdal", 63.32, 10.30);
    private static readonly Site Centre = PopulationTableTests.Make("senter", "Senteret", "Midtbyen", 63.43, 10.40, SiteKind.Centre);

    private static readonly Inhabitants[] Table =
    [
        new(2025, 2, "Midtbyen", Ila.Id, 8, Sex.F, 30), new(2025, 3, "Midtbyen", Ila.Id, 8, Sex.M, 20), new(2025, 4, "Midtbyen", Ila.Id, 9, Sex.F, 25), new(2025, 5, "Midtbyen", Ila.Id, 9, Sex.M, 25),
        new(2025, 6, "Østbyen", null, 8, null, 40), // 9 is missing
        new(2025, 7, "Midtbyen", Ila.Id, 15, Sex.F, 1000), // nobody asked
    ];

    private static readonly ReachReport Report = ReachReport.Of([Ila, Berg, Lade, Klett, Centre], Table, new ReachCounts(new DateOnly(2026, 6, 5), DateTimeOffset.UnixEpoch,
        [
            new(ReachMeasure.Pupils, Ila.Id, 2018, Sex.F, 6), new(ReachMeasure.Pupils, Ila.Id, 2017, Sex.M, 4), new(ReachMeasure.Pupils, Lade.Id, 2018, Sex.M, 5), new(ReachMeasure.Pupils, Lade.Id, 2017, Sex.M, 3),
            new(ReachMeasure.Pupils, Klett.Id, 2018, Sex.F, 2), new(ReachMeasure.Pupils, null, 2018, Sex.F, 1), new(ReachMeasure.Pupils, Ila.Id, null, Sex.F, 9), new(ReachMeasure.Pupils, Ila.Id, 2011, Sex.F, 9),
            new(ReachMeasure.Waiting, Ila.Id, 2018, Sex.F, 7), new(ReachMeasure.Waiting, Klett.Id, 2018, Sex.F, 4), new(ReachMeasure.Waiting, null, 2018, Sex.F, 2), new(ReachMeasure.Places, Ila.Id, 2018, Sex.F, 12),
        ],
        [new(Programme.Core, Ila.Id, 2018, 6), new(Programme.Core, Klett.Id, 2018, 2)],
        [new(Ila.Id, Centre.Id, 2018, 9), new(Berg.Id, Centre.Id, 2017, 1), new(Lade.Id, Lade.Id, 2018, 1)]), 8, 9);

    [Fact]
    public void A_share_is_of_those_whom_the_table_covers_and_nothing_is_guessed()
    {
        Report.Districts.Select(d => (d.Key, d.Population, d.Covered, d.Figures.Pupils, d.IsWhole)).ShouldBe([("Heimdal", null, 0, 2, false), ("Midtbyen", 100, 10, 10, true), ("Østbyen", 40, 5, 8, false), ("", null, 0, 1, false)]);
        Report.Districts[1].Share.ShouldBe(0.1);
        (Report.Districts[0].Share, Report.Districts[0].NotReached).ShouldBe((null, null));
        Report.Missing.ShouldBe(["Heimdal", "Østbyen"]);
        (Report.Total.Population, Report.Total.Covered, Report.Total.Figures.Pupils, Report.Total.NotReached, Report.Total.IsWhole).ShouldBe((140L, 15L, 21L, 125L, false));
    }

    [Fact]
    public void Schools_ages_sexes_and_programmes_each_have_their_own()
    {
        Report.Schools.Select(s => (s.Key, s.Population, s.Covered)).ShouldBe([("ila", 100, 10), ("berg", null, 0), ("lade", null, 0), ("klett", null, 0)]);
        Report.Ages.Select(a => (a.Key, a.Population, a.Covered, a.Figures.Waiting)).ShouldBe([("8", 90, 11, 13), ("9", 50, 4, 0)]);
        Report.Sexes.Select(s => (s.Key, s.Population, s.Covered)).ShouldBe([("F", 55, 6), ("M", 45, 4)]);
        Report.Programmes.Single(p => p.Key == "Core").ShouldSatisfyAllConditions(p => p.Covered.ShouldBe(6), p => p.Figures.Pupils.ShouldBe(8));
    }

    [Fact]
    public void One_without_a_district_counts_when_every_district_is_told()
    {
        var whole = ReachReport.Of([Ila], [new(2025, 2, "Midtbyen", null, 8, null, 10)], new ReachCounts(new DateOnly(2026, 6, 5), DateTimeOffset.UnixEpoch, [new(ReachMeasure.Pupils, null, 2018, Sex.F, 1)], [], []), 8, 8);
        (whole.Total.Covered, whole.Total.Share, whole.Total.IsWhole).ShouldBe((1L, 0.1, true));
        whole.Districts[0].Covered.ShouldBe(0);
    }

    [Fact]
    public void The_way_is_from_the_school_or_the_middle_of_its_district()
    {
        var north = Ila.Position!.Value.KilometresTo(Centre.Position!.Value);
        var middle = new Position((63.40 + 63.43) / 2, 10.40).KilometresTo(Centre.Position!.Value);
        Report.Districts[1].Way!.Mean.ShouldBe(((9 * north) + middle) / 10, 1e-9);
        Report.Districts[1].Way!.NineTenths.ShouldBe(north, 1e-9);
        Report.Districts[2].Way!.Mean.ShouldBe(0);
        Report.WithoutWay.ShouldBe(12 - 11);
    }

    [Fact]
    public void Who_is_least_reached_stands_first()
    {
        Report.LeastReached.Select(g => (g.District, g.Sex, g.From, g.To, g.NotReached)).ShouldBe([("Midtbyen", Sex.M, 8, 9, 41), ("Midtbyen", Sex.F, 8, 9, 49), ("Østbyen", null, 8, 8, 35)]);
    }

    [Fact]
    public void Children_come_from_their_school_or_the_middle_of_the_district_that_is_told_as_a_whole()
    {
        Report.Points.Select(p => (p.Name, p.NotReached, p.Waiting, p.IsKnown)).ShouldBe([("Ila skole", 90, 7, true), ("Klett skole", 0, 4, false), ("Østbyen", 35, 0, true)]);
        Report.WaitingNowhere.ShouldBe(2);
    }
}
