using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using AngleSharp.Html.Dom;
using Samspill.Domain.Access;
using Samspill.Features.Access;
using Samspill.Host;
using Samspill.Tests.Cast;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Access;

/// <summary>Personal access tokens: made by hand, used by programs.</summary>
public abstract class TokenTests(TestServer server) : OnDatabase(server)
{
    [Fact]
    public async Task A_token_is_made_on_the_profile_shown_once_used_and_withdrawn()
    {
        using var nina = await Server.SignInAsync(Server.World.Nina);
        Chosen(await nina.OpenAsync("/profil/nokler")).ShouldBe(["family.read", "family.write", "decisions.read"]);
        using (var unreadable = await nina.SubmitAsync("/profil/nokler", [new("Name", "Uten slutt"), new("Chosen", "family.read"), new("Days", "x")], "Make"))
        {
            unreadable.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            (await Browser.ReadAsync(unreadable)).QuerySelector("main")!.TextContent.ShouldContain("Velg hvor lenge nøkkelen skal virke.");
        }
        using var made = await nina.SubmitAsync("/profil/nokler", [new("Name", "Kalenderen"), new("Chosen", "family.read"), new("Days", "30")], "Make");
        made.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var page = await nina.OpenAsync("/profil/nokler");
        var secret = page.QuerySelector("[role=status] code")!.TextContent;
        secret.ShouldStartWith("samspill_");
        secret.Length.ShouldBe(52);
        (await nina.OpenAsync("/profil/nokler")).DocumentElement.TextContent.ShouldNotContain(secret);

        await using var db = Server.Database();
        var token = await db.AccessTokens.SingleAsync(t => t.Name == "Kalenderen");
        token.Hash.ShouldBe(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
        (await db.AuditEntries.AnyAsync(e => e.Subject == $"AccessToken {token.Id}" && e.Action == "added")).ShouldBeTrue();

        using var program = Program(secret);
        (await program.GetFromJsonAsync<JsonElement>("children")).GetProperty("items").EnumerateArray().Select(c => c.GetProperty("givenName").GetString()).ShouldContain("Kasper");
        (await db.AccessTokens.AsNoTracking().SingleAsync(t => t.Id == token.Id)).LastUsedAt.ShouldNotBeNull();
        using (var write = await program.PutAsync($"applications/{Guid.CreateVersion7()}/withdrawal", null)) write.StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        using var ended = await nina.SubmitAsync("/profil/nokler", [new("id", token.Id.ToString())], "Withdraw");
        ended.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using var after = await program.GetAsync("children");
        (after.StatusCode, after.Headers.WwwAuthenticate.ToString(), after.Content.Headers.ContentType!.MediaType).ShouldBe((HttpStatusCode.Unauthorized, "Bearer", "application/problem+json"));
    }

    [Fact]
    public async Task A_token_out_of_date_made_up_or_of_another_school_is_nobody()
    {
        var secret = await MakeAsync(Server.World.Per, ["admission.read"], days: 7);
        (await StatusAsync(secret, "rounds")).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(secret, "rounds", World.OtherSchool)).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(secret[..^1] + (secret[^1] == 'A' ? 'B' : 'A'), "rounds")).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync("noe helt annet", "rounds")).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(new string('x', 8000), "rounds")).ShouldBe(HttpStatusCode.Unauthorized);
        var old = await MakeAsync(Server.World.Per, ["admission.read"], days: -1);
        (await StatusAsync(old, "rounds")).ShouldBe(HttpStatusCode.Unauthorized);
        using var page = new HttpRequestMessage(HttpMethod.Get, new Uri(Server.Address, $"/{World.School}/kontor")) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", secret) } };
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        (await http.SendAsync(page)).StatusCode.ShouldBe(HttpStatusCode.Redirect, "a token opens no page");
    }

    [Fact]
    public async Task What_a_token_may_is_what_its_owner_may_at_that_moment()
    {
        var account = Server.World.Kim.Account;
        var secret = await MakeAsync(Server.World.Kim, Scopes.All, 30);
        (await StatusAsync(secret, "rounds")).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(secret, "children")).ShouldBe(HttpStatusCode.Forbidden, "a scope gives nothing of itself");
        await using var db = Server.Database();
        foreach (var grant in await db.Grants.Where(g => g.Account == account).ToListAsync()) grant.End(Oslo.Today(Server.Clock));
        await db.SaveChangesAsync();
        (await StatusAsync(secret, "rounds")).ShouldBe(HttpStatusCode.Forbidden);
        db.Grants.Add(new RoleGrant(account, Role.Coordinator, Oslo.Today(Server.Clock), null, "test"));
        await db.SaveChangesAsync();
        (await StatusAsync(secret, "rounds")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_handlers_token_sees_no_protected_person_unless_it_was_made_for_that()
    {
        var plain = await MakeAsync(Server.World.Vera, ["admission.read"], 30);
        var handler = await MakeAsync(Server.World.Vera, ["admission.read", "protected.read"], 30);
        (await TextAsync(plain, "queues/gitar-midtbyen")).ShouldNotContain("Skjult");
        (await TextAsync(handler, "queues/gitar-midtbyen")).ShouldContain("Skjult Barn");
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_the_tokens_too()
    {
        var secret = await MakeAsync(Server.World.Hemmelig, ["family.read"], 30);
        (await StatusAsync(secret, "children")).ShouldBe(HttpStatusCode.OK);
        using var browser = await Server.SignInAsync(Server.World.Hemmelig);
        (await browser.SubmitAsync("/profil", [], "Everywhere")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await StatusAsync(secret, "children")).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("", "family.read", "30")]
    [InlineData("Uten noe", "", "30")]
    [InlineData("Ukjent", "everything", "30")]
    [InlineData("Evig", "family.read", "100000")]
    public async Task A_token_without_name_purpose_or_end_is_not_made(string name, string scope, string days)
    {
        using var nina = await Server.SignInAsync(Server.World.Nina);
        using var answer = await nina.SubmitAsync("/profil/nokler", [new("Name", name), new("Chosen", scope), new("Days", days)], "Make");
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Browser.ReadAsync(answer)).QuerySelectorAll(".ds-validation-message").ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Another_persons_token_cannot_be_withdrawn()
    {
        await MakeAsync(Server.World.Kari, ["family.read"], 30);
        await using var db = Server.Database();
        var theirs = await db.AccessTokens.Where(t => t.Account == Server.World.Kari.Account).Select(t => t.Id).FirstAsync();
        await MakeAsync(Server.World.Nina, ["family.read"], 30);
        using var nina = await Server.SignInAsync(Server.World.Nina);
        (await nina.SubmitAsync("/profil/nokler", [new("id", theirs.ToString())], "Withdraw")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private HttpClient Program(string secret, string school = World.School)
    {
        var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(Server.Address, $"/{school}/api/v1/") };
        http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"Bearer {secret}");
        return http;
    }

    private async Task<HttpStatusCode> StatusAsync(string secret, string address, string school = World.School)
    {
        using var http = Program(secret, school);
        using var answer = await http.GetAsync(address);
        return answer.StatusCode;
    }

    private async Task<string> TextAsync(string secret, string address)
    {
        using var http = Program(secret);
        return await http.GetStringAsync(address);
    }

    private async Task<string> MakeAsync(Member owner, IEnumerable<string> scopes, int days)
    {
        await using var db = Server.Database();
        var (token, secret) = AccessToken.Make(owner.Account, "prøve", scopes, Server.Clock.GetUtcNow(), Oslo.Today(Server.Clock).AddDays(days));
        db.AccessTokens.Add(token);
        await db.SaveChangesAsync();
        return secret;
    }

    private static List<string> Chosen(IHtmlDocument page) => [.. page.QuerySelectorAll("input[name=Chosen]").OfType<IHtmlInputElement>().Select(i => i.Value)];
}

public sealed class TokenTestsOnSqlite(OnSqlite server) : TokenTests(server), IClassFixture<OnSqlite>;

public sealed class TokenTestsOnPostgres(OnPostgres server) : TokenTests(server), IClassFixture<OnPostgres>;
