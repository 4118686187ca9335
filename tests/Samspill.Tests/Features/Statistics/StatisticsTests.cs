using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Samspill.Domain.Admission;
using Samspill.Domain.People;
using Samspill.Domain.Statistics;
using Samspill.Features.Statistics;
using Samspill.Formats.Statistics;
using Samspill.Tests.Features.Statistics.RealReader;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Statistics;

/// <summary>It is 5 June 2026. Jonas has piano; 12 girls and 9 boys made for this have it too, so that little is left to hide.</summary>
public abstract class StatisticsTests(TestServer server) : OnDatabase(server)
{
    private static readonly DateOnly Today = new(2026, 6, 5);

    [Fact]
    public async Task A_nothing_is_published_until_the_principal_does()
    {
        using var anybody = Server.Visit();
        (await anybody.OpenAsync("/statistikk")).QuerySelector(".s-empty").ShouldNotBeNull();
        using (var table = await anybody.GetAsync("/api/v1/statistics/pupils")) table.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using (var package = await anybody.GetAsync("/api/v1/statistics-package")) package.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var per = await Server.SignInAsync(Server.World.Per);
        using var office = await per.GetAsync("/statistikk/utgi");
        office.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var marit = await Server.SignInAsync(Server.World.Marit);
        using var future = await marit.SubmitAsync("/statistikk/utgi?dato=2026-10-01", [], "Publish");
        future.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task B_what_is_published_is_read_by_others_programs_and_hides_the_few()
    {
        await FillAsync();
        using var marit = await Server.SignInAsync(Server.World.Marit);
        using (var done = await marit.SubmitAsync("/statistikk/utgi?dato=2026-06-05", [], "Publish")) done.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        using (var again = await marit.SubmitAsync("/statistikk/utgi?dato=2026-06-05", [], "Publish")) again.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, "nothing is new");

        using var anybody = Server.Visit();
        var pupils = await StatisticsReader.ReadAsync(await anybody.Http.GetStringAsync(new Uri("api/v1/statistics/pupils?year=2025", UriKind.Relative)));
        (pupils.Kind, string.Join(' ', pupils.Dimensions), string.Join(' ', pupils.Time), string.Join(' ', pupils.Geo)).ShouldBe(("dataset", "place year age sex", "year", "place"));
        pupils.Categories[2].ShouldBe(["all", "under", "in", "over"]);
        pupils.Values.Count.ShouldBe(16);
        pupils.Values.ShouldAllBe(v => v == null || v == 0 || v >= 5);
        pupils.Values[0].ShouldBe(22);
        foreach (var table in StatisticsForms.Today.Tables)
            (await StatisticsReader.ReadAsync(await anybody.Http.GetStringAsync(new Uri($"api/v1/statistics/{table.Table}", UriKind.Relative)))).Values.Count.ShouldBeGreaterThan(0, table.Table);

        using var asked = new HttpRequestMessage(HttpMethod.Get, "api/v1/statistics/disciplines");
        asked.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/csv"));
        using var csv = await anybody.Http.SendAsync(asked);
        csv.Content.Headers.ContentType!.MediaType.ShouldBe("text/csv");
        (await csv.Content.ReadAsStringAsync()).ShouldContain("discipline;discipline_label;value;status");
        (await anybody.OpenAsync("/statistikk")).QuerySelectorAll("figure table").Length.ShouldBe(6);
    }

    [Fact]
    public async Task C_a_published_version_never_changes_and_a_correction_is_another()
    {
        await using var db = Server.Database();
        var published = await db.StatisticsSnapshots.AsNoTracking().SingleAsync();
        await Should.ThrowAsync<Exception>(() => db.StatisticsSnapshots.ExecuteUpdateAsync(s => s.SetProperty(x => x.By, "somebody")));
        Add(db, "Ny", Sex.F, 20);
        await db.SaveChangesAsync();
        await using var scope = await Server.ActAsAsync(Server.World.Marit);
        var publish = scope.ServiceProvider.GetRequiredService<PublishStatistics>();
        var id = StatisticsSnapshotId.New();
        (await publish.RunAsync(id, Today, null, CancellationToken.None)).Value.ShouldBe(2);
        (await publish.RunAsync(id, Today, null, CancellationToken.None)).Value.ShouldBe(2, "sent twice");
        (await db.StatisticsSnapshots.CountAsync()).ShouldBe(2);
        using var anybody = Server.Visit();
        (await StatisticsReader.ReadAsync(await anybody.Http.GetStringAsync(new Uri("api/v1/statistics/pupils?year=2025&version=1", UriKind.Relative)))).Values[0].ShouldBe(22);
        (await StatisticsReader.ReadAsync(await anybody.Http.GetStringAsync(new Uri("api/v1/statistics/pupils", UriKind.Relative)))).Values[0].ShouldBe(42);
        (await db.StatisticsSnapshots.AsNoTracking().SingleAsync(s => s.Version == 1)).Tables.ShouldBe(published.Tables);
    }

