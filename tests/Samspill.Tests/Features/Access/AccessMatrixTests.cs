using System.Net;
using System.Text.RegularExpressions;
using Samspill.Data;
using Samspill.Domain.Access;
using Samspill.Host;
using Samspill.Tests.Cast;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Access;

/// <summary>Every way in, tried by every role, for its own, another family's, a protected child's, another school's and nobody's things.</summary>
public sealed partial class AccessMatrixTests(OnSqlite server, ITestOutputHelper output) : OnDatabase(server), IClassFixture<OnSqlite>
{
    [Fact]
    public async Task Everybody_gets_through_exactly_the_doors_of_its_roles_and_sees_exactly_its_own()
    {
        var doors = await Doors.OfAsync(Server);
        doors.Where(d => d.HasParameter && Targets.KindOf(d.Pattern) is null).ShouldBeEmpty("a route with an id must say in Targets what kind of id it is");
        var targets = await Targets.OfAsync(Server);
        var wrong = new List<string>();
        var cells = 0;
        foreach (var who in new Member?[] { null }.Concat(Server.World.AtSchool))
        {
            using var browser = who is null ? Server.Visit() : await Server.SignInAsync(who);
            var actor = await ActorAsync(who);
            foreach (var door in doors.Where(d => d.Pattern is not "/health/live" and not "/health/ready").OrderBy(d => d.Pattern == "/logg-ut")) // that one last: it works
            {
                foreach (var whose in door.HasParameter ? Enum.GetValues<Whose>() : [Whose.Jonas])
                {
                    cells++;
                    var address = door.HasParameter ? targets.Address(door.Pattern, whose) : door.Pattern;
                    using var answer = await AskAsync(browser, door, address);
                    if (Fault(door, answer, actor, !door.HasParameter || targets.MaySee(door.Pattern, whose, who!, actor)) is { } fault)
                        wrong.Add($"{who?.Name ?? "anonymous"} {door} ({whose}): {fault}");
                }
            }
        }
        output.WriteLine($"access: {doors.Count} ways in, {cells} cells, wrong {wrong.Count}");
        wrong.ShouldBeEmpty();
        cells.ShouldBeGreaterThan(500);
    }

    [Fact]
    public void A_wrong_cell_is_found_out()
    {
        var office = Actor.Anonymous with { Account = Guid.CreateVersion7(), Roles = new HashSet<Role> { Role.Office } };
        var door = new Door("GET", "/personer/{id:guid}", null, Can.SeePeople, null);
        using var shown = new HttpResponseMessage(HttpStatusCode.OK);
        using var hidden = new HttpResponseMessage(HttpStatusCode.NotFound);
        using var broken = new HttpResponseMessage(HttpStatusCode.InternalServerError);
        Fault(door, shown, office, maySee: true).ShouldBeNull();
        Fault(door, shown, office, maySee: false).ShouldNotBeNull();
        Fault(door, hidden, office, maySee: true).ShouldNotBeNull();
        Fault(door, shown, Actor.Anonymous, maySee: true).ShouldNotBeNull();
        Fault(door, hidden, Actor.Anonymous, maySee: true).ShouldNotBeNull();
        Fault(door, broken, office, maySee: true).ShouldNotBeNull();
    }

    [Fact]
    public async Task What_one_may_not_see_and_what_does_not_exist_give_the_same_answer_to_the_letter()
    {
        var targets = await Targets.OfAsync(Server);
        foreach (var (who, pattern) in new[] { (Server.World.Per, "/personer/{id:guid}"), (Server.World.Per, "/personer/{id:guid}/endre"), (Server.World.Marit, "/personer/{id:guid}") })
        {
            using var browser = await Server.SignInAsync(who);
            var nobody = await TextAsync(browser, targets.Address(pattern, Whose.Nobody));
            (await TextAsync(browser, targets.Address(pattern, Whose.Skjult))).ShouldBe(nobody);
            (await TextAsync(browser, targets.Address(pattern, Whose.OtherSchool))).ShouldBe(nobody);
            (await TextAsync(browser, targets.Address(pattern, Whose.Jonas))).ShouldNotBe(nobody);
        }
    }

    [Fact]
    public async Task A_ticket_of_one_school_is_nothing_at_another()
    {
        var ticket = await Server.TicketAsync(Server.World.Marit);
        foreach (var (school, status) in new[] { (World.School, HttpStatusCode.OK), (World.OtherSchool, HttpStatusCode.Redirect) })
        {
            using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Server.Address, $"/{school}/brukere"));
            request.Headers.Add("Cookie", ticket);
            using var answer = await http.SendAsync(request);
            answer.StatusCode.ShouldBe(status);
        }
    }

    /// <summary>What is wrong with an answer; null when it is right.</summary>
    private static string? Fault(Door door, HttpResponseMessage answer, Actor actor, bool maySee)
    {
        var status = (int)answer.StatusCode;
        if (status >= 500) return $"{status}";
        if (door.OpenBecause is null)
        {
            var toSignIn = status == 401 || status == 302 && (answer.Headers.Location?.ToString().Contains("/logg-inn?til=", StringComparison.Ordinal) ?? false);
            if (!actor.IsSignedIn) return toSignIn ? null : $"{status} for nobody";
            if (!actor.May(door.Permission!)) return status == 403 ? null : $"{status} without {door.Permission}";
            if (toSignIn || status is 401 or 403) return $"{status} in spite of {door.Permission}";
        }
        if (door.Method == "POST") return null; // without its token a form gets no further than the permission
        if (!maySee) return status == 404 ? null : $"{status} for what may not be seen";
        return status == 404 && door.HasParameter ? "404 for what may be seen" : null;
    }

    private static async Task<HttpResponseMessage> AskAsync(Browser browser, Door door, string address)
    {
        using var request = new HttpRequestMessage(new HttpMethod(door.Method), address.TrimStart('/') + (door.Handler is null ? "" : $"?handler={door.Handler}"));
        if (door.Method is not ("GET" or "HEAD")) request.Content = door.Pattern.StartsWith("/api/", StringComparison.Ordinal) ? new StringContent(Targets.BodyOf(door.Pattern), System.Text.Encoding.UTF8, "application/json") : new FormUrlEncodedContent([]);
        return await browser.Http.SendAsync(request);
    }

    private async Task<Actor> ActorAsync(Member? who)
    {
        if (who is null) return Actor.Anonymous;
        await using SamspillDb db = Server.Database();
        return await SigningIn.FindActorAsync(db, who.Account, Oslo.Today(Server.Clock), CancellationToken.None);
    }

    private static async Task<string> TextAsync(Browser browser, string address)
    {
        using var answer = await browser.GetAsync(address);
        var text = await answer.Content.ReadAsStringAsync();
        return $"{(int)answer.StatusCode} {Varying().Replace(text, "")}";
    }

    // The reference number, the form's token, and the address that the language links lead back to.
    [GeneratedRegex(@"nummer [0-9a-f]{8}|value=""[^""]{40,}""|tilbake=[^""]*")]
    private static partial Regex Varying();
}
