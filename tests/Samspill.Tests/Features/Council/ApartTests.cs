using System.Net;
using Samspill.Domain.Access;
using Samspill.Features.Access;
using Samspill.Host;
using Samspill.Tests.Cast;
using Samspill.Tests.Features.Access;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Council;

/// <summary>The council and the schools are apart: no way from either to the other, whoever asks and whatever ticket is shown.</summary>
public sealed class ApartTests(CouncilOnSqlite server) : OnDatabase(server), IClassFixture<CouncilOnSqlite>
{
    [Fact]
    public async Task No_way_into_a_school_exists_at_the_council()
    {
        var atCouncil = (await Doors.OfAsync(Server, Side.Council)).Select(d => d.Pattern).ToHashSet();
        var schoolsOnly = (await Doors.OfAsync(Server)).Where(d => !atCouncil.Contains(d.Pattern) && d.Pattern is not ("/health/live" or "/health/ready") && !d.Pattern.StartsWith("/openapi", StringComparison.Ordinal)).ToList();
        schoolsOnly.Count.ShouldBeGreaterThan(150);
        var targets = await Targets.OfAsync(Server);
        foreach (var who in new[] { null, CouncilServer.National, CouncilServer.Trøndelag })
        {
            using var browser = await Server.AtCouncilAsync(who);
            foreach (var door in schoolsOnly) (await StatusAsync(browser, door, door.HasParameter ? targets.Address(door.Pattern, Whose.Jonas) : door.Pattern)).ShouldBe(HttpStatusCode.NotFound, $"{who} {door}");
        }
    }

    [Fact]
    public async Task No_way_into_the_council_exists_at_a_school()
    {
        var atSchool = (await Doors.OfAsync(Server)).Select(d => d.Pattern).ToHashSet();
        var councilOnly = (await Doors.OfAsync(Server, Side.Council)).Where(d => !atSchool.Contains(d.Pattern)).ToList();
        councilOnly.Count.ShouldBeGreaterThan(8);
        using var browser = await Server.SignInAsync(Server.World.Marit);
        foreach (var door in councilOnly) (await StatusAsync(browser, door, door.Pattern.Replace("{id:guid}", Guid.CreateVersion7().ToString(), StringComparison.Ordinal))).ShouldBe(HttpStatusCode.NotFound, door.ToString());
    }

    [Fact]
    public async Task A_ticket_of_one_side_is_nothing_on_the_other()
    {
        foreach (var (ticket, place, status) in new[]
        {
            (await Server.TicketAsync(Server.World.Marit), World.School, HttpStatusCode.OK), (await Server.TicketAsync(Server.World.Marit), "council", HttpStatusCode.Redirect),
            (await Server.CouncilTicketAsync(CouncilServer.National), "council", HttpStatusCode.OK), (await Server.CouncilTicketAsync(CouncilServer.National), World.School, HttpStatusCode.Redirect),
        })
        {
            using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
            foreach (var address in new[] { "brukere", "revisjon", "profil" })
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Server.Address, $"/{place}/{address}"));
                request.Headers.Add("Cookie", ticket);
                using var answer = await http.SendAsync(request);
                answer.StatusCode.ShouldBe(status, $"{place} {address}");
            }
        }
    }

    [Fact]
    public async Task A_role_of_one_side_is_nothing_on_the_other()
    {
        await using (var db = Server.Council())
        {
            db.Grants.Add(new RoleGrant(await db.Users.Where(u => u.DisplayName == CouncilServer.Vestland).Select(u => u.Id).SingleAsync(), Role.Principal, new DateOnly(2020, 1, 1), null, "test"));
            await db.SaveChangesAsync();
        }
        using var adviser = await Server.AtCouncilAsync(CouncilServer.Vestland);
        (await adviser.GetAsync("/revisjon")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        await using var school = Server.Database();
        (await SigningIn.FindActorAsync(school, Server.World.Nils.Account, Oslo.Today(Server.Clock), CancellationToken.None)).Roles.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_adviser_is_invited_for_a_county_and_comes_in_once()
    {
        using var national = await Server.AtCouncilAsync(CouncilServer.National);
        using var invited = await national.SubmitAsync("/brukere", [new("Name", "Agnes Agder"), new("County", "42")], "Invite");
        invited.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var link = new Uri((await national.OpenAsync("/brukere")).QuerySelector("code")!.TextContent).AbsolutePath["/council".Length..];
        using var newcomer = await Server.AtCouncilAsync(null);
        using var used = await newcomer.SubmitAsync(link, [new("Email", "agnes@example.org"), new("Password", "et langt passord 42")]);
        used.Headers.Location!.ToString().ShouldEndWith("/strategi");
        await using (var db = Server.Council()) (await db.Users.Where(u => u.Email == "agnes@example.org").Select(u => u.Language).SingleAsync()).ShouldBe("nb");
        (await newcomer.OpenAsync("/aktiviteter/ny")).Body!.TextContent.ShouldContain("Kristiansand");
        using var again = await Server.AtCouncilAsync(null);
        (await again.GetAsync(link)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_councils_database_has_no_person_in_it()
    {
        await using var db = Server.Council();
        var types = db.Model.GetEntityTypes().ToList();
        types.Count.ShouldBeGreaterThan(8);
        types.Select(t => t.ClrType.Namespace!.Split('.')[^1]).Distinct().Order().ShouldBe(["Access", "Audit", "Council", "Counties", "Identity", "Nation", "Reporting", "Statistics", "Strategy"]);
        types.SelectMany(t => t.GetProperties()).Where(p => (Nullable.GetUnderlyingType(p.ClrType) ?? p.ClrType).Name is "PersonId" or "StaffId").ShouldBeEmpty();
    }

    [Fact]
    public async Task Everybody_at_the_council_gets_through_exactly_the_doors_of_its_roles()
    {
        var doors = (await Doors.OfAsync(Server, Side.Council)).Where(d => d.Permission is not null && d.Method == "GET" && !d.HasParameter).ToList();
        doors.Count.ShouldBeGreaterThan(5);
        foreach (var (who, role) in new[] { (CouncilServer.National, Role.NationalCouncil), (CouncilServer.Trøndelag, Role.RegionalAdviser) })
        {
            using var browser = await Server.AtCouncilAsync(who);
            foreach (var door in doors) (await StatusAsync(browser, door, door.Pattern)).ShouldBe(Can.Of(role).Contains(door.Permission!) ? HttpStatusCode.OK : HttpStatusCode.Forbidden, $"{who} {door}");
        }
        using var nobody = await Server.AtCouncilAsync(null);
        foreach (var door in doors) (await StatusAsync(nobody, door, door.Pattern)).ShouldBe(HttpStatusCode.Redirect, door.ToString());
        await nobody.OpenAsync("/");
        await nobody.OpenAsync("/logg-inn");
        await nobody.OpenAsync("/personvern");
    }

    private static async Task<HttpStatusCode> StatusAsync(Browser browser, Door door, string address)
    {
        using var request = new HttpRequestMessage(new HttpMethod(door.Method), address.TrimStart('/') + (door.Handler is null ? "" : $"?handler={door.Handler}"));
        if (door.Method is not "GET") request.Content = new FormUrlEncodedContent([]);
        using var answer = await browser.Http.SendAsync(request);
        return answer.StatusCode;
    }
}
