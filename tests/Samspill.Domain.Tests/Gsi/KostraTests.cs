using Samspill.Domain.Gsi;

namespace Samspill.Domain.Tests.Gsi;

public sealed class KostraTests
{
    [Fact]
    public void The_school_year_before_weighs_seven_months_and_the_new_one_five()
    {
        var indicators = Kostra.Of(Report(3000, 0, 3200, 0), Report(3120, 1300, 3700, 100), new KostraTyped(Children: 20_000, Elsewhere: 20, Running: 36_000, Depreciation: 300, Deducted: 100, Net: 25_000)).ToDictionary(i => i.Code);
        indicators["gross"].Value!.Value.ShouldBe(36_200_000.0 / 3620, 0.001);
        indicators["net"].Value!.Value.ShouldBe(1250.0);
        indicators["share"].Value!.Value.ShouldBe((3000 * 7 / 12.0 + 3120 * 5 / 12.0) / 20_000, 1e-9);
        indicators["waiting"].Value.ShouldBe(0.065);
    }

    [Fact]
    public void What_is_not_known_gives_no_figure()
    {
        var indicators = Kostra.Of(null, Report(3120, 1300, 3700, 0), new KostraTyped(20_000, null, null, null, null, null)).ToDictionary(i => i.Code);
        (indicators["gross"].Value, indicators["net"].Value, indicators["share"].Value).ShouldBe((null, null, null));
        indicators["waiting"].Value.ShouldBe(0.065);
        Kostra.Of(null, null, new KostraTyped(0, 0, 1, 1, 1, 1)).ShouldAllBe(i => i.Value == null);
    }

    private static GsiReport Report(long schoolAge, long waiting, long pupils, long others) => new("GSI23", new(2026, 10, 1),
    [
        new("A2", new Dictionary<string, long> { ["pupils"] = schoolAge, ["waiting"] = waiting }), new("A4", new Dictionary<string, long> { ["pupils"] = pupils }), new("A13", new Dictionary<string, long> { ["pupils"] = others }),
    ]);
}
