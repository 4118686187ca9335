using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Samspill.Domain.Access;
using Samspill.Domain.People;
using Samspill.Features.Access;
using Samspill.Features.People;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Access;

public abstract class RoleTests(TestServer server) : OnDatabase(server)
{
    private const string Password = "fire tilfeldige ord her";

    [Fact]
    public async Task The_invited_chooses_a_password_and_has_the_role_from_the_next_click()
    {
        var path = await InviteAsync(Role.Office, "ny@example.org");
        using var browser = Server.Visit();
        using var used = await browser.SubmitAsync(path, [new("Email", "ny@example.org"), new("Password", Password)]);
        used.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await browser.OpenAsync("/personer");

        using var later = Server.Visit();
        using var signedIn = await later.SubmitAsync("/logg-inn", [new("StaffEmail", "ny@example.org"), new("Password", Password)], "Password");
        signedIn.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await later.OpenAsync("/personer");
    }

    [Fact]
    public async Task An_invitation_works_once_and_afterwards_looks_like_one_that_never_was()
    {
        var path = await InviteAsync(Role.Teacher, "en@example.org");
        using var first = Server.Visit();
        using var used = await first.SubmitAsync(path, [new("Email", "en@example.org"), new("Password", Password)]);
        using var second = Server.Visit();
        using var again = await second.GetAsync(path);
        using var never = await second.GetAsync("/invitasjon/finnes-ikke");
        (used.StatusCode, again.StatusCode, never.StatusCode).ShouldBe((HttpStatusCode.Redirect, HttpStatusCode.NotFound, HttpStatusCode.NotFound));
    }

