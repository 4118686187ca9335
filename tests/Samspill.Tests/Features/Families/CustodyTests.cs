using System.Net;
using Samspill.Domain.People;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Families;

/// <summary>Per makes Nina a guardian of Jonas beside Kari, and says what custody allows her.</summary>
public abstract class CustodyTests(TestServer server) : OnDatabase(server)
{
    private string Page => $"/personer/{Server.World.Jonas.Value}/foresatte";

    [Fact]
    public async Task A_guardian_sees_acts_and_pays_as_custody_allows()
    {
        await AddedOnceAsync();
        await SeesOnlyAsync();
        await ActsAndPaysAsync();
        await SeesNothingAsync();
    }

    private async Task AddedOnceAsync()
    {
        using var per = await Server.SignInAsync(Server.World.Per);
        KeyValuePair<string, string>[] typed = [new("Email", "nina@example.org"), new("GivenName", "Nina"), new("FamilyName", "Solberg"), new("Access", "Sees")];
        using (var wrong = await per.SubmitAsync(Page, [new("Email", "nina@")], "handler=Add")) wrong.StatusCode.ShouldNotBe(HttpStatusCode.Redirect);
        using var asked = await per.SubmitAsync(Page, typed, "handler=Add");
        var page = await Browser.ReadAsync(asked);
        page.QuerySelector("main")!.TextContent.ShouldContain("Ja, det er Nina Solberg");
        for (var twice = 0; twice < 2; twice++)
        {
            using var added = await per.SubmitAsync(page, Page, [new("Known", Server.World.Nina.Person.Value.ToString()), new("Access", "Sees")], "handler=Add");
            added.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        }
        await using var db = Server.Database();
        (await db.Guardianships.CountAsync(g => g.Pupil == Server.World.Jonas)).ShouldBe(2);
        (await db.Messages.CountAsync(m => m.About == "guardian-added-sees" && m.To == Server.World.Nina.Person)).ShouldBe(1);
        using var kari = await Server.SignInAsync(Server.World.Kari);
        using var closed = await kari.GetAsync(Page);
        closed.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private async Task SeesOnlyAsync()
    {
        using var nina = await Server.SignInAsync(Server.World.Nina);
        var mine = await nina.OpenAsync("/min-side");
        mine.QuerySelectorAll("main h2").Select(h => h.TextContent).ShouldContain("Jonas");
        mine.QuerySelector("main")!.InnerHtml.ShouldNotContain($"/sok/endre/{Server.World.Jonas.Value}");
        foreach (var path in new[] { $"/sok/endre/{Server.World.Jonas.Value}", $"/sok/trekk/{Server.World.JonasGuitar.Value}", $"/bekreft/{Server.World.Jonas.Value}", await PlaceAsync() })
        {
            using var closed = await nina.GetAsync(path);
            closed.StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
        }
        (await nina.OpenAsync("/min-side/foresatte")).QuerySelector("main")!.TextContent.ShouldNotContain("Jonas");
        (await nina.OpenAsync("/sok/barn")).QuerySelector("main")!.TextContent.ShouldNotContain("Jonas");
    }

    private async Task ActsAndPaysAsync()
    {
        await AllowAsync("Acts");
        using var nina = await Server.SignInAsync(Server.World.Nina);
        await nina.OpenAsync(await PlaceAsync());
        var page = await nina.OpenAsync("/min-side/foresatte");
        for (var twice = 0; twice < 2; twice++)
        {
            using var paid = await nina.SubmitAsync(page, "/min-side/foresatte", [new("pupil", Server.World.Jonas.Value.ToString())], "handler=Pay");
            paid.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        }
        using (var foreign = await nina.SubmitAsync(page, "/min-side/foresatte", [new("pupil", Server.World.Elle.Value.ToString())], "handler=Pay")) foreign.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await using var db = Server.Database();
        (await db.Guardianships.SingleAsync(g => g.Pupil == Server.World.Jonas && g.Payer == true)).Guardian.ShouldBe(Server.World.Nina.Person);
        (await db.Messages.SingleAsync(m => m.About == "payer-other")).To.ShouldBe(Server.World.Kari.Person);
        (await db.Messages.SingleAsync(m => m.About == "payer-you")).To.ShouldBe(Server.World.Nina.Person);
        using var per = await Server.SignInAsync(Server.World.Per);
        using var back = await per.SubmitAsync(await per.OpenAsync(Page), Page, [new("guardian", Server.World.Kari.Person.Value.ToString())], "handler=Pay");
        back.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await db.Guardianships.AsNoTracking().SingleAsync(g => g.Pupil == Server.World.Jonas && g.Payer == true)).Guardian.ShouldBe(Server.World.Kari.Person);
    }

    private async Task SeesNothingAsync()
    {
        await AllowAsync("None");
        using var nina = await Server.SignInAsync(Server.World.Nina);
        (await nina.OpenAsync("/min-side")).QuerySelectorAll("main h2").Select(h => h.TextContent).ShouldNotContain("Jonas");
        await using var db = Server.Database();
        (await db.Guardianships.SingleAsync(g => g.Pupil == Server.World.Jonas && g.Guardian == Server.World.Nina.Person)).Access.ShouldBe(GuardianAccess.None);
    }

    [Fact]
    public async Task A_protected_childs_family_is_changed_by_its_handler_only_and_the_web_stays_closed()
    {
        var path = $"/personer/{Server.World.Skjult.Value}/foresatte";
        KeyValuePair<string, string>[] typed = [new("Email", "tante@example.org"), new("GivenName", "Tante"), new("FamilyName", "Barn"), new("Access", "Acts")];
        using (var per = await Server.SignInAsync(Server.World.Per))
        using (var closed = await per.GetAsync(path)) closed.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var vera = await Server.SignInAsync(Server.World.Vera);
        using (var added = await vera.SubmitAsync(path, typed, "handler=Add")) added.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await using var db = Server.Database();
        var aunt = await db.People.SingleAsync(p => p.Email == "tante@example.org");
        aunt.Shield.ShouldBe(Protection.StrictlyConfidential);
        (await db.Guardianships.SingleAsync(g => g.Guardian == aunt.Id)).Online.ShouldBeFalse();
        (await db.Messages.AnyAsync(m => m.To == aunt.Id)).ShouldBeFalse();
    }

    private async Task AllowAsync(string access)
    {
        using var per = await Server.SignInAsync(Server.World.Per);
        using var allowed = await per.SubmitAsync(await per.OpenAsync(Page), Page, [new("guardian", Server.World.Nina.Person.Value.ToString()), new("access", access)], "handler=Allow");
        allowed.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    private async Task<string> PlaceAsync()
    {
        await using var db = Server.Database();
        return $"/plass/{(await db.Places.SingleAsync(p => p.Pupil == Server.World.Jonas)).Id.Value}";
    }
}

public sealed class CustodyTestsOnSqlite(OnSqlite server) : CustodyTests(server), IClassFixture<OnSqlite>;

public sealed class CustodyTestsOnPostgres(OnPostgres server) : CustodyTests(server), IClassFixture<OnPostgres>;
