using System.Net;
using Samspill.Domain.Admission;
using Samspill.Domain.Catalogue;
using Samspill.Host;
using Samspill.Tests.Host;
using static Samspill.Tests.Features.Api.Rest;

namespace Samspill.Tests.Features.Api;

/// <summary>The year over REST, in one story: Jonas has piano and waits for guitar.</summary>
public abstract class YearApiTests(TestServer server) : OnDatabase(server)
{
    [Fact]
    public async Task The_year_goes_round()
    {
        await AdoptAsync();
        await ConfirmAsync();
        var place = await LeaveAsync();
        await ChangeAsync(place);
        await GiveUpAsync(place);
        await MoveUpAsync();
        await TurnAsync();
    }

    private async Task AdoptAsync()
    {
        await using var db = Server.Database();
        var rules = AdmissionRules.Default with { Year = new() { ConfirmBy = new(5, 1), LapseUnconfirmed = true, WithdrawAutumn = new(8, 10), WithdrawSpring = new(12, 10), Leave = Leave.ToEndOfTerm } };
        db.RuleSets.Add(new RuleSet(RuleSetId.New(), 2, Oslo.Today(Server.Clock), "Bystyret", Server.Clock.GetUtcNow(), rules));
        var next = new Course(CourseId.New(), "piano-videre");
        next.Record(new CourseFacts("Piano videre", Discipline.Music, "piano", Programme.Core, TeachingForm.Individual, [Server.World.Midtbyen], 1, 0, 7, 19, 20, 36, null, ""));
        next.Publish();
        db.Courses.Add(next);
        await db.SaveChangesAsync();
        foreach (var (child, course) in new[] { (Server.World.Kasper, Server.World.Piano), (Server.World.Elle, Server.World.Choir) }) // Elle turns 10; the choir is to 9
        {
            db.Places.Add(new Place(PlaceId.New(), child, course, new DateOnly(2025, 8, 15), null, null, null, Oslo.Today(Server.Clock)));
            await db.Courses.Where(c => c.Id == course).ExecuteUpdateAsync(c => c.SetProperty(x => x.Taken, x => x.Taken + 1));
        }
        await db.SaveChangesAsync();
    }

