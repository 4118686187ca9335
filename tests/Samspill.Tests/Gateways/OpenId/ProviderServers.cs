using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Samspill.Features.Access;
using Samspill.Gateways.OpenId;
using Samspill.Host;
using Samspill.Tests.Cast;
using Samspill.Tests.Host;

namespace Samspill.Tests.Gateways.OpenId;

/// <summary>The program with both providers set up and switched on at both schools, and Kari and Hemmelig known by their national ids.</summary>
public sealed class Neighbours(TestServer server) : IAsyncDisposable
{
    public static readonly string KarisNumber = "17858000076", HemmeligsNumber = "17858000157", JonasNumber = "14831250128", StrangersNumber = "17858000238";

    public SmallProvider IdPorten { get; private set; } = null!;
    public SmallProvider Feide { get; private set; } = null!;
    public Lines Log { get; } = new();

    public SmallProvider Of(string name) => name == "feide" ? Feide : IdPorten;

    public async Task StartAsync() => (IdPorten, Feide) = (await SmallProvider.StartAsync(server.Clock), await SmallProvider.StartAsync(server.Clock));

    public ServerOptions Configure(ServerOptions options) => options with
    {
        Providers =
        [
            ProviderSettings.IdPorten(IdPorten.Issuer, SmallProvider.Client) with { Secret = SmallProvider.Secret, AllowsLoopbackHttp = true },
            ProviderSettings.Feide(Feide.Issuer, SmallProvider.Client) with { Secret = SmallProvider.Secret, AllowsLoopbackHttp = true },
        ],
    };

    public async Task FurnishAsync()
    {
        server.Services.GetRequiredService<ILoggerFactory>().AddProvider(Log);
        foreach (var school in new[] { World.School, World.OtherSchool })
        {
            await using var db = server.Database(school);
            db.OpenProviders.AddRange(new OpenProvider("idporten"), new OpenProvider("feide"));
            await db.SaveChangesAsync();
        }
        await using var own = server.Database();
        var cipher = server.Schools.Find(World.School)!.Cipher;
        foreach (var (id, number) in new[] { (server.World.Kari.Person, KarisNumber), (server.World.Hemmelig.Person, HemmeligsNumber), (server.World.Jonas, JonasNumber) })
            (await own.People.SingleAsync(p => p.Id == id)).Identify(cipher.Encrypt(number), cipher.Index(number));
        await own.SaveChangesAsync();

        // The first journey takes its time while everything is compiled.
        foreach (var provider in new[] { "idporten", "feide" })
        {
            using var first = new Traveller(server.Address, World.School);
            for (var tries = 0; tries < 5; tries++, server.Clock.Advance(TimeSpan.FromSeconds(10)))
            {
                using var asked = await first.AskAsync(provider);
                if (asked.Headers.Location is not { } there) continue;
                using var answer = await first.BackAsync(await first.ThereAsync(there));
                if (answer.StatusCode != HttpStatusCode.BadGateway) break;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await IdPorten.DisposeAsync();
        await Feide.DisposeAsync();
    }
}

/// <summary>What the program has logged.</summary>
public sealed class Lines : ILoggerProvider, ILogger
{
    private ConcurrentQueue<string> lines = new();

    public IReadOnlyList<string> Take() => [.. Interlocked.Exchange(ref lines, new ConcurrentQueue<string>())];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => lines.Enqueue($"{formatter(state, exception)} {exception}");

    public void Dispose() { }
}

/// <summary>A server that has providers.</summary>
public interface IHasNeighbours
{
    Neighbours Neighbours { get; }
}

public sealed class SqliteWithProviders : OnSqlite, IHasNeighbours
{
    public SqliteWithProviders() => Neighbours = new Neighbours(this);

    public Neighbours Neighbours { get; }

    public override async ValueTask InitializeAsync()
    {
        await Neighbours.StartAsync();
        await base.InitializeAsync();
        await Neighbours.FurnishAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Neighbours.DisposeAsync();
    }

    protected override ServerOptions Configure(ServerOptions options) => Neighbours.Configure(options);
}

public sealed class PostgresWithProviders : OnPostgres, IHasNeighbours
{
    public PostgresWithProviders() => Neighbours = new Neighbours(this);

    public Neighbours Neighbours { get; }

    public override async ValueTask InitializeAsync()
    {
        await Neighbours.StartAsync();
        await base.InitializeAsync();
        if (Missing is null) await Neighbours.FurnishAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Neighbours.DisposeAsync();
    }

    protected override ServerOptions Configure(ServerOptions options) => Neighbours.Configure(options);
}
