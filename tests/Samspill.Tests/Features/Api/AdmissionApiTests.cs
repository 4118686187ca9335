using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Samspill.Domain.Admission;
using Samspill.Features.Admission;
using Samspill.Tests.Cast;
using Samspill.Tests.Features.Admission;
using Samspill.Tests.Host;
using static Samspill.Tests.Features.Api.Rest;

namespace Samspill.Tests.Features.Api;

/// <summary>The admission over REST, from the family's side and the office's.</summary>
public abstract class AdmissionApiTests(TestServer server) : OnDatabase(server)
{
    [Fact]
    public async Task The_office_runs_a_round_once_publishes_what_it_saw_and_the_family_reads_why_and_answers()
    {
        using var per = await Server.SignInAsync(Server.World.Per);
        var round = (await Json(per, "rounds")).GetProperty("items")[0];
        var id = round.GetProperty("id").GetString();
        var key = Guid.CreateVersion7().ToString();
        var made = await Task.WhenAll(SendAsync(per, HttpMethod.Post, $"rounds/{id}/runs", key: key), SendAsync(per, HttpMethod.Post, $"rounds/{id}/runs", key: key));
        made.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.Created);
        (await Json(per, $"rounds/{id}/runs")).GetProperty("total").GetInt32().ShouldBe(1, "the same key is one run");
        var run = (await ReadAsync(made[0])).GetProperty("id").GetString();
        var decisions = await Json(per, $"runs/{run}/decisions?course=gitar-midtbyen&take=1");
        (decisions.GetProperty("items")[0].GetProperty("name").GetString(), decisions.GetProperty("items")[0].GetProperty("outcome").GetString()).ShouldBe(("Sperret adresse", "placed"), "the first in the queue is protected, and the office is no handler");
        (decisions.GetProperty("total").GetInt32(), decisions.GetProperty("next").GetInt32()).ShouldBe((2, 2));
        (await (await per.GetAsync($"/api/v1/runs/{run}/decisions")).Content.ReadAsStringAsync()).ShouldNotContain("Skjult");

        var seen = await TagAsync(per, $"runs/{run}");
        (await SendAsync(per, HttpMethod.Put, $"runs/{run}/publication")).StatusCode.ShouldBe(HttpStatusCode.PreconditionRequired);
        await RefusedAsync(await SendAsync(per, HttpMethod.Put, $"runs/{run}/publication", match: "\"eldre\""), HttpStatusCode.PreconditionFailed, "urn:samspill:api.changed-since");
        (await SendAsync(per, HttpMethod.Put, $"runs/{run}/publication", match: seen)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await SendAsync(per, HttpMethod.Put, $"runs/{run}/publication", match: seen)).StatusCode.ShouldBe(HttpStatusCode.NoContent, "published already is as wanted");

        using var family = await Server.SignInAsync(Server.World.Hemmelig);
        var decision = await Json(family, $"applications/{Server.World.SkjultGuitar.Value}/decision");
        decision.GetProperty("outcome").GetString().ShouldBe("placed");
        decision.GetProperty("title").GetString()!.ShouldContain("Skjult");
        var offer = (await Json(family, "offers")).GetProperty("items")[0].GetProperty("id").GetString();
        var tag = await TagAsync(family, $"offers/{offer}");
        (await SendAsync(family, HttpMethod.Put, $"offers/{offer}/acceptance", match: tag)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await RefusedAsync(await SendAsync(family, HttpMethod.Put, $"offers/{offer}/refusal", match: tag), HttpStatusCode.PreconditionFailed, "urn:samspill:api.changed-since");
        await RefusedAsync(await SendAsync(family, HttpMethod.Put, $"offers/{offer}/refusal", match: "*"), HttpStatusCode.Conflict, "urn:samspill:offer.already-answered");
        (await Json(family, "children")).GetProperty("items").EnumerateArray().Single(c => c.GetProperty("givenName").GetString() == "Skjult").GetProperty("places").GetArrayLength().ShouldBe(1);
        (await Json(per, "admission/offers?status=accepted")).GetProperty("items").EnumerateArray().Select(o => o.GetProperty("name").GetString()).ShouldContain("Sperret adresse");
    }