    private async Task ConfirmAsync()
    {
        using var per = await Server.SignInAsync(Server.World.Per);
        using var kari = await Server.SignInAsync(Server.World.Kari);
        await RefusedAsync(await PostAsync(per, "confirmation-rounds", new { confirmBy = "2026-06-10" }), HttpStatusCode.UnprocessableEntity, "urn:samspill:confirmation.too-soon", "confirmBy");
        (await PostAsync(kari, "confirmation-rounds", new { confirmBy = "2026-06-25" })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var key = Guid.CreateVersion7().ToString();
        for (var twice = 0; twice < 2; twice++) (await PostAsync(per, "confirmation-rounds", new { confirmBy = "2026-06-25" }, key)).StatusCode.ShouldBe(HttpStatusCode.Created);
        var round = (await Json(per, "confirmation-rounds")).GetProperty("items").EnumerateArray().ShouldHaveSingleItem();
        (round.GetProperty("asked").GetInt32(), round.GetProperty("lapses").GetBoolean()).ShouldBe((5, true));
        var unanswered = (await Json(per, $"confirmation-rounds/{round.GetProperty("id")}/unanswered")).GetProperty("items").EnumerateArray().Select(u => u.GetProperty("name").GetString());
        unanswered.ShouldBe(["Jonas Aune", "Elle Aune", "Kasper Solberg", "Sperret adresse"], ignoreOrder: true);

        var jonas = $"children/{Server.World.Jonas.Value}/confirmations";
        var tag = await TagAsync(kari, jonas);
        (await PutAsync(kari, $"{jonas}/kept", match: null)).StatusCode.ShouldBe(HttpStatusCode.PreconditionRequired);
        (await PutAsync(kari, $"{jonas}/kept", match: tag)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await RefusedAsync(await PutAsync(kari, $"{jonas}/kept", match: tag), HttpStatusCode.PreconditionFailed, "urn:samspill:api.changed-since");
        var things = (await Json(kari, jonas)).GetProperty("things").EnumerateArray().ToList();
        things.Select(t => (t.GetProperty("isPlace").GetBoolean(), t.GetProperty("state").GetString())).ShouldBe([(true, "kept"), (false, "kept")]);
        (await PutAsync(kari, $"{jonas}/left?thing={things[1].GetProperty("id")}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await PutAsync(kari, $"{jonas}/left")).StatusCode.ShouldBe(HttpStatusCode.NotFound, "nothing was named");
        using var nina = await Server.SignInAsync(Server.World.Nina);
        (await StatusAsync(nina, jonas)).ShouldBe(HttpStatusCode.NotFound);

        var kasper = $"people/{Server.World.Kasper.Value}/confirmations";
        (await PutAsync(per, $"{kasper}/kept", match: await TagAsync(per, kasper))).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await StatusAsync(per, $"people/{Server.World.Skjult.Value}/confirmations")).ShouldBe(HttpStatusCode.NotFound);
        (await Json(per, "confirmation-rounds")).GetProperty("items")[0].GetProperty("kept").GetInt32().ShouldBe(2);
    }

    private async Task<string> LeaveAsync()
    {
        using var kari = await Server.SignInAsync(Server.World.Kari);
        var place = $"places/{(await Json(kari, "places")).GetProperty("items").EnumerateArray().Single(p => p.GetProperty("child").GetGuid() == Server.World.Jonas.Value).GetProperty("id")}";
        var details = await Json(kari, place);
        (details.GetProperty("giveUp").GetProperty("lastDay").GetString(), details.GetProperty("giveUp").GetProperty("paidFrom")[0].GetString()).ShouldBe(("2026-07-31", "2026-01-01"));
        await RefusedAsync(await PutAsync(kari, $"{place}/leave", new { from = "2026-06-01" }), HttpStatusCode.UnprocessableEntity, "urn:samspill:leave.day", "from");
        var tag = await TagAsync(kari, place);
        for (var twice = 0; twice < 2; twice++) (await PutAsync(kari, $"{place}/leave", new { from = "2026-06-10" }, tag)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await RefusedAsync(await PutAsync(kari, $"{place}/return", match: tag), HttpStatusCode.PreconditionFailed, "urn:samspill:api.changed-since");
        (await Json(kari, place)).GetProperty("onLeave").GetProperty("to").GetString().ShouldBe("2026-07-31");
        (await PutAsync(kari, $"{place}/return")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Json(kari, place)).GetProperty("onLeave").GetProperty("state").GetString().ShouldBe("back");
        return place;
    }

    private async Task ChangeAsync(string place)
    {
        using var kari = await Server.SignInAsync(Server.World.Kari);
        using var per = await Server.SignInAsync(Server.World.Per);
        await RefusedAsync(await PostAsync(kari, $"{place}/changes", new { }), HttpStatusCode.UnprocessableEntity, "urn:samspill:place-change.nothing", "course");
        var key = Guid.CreateVersion7().ToString();
        for (var twice = 0; twice < 2; twice++) (await PostAsync(kari, $"{place}/changes", new { course = "gitar-midtbyen" }, key)).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await PostAsync(kari, $"{place}/changes", new { minutes = 45 })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var asked = (await Json(per, "place-changes")).GetProperty("items").EnumerateArray().ShouldHaveSingleItem();
        (asked.GetProperty("name").GetString(), asked.GetProperty("wants").GetString(), asked.GetProperty("free").GetInt32()).ShouldBe(("Jonas Aune", "gitar-midtbyen", 1));
        var change = $"place-changes/{asked.GetProperty("id")}";
        (await PutAsync(kari, $"{change}/refusal", new { reason = "Nei." })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await PutAsync(per, $"{change}/refusal", new { reason = "Nei." }, match: null)).StatusCode.ShouldBe(HttpStatusCode.PreconditionRequired);
        await RefusedAsync(await PutAsync(per, $"{change}/refusal", new { reason = " " }), HttpStatusCode.UnprocessableEntity, "urn:samspill:place-change.no-reason", "reason");
        (await PutAsync(per, $"{change}/refusal", new { reason = "Læreren er full." }, await TagAsync(per, change))).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Json(kari, place)).GetProperty("change").GetProperty("reason").GetString().ShouldBe("Læreren er full.");

        (await PostAsync(kari, $"{place}/changes", new { minutes = 45 })).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await PutAsync(kari, $"{place}/changes/withdrawal")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Json(per, "place-changes")).GetProperty("total").GetInt32().ShouldBe(0);
        (await PostAsync(kari, $"{place}/changes", new { minutes = 60 })).StatusCode.ShouldBe(HttpStatusCode.Created);
        change = $"place-changes/{(await Json(per, "place-changes")).GetProperty("items")[0].GetProperty("id")}";
        await RefusedAsync(await PutAsync(per, $"{change}/grant", new { from = "2026-06-01" }), HttpStatusCode.UnprocessableEntity, "urn:samspill:place-change.day", "from");
        (await PutAsync(per, $"{change}/grant", new { from = "2026-06-15" })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Json(kari, place)).GetProperty("change").GetProperty("state").GetString().ShouldBe("granted");
    }

    private async Task GiveUpAsync(string jonas)
    {
        using var nina = await Server.SignInAsync(Server.World.Nina);
        (await StatusAsync(nina, jonas)).ShouldBe(HttpStatusCode.NotFound);
        (await PutAsync(nina, $"{jonas}/withdrawal", new { lastDay = "2026-07-31" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var place = $"places/{(await Json(nina, "places")).GetProperty("items")[0].GetProperty("id")}";
        await RefusedAsync(await PutAsync(nina, $"{place}/withdrawal", new { lastDay = "2026-06-30" }), HttpStatusCode.Conflict, "urn:samspill:withdrawal.changed", "lastDay");
        var tag = await TagAsync(nina, place);
        for (var twice = 0; twice < 2; twice++) (await PutAsync(nina, $"{place}/withdrawal", new { lastDay = "2026-07-31" }, tag)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Json(nina, place)).GetProperty("place").GetProperty("to").GetString().ShouldBe("2026-07-31");
    }

    private async Task MoveUpAsync()
    {
        const string path = "courses/piano-midtbyen/moving-up";
        using var per = await Server.SignInAsync(Server.World.Per);
        var level = await Json(per, path);
        level.GetProperty("mayMoveTo").EnumerateArray().Select(c => (c.GetProperty("code").GetString(), c.GetProperty("free").GetInt32())).ShouldContain(("piano-videre", 1));
        var pupils = level.GetProperty("pupils").EnumerateArray().ToDictionary(p => p.GetProperty("name").GetString()!);
        (pupils["Jonas Aune"].GetProperty("mayMove").GetBoolean(), pupils["Kasper Solberg"].GetProperty("mayMove").GetBoolean()).ShouldBe((true, false));
        var places = new[] { pupils["Jonas Aune"].GetProperty("place").GetGuid() };
        await RefusedAsync(await PostAsync(per, path, new { to = "piano-videre", places = Array.Empty<Guid>() }), HttpStatusCode.UnprocessableEntity, "urn:samspill:move-up.nobody", "places");
        await RefusedAsync(await PostAsync(per, path, new { to = "barnekor-ila", places }), HttpStatusCode.UnprocessableEntity, "urn:samspill:move-up.other-subject", "to");
        var key = Guid.CreateVersion7().ToString();
        for (var twice = 0; twice < 2; twice++) (await ReadAsync(await PostAsync(per, path, new { to = "piano-videre", places }, key))).GetProperty("moved").GetInt32().ShouldBe(1);
        (await Json(per, path)).GetProperty("pupils").EnumerateArray().Single(p => p.GetProperty("name").GetString() == "Jonas Aune").GetProperty("next").GetString().ShouldBe("Piano videre");
    }

    private async Task TurnAsync()
    {
        using var per = await Server.SignInAsync(Server.World.Per);
        (await Json(per, "school-year-turn")).GetProperty("items").EnumerateArray().Single(c => c.GetProperty("code").GetString() == "barnekor-ila").GetProperty("outgrown").GetInt32().ShouldBe(1);
        using var kari = await Server.SignInAsync(Server.World.Kari);
        (await PostAsync(kari, "school-year-turn")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var key = Guid.CreateVersion7().ToString();
        for (var twice = 0; twice < 2; twice++)
        {
            var turned = await ReadAsync(await PostAsync(per, "school-year-turn", key: key));
            (turned.GetProperty("schoolYear").GetInt32(), turned.GetProperty("ended").GetInt32()).ShouldBe((2026, 1));
        }
        (await ReadAsync(await PostAsync(per, "school-year-turn"))).GetProperty("ended").GetInt32().ShouldBe(0);
    }
}

public sealed class YearApiOnSqlite(OnSqlite server) : YearApiTests(server), IClassFixture<OnSqlite>;

public sealed class YearApiOnPostgres(OnPostgres server) : YearApiTests(server), IClassFixture<OnPostgres>;