    [Fact]
    public async Task Two_who_use_an_invitation_at_once_make_one_account()
    {
        var path = await InviteAsync(Role.Teacher, "rase@example.org");
        var used = await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
        {
            await using var scope = await Server.ActAsSystemAsync();
            return (await scope.ServiceProvider.GetRequiredService<AcceptInvitation>().UseAsync(path["/invitasjon/".Length..], "rase@example.org", Password, CancellationToken.None)).Refused(out var _);
        }));
        used.Count(refused => !refused).ShouldBe(1);
        await using var db = Server.Database();
        (await db.Users.CountAsync(u => u.Email == "rase@example.org")).ShouldBe(1);
    }

    [Theory]
    [InlineData("kort")]
    [InlineData("aaaaaaaaaaaaaaaa")]
    [InlineData("navnesen@example.org")]
    public async Task A_password_that_is_short_or_easy_is_refused_and_the_invitation_still_works(string weak)
    {
        var path = await InviteAsync(Role.Teacher, "navnesen@example.org");
        using var browser = Server.Visit();
        using var refused = await browser.SubmitAsync(path, [new("Email", "navnesen@example.org"), new("Password", weak)]);
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await browser.OpenAsync(path)).QuerySelector("#Password").ShouldNotBeNull();
    }

    [Fact]
    public async Task A_role_that_is_ended_is_gone_at_the_next_click()
    {
        using var browser = await Server.SignInAsync(Server.World.Eva);
        var grant = await GiveAsync(Server.World.Eva.Account, Role.Office);
        await browser.OpenAsync("/personer");
        await using (var scope = await Server.ActAsAsync(Server.World.Marit))
            (await scope.ServiceProvider.GetRequiredService<Grants>().EndAsync(grant, CancellationToken.None)).Refused(out _).ShouldBeFalse();
        using var after = await browser.GetAsync("/personer");
        after.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_role_holds_from_its_first_day_to_its_last()
    {
        await using var db = Server.Database();
        var today = Samspill.Host.Oslo.Today(Server.Clock);
        db.Grants.Add(new RoleGrant(Server.World.Kim.Account, Role.Office, today.AddDays(1), null, "test"));
        db.Grants.Add(new RoleGrant(Server.World.Kim.Account, Role.Economy, today.AddDays(-9), today, "test"));
        await db.SaveChangesAsync();
        (await RolesAsync(today)).ShouldBe([Role.Economy, Role.Coordinator], ignoreOrder: true);
        (await RolesAsync(today.AddDays(1))).ShouldBe([Role.Office, Role.Coordinator], ignoreOrder: true);

        async Task<IEnumerable<Role>> RolesAsync(DateOnly day) => (await Samspill.Host.SigningIn.FindActorAsync(db, Server.World.Kim.Account, day, CancellationToken.None)).Roles;
    }

    [Fact]
    public async Task The_last_principal_cannot_be_ended_and_two_cannot_end_each_other()
    {
        await using var db = Server.Database();
        var grants = new List<Guid> { (await db.Grants.SingleAsync(g => g.Account == Server.World.Marit.Account)).Id, await GiveAsync(Server.World.Nils.Account, Role.Principal) };
        var ended = await Task.WhenAll(grants.Select(async grant =>
        {
            await using var scope = await Server.ActAsAsync(Server.World.Marit);
            return !(await scope.ServiceProvider.GetRequiredService<Grants>().EndAsync(grant, CancellationToken.None)).Refused(out var _);
        }));
        ended.Count(e => e).ShouldBe(1);
        await using var scope = await Server.ActAsSystemAsync();
        await scope.ServiceProvider.GetRequiredService<Grants>().GiveAsync(Server.World.Marit.Account, Role.Principal, null, CancellationToken.None);
    }

    [Fact]
    public async Task Nobody_handles_protected_people_without_a_grant_that_was_ticked()
    {
        using var principal = await Server.SignInAsync(Server.World.Marit);
        var page = await principal.OpenAsync("/brukere");
        page.QuerySelectorAll("select option").Select(o => o.GetAttribute("value")).ShouldNotContain(nameof(Role.ProtectionHandler));
        using var unticked = await principal.SubmitAsync(page, "/brukere", [new("account", Server.World.Per.Account.ToString())], "Handler");
        unticked.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using var slipped = await principal.SubmitAsync(page, "/brukere", [new("account", Server.World.Per.Account.ToString()), new("role", nameof(Role.ProtectionHandler))], "Give");
        slipped.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_the_other_sessions_at_their_next_click()
    {
        using var here = await Server.SignInAsync(Server.World.Nina);
        using var there = await Server.SignInAsync(Server.World.Nina);
        await there.OpenAsync("/profil");
        using var left = await here.SubmitAsync("/profil", [], "Everywhere");
        using var after = await there.GetAsync("/profil");
        after.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Only_a_handler_can_lift_a_protection_or_open_the_web_and_to_others_the_child_is_not_there()
    {
        var world = Server.World;
        await using (var scope = await Server.ActAsAsync(world.Per))
        {
            var protect = scope.ServiceProvider.GetRequiredService<ProtectPerson>();
            (await protect.RunAsync(world.Skjult, Protection.None, CancellationToken.None)).Refused(out var why).ShouldBeTrue();
            why!.Code.ShouldBe("person.not-found");
            (await protect.OpenWebAsync(world.Skjult, world.Hemmelig.Person, false, CancellationToken.None)).Refused(out _).ShouldBeTrue();
        }
        using var office = await Server.SignInAsync(world.Per);
        var any = await office.OpenAsync($"/personer/{world.Elle.Value}");
        foreach (var handler in new[] { "NationalId", "Protect", "Web" })
        {
            var token = any.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
            using var answer = await office.Http.PostAsync($"personer/{world.Skjult.Value}?handler={handler}", new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("grade", "None")]));
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }
        await using var db = Server.Database();
        (await db.People.SingleAsync(p => p.Id == world.Skjult)).Shield.ShouldBe(Protection.StrictlyConfidential);
    }

    [Fact]
    public async Task Protecting_a_child_covers_its_household_and_closes_the_web()
    {
        var world = Server.World;
        await using (var scope = await Server.ActAsAsync(world.Vera))
            (await scope.ServiceProvider.GetRequiredService<ProtectPerson>().RunAsync(world.Elle, Protection.Confidential, CancellationToken.None)).Refused(out _).ShouldBeFalse();
        await using (var db = Server.Database())
        {
            foreach (var covered in new[] { world.Elle, world.Jonas, world.Kari.Person }) (await db.People.SingleAsync(p => p.Id == covered)).Shield.ShouldBe(Protection.Confidential);
            (await db.People.SingleAsync(p => p.Id == world.Kasper)).Shield.ShouldBe(Protection.None);
            (await db.Guardianships.Where(g => g.Guardian == world.Kari.Person).ToListAsync()).ShouldAllBe(g => !g.Online);
        }
        await using (var scope = await Server.ActAsAsync(world.Vera))
        {
            var protect = scope.ServiceProvider.GetRequiredService<ProtectPerson>();
            await protect.RunAsync(world.Elle, Protection.None, CancellationToken.None);
            foreach (var child in new[] { world.Elle, world.Jonas }) await protect.OpenWebAsync(child, world.Kari.Person, true, CancellationToken.None);
        }
        await using var after = Server.Database();
        (await after.People.SingleAsync(p => p.Id == world.Jonas)).Shield.ShouldBe(Protection.None);
    }

    [Fact]
    public async Task A_search_for_a_protected_name_is_a_search_for_nobody()
    {
        using var office = await Server.SignInAsync(Server.World.Per);
        foreach (var words in new[] { "Skjult", "Hemmelig", "40000003", "hemmelig@example.org", "p-skjult" })
            (await MainAsync(office, words)).ShouldBe((await MainAsync(office, "Finnesikke")).Replace("Finnesikke", words));
        (await MainAsync(office, "jon au")).ShouldContain("Jonas Aune");
        (await MainAsync(office, "400 00 001")).ShouldContain("Kari Aune");
        (await MainAsync(office, "")).ShouldContain("Sperret adresse");
        using var handler = await Server.SignInAsync(Server.World.Vera);
        (await MainAsync(handler, "skjult")).ShouldContain("Skjult Barn");

        static async Task<string> MainAsync(Browser browser, string words) => (await browser.OpenAsync($"/personer?q={Uri.EscapeDataString(words)}")).QuerySelector("main")!.InnerHtml;
    }

    private async Task<string> InviteAsync(Role role, string email)
    {
        await using var scope = await Server.ActAsAsync(Server.World.Marit);
        return await scope.ServiceProvider.GetRequiredService<Invitations>().InviteAsync("Ny Ansatt", email, role, null, CancellationToken.None);
    }

    private async Task<Guid> GiveAsync(Guid account, Role role)
    {
        await using (var scope = await Server.ActAsAsync(Server.World.Marit))
            await scope.ServiceProvider.GetRequiredService<Grants>().GiveAsync(account, role, null, CancellationToken.None);
        await using var db = Server.Database();
        return (await db.Grants.Where(g => g.Account == account && g.Role == role).OrderByDescending(g => g.Id).FirstAsync()).Id;
    }
}

public sealed class RoleTestsOnSqlite(OnSqlite server) : RoleTests(server), IClassFixture<OnSqlite>;

public sealed class RoleTestsOnPostgres(OnPostgres server) : RoleTests(server), IClassFixture<OnPostgres>;