    [Fact]
    public async Task A_family_sees_its_own_wishes_and_nobody_elses_reorders_them_and_takes_one_back()
    {
        using var nina = await Server.SignInAsync(Server.World.Nina);
        await using (var scope = await Server.ActAsAsync(Server.World.Nina))
            (await scope.ServiceProvider.GetRequiredService<SubmitApplication>().RunAsync(new Sending(Guid.CreateVersion7(), Server.World.Nina.Person, SubmissionChannel.Web, null,
                [new AskForChild(Server.World.Kasper, null, ["gitar-midtbyen", "piano-midtbyen"], 1, [], null)]), CancellationToken.None)).Refused(out _).ShouldBeFalse();
        var address = $"children/{Server.World.Kasper.Value}/wishes";
        var before = await Json(nina, address);
        var order = before.GetProperty("applications").EnumerateArray().Select(a => a.GetGuid()).ToList();
        order.Count.ShouldBe(2);
        var tag = await TagAsync(nina, address);
        var turned = JsonSerializer.Serialize(new { applications = order.AsEnumerable().Reverse(), wants = 2 });
        using var changed = await SendAsync(nina, HttpMethod.Put, address, turned, match: tag);
        (await ReadAsync(changed)).GetProperty("applications").EnumerateArray().Select(a => a.GetGuid()).ShouldBe(order.AsEnumerable().Reverse());
        (await SendAsync(nina, HttpMethod.Put, address, turned, match: tag)).StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        using var tooMany = await SendAsync(nina, HttpMethod.Put, address, JsonSerializer.Serialize(new { applications = order, wants = 9 }), match: "*");
        (await ReadAsync(tooMany)).GetProperty("errors").TryGetProperty("wants", out _).ShouldBeTrue();

        var wish = $"applications/{order[0]}";
        (await SendAsync(nina, HttpMethod.Put, $"{wish}/withdrawal", match: await TagAsync(nina, wish))).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Json(nina, wish)).GetProperty("state").GetString().ShouldBe("withdrawn");
        using var kari = await Server.SignInAsync(Server.World.Kari);
        foreach (var theirs in new[] { wish, address, $"{wish}/decision" }) (await kari.GetAsync($"/api/v1/{theirs}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await (await kari.GetAsync("/api/v1/applications")).Content.ReadAsStringAsync()).ShouldNotContain(order[1].ToString());
        (await Json(nina, "messages?take=1")).GetProperty("next").GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task The_office_fills_a_queue_once_and_reads_rules_and_the_message_log()
    {
        var scene = await Scene.MakeAsync(Server, seats: 1, waiting: 3);
        await using var db = Server.Database();
        var code = await db.Courses.Where(c => c.Id == scene.Course).Select(c => c.Code).SingleAsync();
        using var per = await Server.SignInAsync(Server.World.Per);
        var queue = await Json(per, $"queues/{code}?take=2");
        (queue.GetProperty("total").GetInt32(), queue.GetProperty("items").GetArrayLength(), queue.GetProperty("next").GetInt32()).ShouldBe((3, 2, 2));
        var key = Guid.CreateVersion7().ToString();
        for (var twice = 0; twice < 2; twice++)
            (await ReadAsync(await SendAsync(per, HttpMethod.Post, $"queues/{code}/offers", key: key))).GetProperty("offers").GetInt32().ShouldBe(1);
        (await scene.OpenOffersAsync()).ShouldHaveSingleItem();
        (await Json(per, "rules")).GetProperty("items")[0].GetProperty("rules").GetProperty("order")[0].GetProperty("by").GetString().ShouldBe("placesHeld");
        (await Json(per, "rules/1")).GetProperty("adoptedBy").GetString().ShouldBe("Bystyret");
        (await Json(per, "message-log")).GetProperty("total").GetInt32().ShouldBeGreaterThan(0);
        using var eva = await Server.SignInAsync(Server.World.Eva);
        (await SendAsync(eva, HttpMethod.Post, $"queues/{code}/offers", key: key)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("nb", "«page» mangler, er ukjent eller kan ikke leses.", "Det finnes ikke noe her som du kan se.")]
    [InlineData("nn", "«page» manglar, er ukjent eller kan ikkje lesast.", "Det finst ikkje noko her som du kan sjå.")]
    [InlineData("en", "“page” is missing, unknown or cannot be read.", "There is nothing here that you may see.")]
    public async Task A_refusal_speaks_the_readers_language(string language, string unreadable, string nothing)
    {
        using var per = await Server.SignInAsync(Server.World.Per);
        per.Http.DefaultRequestHeaders.Add("Accept-Language", language);
        using var bad = await per.GetAsync("/api/v1/rounds?page=mange");
        (await ReadAsync(bad)).GetProperty("title").GetString().ShouldBe(unreadable);
        using var none = await per.GetAsync($"/api/v1/rounds/{Guid.CreateVersion7()}");
        (await ReadAsync(none)).GetProperty("title").GetString().ShouldBe(nothing);
    }

    [Theory]
    [InlineData("rounds?page=mange", "page")]
    [InlineData("admission/offers?status=tapt", "status")]
    public async Task What_cannot_be_read_in_the_address_is_named(string address, string field)
    {
        using var per = await Server.SignInAsync(Server.World.Per);
        using var answer = await per.GetAsync($"/api/v1/{address}");
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await ReadAsync(answer)).GetProperty("errors").EnumerateObject().Select(e => e.Name).ShouldBe([field]);
    }
}

public sealed class AdmissionApiOnSqlite(OnSqlite server) : AdmissionApiTests(server), IClassFixture<OnSqlite>;

public sealed class AdmissionApiOnPostgres(OnPostgres server) : AdmissionApiTests(server), IClassFixture<OnPostgres>;
