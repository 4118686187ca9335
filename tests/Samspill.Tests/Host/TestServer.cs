using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;
using Samspill.Data;
using Samspill.Features.Access;
using Samspill.Host;
using Samspill.Tests.Cast;

namespace Samspill.Tests.Host;

/// <summary>The real program on a free port, with two schools and the cast in them, on a real database.</summary>
public abstract class TestServer : IAsyncLifetime
{
    private WebApplication? app;

    public TestClock Clock { get; } = new();
    public World World { get; private set; } = null!;
    public Uri Address { get; private set; } = null!;
    public string Folder { get; } = Directory.CreateTempSubdirectory("samspill-").FullName;
    public IServiceProvider Services => app!.Services;
    public Schools Schools => Services.GetRequiredService<Schools>();

    /// <summary>Why this database cannot be tested here; null when it can.</summary>
    public virtual string? Missing => null;

    protected abstract string? Connection { get; }

    public virtual async ValueTask InitializeAsync()
    {
        if (Missing is not null) return;
        var storage = new Storage(Folder, Connection);
        app = Server.Build(Configure(new ServerOptions(storage, "http://127.0.0.1:0", Secure: false, Demo: false) { Clock = Clock, Jobs = false, PackagesAtHome = true }), new Schools(storage, Clock));
        await Schools.OpenAllAsync(CancellationToken.None);
        World = await World.MakeAsync(Schools, Clock);
        await app.StartAsync();
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    protected virtual ServerOptions Configure(ServerOptions options) => options;

    public virtual async ValueTask DisposeAsync()
    {
        if (app is not null) await app.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>A browser without script that is nobody.</summary>
    public Browser Visit(string school = World.School) => new(Address, school, null);

    /// <summary>A browser without script in which somebody of the cast is signed in.</summary>
    public async Task<Browser> SignInAsync(Member member) => new(Address, member.School, await TicketAsync(member));

    /// <summary>A scope in which services work on behalf of somebody of the cast.</summary>
    public async Task<AsyncServiceScope> ActAsAsync(Member member)
    {
        var scope = await ActAsSystemAsync(member.School);
        var db = scope.ServiceProvider.GetRequiredService<SamspillDb>();
        var actor = await SigningIn.FindActorAsync(db, member.Account, Oslo.Today(Clock), CancellationToken.None);
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor = actor;
        db.ActAs(actor);
        return scope;
    }

    /// <summary>A scope in which the program itself works.</summary>
    public Task<AsyncServiceScope> ActAsSystemAsync(string school = World.School)
    {
        var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentSchool>().School = Schools.Find(school)!;
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor = Actor.System;
        return Task.FromResult(scope);
    }

    /// <summary>A context of one school for looking behind the pages.</summary>
    public SamspillDb Database(string school = World.School) => Schools.Find(school)!.Database(Actor.System, Clock);

    /// <summary>The cookie that signing in would give: made here, because the product has no door for tests.</summary>
    public async Task<string> TicketAsync(Member member)
    {
        await using var scope = await ActAsSystemAsync(member.School);
        var users = scope.ServiceProvider.GetRequiredService<UserManager<UserAccount>>();
        var account = await users.FindByIdAsync(member.Account.ToString());
        var principal = await scope.ServiceProvider.GetRequiredService<IUserClaimsPrincipalFactory<UserAccount>>().CreateAsync(account!);
        ((ClaimsIdentity)principal.Identity!).AddClaim(new Claim("school", member.School));
        var options = Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme);
        var properties = new AuthenticationProperties { IssuedUtc = Clock.GetUtcNow(), ExpiresUtc = Clock.GetUtcNow().AddHours(10) };
        return $"{options.Cookie.Name}={WebUtility.UrlEncode(options.TicketDataFormat.Protect(new AuthenticationTicket(principal, properties, IdentityConstants.ApplicationScheme)))}";
    }
}

/// <summary>SQLite in files of its own.</summary>
public class OnSqlite : TestServer
{
    protected override string? Connection => null;
}

/// <summary>PostgreSQL, in databases of its own on the server that SAMSPILL_TEST_POSTGRES names.</summary>
public class OnPostgres : TestServer
{
    private static readonly string? Server = Environment.GetEnvironmentVariable("SAMSPILL_TEST_POSTGRES");
    private readonly string database = $"t{Guid.CreateVersion7():N}";

    public override string? Missing => Server is null ? "SAMSPILL_TEST_POSTGRES names no server: run script/test" : null;

    protected override string? Connection => $"{Server};Database={database}";

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        if (Server is null) return;
        await using var connection = new NpgsqlConnection($"{Server};Database=postgres");
        await connection.OpenAsync();
        var names = new List<string>();
        await using (var all = await new NpgsqlCommand($"SELECT datname FROM pg_database WHERE datname LIKE '{database}%'", connection).ExecuteReaderAsync())
            while (await all.ReadAsync()) names.Add(all.GetString(0));
        foreach (var name in names)
            await new NpgsqlCommand($"DROP DATABASE IF EXISTS \"{name}\" WITH (FORCE)", connection).ExecuteNonQueryAsync();
        GC.SuppressFinalize(this);
    }
}

/// <summary>Tests that run on one of the databases: derive twice, with <see cref="OnSqlite"/> and <see cref="OnPostgres"/> as class fixtures.</summary>
public abstract class OnDatabase(TestServer server)
{
    protected TestServer Server
    {
        get
        {
            Assert.SkipWhen(server.Missing is not null, server.Missing ?? "");
            return server;
        }
    }
}
