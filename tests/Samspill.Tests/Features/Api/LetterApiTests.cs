using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Samspill.Features.Admission;
using Samspill.Features.Letters;
using Samspill.Tests.Cast;
using Samspill.Tests.Host;
using static Samspill.Tests.Features.Api.Rest;

namespace Samspill.Tests.Features.Api;

/// <summary>Letters over REST: Skjult, who is protected, is offered the guitar seat, and Jonas waits.</summary>
public abstract class LetterApiTests(TestServer server) : OnDatabase(server)
{
    [Fact]
    public async Task Letters_are_ordered_once_followed_fetched_by_those_who_may_and_stopped()
    {
        using var per = await Server.SignInAsync(Server.World.Per);
        await RefusedAsync(await PostAsync(per, "letter-jobs", new { run = Guid.CreateVersion7() }), HttpStatusCode.UnprocessableEntity, "urn:samspill:letter.not-published", "run");
        var run = await PublishAsync();
        var key = Guid.CreateVersion7().ToString();
        for (var twice = 0; twice < 2; twice++) (await PostAsync(per, "letter-jobs", new { run }, key)).StatusCode.ShouldBe(HttpStatusCode.Created);
        await RefusedAsync(await PostAsync(per, "letter-jobs", new { run }), HttpStatusCode.UnprocessableEntity, "urn:samspill:letter.already-printing", "run");
        var first = (await Json(per, "letter-jobs")).GetProperty("items").EnumerateArray().ShouldHaveSingleItem().GetProperty("id").GetString();
        await PrintAsync();
        (await Json(per, $"letter-jobs/{first}")).GetProperty("state").GetString().ShouldBe("done");
        var files = (await Json(per, $"letter-jobs/{first}/files")).GetProperty("items").EnumerateArray().ToList();
        files.Select(f => (f.GetProperty("shielded").GetBoolean(), f.GetProperty("available").GetBoolean())).ShouldBe([(false, true), (true, false)]);
        using var open = await per.GetAsync($"/api/v1/letter-files/{files[0].GetProperty("id")}");
        open.Content.Headers.ContentType!.MediaType.ShouldBe("application/pdf");
        Encoding.Latin1.GetString(await open.Content.ReadAsByteArrayAsync()).ShouldStartWith("%PDF");
        (await StatusAsync(per, $"letter-files/{files[1].GetProperty("id")}")).ShouldBe(HttpStatusCode.NotFound);
        using var vera = await Server.SignInAsync(Server.World.Vera);
        (await StatusAsync(vera, $"letter-files/{files[1].GetProperty("id")}")).ShouldBe(HttpStatusCode.OK);
        await RefusedAsync(await PutAsync(per, $"letter-jobs/{first}/cancellation"), HttpStatusCode.UnprocessableEntity, "urn:samspill:letter.not-printing");

        var second = (await ReadAsync(await PostAsync(per, "letter-jobs", new { run }))).GetProperty("id").GetString();
        var tag = await TagAsync(per, $"letter-jobs/{second}");
        (await PutAsync(per, $"letter-jobs/{second}/cancellation", match: null)).StatusCode.ShouldBe(HttpStatusCode.PreconditionRequired);
        for (var twice = 0; twice < 2; twice++) (await PutAsync(per, $"letter-jobs/{second}/cancellation", match: tag)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        using var kari = await Server.SignInAsync(Server.World.Kari);
        (await StatusAsync(kari, "letter-jobs")).ShouldBe(HttpStatusCode.Forbidden);
        using var hers = await kari.GetAsync($"/api/v1/applications/{Server.World.JonasGuitar.Value}/letter");
        (hers.StatusCode, hers.Content.Headers.ContentType!.MediaType).ShouldBe((HttpStatusCode.OK, "application/pdf"));
        (await StatusAsync(kari, $"applications/{Server.World.SkjultGuitar.Value}/letter")).ShouldBe(HttpStatusCode.NotFound);
        (await StatusAsync(per, $"applications/{Server.World.SkjultGuitar.Value}/letter")).ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task PrintAsync()
    {
        await using var scope = await Server.ActAsSystemAsync();
        await scope.ServiceProvider.GetRequiredService<PrintLetters>().RunAsync(Server.Schools.Find(World.School)!, CancellationToken.None);
    }

    private async Task<Guid> PublishAsync()
    {
        await using var scope = await Server.ActAsAsync(Server.World.Per);
        var run = await scope.ServiceProvider.GetRequiredService<RunPlacement>().RunAsync(Server.World.Round, CancellationToken.None);
        (await scope.ServiceProvider.GetRequiredService<PublishRun>().RunAsync(run.Value, CancellationToken.None)).Refused(out _).ShouldBeFalse();
        return run.Value.Value;
    }
}

public sealed class LetterApiOnSqlite(OnSqlite server) : LetterApiTests(server), IClassFixture<OnSqlite>;

public sealed class LetterApiOnPostgres(OnPostgres server) : LetterApiTests(server), IClassFixture<OnPostgres>;
