using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Features.Admission;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Admission;

/// <summary>What might be, beside what is. The world: one guitar seat; Jonas has waited longest but has piano, Skjult has nothing.</summary>
public abstract class ScenarioTests(TestServer server) : OnDatabase(server)
{
    [Fact]
    public async Task Another_rule_and_another_seat_are_tried_compared_and_one_is_published_for_a_reason()
    {
        var world = Server.World;
        using var per = await Server.SignInAsync(world.Per);
        var plain = (await DoAsync<RunPlacement, RunId>(r => r.RunAsync(world.Round, CancellationToken.None))).Value;
        var byDate = AdmissionRules.Default with { Order = [new(PriorityBy.AppliedAt)] };
        var draft = (await DoAsync<MakeScenario, ScenarioId>(m => m.RunAsync(world.Round, "Bare dato", null, byDate, [], CancellationToken.None))).Value;
        var drafted = (await DoAsync<RunPlacement, RunId>(r => r.RunAsync(world.Round, draft, CancellationToken.None))).Value;
        var seats = (await DoAsync<MakeScenario, ScenarioId>(m => m.RunAsync(world.Round, "To plasser", null, null, [new OtherSeats("gitar-midtbyen", 2)], CancellationToken.None))).Value;
        var wider = (await DoAsync<RunPlacement, RunId>(r => r.RunAsync(world.Round, seats, CancellationToken.None))).Value;

        await using (var db = Server.Database())
        {
            var runs = await db.Runs.ToDictionaryAsync(r => r.Id);
            (runs[plain].Placed, runs[drafted].Placed, runs[wider].Placed).ShouldBe((1, 1, 2));
            var comparison = RunComparison.Of(OpenedRun.Of(runs[plain]), OpenedRun.Of(runs[drafted]));
            comparison.Children.Select(c => (c.Pupil, c.Change)).ShouldBe([(world.Jonas, 1), (world.Skjult, -1)], ignoreOrder: true);
            comparison.Courses.ShouldHaveSingleItem().ShouldBe(new Fare("gitar-midtbyen", 2, 1, 1));
            KeptRun.ProblemOf(runs[plain]).Seed.ShouldBe(KeptRun.ProblemOf(runs[drafted]).Seed);
        }
        var shown = await per.OpenAsync($"opptak/{world.Round.Value}/sammenlign?a={plain.Value}&b={drafted.Value}");
        shown.QuerySelectorAll("figure").Length.ShouldBe(5);
        shown.QuerySelector("#sex")!.TextContent.ShouldContain("skjult");
        shown.QuerySelector("#course")!.TextContent.ShouldContain("Gitar, Midtbyen");

        (await CodeAsync(drafted, "Fordi")).ShouldBe("round.rules-not-adopted");
        (await CodeAsync(wider, null)).ShouldBe("round.no-reason");
        (await CodeAsync(wider, new string('x', 1001))).ShouldBe("round.reason-too-long");
        (await CodeAsync(wider, "Vi har fått en lærer til.")).ShouldBeNull();
        await using var after = Server.Database();
        var course = await after.Courses.SingleAsync(c => c.Id == world.Guitar);
        (course.Capacity, course.Held).ShouldBe((2, 2));
        (await after.Rounds.SingleAsync()).Reason.ShouldBe("Vi har fått en lærer til.");
        (await per.OpenAsync($"opptak/{world.Round.Value}")).Body!.TextContent.ShouldContain("Vi har fått en lærer til.");
        (await after.AuditEntries.AnyAsync(e => e.Actor == "Per" && e.Subject == $"AdmissionRound {world.Round.Value}" && e.Detail!.Contains("Reason"))).ShouldBeTrue();
    }

    private async Task<string?> CodeAsync(RunId run, string? reason) =>
        (await DoAsync<PublishRun, Done>(p => p.RunAsync(run, reason, CancellationToken.None))).Refused(out Rejection? why) ? why.Code : null;

    private async Task<Outcome<T>> DoAsync<TUseCase, T>(Func<TUseCase, Task<Outcome<T>>> act) where TUseCase : notnull where T : notnull
    {
        await using var scope = await Server.ActAsAsync(Server.World.Per);
        return await act(scope.ServiceProvider.GetRequiredService<TUseCase>());
    }
}

public sealed class ScenarioOnSqlite(OnSqlite server) : ScenarioTests(server), IClassFixture<OnSqlite>;

public sealed class ScenarioOnPostgres(OnPostgres server) : ScenarioTests(server), IClassFixture<OnPostgres>;

