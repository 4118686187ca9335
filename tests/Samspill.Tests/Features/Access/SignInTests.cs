using System.Net;
using System.Text.RegularExpressions;
using Samspill.Features.Access;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Access;

/// <summary>Coming in with a code, and going out.</summary>
public abstract class SignInTests(TestServer server) : ByCode(server)
{
    [Fact]
    public async Task A_guardian_the_school_knows_gets_in_with_the_code_from_the_e_mail()
    {
        using var browser = Server.Visit();
        var email = await KnownAsync();
        await AskAsync(browser, email, til: "/trondheim/profil");
        (await TypeAsync(browser, await CodeAsync(email))).ShouldBe("/trondheim/profil");
        (await browser.OpenAsync("/profil")).Body!.InnerHtml.ShouldContain("Kjent");
    }

    [Fact]
    public async Task The_address_is_known_in_capitals_too()
    {
        using var browser = Server.Visit();
        var email = await KnownAsync();
        await AskAsync(browser, $" {email.ToUpperInvariant()} ");
        (await TypeAsync(browser, await CodeAsync(email))).ShouldBe("/trondheim/min-side");
    }

    [Fact]
    public async Task A_known_and_an_unknown_address_get_the_same_answer_and_one_message_each()
    {
        var answers = new List<string>();
        foreach (var email in new[] { await KnownAsync(), "ingen@example.org" })
        {
            using var browser = Server.Visit();
            using var asked = await browser.SubmitAsync("/logg-inn", [new("Email", email)], "Code");
            var page = await browser.OpenAsync("/logg-inn/kode");
            answers.Add($"{asked.StatusCode} {asked.Headers.Location} {page.QuerySelector("main")!.TextContent.Replace(email, "", StringComparison.Ordinal)}");
            await using var db = Server.Database();
            (await db.Messages.CountAsync(m => m.Address == email)).ShouldBeGreaterThan(0);
        }
        answers[1].ShouldBe(answers[0]);
        await using var behind = Server.Database();
        (await behind.Messages.Where(m => m.Address == "ingen@example.org").Select(m => m.Body).ToListAsync()).ShouldAllBe(body => !Regex.IsMatch(body, @"\d{6}"));
    }

    [Fact]
    public async Task A_code_works_once()
    {
        using var browser = Server.Visit();
        var email = await KnownAsync();
        await AskAsync(browser, email);
        var code = await CodeAsync(email);
        using var beside = Beside(browser);
        (await TypeAsync(browser, code)).ShouldNotBeNull();
        (await TypeAsync(beside, code)).ShouldBeNull();
    }

    [Fact]
    public async Task Five_wrong_tries_spend_a_code()
    {
        using var browser = Server.Visit();
        var email = await KnownAsync();
        await AskAsync(browser, email);
        var code = await CodeAsync(email);
        var wrong = code == "000000" ? "000001" : "000000";
        for (var i = 0; i < SignInCode.MaxTries; i++) (await TypeAsync(browser, wrong)).ShouldBeNull();
        (await TypeAsync(browser, code)).ShouldBeNull();
    }

    [Fact]
    public void A_code_is_too_old_after_ten_minutes()
    {
        var now = Server.Clock.GetUtcNow();
        var code = new SignInCode(Guid.CreateVersion7(), "a@b.no", [1, 2, 3], now);
        code.Use([1, 2, 3], now + SignInCode.Lifetime + TimeSpan.FromSeconds(1)).ShouldBeFalse();
        code.Use([1, 2, 3], now + SignInCode.Lifetime).ShouldBeTrue();
    }

    [Fact]
    public async Task A_code_is_nothing_in_another_browser()
    {
        using var browser = Server.Visit();
        var email = await KnownAsync();
        await AskAsync(browser, email);
        var code = await CodeAsync(email);
        using var other = Server.Visit();
        await AskAsync(other, await KnownAsync());
        (await TypeAsync(other, code)).ShouldBeNull();
    }

    [Fact]
    public async Task The_code_stands_nowhere_but_in_the_message()
    {
        using var browser = Server.Visit();
        var email = await KnownAsync();
        await AskAsync(browser, email);
        var code = await CodeAsync(email);
        await using var db = Server.Database();
        (await db.AuditEntries.Where(e => e.Detail != null).Select(e => e.Detail!).ToListAsync()).ShouldAllBe(detail => !detail.Contains(code));
        (await db.SignInCodes.OrderByDescending(c => c.Id).FirstAsync()).CodeHash.Length.ShouldBe(32);
    }

    [Fact]
    public async Task An_employee_is_sent_no_code_because_a_mailbox_is_not_enough_to_see_other_peoples_children()
    {
        using var browser = Server.Visit();
        await AskAsync(browser, "marit@example.org");
        await using var db = Server.Database();
        (await db.Messages.Where(m => m.Address == "marit@example.org").Select(m => m.About).ToListAsync()).ShouldBe(["sign-in-staff"]);
    }

    [Fact]
    public async Task Too_many_codes_for_one_address_are_refused_in_words_and_other_addresses_go_on()
    {
        using var browser = Server.Visit();
        HttpStatusCode last = default;
        for (var i = 0; i < 6; i++)
        {
            using var asked = await browser.SubmitAsync("/logg-inn", [new("Email", "masete@example.org")], "Code");
            last = asked.StatusCode;
        }
        last.ShouldBe(HttpStatusCode.TooManyRequests);
        using var other = Server.Visit();
        await AskAsync(other, "rolig@example.org");
    }

    [Fact]
    public async Task Signing_out_ends_the_session_in_this_browser()
    {
        using var browser = await Server.SignInAsync(Server.World.Kari);
        using var left = await browser.SubmitAsync("/logg-ut", []);
        using var after = await browser.GetAsync("/profil");
        after.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Theory]
    [InlineData("Credential", "")]
    [InlineData("Credential", "{\"id\":\"AAAA\",\"rawId\":\"AAAA\",\"type\":\"public-key\",\"response\":{}}")]
    [InlineData("Credential", "not json")]
    public async Task A_passkeys_answer_to_no_question_is_refused(string field, string value)
    {
        using var browser = Server.Visit();
        using var answer = await browser.SubmitAsync("/logg-inn", [new(field, value)], "Passkey");
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }
}

public sealed class SignInTestsOnSqlite(OnSqlite server) : SignInTests(server), IClassFixture<OnSqlite>;

public sealed class SignInTestsOnPostgres(OnPostgres server) : SignInTests(server), IClassFixture<OnPostgres>;
