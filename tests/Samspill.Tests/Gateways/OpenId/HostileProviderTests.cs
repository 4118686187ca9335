using System.Net;
using Samspill.Tests.Cast;
using Samspill.Tests.Host;

namespace Samspill.Tests.Gateways.OpenId;

/// <summary>Whatever a provider, a browser or somebody between them gets up to: a plain page, a reason in the log without personal data, and no session.</summary>
public abstract class HostileProviderTests(TestServer server) : OnDatabase(server)
{
    public static TheoryData<string> Names => [.. Mischiefs.All.Select(m => m.Name)];

    private Neighbours Neighbours => ((IHasNeighbours)Server).Neighbours;

    [Fact]
    public void At_least_sixty_ways_are_tried()
    {
        TestContext.Current.TestOutputHelper!.WriteLine($"{Mischiefs.All.Count} ways to misbehave in signing in, {LogoutMischiefs.All.Count} in signing out");
        Mischiefs.All.Count.ShouldBeGreaterThanOrEqualTo(60);
        Mischiefs.All.Select(m => m.Name).ShouldBeUnique();
    }

    [Theory, MemberData(nameof(Names))]
    public async Task Nobody_comes_in_by(string name)
    {
        var mischief = Mischiefs.All.Single(m => m.Name == name);
        var provider = Neighbours.Of(mischief.Provider);
        Server.Clock.Advance(TimeSpan.FromHours(49)); // what was known of the provider has gone stale
        provider.Who = mischief.Who;
        provider.Wrong = mischief.Wrong(provider);
        using var traveller = new Traveller(Server.Address, World.School);
        var trip = new Trip(Server, Neighbours, traveller);
        var before = await SessionsAsync();
        Neighbours.Log.Take();
        try
        {
            using var answer = mischief.Journey is { } journey ? await journey(trip) : await PlainAsync(traveller, mischief.Provider);

            var log = Neighbours.Log.Take();
            ((int)answer.StatusCode).ShouldBe(mischief.Status, string.Join('\n', log));
            var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
            body.ShouldContain("<h1");
            body.ShouldNotContain("Exception");
            body.ShouldNotContain("   at ");
            body.ShouldNotContain("<script>");
            if (mischief.Who.NationalId is { } number) body.ShouldNotContain(number);

            log.Where(l => l.Contains("Sign-in refused", StringComparison.Ordinal)).ShouldHaveSingleItem().ShouldContain($" {mischief.Reason} ");
            var whole = string.Join('\n', log);
            foreach (var secret in new[] { mischief.Who.Subject, mischief.Who.NationalId, provider.LastSession, provider.LastIdToken, "access-1", SmallProvider.Secret })
                if (!string.IsNullOrEmpty(secret)) whole.ShouldNotContain(secret);

            traveller.HasTicket.ShouldBeFalse();
            using var own = await traveller.GetAsync("/min-side");
            own.StatusCode.ShouldBe(HttpStatusCode.Redirect);
            (await SessionsAsync() - before).ShouldBeLessThanOrEqualTo(trip.Honest + (mischief.Name.EndsWith("put back", StringComparison.Ordinal) ? 1 : 0));
            await using var db = Server.Database();
            var record = await db.AuditEntries.OrderByDescending(e => e.Id).FirstAsync(e => e.Action == "sign-in-failed", TestContext.Current.CancellationToken);
            record.Detail.ShouldBe(mischief.Reason);
        }
        finally { provider.Wrong = new Wrong(); }
    }

    /// <summary>The same journey with nothing wrong comes in: the table's refusals are not refusals of everything.</summary>
    [Theory, InlineData("idporten")]
    public async Task Without_mischief_the_same_journey_comes_in(string provider)
    {
        Server.Clock.Advance(TimeSpan.FromHours(49));
        Neighbours.Of(provider).Who = new Citizen("kari-pairwise", Neighbours.KarisNumber);
        using var traveller = new Traveller(Server.Address, World.School);
        using var answer = await PlainAsync(traveller, provider);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        traveller.HasTicket.ShouldBeTrue();
    }

    private static async Task<HttpResponseMessage> PlainAsync(Traveller traveller, string provider)
    {
        var asked = await traveller.AskAsync(provider);
        if (asked.StatusCode != HttpStatusCode.Redirect) return asked;
        var answer = await traveller.ThereAsync(asked.Headers.Location!);
        asked.Dispose();
        return await traveller.BackAsync(answer);
    }

    private async Task<int> SessionsAsync()
    {
        await using var db = Server.Database();
        var now = Server.Clock.GetUtcNow();
        return await db.ProviderSessions.CountAsync(s => s.ExpiresAt > now, TestContext.Current.CancellationToken);
    }
}

public sealed class HostileProviderTestsOnSqlite(SqliteWithProviders server) : HostileProviderTests(server), IClassFixture<SqliteWithProviders>;

public sealed class HostileProviderTestsOnPostgres(PostgresWithProviders server) : HostileProviderTests(server), IClassFixture<PostgresWithProviders>;
