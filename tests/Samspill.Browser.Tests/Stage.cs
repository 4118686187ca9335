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
using Microsoft.Playwright;
using Samspill.Data;
using Samspill.Features.Access;
using Samspill.Host;
using Samspill.Tests.Cast;

[assembly: AssemblyFixture(typeof(Samspill.Browser.Tests.Stage))]
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Samspill.Browser.Tests;

/// <summary>One server and one Chromium for all the browser tests.</summary>
public sealed class Stage : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("samspill-browser-").FullName;
    private WebApplication? app;
    private IPlaywright? playwright;
    private IBrowser? chromium;

    public World World { get; private set; } = null!;

    /// <summary>By name, not by number: passkeys are bound to a name.</summary>
    public Uri Address { get; private set; } = null!;

    public IServiceProvider Services => app!.Services;

    public async ValueTask InitializeAsync()
    {
        app = Server.Build(new ServerOptions(new Storage(folder, null), "http://127.0.0.1:0", Secure: false, Demo: true) { Jobs = false, PublicUrl = "http://localhost" });
        var schools = Services.GetRequiredService<Schools>();
        await schools.OpenAllAsync(CancellationToken.None);
        World = await World.MakeAsync(schools, TimeProvider.System);
        await app.StartAsync();
        var listening = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Address = new Uri($"http://localhost:{listening.Port}");
        playwright = await Playwright.CreateAsync();
        chromium = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage", "--force-prefers-reduced-motion"],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (chromium is not null) await chromium.DisposeAsync();
        playwright?.Dispose();
        if (app is not null) await app.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Opens a window for somebody, or for nobody.</summary>
    public async Task<Window> OpenAsync(Member? who = null, int width = 1440, bool script = true, string language = "nb-NO")
    {
        var context = await chromium!.NewContextAsync(new()
        {
            BaseURL = Address.ToString(),
            ViewportSize = new() { Width = width, Height = width < 700 ? 780 : 900 },
            JavaScriptEnabled = script,
            Locale = language,
            TimezoneId = "Europe/Oslo",
        });
        context.SetDefaultTimeout(20_000);
        if (who is not null) await context.AddCookiesAsync([await TicketAsync(who)]);
        return new Window(context, await context.NewPageAsync(), Address, World.School);
    }

    public SamspillDb Database() => Services.GetRequiredService<Schools>().Find(World.School)!.Database(Actor.System, TimeProvider.System);

    private async Task<Microsoft.Playwright.Cookie> TicketAsync(Member member)
    {
        await using var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentSchool>().School = Services.GetRequiredService<Schools>().Find(member.School)!;
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor = Actor.System;
        var users = scope.ServiceProvider.GetRequiredService<UserManager<UserAccount>>();
        var account = await users.FindByIdAsync(member.Account.ToString());
        var principal = await scope.ServiceProvider.GetRequiredService<IUserClaimsPrincipalFactory<UserAccount>>().CreateAsync(account!);
        ((ClaimsIdentity)principal.Identity!).AddClaim(new Claim("school", member.School));
        var options = Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme);
        var now = TimeProvider.System.GetUtcNow();
        var ticket = new AuthenticationTicket(principal, new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = now.AddHours(10) }, IdentityConstants.ApplicationScheme);
        return new Microsoft.Playwright.Cookie { Name = options.Cookie.Name!, Value = WebUtility.UrlEncode(options.TicketDataFormat.Protect(ticket)), Domain = "localhost", Path = $"/{member.School}", HttpOnly = true };
    }
}
