using System.Net;
using Samspill.Tests.Host;
using static Samspill.Tests.Features.Api.Rest;

namespace Samspill.Tests.Features.Api;

/// <summary>What might be, over REST. The world: one guitar seat, for which Jonas and Skjult wait.</summary>
public abstract class ScenarioApiTests(TestServer server) : OnDatabase(server)
{
    [Fact]
    public async Task A_scenario_is_made_once_run_compared_with_the_plain_run_and_published_for_a_reason()
    {
        var round = $"rounds/{Server.World.Round.Value}";
        using var per = await Server.SignInAsync(Server.World.Per);
        var two = new[] { new { course = "gitar-midtbyen", seats = 2 } };
        await RefusedAsync(await PostAsync(per, $"{round}/scenarios", new { name = "Likt" }), HttpStatusCode.UnprocessableEntity, "urn:samspill:scenario.nothing");
        await RefusedAsync(await PostAsync(per, $"{round}/scenarios", new { name = "To", rulesVersion = 77 }), HttpStatusCode.UnprocessableEntity, "urn:samspill:api.rules-unknown", "rulesVersion");
        await RefusedAsync(await PostAsync(per, $"{round}/scenarios", new { name = "To", seats = two.Concat(two) }), HttpStatusCode.UnprocessableEntity, "urn:samspill:scenario.seats-twice", "seats");
        var key = Guid.CreateVersion7().ToString();
        for (var twice = 0; twice < 2; twice++) (await PostAsync(per, $"{round}/scenarios", new { name = "To plasser", seats = two }, key)).StatusCode.ShouldBe(HttpStatusCode.Created);
        await RefusedAsync(await PostAsync(per, $"{round}/scenarios", new { name = "To plasser", seats = two }), HttpStatusCode.UnprocessableEntity, "urn:samspill:scenario.same-name", "name");
        var scenario = (await Json(per, $"{round}/scenarios")).GetProperty("items").EnumerateArray().ShouldHaveSingleItem();
        (scenario.GetProperty("rulesVersion").GetInt32(), scenario.GetProperty("seats")[0].GetProperty("seats").GetInt32()).ShouldBe((1, 2));

        using (var early = await per.GetAsync($"/api/v1/{round}/comparison")) await RefusedAsync(early, HttpStatusCode.UnprocessableEntity, "urn:samspill:run.only-one");
        var plain = (await ReadAsync(await PostAsync(per, $"{round}/runs"))).GetProperty("id").GetString();
        var tried = await ReadAsync(await PostAsync(per, $"{round}/runs?scenario={scenario.GetProperty("id")}"));
        tried.GetProperty("scenario").GetString().ShouldBe(scenario.GetProperty("id").GetString());
        var run = tried.GetProperty("id").GetString();
        var comparison = await Json(per, $"{round}/comparison?first={plain}&second={run}");
        (comparison.GetProperty("gain").GetInt32(), comparison.GetProperty("lose").GetInt32()).ShouldBe((1, 0));
        var tables = comparison.GetProperty("tables").EnumerateArray().ToDictionary(t => t.GetProperty("by").GetString()!, t => t.GetProperty("rows"));
        tables["course"][0].GetProperty("gains").GetInt32().ShouldBe(1);
        tables["sex"].EnumerateArray().ShouldAllBe(row => row.GetProperty("asked").ValueKind == System.Text.Json.JsonValueKind.Null, "a number that points at somebody is not told");
        (await StatusAsync(per, $"{round}/comparison?first={Guid.CreateVersion7()}")).ShouldBe(HttpStatusCode.NotFound);

        using var eva = await Server.SignInAsync(Server.World.Eva);
        (await StatusAsync(eva, $"{round}/scenarios")).ShouldBe(HttpStatusCode.OK);
        (await PostAsync(eva, $"{round}/scenarios", new { name = "Mitt", seats = two })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        await RefusedAsync(await PutAsync(per, $"runs/{run}/publication"), HttpStatusCode.UnprocessableEntity, "urn:samspill:round.no-reason");
        (await PutAsync(per, $"runs/{run}/publication", new { reason = "Vi har fått en lærer til." }, await TagAsync(per, $"runs/{run}"))).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await using var db = Server.Database();
        (await db.Courses.SingleAsync(c => c.Id == Server.World.Guitar)).Capacity.ShouldBe(2);
        (await db.Rounds.SingleAsync()).Reason.ShouldBe("Vi har fått en lærer til.");
    }
}

public sealed class ScenarioApiOnSqlite(OnSqlite server) : ScenarioApiTests(server), IClassFixture<OnSqlite>;

public sealed class ScenarioApiOnPostgres(OnPostgres server) : ScenarioApiTests(server), IClassFixture<OnPostgres>;
