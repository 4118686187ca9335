using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Features.Admission;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Admission;

/// <summary>The lots are drawn before the deadline, and the office cannot pick among draws.</summary>
public abstract class FixedDrawTests(TestServer server) : OnDatabase(server)
{
    [Fact]
    public async Task A_round_whose_deadline_has_passed_is_not_made()
    {
        using var per = await Server.SignInAsync(Server.World.Per);
        using var answer = await per.SubmitAsync("/opptak", [new("Input.Name", "For sent"), new("Input.Closes", "2026-06-04"), new("Input.Date", "2026-06-05"), new("Input.PlacesFrom", "2026-08-15")]);
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("Fristen må være i dag eller senere");
        await using var db = Server.Database();
        (await db.Rounds.AnyAsync(r => r.Name == "For sent")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_trial_before_the_deadline_sees_none_of_the_lots_and_is_never_published()
    {
        var round = RoundId.New();
        await using (var db = Server.Database())
        {
            db.Rounds.Add(new AdmissionRound(round, "Åpent opptak", Server.Clock.GetUtcNow().AddHours(6), new DateOnly(2026, 6, 6), new DateOnly(2026, 8, 15), LotteryDraw.New(), (await db.RuleSets.SingleAsync()).Id));
            await db.SaveChangesAsync();
        }
        var trial = (await DoAsync<RunPlacement, RunId>(r => r.RunAsync(round, CancellationToken.None))).Value;
        (await SeedOfAsync(trial)).ShouldBe(0);

        Server.Clock.Advance(TimeSpan.FromHours(7));
        (await DoAsync<PublishRun, Done>(p => p.RunAsync(trial, CancellationToken.None))).Refused(out var why).ShouldBeTrue();
        why!.Code.ShouldBe("round.run-outdated");
        var real = (await DoAsync<RunPlacement, RunId>(r => r.RunAsync(round, CancellationToken.None))).Value;
        await using var after = Server.Database();
        var kept = await after.Rounds.SingleAsync(r => r.Id == round);
        kept.Published.ShouldBeNull();
        (await SeedOfAsync(real)).ShouldBe(kept.Seed);
    }

    private async Task<long> SeedOfAsync(RunId run)
    {
        await using var db = Server.Database();
        return KeptRun.ProblemOf(await db.Runs.SingleAsync(r => r.Id == run)).Seed;
    }

    private async Task<Outcome<T>> DoAsync<TUseCase, T>(Func<TUseCase, Task<Outcome<T>>> act) where TUseCase : notnull where T : notnull
    {
        await using var scope = await Server.ActAsAsync(Server.World.Per);
        return await act(scope.ServiceProvider.GetRequiredService<TUseCase>());
    }
}

public sealed class FixedDrawTestsOnSqlite(OnSqlite server) : FixedDrawTests(server), IClassFixture<OnSqlite>;

public sealed class FixedDrawTestsOnPostgres(OnPostgres server) : FixedDrawTests(server), IClassFixture<OnPostgres>;
