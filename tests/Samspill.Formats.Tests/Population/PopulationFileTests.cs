using System.Text;
using Samspill.Formats.Population;
using Shouldly;
using Xunit;

namespace Samspill.Formats.Tests.Population;

public sealed class PopulationFileTests
{
    [Fact]
    public void Columns_stand_in_any_order_and_some_may_be_left_out()
    {
        var (rows, troubles) = Read("antall,Alder,Bydel\r\n40, 8 ,Østbyen\r\n\r\n41,9,\"Byen, \"\"sør\"\"\"\r\n");
        troubles.ShouldBeEmpty();
        rows.ShouldBe([new(2, "Østbyen", "", "8", "", "40"), new(4, "Byen, \"sør\"", "", "9", "", "41")]);
        PopulationFile.Read(Encoding.Latin1.GetBytes("bydel;skole;alder;kjønn;antall\nØstbyen;Åsveien;8;J;3\n"), 10).Rows.ShouldHaveSingleItem().School.ShouldBe("Åsveien");
    }

    [Fact]
    public void What_is_written_is_read_back_whatever_a_district_is_called()
    {
        PopulationRow[] rows = [new(2, "A;B", "ila", "8", "F", "40"), new(3, "Byen, \"sør\"", "", "9", "", "41"), new(4, "-Nord", "", "9", "", "1")];
        Read(PopulationFile.Write(rows)).Rows.ShouldBe(rows);
    }

    [Fact]
    public void What_cannot_be_read_is_told_with_its_line()
    {
        Read("").Troubles.ShouldBe([new(1, PopulationWrong.Empty, null)]);
        Read("bydel;alder;antall\n").Troubles.ShouldBe([new(1, PopulationWrong.Empty, null)]);
        Read("sted;alder\nA;8\n").Troubles.ShouldBe([new(1, PopulationWrong.Columns, "bydel, antall")]);
        Read("bydel;alder;antall\nA;8\nB;8;1\n").Troubles.ShouldBe([new(2, PopulationWrong.Values, null)]);
        Read("bydel;alder;antall\nA;8;1\n\"B;8;1\n").Troubles.ShouldBe([new(3, PopulationWrong.Unreadable, null)]);
        PopulationFile.Read(Encoding.UTF8.GetBytes("bydel;alder;antall\nA;8;1\nB;8;1\n"), 1).Troubles.ShouldBe([new(3, PopulationWrong.TooMany, null)]);
        PopulationFile.Read([0xFF, 0xFE, 0x41, 0x00], 10).Troubles.ShouldBe([new(1, PopulationWrong.Unreadable, null)]);
    }

    private static (IReadOnlyList<PopulationRow> Rows, IReadOnlyList<PopulationTrouble> Troubles) Read(string text) => PopulationFile.Read(Encoding.UTF8.GetBytes(text), 100);
}
