using System.Net;
using System.Text.RegularExpressions;
using Samspill.Domain.People;
using Samspill.Features.Access;
using Samspill.Host;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Access;

public abstract class SignInTests(TestServer server) : OnDatabase(server)
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
    public async Task A_new_guardian_is_written_down_only_when_the_address_is_proven_and_once()
    {
        using var browser = Server.Visit();
        KeyValuePair<string, string>[] form = [new("GivenName", "Åse"), new("FamilyName", "Bjørnådal Øyen"), new("Email", "ase@example.org"), new("Phone", "+47 900 11 222")];
        using var sent = await browser.SubmitAsync("/registrer", form);
        sent.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await PeopleCalledAsync("Åse")).ShouldBe(0);
        (await TypeAsync(browser, await CodeAsync("ase@example.org"))).ShouldBe("/trondheim/min-side");
        (await PeopleCalledAsync("Åse")).ShouldBe(1);

        using var again = Server.Visit();
        using var second = await again.SubmitAsync("/registrer", form);
        (await TypeAsync(again, await CodeAsync("ase@example.org"))).ShouldBe("/trondheim/min-side");
        (await PeopleCalledAsync("Åse")).ShouldBe(1);
    }

    [Fact]
    public async Task One_who_registers_with_an_address_the_school_knows_is_the_one_it_knows()
    {
        using var browser = Server.Visit();
        var email = await KnownAsync();
        using var sent = await browser.SubmitAsync("/registrer", [new("GivenName", "Kari"), new("FamilyName", "Igjen"), new("Email", email), new("Phone", "40000001")]);
        await TypeAsync(browser, await CodeAsync(email));
        (await browser.OpenAsync("/profil")).Body!.InnerHtml.ShouldContain("Kjent");
        await using var db = Server.Database();
        (await db.People.CountAsync(p => p.FamilyName == "Igjen")).ShouldBe(0);
    }

    [Theory]
    [InlineData("GivenName", "")]
    [InlineData("GivenName", "<script>alert(1)</script>")]
    [InlineData("FamilyName", "12345")]
    [InlineData("FamilyName", "😀")]
    [InlineData("Email", "ikke en adresse")]
    [InlineData("Phone", "1234567")]
    [InlineData("Phone", "‮12345678")]
    public async Task What_cannot_be_right_is_said_beside_the_field_and_what_was_typed_is_kept(string field, string typed)
    {
        using var browser = Server.Visit();
        var form = new Dictionary<string, string> { ["GivenName"] = "Per", ["FamilyName"] = "Ås", ["Email"] = "per.as@example.org", ["Phone"] = "90011222", [field] = typed };
        using var answer = await browser.SubmitAsync("/registrer", form);
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var page = await Browser.ReadAsync(answer);
        page.QuerySelector($"#{field}-error").ShouldNotBeNull();
        page.QuerySelector($"#{field}")!.GetAttribute("value").ShouldBe(typed);
        page.QuerySelector("#FamilyName")!.GetAttribute("value").ShouldBe(form["FamilyName"]);
    }

    [Fact]
    public async Task Signing_out_ends_the_session_in_this_browser()
    {
        using var browser = await Server.SignInAsync(Server.World.Kari);
        using var left = await browser.SubmitAsync("/logg-ut", []);
        using var after = await browser.GetAsync("/profil");
        after.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_form_sent_after_the_session_is_gone_comes_back_after_signing_in()
    {
        using var browser = Server.Visit();
        var email = await KnownAsync();
        var page = await browser.OpenAsync("/logg-inn");
        using var request = Sent(Server, page, origin: Server.Address.GetLeftPart(UriPartial.Authority));
        using var refused = await browser.Http.SendAsync(request);
        var signIn = refused.Headers.Location!.ToString();
        signIn.ShouldContain("fortsett");
        await AskAsync(browser, email, til: WebUtility.UrlDecode(signIn[(signIn.IndexOf("til=", StringComparison.Ordinal) + 4)..]));
        var back = await TypeAsync(browser, await CodeAsync(email));
        var kept = await browser.OpenAsync(back!["/trondheim".Length..]);
        kept.QuerySelector("input[name=GivenName]")!.GetAttribute("value").ShouldBe("Kari Ænna");
        kept.QuerySelector("input[name=NewPassword]").ShouldBeNull();
    }

    [Fact]
    public async Task A_form_sent_from_another_site_is_not_kept()
    {
        using var browser = Server.Visit();
        using var request = Sent(Server, await browser.OpenAsync("/logg-inn"), origin: "https://evil.example");
        using var refused = await browser.Http.SendAsync(request);
        refused.Headers.Location!.ToString().ShouldNotContain("fortsett");
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("https://evil.example/")]
    [InlineData("/a\r\nSet-Cookie: x=1")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/\t/evil.example")]
    [InlineData("")]
    public async Task One_is_led_back_only_to_addresses_here(string til)
    {
        LocalPath.OrNull(til).ShouldBeNull();
        using var browser = Server.Visit();
        var email = await KnownAsync();
        await AskAsync(browser, email, til);
        (await TypeAsync(browser, await CodeAsync(email))).ShouldBe("/trondheim/min-side");
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

    private static HttpRequestMessage Sent(TestServer server, AngleSharp.Html.Dom.IHtmlDocument page, string origin)
    {
        var token = page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Address, "/trondheim/profil?handler=Contact"))
        {
            Content = new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("GivenName", "Kari Ænna"), new("NewPassword", "hemmelig nok til dette")]),
        };
        request.Headers.Add("Origin", origin);
        return request;
    }

    private static async Task AskAsync(Browser browser, string email, string? til = null)
    {
        using var asked = await browser.SubmitAsync("/logg-inn", [new("Email", email), new("til", til ?? "")], "Code");
        asked.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    /// <summary>Where one is led with the code; null when it is refused.</summary>
    private static async Task<string?> TypeAsync(Browser browser, string code)
    {
        using var answer = await browser.GetAsync("/logg-inn/kode");
        if (answer.StatusCode != HttpStatusCode.OK) return null;
        using var typed = await browser.SubmitAsync(await Browser.ReadAsync(answer), "/logg-inn/kode", [new("Code", code)]);
        return typed.StatusCode == HttpStatusCode.Redirect ? typed.Headers.Location!.ToString() : null;
    }

    /// <summary>Another tab that has the same cookies.</summary>
    private Browser Beside(Browser browser)
    {
        var copy = Server.Visit();
        copy.Cookies.Add(browser.Cookies.GetAllCookies());
        return copy;
    }

    /// <summary>A guardian of its own for each test, since codes for one address are limited.</summary>
    private async Task<string> KnownAsync()
    {
        await using var db = Server.Database();
        var id = PersonId.New();
        var email = $"{id.Value:N}@example.org";
        var person = new Person(id, "Vera", "Kjent");
        person.Rename("Vera", "Kjent");
        person.RecordGuardian($"g-{id.Value:N}", email, null);
        db.People.Add(person);
        await db.SaveChangesAsync();
        return email;
    }

    private async Task<string> CodeAsync(string email)
    {
        await using var db = Server.Database();
        var body = await db.Messages.Where(m => m.Address == email && m.About == "sign-in").OrderByDescending(m => m.Id).Select(m => m.Body).FirstAsync();
        return Regex.Match(body, @"\b\d{6}\b").Value;
    }

    private async Task<int> PeopleCalledAsync(string given)
    {
        await using var db = Server.Database();
        return await db.People.CountAsync(p => p.GivenName == given);
    }
}

public sealed class SignInTestsOnSqlite(OnSqlite server) : SignInTests(server), IClassFixture<OnSqlite>;

public sealed class SignInTestsOnPostgres(OnPostgres server) : SignInTests(server), IClassFixture<OnPostgres>;
