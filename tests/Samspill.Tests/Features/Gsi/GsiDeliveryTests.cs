using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Samspill.Domain.Gsi;
using Samspill.Features.Gsi;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Gsi;

/// <summary>It is 5 June 2026: the report of 1 October 2025 is delivered late. Jonas has piano; there are no lessons.</summary>
public abstract class GsiDeliveryTests(TestServer server) : OnDatabase(server)
{
    private const string Page = "/gsi?dato=2025-10-01";

    [Fact]
    public async Task A_only_the_principal_delivers_and_economy_sees_kostra_only()
    {
        using var per = await Server.SignInAsync(Server.World.Per);
        (await per.OpenAsync("/gsi")).QuerySelector("form[action*=Deliver]").ShouldBeNull();
        using (var office = await per.PressAsync("/gsi", "Deliver", [])) office.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var eva = await Server.SignInAsync(Server.World.Eva);
        await eva.OpenAsync("/kostra");
        using var trine = await Server.SignInAsync(Server.World.Trine);
        foreach (var (who, path) in new[] { (eva, "/gsi"), (eva, "/gsi/liste"), (eva, "/kostra/tall"), (trine, "/gsi"), (trine, "/kostra") })
        {
            using var answer = await who.GetAsync(path);
            answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden, path);
        }
        await using var db = Server.Database();
        (await db.GsiDeliveries.AnyAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task B_what_blocks_is_said_and_mended_before_it_is_delivered()
    {
        using var marit = await Server.SignInAsync(Server.World.Marit);
        using (var blocked = await marit.SubmitAsync(Page, [], "handler=Deliver"))
        {
            blocked.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            (await Browser.ReadAsync(blocked)).QuerySelector("aside")!.TextContent.ShouldContain("ingen årstimer");
        }
        using (var otherDay = await marit.SubmitAsync("/gsi?dato=2025-10-02", [], "handler=Deliver")) otherDay.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using (var wrong = await marit.SubmitAsync("/gsi/tall?ar=2025", [new("B7-hours", "-1")])) wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using (var typed = await marit.SubmitAsync("/gsi/tall?ar=2025", [new("B7-hours", "40"), new("C5-percent", "10"), new("C5-refunded", "5"), new("C1-percent", "20")])) typed.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var state = await StateAsync();
        (state.Report["B8", "hours"], state.Report["C4", "percent"], state.Report["C13", "percent"], state.Report["C13", "refunded"]).ShouldBe((40L, 65L, 95L, 5L));
        state.Open.Select(c => $"{c.Code} {c.Line}").ShouldBe(["changed C1"]);
        using (var unsaid = await marit.SubmitAsync(Page, [], "handler=Deliver")) (await Browser.ReadAsync(unsaid)).QuerySelector("[role=alert]")!.TextContent.ShouldContain("C1");
        using (var remark = await marit.SubmitAsync(Page, [new("Line", "C1"), new("Words", "Inspektør i 20 prosent")], "handler=Remark")) remark.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await StateAsync()).Open.ShouldBeEmpty();
    }

    [Fact]
    public async Task C_a_delivery_is_once_and_never_changes_and_the_next_is_another_version()
    {
        using var marit = await Server.SignInAsync(Server.World.Marit);
        var seen = await marit.OpenAsync(Page);
        for (var i = 0; i < 2; i++)
        {
            using var delivered = await marit.SubmitAsync(seen, Page, [], "handler=Deliver");
            delivered.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        }
        await using var db = Server.Database();
        var first = await db.GsiDeliveries.AsNoTracking().SingleAsync();
        (first.Year, first.Version, first.By, first.Date).ShouldBe((2025, 1, "Marit", new DateOnly(2025, 10, 1)));
        first.Report.ShouldContain("Inspektør i 20 prosent");
        await Should.ThrowAsync<Exception>(() => db.GsiDeliveries.ExecuteUpdateAsync(d => d.SetProperty(x => x.Report, "{}")));
        await Should.ThrowAsync<Exception>(() => db.GsiDeliveries.ExecuteDeleteAsync());

        var stale = await marit.OpenAsync(Page);
        using (var remark = await marit.SubmitAsync(Page, [new("Line", "B7"), new("Words", "Konserter")], "handler=Remark")) remark.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        using (var changed = await marit.SubmitAsync(stale, Page, [], "handler=Deliver")) changed.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        using (var again = await marit.SubmitAsync(Page, [], "handler=Deliver")) again.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await db.GsiDeliveries.OrderBy(d => d.Version).Select(d => d.Version).ToListAsync()).ShouldBe([1, 2]);
        (await db.GsiDeliveries.AsNoTracking().SingleAsync(d => d.Version == 1)).Report.ShouldBe(first.Report);

