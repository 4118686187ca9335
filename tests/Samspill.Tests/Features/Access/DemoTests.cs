using System.Net;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Samspill.Data;
using Samspill.Features.Access;
using Samspill.Host;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Access;

/// <summary>The page that signs anybody in as anybody is in the demo, and nowhere else.</summary>
public sealed class DemoTests(OnSqlite production, OnDemo demo) : IClassFixture<OnSqlite>, IClassFixture<OnDemo>
{
    [Fact]
    public async Task A_production_program_has_no_such_address()
    {
        (await Doors.OfAsync(production)).ShouldNotContain(d => d.Pattern.Contains("demo"));
        foreach (var address in new[] { "/demo", "/trondheim/demo", "/klabu/demo" })
        {
            using var http = new HttpClient { BaseAddress = production.Address };
            (await http.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await http.PostAsync(address, new FormUrlEncodedContent([new("who", production.World.Marit.Account.ToString())]))).StatusCode.ShouldBeOneOf(HttpStatusCode.NotFound, HttpStatusCode.MethodNotAllowed);
        }
    }

    [Fact]
    public async Task The_page_itself_refuses_in_a_production_program_were_it_ever_reached()
    {
        await using var scope = await production.ActAsSystemAsync();
        var page = new DemoPage(production.Services.GetRequiredService<ServerOptions>(), scope.ServiceProvider.GetRequiredService<CurrentSchool>(), production.Schools, production.Clock);
        (await page.OnGetAsync(CancellationToken.None)).ShouldBeOfType<NotFoundResult>();
        (await page.OnPostAsync(production.World.Marit.Account, CancellationToken.None)).ShouldBeOfType<NotFoundResult>();
    }

    [Fact]
    public async Task In_the_demo_one_signs_in_as_anybody_of_the_cast_of_a_demo_school_only()
    {
        (await Doors.OfAsync(demo)).ShouldContain(d => d.Pattern == "/demo");
        using var browser = demo.Visit("provesal");
        var page = await browser.OpenAsync("/demo");
        var who = page.QuerySelector("button[name=who]")!.GetAttribute("value")!;
        using var signedIn = await browser.SubmitAsync(page, "/demo", [new("who", who)]);
        signedIn.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await browser.OpenAsync("/profil");

        using var real = demo.Visit();
        using var refused = await real.GetAsync("/demo");
        refused.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task In_the_demo_one_cannot_become_somebody_outside_the_cast()
    {
        await using var db = demo.Database("provesal");
        var other = new UserAccount { UserName = "ikke-demo", NormalizedUserName = "IKKE-DEMO", SecurityStamp = "x" };
        db.Users.Add(other);
        await db.SaveChangesAsync();
        using var browser = demo.Visit("provesal");
        using var refused = await browser.SubmitAsync("/demo", [new("who", other.Id.ToString())]);
        refused.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}

/// <summary>A demo program, with one demo school beside the two that are none.</summary>
public sealed class OnDemo : OnSqlite
{
    protected override ServerOptions Configure(ServerOptions options)
    {
        var schools = new Schools(options.Storage, options.Clock);
        MakeAsync(schools, options.Clock).GetAwaiter().GetResult();
        return options with { Demo = true };
    }

    private static async Task MakeAsync(Schools schools, TimeProvider clock)
    {
        await schools.OpenAllAsync(CancellationToken.None);
        var made = await schools.CreateAsync(new HostedSchool("provesal", "Prøvesal kulturskole", "5001", Demo: true), CancellationToken.None);
        await using var db = made.Value.Database(Actor.System, clock);
        var account = new UserAccount { UserName = DemoPage.Prefix + "01-rektor", NormalizedUserName = "DEMO-01-REKTOR", DisplayName = "Rektor", SecurityStamp = "x" };
        db.Users.Add(account);
        db.Grants.Add(new RoleGrant(account.Id, Domain.Access.Role.Principal, new DateOnly(2025, 1, 1), null, "test"));
        await db.SaveChangesAsync();
    }
}
