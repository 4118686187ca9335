using System.Net;
using System.Text.RegularExpressions;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Families;

/// <summary>Kari invites Nina to be the other guardian of Jonas, not of Elle.</summary>
public abstract partial class GuardianInvitationTests(TestServer server) : OnDatabase(server)
{
    private const string Page = "/min-side/foresatte";
    private static readonly KeyValuePair<string, string>[] AsItIs = [];

    [Fact]
    public async Task The_other_guardian_comes_in_once_and_sees_only_the_child_of_the_invitation()
    {
        var link = await InviteAsync();
        using var kari = await Server.SignInAsync(Server.World.Kari);
        using (var own = await kari.SubmitAsync(link, AsItIs)) own.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using var nobody = Server.Visit();
        using (var closed = await nobody.GetAsync(link)) closed.Headers.Location!.ToString().ShouldContain("/logg-inn");

        using var nina = await Server.SignInAsync(Server.World.Nina);
        var page = await nina.OpenAsync(link);
        page.QuerySelector("main")!.TextContent.ShouldContain("Kari Aune har invitert deg");
        using (var yes = await nina.SubmitAsync(page, link, AsItIs)) ((int)yes.StatusCode).ShouldBeInRange(302, 303);
        var children = (await nina.OpenAsync("/min-side")).QuerySelectorAll("main h2").Select(h => h.TextContent).ToList();
        children.ShouldContain("Jonas");
        children.ShouldNotContain("Elle");

        using (var again = await nina.SubmitAsync(page, link, AsItIs)) again.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        using var ola = await Server.SignInAsync(Server.World.Ola);
        using (var other = await ola.GetAsync(link)) other.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await using var db = Server.Database();
        (await db.Guardianships.CountAsync(g => g.Pupil == Server.World.Jonas)).ShouldBe(2);
        (await db.Messages.SingleAsync(m => m.About == "guardian-joined")).To.ShouldBe(Server.World.Kari.Person);
    }

    [Fact]
    public async Task An_invitation_taken_back_or_two_weeks_old_opens_nothing()
    {
        var link = await InviteAsync();
        using (var kari = await Server.SignInAsync(Server.World.Kari))
        {
            using var back = await kari.SubmitAsync(Page, AsItIs, "handler=Withdraw");
            back.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        }
        using (var nina = await Server.SignInAsync(Server.World.Nina))
        {
            using var gone = await nina.GetAsync(link);
            gone.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }
        var old = await InviteAsync();
        Server.Clock.Advance(TimeSpan.FromDays(15));
        using var late = await Server.SignInAsync(Server.World.Nina);
        using var expired = await late.GetAsync(old);
        expired.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Nobody_invites_to_another_familys_child_or_to_a_protected_one()
    {
        using var kari = await Server.SignInAsync(Server.World.Kari);
        using (var foreign = await kari.SubmitAsync(Page, [new("Email", "x@example.org"), new("Pupils", Server.World.Kasper.Value.ToString())])) foreign.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using (var wrong = await kari.SubmitAsync(Page, [new("Email", "ikke en adresse")])) wrong.StatusCode.ShouldNotBe(HttpStatusCode.Redirect);
        using var hemmelig = await Server.SignInAsync(Server.World.Hemmelig);
        (await hemmelig.OpenAsync(Page)).QuerySelector("main")!.TextContent.ShouldContain("tar du kontakt med skolen");
        await using var db = Server.Database();
        (await db.Messages.CountAsync(m => m.Address == "x@example.org")).ShouldBe(0);
    }

    private async Task<string> InviteAsync()
    {
        var address = $"{Guid.CreateVersion7():N}@example.org";
        using var kari = await Server.SignInAsync(Server.World.Kari);
        using var sent = await kari.SubmitAsync(Page, [new("Email", address), new("Pupils", Server.World.Jonas.Value.ToString())]);
        sent.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await using var db = Server.Database();
        var body = (await db.Messages.SingleAsync(m => m.Address == address)).Body;
        return Link().Match(body).Value;
    }

    [GeneratedRegex("/foresatt/[A-Za-z0-9_-]+")]
    private static partial Regex Link();
}

public sealed class GuardianInvitationTestsOnSqlite(OnSqlite server) : GuardianInvitationTests(server), IClassFixture<OnSqlite>;

public sealed class GuardianInvitationTestsOnPostgres(OnPostgres server) : GuardianInvitationTests(server), IClassFixture<OnPostgres>;