        using var per = await Server.SignInAsync(Server.World.Per);
        var frozen = (await per.OpenAsync($"/gsi/levert?versjon={first.Id.Value}")).QuerySelector("main")!.TextContent;
        frozen.ShouldContain("Marit");
        frozen.ShouldNotContain("Konserter");
        (await per.OpenAsync("/gsi/levert")).QuerySelector("main")!.TextContent.ShouldContain("Konserter");
        using var file = await per.GetAsync($"/gsi/levert?handler=File&som=json&versjon={first.Id.Value}");
        (await file.Content.ReadAsStringAsync()).TrimEnd().ShouldBe(first.Report);
        using var unknown = await per.GetAsync($"/gsi/levert?versjon={Guid.CreateVersion7()}");
        unknown.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task D_a_day_to_come_is_not_delivered()
    {
        using var marit = await Server.SignInAsync(Server.World.Marit);
        using (var typed = await marit.SubmitAsync("/gsi/tall?ar=2026", [new("B7-hours", "40")])) typed.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        using var future = await marit.SubmitAsync("/gsi?dato=2026-10-01", [], "handler=Deliver");
        future.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Browser.ReadAsync(future)).QuerySelector("[role=alert]")!.TextContent.ShouldContain("ikke kommet");
    }

    [Fact]
    public async Task E_kostra_weighs_two_delivered_years()
    {
        await using (var db = Server.Database())
        {
            var before = (await StateAsync()).Document;
            db.GsiDeliveries.Add(new GsiDelivery(GsiDeliveryId.New(), 2024, 1, "GSI23", new(2024, 10, 1),
                (before with { Date = new(2024, 10, 1), Lines = [.. before.Lines.Select(l => l.Line == "A2" ? l with { Values = [KeyValuePair.Create("pupils", 13L)] } : l)] }).ToJson(), null, "Marit", Server.Clock.GetUtcNow()));
            await db.SaveChangesAsync();
        }
        using var per = await Server.SignInAsync(Server.World.Per);
        using (var wrong = await per.SubmitAsync("/kostra/tall?ar=2025", [new("Children", "mange")])) wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using (var typed = await per.SubmitAsync("/kostra/tall?ar=2025", [new("Children", "100"), new("Running", "50"), new("Net", "30")])) typed.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        using var eva = await Server.SignInAsync(Server.World.Eva);
        var text = (await eva.OpenAsync("/kostra?ar=2025")).QuerySelector("main")!.TextContent.Replace('\u00a0', ' ');
        text.ShouldContain("8,0 %"); // (13 x 7 + 1 x 5) / 12 of 100
        text.ShouldContain("kr 50 000"); // for Jonas alone
        text.ShouldContain("kr 300");
        text.ShouldContain("13, ganget med 7/12");
    }

    private async Task<GsiState> StateAsync()
    {
        await using var scope = await Server.ActAsSystemAsync();
        return await scope.ServiceProvider.GetRequiredService<ReckonGsi>().RunAsync(new(2025, 10, 1), CancellationToken.None);
    }
}

public sealed class GsiDeliveryTestsOnSqlite(OnSqlite server) : GsiDeliveryTests(server), IClassFixture<OnSqlite>;

public sealed class GsiDeliveryTestsOnPostgres(OnPostgres server) : GsiDeliveryTests(server), IClassFixture<OnPostgres>;
