using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Samspill.Data;
using Samspill.Features.Access;
using Samspill.Features.Admission;
using Samspill.Host;

[assembly: AssemblyFixture(typeof(Samspill.Browser.Tests.Stage))]
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Samspill.Browser.Tests;

/// <summary>One server with the demo in it, and one Chromium, for all the browser tests.</summary>
/// <remarks>Trondheim's admission is run and published, so that every page has something to show. Klæbu's is left for the tests to run.</remarks>
public sealed class Stage : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("samspill-browser-").FullName;
    private readonly Dictionary<CastMember, string> signedIn = [];
    private WebApplication? app;
    private IPlaywright? playwright;
    private IBrowser? chromium;

    /// <summary>By name, not by number: passkeys are bound to a name.</summary>
    public Uri Address { get; private set; } = null!;

    public IServiceProvider Services => app!.Services;

    public async ValueTask InitializeAsync()
    {
        var storage = new Storage(folder, null);
        var schools = new Schools(storage, TimeProvider.System);
        app = Server.Build(new ServerOptions(storage, "http://127.0.0.1:0", Secure: false, Demo: true) { Jobs = false, PublicUrl = "http://localhost" }, schools);
        await schools.OpenAllAsync(CancellationToken.None);
        _ = (await DemoSchools.EnsureAsync(schools, TimeProvider.System, fresh: false, CancellationToken.None)).Value;
        await DemoCouncil.EnsureAsync(schools, TimeProvider.System, fresh: false, CancellationToken.None);
        await PublishAdmissionAsync();
        await app.StartAsync();
        var listening = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Address = new Uri($"http://localhost:{listening.Port}");
        playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout(60_000); // a machine that others share may take seconds for a page
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

    /// <summary>Somebody of the cast by given name.</summary>
    public static CastMember Member(string givenName) => Cast.All.Single(m => m.Name.StartsWith(givenName + " ", StringComparison.Ordinal));

    /// <summary>Opens a window for somebody of the cast, by given name, or for nobody.</summary>
    public async Task<Window> OpenAsync(string? who = null, int width = 1440, bool script = true, string language = "nb-NO")
    {
        var member = who is null ? null : Member(who);
        var context = await NewContextAsync(width, script, language, member is null ? null : await SignInAsync(member));
        return new Window(context, await context.NewPageAsync(), Address, member?.School ?? DemoSchools.Trondheim);
    }

    /// <summary>Opens a window for a guardian who is not of the cast: the cast is made one longer first.</summary>
    public async Task<Window> OpenAsAsync(string school, PersonId person, int width)
    {
        await using (var db = Database(school))
        {
            var name = await db.People.Where(p => p.Id == person).Select(p => p.GivenName + " " + p.FamilyName).SingleAsync();
            var member = new CastMember(school, $"99-{person.Value:N}", name, []);
            if (!await db.Users.AnyAsync(u => u.UserName == Cast.UserName(member)))
            {
                db.Users.Add(new UserAccount { UserName = Cast.UserName(member), NormalizedUserName = Cast.UserName(member).ToUpperInvariant(), DisplayName = name, Person = person, SecurityStamp = Guid.CreateVersion7().ToString("N") });
                await db.SaveChangesAsync();
            }
            var context = await NewContextAsync(width, script: true, "nb-NO", await SignInAsync(member));
            return new Window(context, await context.NewPageAsync(), Address, school);
        }
    }

    public OpenSchool School => Services.GetRequiredService<Schools>().Find(DemoSchools.Trondheim)!;

    public SamspillDb Database(string school = DemoSchools.Trondheim) => Services.GetRequiredService<Schools>().Find(school)!.Database(Actor.System, TimeProvider.System);

    private async Task<string> SignInAsync(CastMember member)
    {
        if (signedIn.TryGetValue(member, out var state)) return state;
        await using var context = await NewContextAsync(1440, script: false, "nb-NO", null);
        var page = await context.NewPageAsync();
        await page.GotoAsync($"/{member.School}/demo");
        await page.GetByRole(AriaRole.Button, new() { Name = member.Name }).ClickAsync();
        return signedIn[member] = await context.StorageStateAsync();
    }

    private async Task<IBrowserContext> NewContextAsync(int width, bool script, string language, string? state)
    {
        var context = await chromium!.NewContextAsync(new()
        {
            BaseURL = Address.ToString(),
            ViewportSize = new() { Width = width, Height = width < 700 ? 780 : 900 },
            JavaScriptEnabled = script,
            Locale = language,
            TimezoneId = "Europe/Oslo",
            StorageState = state,
        });
        context.SetDefaultTimeout(60_000);
        return context;
    }

    private async Task PublishAdmissionAsync()
    {
        await using var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentSchool>().School = Services.GetRequiredService<Schools>().Find(DemoSchools.Trondheim)!;
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor = Actor.System;
        var round = await scope.ServiceProvider.GetRequiredService<SamspillDb>().Rounds.Select(r => r.Id).SingleAsync();
        var run = (await scope.ServiceProvider.GetRequiredService<RunPlacement>().RunAsync(round, CancellationToken.None)).Value;
        _ = (await scope.ServiceProvider.GetRequiredService<PublishRun>().RunAsync(run, CancellationToken.None)).Value;
    }
}