/// <summary>The rules' editor and the lottery's promise, as a browser without script meets them. A world of its own.</summary>
public abstract class RulesEditorTests(TestServer server) : OnDatabase(server)
{
    [Fact]
    public async Task Each_municipalitys_rules_are_opened_and_kept_as_they_stand()
    {
        using var marit = await Server.SignInAsync(Server.World.Marit);
        foreach (var published in PublishedRules.All.Where(p => !p.Rules.Faults().Any()))
        {
            var path = $"opptak/regler/ny?mal={published.Key}";
            (await marit.SubmitAsync(path, [new("Input.AdoptedBy", published.Municipality)], "regler/ny")).StatusCode.ShouldBe(HttpStatusCode.Redirect, published.Key);
            await using var db = Server.Database();
            var kept = await db.RuleSets.OrderByDescending(r => r.Version).FirstAsync();
            kept.Rules.SameAs(published.Rules).ShouldBeTrue(published.Key);
            (await marit.OpenAsync($"opptak/regler?versjon={kept.Version}")).QuerySelectorAll(".s-why li").Length.ShouldBe(published.Rules.Order.Count);
        }
    }

    [Fact]
    public async Task Rules_that_contradict_themselves_are_refused_in_words_and_a_preview_keeps_nothing()
    {
        using var marit = await Server.SignInAsync(Server.World.Marit);
        const string path = "opptak/regler/ny?mal=lindesnes";
        var refused = await Browser.ReadAsync(await marit.SubmitAsync(path, [new("Input.AgeTo", "18"), new("Input.AdoptedBy", "Rektor")], "regler/ny"));
        refused.QuerySelector(".ds-error-summary")!.TextContent.ShouldContain("Ingen over 18 kan få plass, men reglene sier også hvordan voksne fra 20 år skal stå.");
        refused.QuerySelector("[name='Input.AgeTo']")!.GetAttribute("value").ShouldBe("18");

        await using var db = Server.Database();
        var before = await db.RuleSets.CountAsync();
        var page = await marit.OpenAsync(path);
        page.QuerySelector("#regler")!.SetAttribute("action", "opptak/regler/ny?handler=Preview");
        var preview = await Browser.ReadAsync(await marit.SubmitAsync(page, path, [], "handler=Preview"));
        preview.QuerySelector("#proven")!.TextContent.ShouldContain("2 barn venter. 1 ønsker får plass med reglene i dag, 1 med disse.");
        (await db.RuleSets.CountAsync() + await db.Runs.CountAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task The_lots_are_promised_before_and_shown_after_and_the_database_refuses_to_draw_again()
    {
        using var per = await Server.SignInAsync(Server.World.Per);
        var page = await per.OpenAsync("opptak");
        page.QuerySelector("form[data-keep='runde']")!.SetAttribute("action", "opptak?ny");
        var made = await per.SubmitAsync(page, "opptak", [new("Input.Name", "Trekning"), new("Input.Closes", "2026-06-10"), new("Input.Date", "2026-06-12"), new("Input.PlacesFrom", "2026-08-17")], "opptak?ny");
        made.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await using var db = Server.Database();
        var id = new RoundId(Guid.Parse(made.Headers.Location!.ToString().Split('/')[^1]));
        var round = await db.Rounds.SingleAsync(r => r.Id == id);
        new LotteryDraw(round.Secret!).Seed.ShouldBe(round.Seed);
        using var anybody = Server.Visit();
        var before = (await anybody.OpenAsync("trekning")).Body!.TextContent;
        before.ShouldContain(round.Commitment);
        before.ShouldNotContain(new LotteryDraw(round.Secret!).Digits);
        before.ShouldNotContain(round.Seed.ToString(System.Globalization.CultureInfo.InvariantCulture));

        await Should.ThrowAsync<Exception>(() => db.Rounds.Where(r => r.Id == round.Id).ExecuteUpdateAsync(r => r.SetProperty(x => x.Seed, 1L)));
        await Should.ThrowAsync<Exception>(() => db.Rounds.Where(r => r.Id == round.Id).ExecuteUpdateAsync(r => r.SetProperty(x => x.Secret, new byte[32])));
        (await db.Rounds.Where(r => r.Id == round.Id).ExecuteUpdateAsync(r => r.SetProperty(x => x.Published, RunId.New()))).ShouldBe(1);
        (await anybody.OpenAsync("trekning")).Body!.TextContent.ShouldContain(new LotteryDraw(round.Secret!).Digits);
        await db.Rounds.Where(r => r.Id == round.Id).ExecuteDeleteAsync();
    }
}

public sealed class RulesEditorOnSqlite(OnSqlite server) : RulesEditorTests(server), IClassFixture<OnSqlite>;

public sealed class RulesEditorOnPostgres(OnPostgres server) : RulesEditorTests(server), IClassFixture<OnPostgres>;
