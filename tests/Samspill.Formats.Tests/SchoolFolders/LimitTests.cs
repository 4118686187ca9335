using System.Text;
using Samspill.Formats.SchoolFolders;
using Shouldly;
using Xunit;

namespace Samspill.Formats.Tests.SchoolFolders;

public class LimitTests
{
    private static string Rows(int count, Func<int, string> row) =>
        new StringBuilder("id;name;kind\n").AppendJoin('\n', Enumerable.Range(0, count).Select(row)).ToString();

    [Fact]
    public void A_thousand_faults_are_kept_and_the_others_counted()
    {
        var faults = Folders.Read("sites.csv", Rows(1_005, i => $"s{i};S;moon")).Faults;
        faults.Count.ShouldBe(1_001);
        faults[^1].ToString().ShouldBe("sites.csv: ... and 5 more");
    }

    [Fact]
    public void Two_hundred_thousand_rows_are_read_and_one_more_is_not()
    {
        Folders.Read("sites.csv", Rows(SheetReader<SiteRow>.MostRows, i => $"{i};S;other")).Faults.ShouldBeEmpty();
        Folders.Read("sites.csv", Rows(SheetReader<SiteRow>.MostRows + 5, i => $"{i};S;other")).Faults.Told()
            .ShouldBe(["sites.csv line 200002: is beyond the 200000 rows a file may have"]);
    }

    [Fact]
    public void A_row_that_does_not_end_stops_the_reading()
    {
        var told = "is longer than 100000 characters; is a quote not closed?";
        Folders.Read("sites.csv", Rows(2, _ => $"1;{new string('x', 100_000)};other")).Faults.Told().ShouldBe([$"sites.csv line 2: {told}"]);
        Folders.Read("sites.csv", Rows(2, _ => $"1;\"{new string('\n', 100_000)}")).Faults.Told().ShouldBe([$"sites.csv line 2: {told}"]);
        Folders.Read("sites.csv", new string('x', 200_000)).Faults.Told().ShouldBe([$"sites.csv line 1: {told}"]);
    }

    [Fact]
    public void A_file_larger_than_64_MB_is_one_fault()
    {
        var opened = 0;
        var reading = SchoolFolderReader.Read(new Dictionary<string, Func<Stream>> { ["sites.csv"] = () => { opened++; return new Endless(); } });
        reading.Faults.Told().ShouldBe(["sites.csv: is larger than 64 MB"]);
        opened.ShouldBe(1);
    }

    private sealed class Endless : MemoryStream
    {
        public override int Read(Span<byte> buffer)
        {
            buffer.Fill((byte)'x');
            return buffer.Length;
        }
    }
}
