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

        using (var same = await marit.SubmitAsync(seen, Page, [new("Id", $"{Guid.CreateVersion7()}")], "handler=Deliver")) same.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await db.GsiDeliveries.CountAsync()).ShouldBe(1, "what says the same is no other version");
        (await marit.OpenAsync(Page)).QuerySelector("form[action*=Deliver]").ShouldBeNull();
        await using (var scope = await Server.ActAsAsync(Server.World.Marit))
        {
            (await scope.ServiceProvider.GetRequiredService<DeliverGsi>().RunAsync(first.Id, new(2026, 10, 1), "", CancellationToken.None)).Refused(out var why).ShouldBeTrue("the id is of another year's report");
            why.ShouldBe(GsiRejections.Future);
        }

        using (var remark = await marit.SubmitAsync(Page, [new("Line", "B7"), new("Was", ""), new("Words", "Konsert")], "handler=Remark")) remark.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var stale = await marit.OpenAsync(Page);
        using (var remark = await marit.SubmitAsync(Page, [new("Line", "B7"), new("Was", "Konsert"), new("Words", "Konserter")], "handler=Remark")) remark.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
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

    [Fact]
    public async Task F_what_another_wrote_meanwhile_is_not_taken_away()
    {
        const string Figures = "/gsi/tall?ar=2027", Accounts = "/kostra/tall?ar=2027", Remarks = "/gsi?dato=2027-10-01";
        using var marit = await Server.SignInAsync(Server.World.Marit);
        using var per = await Server.SignInAsync(Server.World.Per);
        await MeetAsync(marit, per, Figures, new("B7-hours", "120"), new("C5-percent", "50"));
        await MeetAsync(marit, per, Accounts, new("Children", "22000"), new("Net", "40000"));
        await using var db = Server.Database();
        (await db.GsiEntries.Where(e => e.Year == 2027).OrderBy(e => e.Line).Select(e => $"{e.Line} {e.Value}").ToListAsync()).ShouldBe(["B7 120", "C5 50"]);
        (await db.GsiYears.AsNoTracking().SingleAsync(y => y.Year == 2027)).Accounts().ShouldBe(new KostraTyped(22000, null, null, null, null, 40000));

        foreach (var (was, words, status) in new[] { ("", "Mange små", HttpStatusCode.SeeOther), ("", "", HttpStatusCode.UnprocessableEntity), ("", "Andre ord", HttpStatusCode.Conflict), ("Mange små", "", HttpStatusCode.SeeOther) })
        {
            using var said = await per.SubmitAsync(Remarks, [new("Line", "A1"), new("Was", was), new("Words", words)], "handler=Remark");
            said.StatusCode.ShouldBe(status, $"{was}: {words}");
        }
        (await db.GsiRemarks.AnyAsync(r => r.Year == 2027)).ShouldBeFalse();
    }

    [Fact]
    public async Task G_hours_from_before_the_lessons_were_registered_are_typed_with_a_remark()
    {
        using var marit = await Server.SignInAsync(Server.World.Marit);
        using (var typed = await marit.SubmitAsync("/gsi/tall?ar=2024", [new("B1-hours", "400")])) typed.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        await using var scope = await Server.ActAsSystemAsync();
        var state = await scope.ServiceProvider.GetRequiredService<ReckonGsi>().RunAsync(new(2024, 10, 1), CancellationToken.None);
        (state.Report["B1", "hours"], state.Report["B8", "hours"], state.Proposed["B1"]).ShouldBe((400L, 400L, 0L));
        state.Open.Select(c => $"{c.Code} {c.Line}").ShouldContain("changed B1");
    }

    /// <summary>Both open the form; the later is told what the earlier wrote, and then both figures stand.</summary>
    private static async Task MeetAsync(Browser first, Browser second, string path, KeyValuePair<string, string> one, KeyValuePair<string, string> other)
    {
        var theirs = await second.OpenAsync(path);
        using var saved = await first.SubmitAsync(path, [one]);
        saved.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        using var late = await second.SubmitAsync(theirs, path, [other]);
        late.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var shown = await Browser.ReadAsync(late);
        shown.QuerySelector($"[name='{one.Key}']")!.GetAttribute("value").ShouldBe(one.Value);
        shown.QuerySelector($"[name='{other.Key}']")!.GetAttribute("value").ShouldBe(other.Value);
        using var again = await second.SubmitAsync(shown, path, []);
        again.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
    }

    private async Task<GsiState> StateAsync()
    {
        await using var scope = await Server.ActAsSystemAsync();
        return await scope.ServiceProvider.GetRequiredService<ReckonGsi>().RunAsync(new(2025, 10, 1), CancellationToken.None);
    }
}

public sealed class GsiDeliveryTestsOnSqlite(OnSqlite server) : GsiDeliveryTests(server), IClassFixture<OnSqlite>;

public sealed class GsiDeliveryTestsOnPostgres(OnPostgres server) : GsiDeliveryTests(server), IClassFixture<OnPostgres>;
