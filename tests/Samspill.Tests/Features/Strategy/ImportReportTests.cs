using System.Text.Json.Nodes;
using Samspill.Domain.Strategy;
using Samspill.Features.Strategy;
using Samspill.Formats.Reports;
using Samspill.Tests.Features.Council;
using Samspill.Tests.Host;
using Samspill.Tests.HouseRules;

namespace Samspill.Tests.Features.Strategy;

/// <summary>A real report of a county comes in whole, and out again as it came.</summary>
public abstract class ImportReportTests(TestServer server) : OnDatabase(server)
{
    private static string Given => File.ReadAllText(Path.Combine(Repository.Root, "src", "Samspill", "Data", "Demo", "activity-report-2012-2014.json"));

    [Fact]
    public async Task Nothing_of_the_report_is_lost_and_it_comes_in_once()
    {
        PlanId plan;
        await using (var db = Server.Council()) plan = (await new ImportReport(db, Server.Clock).RunAsync(Report(Given), CancellationToken.None)).Value;
        await using var read = Server.Council();
        var written = (await read.GivenReportAsync(plan, CancellationToken.None))!.Write();
        JsonNode.DeepEquals(JsonNode.Parse(written), JsonNode.Parse(Given)).ShouldBeTrue(written);
        (await read.Plans.SingleAsync(p => p.Id == plan)).County.ShouldBe("16", "Sør-Trøndelag, as it was until 2018");
        (await read.Activities.CountAsync()).ShouldBe(45);

        (await new ImportReport(read, Server.Clock).RunAsync(Report(Given), CancellationToken.None)).Refused(out var why).ShouldBeTrue();
        why!.Code.ShouldBe("report.there");
        (await new ImportReport(read, Server.Clock).RunAsync(Report(Given.Replace("\"Sør-Trøndelag\",\n  \"areas\"", "\"Trøndelag\",\n  \"areas\"", StringComparison.Ordinal)), CancellationToken.None)).Refused(out why).ShouldBeTrue();
        why!.Code.ShouldBe("report.county");
        (await new ImportReport(read, Server.Clock).RunAsync(Report(Given.Replace("Sør-Trøndelag\",\n", "Nord-Trøndelag\",\n", StringComparison.Ordinal).Replace("\"2014 spring\"", "\"one day\"", StringComparison.Ordinal)), CancellationToken.None)).Refused(out why).ShouldBeTrue();
        why!.Code.ShouldBe("report.when");
        read.ChangeTracker.Clear();
        (await read.Plans.CountAsync(p => p.County == "17")).ShouldBe(0, "all or nothing");
    }

    [Fact]
    public void What_a_report_says_that_nobody_knows_is_a_fault_and_not_lost_in_silence() =>
        Should.Throw<System.Text.Json.JsonException>(() => Report(Given.Replace("\"municipalities\": 12", "\"communes\": 12", StringComparison.Ordinal)));

    private static ActivityReport Report(string json)
    {
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(json));
        return ActivityReport.Read(stream);
    }
}

public sealed class ImportReportTestsOnSqlite(CouncilOnSqlite server) : ImportReportTests(server), IClassFixture<CouncilOnSqlite>;

public sealed class ImportReportTestsOnPostgres(CouncilOnPostgres server) : ImportReportTests(server), IClassFixture<CouncilOnPostgres>;
