using System.Text;
using System.Text.Json;
using Samspill.Formats.JsonStat;
using Shouldly;
using Xunit;

namespace Samspill.Formats.Tests.JsonStat;

public class JsonStatTests
{
    private static readonly JsonStatDataset Pupils = new(
        "Elever i kulturskolen", "Norsk kulturskoleråd", new DateTimeOffset(2026, 12, 15, 9, 0, 0, TimeSpan.FromHours(1)),
        [
            new("where", "Kommune", JsonStatRole.Geo, [new("50", "Trøndelag"), new("5001", "Trondheim", "50"), new("5031", "Malvik", "50")]),
            new("year", "År", JsonStatRole.Time, [new("2025", "2025"), new("2026", "2026")]),
        ],
        [5012, 5100, 4300, null, 712.5m, null])
    {
        Status = new Dictionary<int, string> { [3] = JsonStatDataset.Suppressed, [5] = JsonStatDataset.Missing },
        StatusLabels = new Dictionary<string, string> { [":"] = "Vises ikke", [".."] = "Ikke rapportert" },
        Notes = ["Tall under 5 vises ikke."],
        Href = "https://example.org/council/api/v1/statistics/pupils",
    };

    [Fact]
    public void It_is_written_as_the_standard_has_it()
    {
        using var json = JsonDocument.Parse(JsonStatJson.Write(Pupils));
        var root = json.RootElement;
        root.GetProperty("version").GetString().ShouldBe("2.0");
        root.GetProperty("class").GetString().ShouldBe("dataset");
        root.GetProperty("updated").GetString().ShouldBe("2026-12-15T08:00:00Z");
        root.GetProperty("id").GetRawText().ShouldBe("""["where","year"]""");
        root.GetProperty("size").GetRawText().ShouldBe("[3,2]");
        root.GetProperty("role").GetRawText().ShouldBe("""{"time":["year"],"geo":["where"]}""");
        root.GetProperty("value").GetRawText().ShouldBe("[5012,5100,4300,null,712.5,null]");
        root.GetProperty("status").GetRawText().ShouldBe("""{"3":":","5":".."}""");
        root.GetProperty("dimension").GetProperty("where").GetProperty("category").GetRawText()
            .ShouldBe("""{"index":["50","5001","5031"],"label":{"50":"Trøndelag","5001":"Trondheim","5031":"Malvik"},"child":{"50":["5001","5031"]}}""");
        root.GetProperty("extension").GetProperty("status").GetProperty("label").GetProperty(":").GetString().ShouldBe("Vises ikke");
    }

    [Fact]
    public void What_is_written_is_read_as_it_was()
    {
        var read = JsonStatJson.Read(JsonStatJson.Write(Pupils));
        (read.Label, read.Source, read.Updated, read.Href).ShouldBe((Pupils.Label, Pupils.Source, Pupils.Updated.ToUniversalTime(), Pupils.Href));
        read.Values.ShouldBe(Pupils.Values);
        read.Status.ShouldBe(Pupils.Status);
        read.StatusLabels.ShouldBe(Pupils.StatusLabels, ignoreOrder: true);
        read.Notes.ShouldBe(Pupils.Notes);
        read.Dimensions.Select(d => (d.Id, d.Label, d.Role)).ShouldBe(Pupils.Dimensions.Select(d => (d.Id, d.Label, d.Role)));
        read.Dimensions.SelectMany(d => d.Categories).ShouldBe(Pupils.Dimensions.SelectMany(d => d.Categories));
        JsonStatJson.Write(read).ShouldBe(JsonStatJson.Write(Pupils));
    }

    [Fact]
    public void The_csv_has_a_line_for_each_value()
    {
        using var stream = new MemoryStream();
        JsonStatJson.WriteCsv(Pupils, stream);
        Encoding.UTF8.GetString(stream.ToArray()).TrimStart('\uFEFF').Split("\r\n").ShouldBe(
        [
            "where;where_label;year;year_label;value;status",
            "50;Trøndelag;2025;2025;5012;", "50;Trøndelag;2026;2026;5100;",
            "5001;Trondheim;2025;2025;4300;", "5001;Trondheim;2026;2026;;:",
            "5031;Malvik;2025;2025;712.5;", "5031;Malvik;2026;2026;;..", "",
        ]);
    }

    [Fact]
    public void Another_who_keeps_to_the_standard_is_read_too()
    {
        var read = JsonStatJson.Read(Encoding.UTF8.GetBytes("""
            {"version":"2.0","class":"dataset","id":["a","one"],"size":[2,1],"value":{"1":7},
             "dimension":{"a":{"category":{"index":{"y":1,"x":0}}},"one":{"category":{"label":{"z":"Zed"}}}}}
            """));
        read.Values.ShouldBe([null, 7m]);
        read.Dimensions.SelectMany(d => d.Categories).ShouldBe([new("x", "x"), new("y", "y"), new("z", "Zed")]);
    }

    [Theory]
    [InlineData("""{"version":"1.0","class":"dataset"}""")]
    [InlineData("""{"version":"2.0","class":"collection"}""")]
    [InlineData("""{"version":"2.0","class":"dataset","id":["a"],"size":[2],"value":[1,2],"dimension":{}}""")]
    [InlineData("""{"version":"2.0","class":"dataset","id":["a"],"size":[2],"value":[1],"dimension":{"a":{"category":{"index":["x","y"]}}}}""")]
    [InlineData("""{"version":"2.0","class":"dataset","id":["a"],"size":[3],"value":[1,2],"dimension":{"a":{"category":{"index":["x","y"]}}}}""")]
    [InlineData("""{"version":"2.0","class":"dataset","id":["a"],"size":[1],"value":["x"],"dimension":{"a":{"category":{"index":["x"]}}}}""")]
    [InlineData("[]")]
    public void What_is_no_dataset_is_refused(string text) => Should.Throw<FormatException>(() => JsonStatJson.Read(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void A_hidden_value_is_never_written()
    {
        Should.Throw<ArgumentException>(() => JsonStatJson.Write(Pupils with { Status = new Dictionary<int, string> { [0] = JsonStatDataset.Suppressed } }));
        Should.Throw<ArgumentException>(() => JsonStatJson.Write(Pupils with { Values = [1] }));
    }
}