    [Fact]
    public void D_what_would_tell_a_small_figure_together_with_what_was_shown_is_refused()
    {
        List<FigureTable> Full(params long?[] waiting) => [.. StatisticsForms.Today.Tables.Select(t => new FigureTable(t.Table,
            t.Table == "waiting" ? waiting : [.. StatisticsForms.Today.CellsOf(t).Select(c => (long?)(t.Table == "wishes" && c[0].Id is ("all" or "music") ? 9 : 0))], []))];
        var first = HideFigures.Of(StatisticsForms.Today, 2025, "5001", Full(6, 0, 6, 0), [], CancellationToken.None).Value;
        first.ShouldAllBe(t => t.Hidden.Count == 0);
        HideFigures.Of(StatisticsForms.Today, 2025, "5001", Full(6, 2, 4, 0), [first], CancellationToken.None).Refused(out var why).ShouldBeTrue();
        why.ShouldBe(StatisticsRejections.Exposed);
        HideFigures.Of(StatisticsForms.Today, 2026, "5001", Full(6, 2, 4, 0), [], CancellationToken.None).Value.Single(t => t.Table == "waiting").Cover().Values.ShouldBe([null, null, null, 0]);
    }

    [Fact]
    public void E_what_a_school_that_has_come_in_had_hidden_is_not_told_by_the_difference()
    {
        List<FigureTable> Full(long wishes, params long?[] waiting) => [.. StatisticsForms.Today.Tables.Select(t => new FigureTable(t.Table,
            t.Table == "waiting" ? waiting : [.. StatisticsForms.Today.CellsOf(t).Select(c => (long?)(t.Table == "wishes" && c[0].Id is ("all" or "music") ? wishes : 0))], []))];
        var theirs = HideFigures.Of(StatisticsForms.Today, 2025, "5030", Full(100, 9, 3, 6, 0), [], CancellationToken.None).Value;
        theirs.Single(t => t.Table == "waiting").Hidden.ShouldContain(1);
        List<FigureTable> before = Full(100, 20, 10, 10, 0), after = Full(200, 29, 13, 16, 0);
        HideFigures.Of(StatisticsForms.Today, 2025, "5001", after, [before], CancellationToken.None).Value.ShouldAllBe(t => t.Hidden.Count == 0);
        var together = HideFigures.Of(StatisticsForms.Today, 2025, "5001", after, [before], CancellationToken.None, [new(new AbsorbedStatistics("old", 2025, theirs), [before])]).Value;
        together.Single(t => t.Table == "waiting").Hidden.ShouldContain(1);
        together.Single(t => t.Table == "waiting").Hidden.Count.ShouldBeGreaterThan(1, "it cannot be told from its neighbours either");
    }

    [Fact]
    public void F_a_heading_names_the_largest_only_when_nothing_hidden_may_be_larger()
    {
        DrawnTable Draw(params long?[] waiting) => new(StatisticsForms.Today.Find("waiting")!,
            new PublishedStatistics(2025, 1, Today, Server.Clock.GetUtcNow(), "Made", [new StatisticsPlace("5001", "Made", null)], [new FigureTable("waiting", waiting, [.. Enumerable.Range(0, 4).Where(i => waiting[i] is null)])]), 0, null);
        Draw(100, 10, 60, 30).Largest!.Value.Share.ShouldBe(0.6);
        Draw(100, null, null, 20).Largest.ShouldBeNull();
        Draw(100, null, 60, null).Largest!.Value.Share.ShouldBe(0.6);
    }

    [Fact]
    public async Task G_open_data_says_its_own_public_address_whatever_name_was_asked()
    {
        await using (var scope = await Server.ActAsAsync(Server.World.Marit)) await scope.ServiceProvider.GetRequiredService<PublishStatistics>().RunAsync(StatisticsSnapshotId.New(), Today, null, CancellationToken.None);
        using var anybody = Server.Visit();
        using var asked = new HttpRequestMessage(HttpMethod.Get, "api/v1/statistics/pupils");
        asked.Headers.Host = "elsewhere.example.org";
        using var answer = await anybody.Http.SendAsync(asked);
        (await answer.Content.ReadAsStringAsync()).ShouldNotContain("elsewhere.example.org");
    }

    private async Task FillAsync()
    {
        await using var db = Server.Database();
        Add(db, "Pia", Sex.F, 12);
        Add(db, "Pål", Sex.M, 9);
        await db.SaveChangesAsync();
    }

    private void Add(Samspill.Data.SamspillDb db, string name, Sex sex, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var person = new Person(PersonId.New(), name, $"Statistikk {i}");
            person.RecordPupil($"stat-{name.ToLowerInvariant()}-{i}", new PupilFacts(new DateOnly(2016, 5, 5), sex, null, null, "5001", null, "nb", Protection.None, ""));
            db.People.Add(person);
            db.Places.Add(new Place(PlaceId.New(), person.Id, Server.World.Piano, new DateOnly(2026, 1, 5), null, null, null, Today));
        }
    }
}

public sealed class StatisticsTestsOnSqlite(OnSqlite server) : StatisticsTests(server), IClassFixture<OnSqlite>;

public sealed class StatisticsTestsOnPostgres(OnPostgres server) : StatisticsTests(server), IClassFixture<OnPostgres>;
