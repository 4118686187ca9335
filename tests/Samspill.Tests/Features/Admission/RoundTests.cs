using Microsoft.Extensions.DependencyInjection;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Features.Admission;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Admission;

/// <summary>A round from run to answer. The world: one guitar seat; Jonas has waited longest but has piano, Skjult has nothing.</summary>
public abstract class RoundTests(TestServer server) : OnDatabase(server)
{
    [Fact]
    public async Task A_round_is_run_published_once_and_replayed_to_the_byte()
    {
        var run = await RunAsync();
        (await OffersAsync()).ShouldBeEmpty();

        (await PublishAsync(run)).Refused(out _).ShouldBeFalse();
        (await PublishAsync(run)).Refused(out _).ShouldBeFalse();
        (await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => PublishAsync(run))))).Count(outcome => outcome.Refused(out _)).ShouldBe(0);

        var offer = (await OffersAsync()).ShouldHaveSingleItem();
        offer.Application.ShouldBe(Server.World.SkjultGuitar);
        offer.AnswerBy.ShouldBe(new DateTimeOffset(2026, 6, 12, 23, 59, 59, TimeSpan.FromHours(2)));
        await using var db = Server.Database();
        var decisions = await db.Decisions.Where(d => d.Run == run).ToListAsync();
        decisions.Count.ShouldBe(await db.Applications.CountAsync());
        var jonas = decisions.Single(d => d.Application == Server.World.JonasGuitar);
        (jonas.Outcome, jonas.Queue, jonas.OfWaiting, jonas.DecidedBy, jonas.LastAdmitted).ShouldBe((DecisionOutcome.Waiting, 1, 1, "placesHeld", Server.World.SkjultGuitar));
        (await db.Messages.CountAsync(m => m.About == "offer" && m.To == Server.World.Hemmelig.Person)).ShouldBe(1);
        (await db.Messages.CountAsync(m => m.About == "decision" && m.To == Server.World.Kari.Person)).ShouldBe(1);
        (await db.QueueNumbersAsync([Server.World.JonasGuitar, Server.World.SkjultGuitar], new DateOnly(2026, 6, 5), CancellationToken.None))
            .ShouldHaveSingleItem().ShouldBe(new(Server.World.JonasGuitar, new QueueNumber(1, 1)));

        var replay = (await DoAsync<ReplayRun, Replay>(r => r.RunAsync(run, CancellationToken.None))).Value;
        replay.Same.ShouldBeTrue();
        replay.Hash.ShouldBe(Convert.ToHexStringLower((await db.Runs.SingleAsync(r => r.Id == run)).ResultHash));

        (await DoAsync<RunPlacement, RunId>(r => r.RunAsync(Server.World.Round, CancellationToken.None))).Refused(out var why).ShouldBeTrue();
        why!.Code.ShouldBe("round.already-published");
    }

    private async Task<RunId> RunAsync() => (await DoAsync<RunPlacement, RunId>(r => r.RunAsync(Server.World.Round, CancellationToken.None))).Value;

    private Task<Outcome<Done>> PublishAsync(RunId run) => DoAsync<PublishRun, Done>(p => p.RunAsync(run, CancellationToken.None));

    private async Task<Outcome<T>> DoAsync<TUseCase, T>(Func<TUseCase, Task<Outcome<T>>> act) where TUseCase : notnull where T : notnull
    {
        await using var scope = await Server.ActAsAsync(Server.World.Per);
        return await act(scope.ServiceProvider.GetRequiredService<TUseCase>());
    }

    private async Task<List<Offer>> OffersAsync()
    {
        await using var db = Server.Database();
        return await db.Offers.ToListAsync();
    }
}

public sealed class RoundOnSqlite(OnSqlite server) : RoundTests(server), IClassFixture<OnSqlite>;

public sealed class RoundOnPostgres(OnPostgres server) : RoundTests(server), IClassFixture<OnPostgres>;

/// <summary>A run that the data has moved away from gives nothing at all.</summary>
public abstract class OutdatedRunTests(TestServer server) : OnDatabase(server)
{
    [Fact]
    public async Task A_withdrawn_winner_or_a_lost_seat_refuses_the_whole_run()
    {
        var run = (await DoAsync<RunPlacement, RunId>(r => r.RunAsync(Server.World.Round, CancellationToken.None))).Value;
        await using (var db = Server.Database())
        {
            (await db.Applications.SingleAsync(a => a.Id == Server.World.SkjultGuitar)).Withdraw(Server.Clock.GetUtcNow());
            await db.SaveChangesAsync();
        }
        await ShouldBeOutdatedAsync(run);

        var again = (await DoAsync<RunPlacement, RunId>(r => r.RunAsync(Server.World.Round, CancellationToken.None))).Value;
        await using (var db = Server.Database()) await db.Courses.Where(c => c.Id == Server.World.Guitar).ExecuteUpdateAsync(c => c.SetProperty(x => x.Capacity, 0));
        await ShouldBeOutdatedAsync(again);
    }

    private async Task ShouldBeOutdatedAsync(RunId run)
    {
        (await DoAsync<PublishRun, Done>(p => p.RunAsync(run, CancellationToken.None))).Refused(out var why).ShouldBeTrue();
        why!.Code.ShouldBe("round.run-outdated");
        await using var db = Server.Database();
        (await db.Offers.CountAsync() + await db.Decisions.CountAsync() + await db.Messages.CountAsync()).ShouldBe(0);
        (await db.Rounds.SingleAsync()).Published.ShouldBeNull();
    }

    private async Task<Outcome<T>> DoAsync<TUseCase, T>(Func<TUseCase, Task<Outcome<T>>> act) where TUseCase : notnull where T : notnull
    {
        await using var scope = await Server.ActAsAsync(Server.World.Per);
        return await act(scope.ServiceProvider.GetRequiredService<TUseCase>());
    }
}

public sealed class OutdatedRunOnSqlite(OnSqlite server) : OutdatedRunTests(server), IClassFixture<OnSqlite>;

public sealed class OutdatedRunOnPostgres(OnPostgres server) : OutdatedRunTests(server), IClassFixture<OnPostgres>;
