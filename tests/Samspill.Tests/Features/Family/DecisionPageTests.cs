using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Samspill.Domain.Admission;
using Samspill.Features.Admission;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Family;

/// <summary>A family reads its decision. The world: one guitar seat; Jonas has waited longest but has piano, Skjult, who is protected, has nothing.</summary>
public abstract class DecisionPageTests(TestServer server) : OnDatabase(server)
{
    [Fact]
    public async Task Before_a_run_nothing_is_decided_and_afterwards_the_reason_is_said_in_three_languages_without_the_others()
    {
        var path = $"/vedtak/{Server.World.JonasGuitar.Value}";
        using var kari = await Server.SignInAsync(Server.World.Kari);
        var before = await TextAsync(kari, path);
        before.ShouldContain("Ikke avgjort ennå");
        before.ShouldContain("Jonas er nummer 2 av 2.");
        before.ShouldContain("det er ikke noe å klage på ennå");

        var kasper = new Application(ApplicationId.New(), "kasper-kor", Server.World.Kasper, Server.World.Choir, null, 1, 1, Server.Clock.GetUtcNow().AddDays(-5), "");
        await using (var db = Server.Database())
        {
            db.Applications.Add(kasper);
            await db.SaveChangesAsync();
        }
        using var nina = await Server.SignInAsync(Server.World.Nina);
        (await TextAsync(nina, "/min-side")).ShouldContain("Kasper har ikke nummer i denne køen nå. Kasper fyller 11 i 2026.");
        (await TextAsync(nina, $"/vedtak/{kasper.Id.Value}")).ShouldContain("Barnekor, Ila er for barn som fyller 6 til 9.");
        await PublishAsync();

        var nb = await TextAsync(kari, path);
        nb.ShouldContain("Derfor står Jonas på venteliste");
        nb.ShouldContain("Én fikk tilbud om plass. Jonas er den eneste som ble stående i køen.");
        nb.ShouldContain("Jonas hadde for mange plasser fra før til å nå opp.");
        nb.ShouldContain("Du kan klage til fredag 26. juni 2026, tre uker fra du fikk beskjed 5. juni 2026.");
        foreach (var other in new[] { "Skjult", "Hemmelig", Server.World.SkjultGuitar.Value.ToString(), Server.World.Skjult.Value.ToString() }) nb.ShouldNotContain(other);
        (await TextAsync(kari, path, "nn")).ShouldContain("Difor står Jonas på venteliste");
        (await TextAsync(kari, path, "en")).ShouldContain("Why Jonas is on the waiting list");
        (await TextAsync(kari, "/min-side", "en")).ShouldContain("We cannot say how long. Nobody got a place here in the last year.");

        var refused = await TextAsync(nina, $"/vedtak/{kasper.Id.Value}");
        refused.ShouldContain("Kasper fyller 11 i 2026. Barnekor, Ila er for barn som fyller 6 til 9.");
        refused.ShouldContain("Dette kreves");

        using var hemmelig = await Server.SignInAsync(Server.World.Hemmelig);
        (await TextAsync(hemmelig, $"/vedtak/{Server.World.SkjultGuitar.Value}")).ShouldContain("Skjult får tilbud om plass");

        foreach (var (who, which) in new[] { (nina, Server.World.JonasGuitar), (kari, kasper.Id), (kari, Server.World.SkjultGuitar), (kari, ApplicationId.New()) })
        {
            using var answer = await who.GetAsync($"/vedtak/{which.Value}");
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }
    }

    private async Task PublishAsync()
    {
        await using var scope = await Server.ActAsAsync(Server.World.Per);
        var run = await scope.ServiceProvider.GetRequiredService<RunPlacement>().RunAsync(Server.World.Round, CancellationToken.None);
        (await scope.ServiceProvider.GetRequiredService<PublishRun>().RunAsync(run.Value, CancellationToken.None)).Refused(out _).ShouldBeFalse();
    }

    private static async Task<string> TextAsync(Browser browser, string path, string language = "nb")
    {
        browser.Http.DefaultRequestHeaders.AcceptLanguage.Clear();
        browser.Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        return (await browser.OpenAsync(path)).QuerySelector("main")!.TextContent.Replace('\u00a0', ' ');
    }
}

public sealed class DecisionPageOnSqlite(OnSqlite server) : DecisionPageTests(server), IClassFixture<OnSqlite>;

public sealed class DecisionPageOnPostgres(OnPostgres server) : DecisionPageTests(server), IClassFixture<OnPostgres>;
