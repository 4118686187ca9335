using Samspill.Domain.People;
using Samspill.Domain.Reach;
using Samspill.Domain.School;

namespace Samspill.Domain.Tests.Reach;

public sealed class PopulationTableTests
{
    private static readonly Site Ila = Make("ila", "Ila skole", "Midtbyen");
    private static readonly Site Lade = Make("lade", "Lade skole", "Østbyen");

    [Fact]
    public void A_school_is_known_by_code_or_name_and_a_sex_by_many_words()
    {
        var (rows, faults) = Read("midtbyen;ila;8;J;20", "Midtbyen;Ila skole;8;gutter;1 021", "Østbyen;;8;;40");
        faults.ShouldBeEmpty();
        rows.Select(r => (r.Line, r.District, r.School, r.Age, r.Sex, r.Count)).ShouldBe([(2, "Midtbyen", Ila.Id, 8, Sex.F, 20), (3, "Midtbyen", Ila.Id, 8, Sex.M, 1021), (4, "Østbyen", null, 8, null, 40)]);
    }

    [Theory]
    [InlineData("Byåsen;;8;;1", "population.district")]
    [InlineData(";;8;;1", "population.district")]
    [InlineData("Midtbyen;Ukjent;8;;1", "population.school")]
    [InlineData("Midtbyen;lade;8;;1", "population.elsewhere")]
    [InlineData("Midtbyen;;20;;1", "population.age")]
    [InlineData("Midtbyen;;-1;;1", "population.age")]
    [InlineData("Midtbyen;;8;hest;1", "population.sex")]
    [InlineData("Midtbyen;;8;;", "population.count")]
    [InlineData("Midtbyen;;8;;12,5", "population.count")]
    [InlineData("Midtbyen;;8;;9999999999", "population.count")]
    public void What_is_wrong_is_told_with_its_line(string line, string code)
    {
        var (rows, faults) = Read("Østbyen;;8;;40", line);
        rows.ShouldHaveSingleItem();
        faults.Select(f => (f.Line, f.Why.Code)).ShouldBe([(3, code)]);
    }

    [Fact]
    public void No_child_stands_twice()
    {
        Read("Midtbyen;ila;8;J;20", "Midtbyen;ila;8;J;21").Faults.ShouldHaveSingleItem().Why.Code.ShouldBe("population.twice");
        Read("Midtbyen;ila;8;J;20", "Midtbyen;;8;J;21").Faults.ShouldHaveSingleItem().Why.Code.ShouldBe("population.whole-and-schools");
        Read("Midtbyen;ila;8;J;20", "Midtbyen;ila;8;;21").Faults.ShouldHaveSingleItem().Why.Code.ShouldBe("population.whole-and-sexes");
        Read("Midtbyen;ila;8;J;20", "Midtbyen;;9;;21", "Østbyen;;8;;30").Faults.ShouldBeEmpty();
    }

    private static (IReadOnlyList<Inhabitants> Rows, IReadOnlyList<PopulationFault> Faults) Read(params string[] lines) =>
        PopulationTable.Of(2025, [.. lines.Select((l, i) => l.Split(';') is [var district, var school, var age, var sex, var count] ? new PopulationLine(i + 2, district, school, age, sex, count) : throw new FormatException(l))], [Ila, Lade]);

    internal static Site Make(string code, string name, string district, double? latitude = null, double? longitude = null, SiteKind kind = SiteKind.Primary)
    {
        var site = new Site(SiteId.New(), code);
        site.Record(name, kind, district, latitude, longitude);
        return site;
    }
}
