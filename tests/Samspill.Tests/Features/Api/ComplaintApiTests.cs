using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Samspill.Domain.Admission;
using Samspill.Features.Admission;
using Samspill.Tests.Host;
using static Samspill.Tests.Features.Api.Rest;

namespace Samspill.Tests.Features.Api;

/// <summary>A complaint over REST, from the family to the answer. The world: one guitar seat; Skjult, who is protected, gets it, and Jonas waits.</summary>
public abstract class ComplaintApiTests(TestServer server) : OnDatabase(server)
{
    [Fact]
    public async Task A_complaint_is_sent_once_compared_tried_in_shadow_and_answered_by_whoever_read_it()
    {
        var own = $"applications/{Server.World.JonasGuitar.Value}/complaints";
        using var kari = await Server.SignInAsync(Server.World.Kari);
        await RefusedAsync(await PostAsync(kari, own, new { text = "Feil." }), HttpStatusCode.UnprocessableEntity, "urn:samspill:complaint.nothing-decided", "text");
        await PublishAsync();
        await RefusedAsync(await SendAsync(kari, HttpMethod.Post, own, """{"text": "Feil."}"""), HttpStatusCode.BadRequest, "urn:samspill:api.key-missing");
        await RefusedAsync(await PostAsync(kari, own, new { text = " " }), HttpStatusCode.UnprocessableEntity, "urn:samspill:complaint.no-text", "text");
        var key = Guid.CreateVersion7().ToString();
        for (var twice = 0; twice < 2; twice++) (await PostAsync(kari, own, new { text = "Jonas har sluttet på piano." }, key)).StatusCode.ShouldBe(HttpStatusCode.Created);
        var sent = (await Json(kari, own)).GetProperty("items").EnumerateArray().ShouldHaveSingleItem();
        sent.GetProperty("text").GetString().ShouldBe("Jonas har sluttet på piano.");
        using var nina = await Server.SignInAsync(Server.World.Nina);
        (await StatusAsync(nina, own)).ShouldBe(HttpStatusCode.NotFound);
        (await StatusAsync(kari, "complaints")).ShouldBe(HttpStatusCode.Forbidden);

        using var per = await Server.SignInAsync(Server.World.Per);
        var id = sent.GetProperty("id").GetString();
        (await Json(per, "complaints?state=open")).GetProperty("items")[0].GetProperty("name").GetString().ShouldBe("Jonas Aune");
        var comparison = await Json(per, $"complaints/{id}/comparison");
        comparison.GetProperty("rules").EnumerateArray().Select(r => r.GetProperty("stands").GetString()).ShouldBe(["behind", "ahead", "behind"]);
        comparison.ToString().ShouldNotContain("Skjult");
        await RefusedAsync(await PostAsync(per, $"complaints/{id}/replay", new { }), HttpStatusCode.UnprocessableEntity, "urn:samspill:api.fields");
        await RefusedAsync(await PostAsync(per, $"complaints/{id}/replay", new { flags = new[] { "oppdiktet" } }), HttpStatusCode.UnprocessableEntity, "urn:samspill:api.fields", "flags");
        (await ReadAsync(await PostAsync(per, $"complaints/{id}/replay", new { extraSeats = 1 }))).GetProperty("own").GetProperty("after").GetString().ShouldBe("placed");

        var answer = new { outcome = "upheld", reason = "Dere har rett.", offer = true };
        var tag = await TagAsync(per, $"complaints/{id}");
        (await PutAsync(per, $"complaints/{id}/answer", answer, match: null)).StatusCode.ShouldBe(HttpStatusCode.PreconditionRequired);
        await RefusedAsync(await PutAsync(per, $"complaints/{id}/answer", answer, "\"eldre\""), HttpStatusCode.PreconditionFailed, "urn:samspill:api.changed-since");
        await RefusedAsync(await PutAsync(per, $"complaints/{id}/answer", answer, tag), HttpStatusCode.UnprocessableEntity, "urn:samspill:offer.no-seat", "offer");
        await using var db = Server.Database();
        await db.Courses.Where(c => c.Id == Server.World.Guitar).ExecuteUpdateAsync(c => c.SetProperty(x => x.Capacity, 2));
        for (var twice = 0; twice < 2; twice++) (await PutAsync(per, $"complaints/{id}/answer", answer, tag)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await PutAsync(per, $"complaints/{id}/answer", new { outcome = "rejected", reason = "Likevel ikke." })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await db.Offers.CountAsync(o => o.Application == Server.World.JonasGuitar && o.Status == OfferStatus.Open)).ShouldBe(1);
        (await db.Messages.CountAsync(m => m.About == "complaint-upheld")).ShouldBe(1);
        var read = (await Json(kari, own)).GetProperty("items")[0];
        (read.GetProperty("state").GetString(), read.GetProperty("answers")[0].GetProperty("reason").GetString()).ShouldBe(("upheld", "Dere har rett."));
    }

    private async Task PublishAsync()
    {
        await using var scope = await Server.ActAsAsync(Server.World.Per);
        var run = await scope.ServiceProvider.GetRequiredService<RunPlacement>().RunAsync(Server.World.Round, CancellationToken.None);
        (await scope.ServiceProvider.GetRequiredService<PublishRun>().RunAsync(run.Value, CancellationToken.None)).Refused(out _).ShouldBeFalse();
    }
}

public sealed class ComplaintApiOnSqlite(OnSqlite server) : ComplaintApiTests(server), IClassFixture<OnSqlite>;

public sealed class ComplaintApiOnPostgres(OnPostgres server) : ComplaintApiTests(server), IClassFixture<OnPostgres>;
