using System.Net;
using Samspill.Tests.Host;
using static Samspill.Tests.Features.Api.Rest;

namespace Samspill.Tests.Features.Api;

/// <summary>Messages to many over REST. Jonas (Kari's) and Skjult (Hemmelig's) wait for guitar.</summary>
public abstract class MailingApiTests(TestServer server) : OnDatabase(server)
{
    [Fact]
    public async Task What_the_preview_showed_is_sent_once_held_let_go_on_and_stopped()
    {
        using var per = await Server.SignInAsync(Server.World.Per);
        await RefusedAsync(await PostAsync(per, "mailings/preview", new { audience = "waiting", language = "xx", subject = "Stengt", body = "Vi har stengt." }), HttpStatusCode.UnprocessableEntity, "urn:samspill:api.fields", "language");
        await RefusedAsync(await PostAsync(per, "mailings/preview", new { audience = "waiting", language = "nb", subject = "Stengt", body = "Vi har stengt.", course = "piano-midtbyen" }), HttpStatusCode.UnprocessableEntity, "urn:samspill:bulk.nobody", "audience");
        var seen = await ReadAsync(await PostAsync(per, "mailings/preview", new { audience = "waiting", language = "nb", subject = "Stengt", body = "Vi har stengt." }));
        var (receivers, proof) = (seen.GetProperty("receivers").GetInt32(), seen.GetProperty("proof").GetString());
        receivers.ShouldBe(2);
        await RefusedAsync(await PostAsync(per, "mailings", new { audience = "waiting", language = "nb", subject = "Stengt", body = "Noe annet.", receivers, proof }), HttpStatusCode.UnprocessableEntity, "urn:samspill:bulk.other-text", "proof");
        var (order, key) = (new { audience = "waiting", language = "nb", subject = "Stengt", body = "Vi har stengt.", receivers, proof }, Guid.CreateVersion7().ToString());
        for (var twice = 0; twice < 2; twice++) (await PostAsync(per, "mailings", order, key)).StatusCode.ShouldBe(HttpStatusCode.Created);
        var mailing = $"mailings/{(await Json(per, "mailings")).GetProperty("items").EnumerateArray().ShouldHaveSingleItem().GetProperty("id").GetString()}";
        var progress = await Json(per, $"{mailing}/progress");
        (progress.GetProperty("counts")[0].GetProperty("state").GetString(), progress.GetProperty("counts")[0].GetProperty("count").GetInt32()).ShouldBe(("pending", 2));

        var tag = await TagAsync(per, mailing);
        (await PutAsync(per, $"{mailing}/pause", match: null)).StatusCode.ShouldBe(HttpStatusCode.PreconditionRequired);
        for (var twice = 0; twice < 2; twice++) (await PutAsync(per, $"{mailing}/pause", match: tag)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await RefusedAsync(await PutAsync(per, $"{mailing}/stop", match: tag), HttpStatusCode.PreconditionFailed, "urn:samspill:api.changed-since");
        (await PutAsync(per, $"{mailing}/continuation", match: await TagAsync(per, mailing))).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await PutAsync(per, $"{mailing}/stop")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await RefusedAsync(await PutAsync(per, $"{mailing}/continuation"), HttpStatusCode.Conflict, "urn:samspill:bulk.not-live");
        (await Json(per, $"{mailing}/progress")).GetProperty("counts")[0].GetProperty("state").GetString().ShouldBe("stopped");
        await using var db = Server.Database();
        (await db.Messages.CountAsync(m => m.Bulk != null)).ShouldBe(2);

        foreach (var other in new[] { Server.World.Kari, Server.World.Eva, Server.World.Trine })
        {
            using var nobody = await Server.SignInAsync(other);
            (await StatusAsync(nobody, mailing)).ShouldBe(HttpStatusCode.Forbidden);
            (await PostAsync(nobody, "mailings", order)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }
    }
}

public sealed class MailingApiOnSqlite(OnSqlite server) : MailingApiTests(server), IClassFixture<OnSqlite>;

public sealed class MailingApiOnPostgres(OnPostgres server) : MailingApiTests(server), IClassFixture<OnPostgres>;
