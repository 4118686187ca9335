using System.Net;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Features.Admission;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Admission;

/// <summary>Nina asks for places for Kasper and Ola, or for none. Another child has waited longer.</summary>
public abstract class TogetherTests(TestServer server) : OnDatabase(server)
{
    private static readonly KeyValuePair<string, string>[] AsItIs = [];

    [Fact]
    public async Task Both_or_none_in_a_round_and_the_seat_of_the_one_goes_on()
    {
        var scene = await Scene.MakeAsync(Server, seats: 2, waiting: 1);
        (await SendAsync(scene)).Refused(out var why).ShouldBeTrue();
        why.ShouldBe(ApplicationRejections.NotTogether);
        await AllowAsync();
        var receipt = (await SendAsync(scene)).Value;

        var run = (await scene.DoAsync<RunPlacement, RunId>(Server.World.Per, r => r.RunAsync(Server.World.Round, CancellationToken.None))).Value;
        await using (var db = Server.Database()) (await db.SetAsides.CountAsync(s => s.Run == run)).ShouldBe(2);
        using (var per = await Server.SignInAsync(Server.World.Per))
            (await per.OpenAsync($"/opptak/kjoring/{run.Value}")).QuerySelector("main")!.TextContent.ShouldContain("2 ønsker er satt til side");
        (await scene.DoAsync<PublishRun, Done>(Server.World.Per, p => p.RunAsync(run, CancellationToken.None))).Refused(out _, out _).ShouldBeFalse();
        (await scene.OpenOffersAsync()).ShouldHaveSingleItem().Application.ShouldBe(scene.Waiting[0]);
        await using (var db = Server.Database())
        {
            (await db.Decisions.CountAsync(d => d.Course == scene.Course && d.Outcome == DecisionOutcome.NotTogether)).ShouldBe(2);
            (await db.Messages.CountAsync(m => m.About == "not-together")).ShouldBe(2);
            (await db.Applications.CountAsync(a => a.Course == scene.Course && a.State == ApplicationState.Waiting)).ShouldBe(2);
        }
        using (var nina = await Server.SignInAsync(Server.World.Nina))
            (await nina.OpenAsync($"/vedtak/{await KaspersAsync(scene)}")).QuerySelector("main")!.TextContent.ShouldContain("plass til alle barna eller ingen");

        (await scene.FillAsync()).Count.ShouldBe(1, "one seat is free, and it takes two");
        await using (var db = Server.Database()) await db.Courses.Where(c => c.Id == scene.Course).ExecuteUpdateAsync(c => c.SetProperty(x => x.Capacity, 3));
        (await scene.FillAsync()).Count.ShouldBe(3);
        receipt.Code.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task The_family_changes_its_mind_on_the_receipt()
    {
        await AllowAsync();
        var scene = await Scene.MakeAsync(Server, seats: 2, waiting: 1);
        var path = $"/kvittering/{(await SendAsync(scene)).Value.Code}";
        (await scene.FillAsync()).Count.ShouldBe(1);
        using (var kari = await Server.SignInAsync(Server.World.Kari)) (await kari.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var nina = await Server.SignInAsync(Server.World.Nina);
        var page = await nina.OpenAsync(path);
        for (var twice = 0; twice < 2; twice++)
        {
            using var apart = await nina.SubmitAsync(page, path, AsItIs, "handler=Apart");
            apart.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        }
        (await nina.OpenAsync(path)).QuerySelector("main")!.TextContent.ShouldNotContain("eller ingen. Får");
        (await scene.FillAsync()).Count.ShouldBe(2);
    }

    private async Task<Outcome<Receipt>> SendAsync(Scene scene)
    {
        string code;
        await using (var db = Server.Database()) code = await db.Courses.Where(c => c.Id == scene.Course).Select(c => c.Code).SingleAsync();
        return await scene.DoAsync<SubmitApplication, Receipt>(Server.World.Nina, s => s.RunAsync(new Sending(Guid.CreateVersion7(), Server.World.Nina.Person, SubmissionChannel.Web, null,
            [.. new[] { Server.World.Kasper, Server.World.Ola.Person }.Select(child => new AskForChild(child, null, [code], 1, [], null))]) { Together = true }, CancellationToken.None));
    }

    private async Task<Guid> KaspersAsync(Scene scene)
    {
        await using var db = Server.Database();
        return (await db.Applications.SingleAsync(a => a.Course == scene.Course && a.Pupil == Server.World.Kasper)).Id.Value;
    }

    private async Task AllowAsync()
    {
        await using var db = Server.Database();
        var rules = new RuleSet(RuleSetId.New(), await db.RuleSets.MaxAsync(r => r.Version) + 1, new DateOnly(2026, 1, 1), "Bystyret", Server.Clock.GetUtcNow(), AdmissionRules.Default with { MayAskTogether = true });
        db.RuleSets.Add(rules);
        await db.SaveChangesAsync();
        await db.Rounds.Where(r => r.Published == null).ExecuteUpdateAsync(r => r.SetProperty(x => x.Rules, rules.Id));
    }
}

public sealed class TogetherTestsOnSqlite(OnSqlite server) : TogetherTests(server), IClassFixture<OnSqlite>;

public sealed class TogetherTestsOnPostgres(OnPostgres server) : TogetherTests(server), IClassFixture<OnPostgres>;
