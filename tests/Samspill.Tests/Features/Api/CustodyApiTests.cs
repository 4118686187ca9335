using System.Net;
using Samspill.Tests.Host;
using static Samspill.Tests.Features.Api.Rest;

namespace Samspill.Tests.Features.Api;

/// <summary>Guardians over REST, as the office sets them and as a guardian invites the other.</summary>
public abstract class CustodyApiTests(TestServer server) : OnDatabase(server)
{
    [Fact]
    public async Task The_office_adds_a_guardian_once_and_says_what_custody_allows_and_who_pays()
    {
        var (jonas, nina) = ($"people/{Server.World.Jonas.Value}/guardians", Server.World.Nina.Person.Value);
        using var per = await Server.SignInAsync(Server.World.Per);
        using (var wrong = await PostAsync(per, jonas, new { access = "sees", email = "nina@" }))
            (await ReadAsync(wrong)).GetProperty("errors").EnumerateObject().Select(e => e.Name).ShouldBe(["email", "givenName", "familyName"], ignoreOrder: true);
        var typed = new { access = "sees", email = "nina@example.org", givenName = "Nina", familyName = "Solberg" };
        await RefusedAsync(await PostAsync(per, jonas, typed), HttpStatusCode.UnprocessableEntity, "urn:samspill:guardian.known", "email");
        (await ReadAsync(await PostAsync(per, $"{jonas}/known", new { typed.email }))).GetProperty("items")[0].GetProperty("id").GetGuid().ShouldBe(nina);
        var key = Guid.CreateVersion7().ToString();
        for (var twice = 0; twice < 2; twice++) (await PostAsync(per, jonas, new { access = "sees", known = nina }, key)).StatusCode.ShouldBe(HttpStatusCode.Created);

        var tag = await TagAsync(per, jonas);
        (await PutAsync(per, $"{jonas}/access", new { guardian = nina, access = "acts" }, match: null)).StatusCode.ShouldBe(HttpStatusCode.PreconditionRequired);
        for (var twice = 0; twice < 2; twice++) (await PutAsync(per, $"{jonas}/access", new { guardian = nina, access = "acts" }, tag)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await RefusedAsync(await PutAsync(per, $"{jonas}/payer", new { guardian = nina }, tag), HttpStatusCode.PreconditionFailed, "urn:samspill:api.changed-since");
        (await PutAsync(per, $"{jonas}/payer", new { guardian = Server.World.Hemmelig.Person.Value })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await PutAsync(per, $"{jonas}/payer", new { guardian = nina }, await TagAsync(per, jonas))).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Json(per, jonas)).GetProperty("guardians").EnumerateArray().Select(g => (g.GetProperty("name").GetString(), g.GetProperty("access").GetString(), g.GetProperty("pays").ToString()))
            .ShouldBe([("Kari Aune", "acts", "False"), ("Nina Solberg", "acts", "True")], ignoreOrder: true);
        await using var db = Server.Database();
        (await db.Messages.CountAsync(m => m.About == "guardian-added-sees")).ShouldBe(1);

        var skjult = $"people/{Server.World.Skjult.Value}/guardians";
        (await StatusAsync(per, skjult)).ShouldBe(HttpStatusCode.NotFound);
        (await PutAsync(per, $"{skjult}/payer", new { guardian = Server.World.Hemmelig.Person.Value })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var vera = await Server.SignInAsync(Server.World.Vera);
        (await StatusAsync(vera, skjult)).ShouldBe(HttpStatusCode.OK);
        using var kari = await Server.SignInAsync(Server.World.Kari);
        (await StatusAsync(kari, jonas)).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_guardian_invites_the_other_once_and_takes_it_back()
    {
        using var kari = await Server.SignInAsync(Server.World.Kari);
        var elle = new[] { Server.World.Elle.Value };
        await RefusedAsync(await PostAsync(kari, "guardian-invitations", new { email = "far@", children = elle }), HttpStatusCode.UnprocessableEntity, "urn:samspill:api.fields", "email");
        await RefusedAsync(await PostAsync(kari, "guardian-invitations", new { email = "far@example.org", children = Array.Empty<Guid>() }), HttpStatusCode.UnprocessableEntity, "urn:samspill:guardian-invitation.no-children", "children");
        (await PostAsync(kari, "guardian-invitations", new { email = "far@example.org", children = new[] { Server.World.Kasper.Value } })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var key = Guid.CreateVersion7().ToString();
        for (var twice = 0; twice < 2; twice++) (await PostAsync(kari, "guardian-invitations", new { email = "far@example.org", children = elle }, key)).StatusCode.ShouldBe(HttpStatusCode.Created);
        var open = (await Json(kari, "guardian-invitations")).GetProperty("items").EnumerateArray().ShouldHaveSingleItem();
        (open.GetProperty("email").GetString(), open.GetProperty("children")[0].GetGuid()).ShouldBe(("far@example.org", elle[0]));
        var invitation = $"guardian-invitations/{open.GetProperty("id")}";
        using var nina = await Server.SignInAsync(Server.World.Nina);
        (await StatusAsync(nina, invitation)).ShouldBe(HttpStatusCode.NotFound);
        (await PutAsync(nina, $"{invitation}/withdrawal")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await PutAsync(kari, $"{invitation}/withdrawal", match: null)).StatusCode.ShouldBe(HttpStatusCode.PreconditionRequired);
        (await PutAsync(kari, $"{invitation}/withdrawal", match: await TagAsync(kari, invitation))).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await StatusAsync(kari, invitation)).ShouldBe(HttpStatusCode.NotFound);
        (await PostAsync(nina, "people/" + Server.World.Jonas.Value + "/guardians", new { access = "acts", known = Server.World.Nina.Person.Value })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }
}

public sealed class CustodyApiOnSqlite(OnSqlite server) : CustodyApiTests(server), IClassFixture<OnSqlite>;

public sealed class CustodyApiOnPostgres(OnPostgres server) : CustodyApiTests(server), IClassFixture<OnPostgres>;
