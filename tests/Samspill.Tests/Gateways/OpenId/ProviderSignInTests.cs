using System.CommandLine;
using System.Net;
using Samspill.Commands;
using Samspill.Gateways.OpenId;
using Samspill.Tests.Cast;
using Samspill.Tests.Host;

namespace Samspill.Tests.Gateways.OpenId;

/// <summary>Those who may come in, do: known by number the first time, by issuer and subject from then on.</summary>
public abstract class ProviderSignInTests(TestServer server) : OnDatabase(server)
{
    private Neighbours Neighbours => ((IHasNeighbours)Server).Neighbours;
    private SmallProvider IdPorten => Neighbours.IdPorten;
    private SmallProvider Feide => Neighbours.Feide;

    [Fact]
    public async Task A_guardian_known_by_national_id_lands_at_her_own_children()
    {
        IdPorten.Who = new Citizen("kari-first", Neighbours.KarisNumber);
        using var kari = new Traveller(Server.Address, World.School);
        using var answer = await kari.SignInAsync("idporten");
        answer.Headers.Location!.ToString().ShouldBe($"/{World.School}/min-side");
        var page = await kari.OpenAsync("/min-side");
        page.Body!.TextContent.ShouldContain("Jonas");
        page.Body.TextContent.ShouldNotContain("Kasper");

        // The second time without the number: issuer and subject are enough.
        IdPorten.Who = new Citizen("kari-first", null);
        using var again = new Traveller(Server.Address, World.School);
        (await again.SignInAsync("idporten")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await using var db = Server.Database();
        (await db.Identities.CountAsync(i => i.Subject == "kari-first", TestContext.Current.CancellationToken)).ShouldBe(1);
    }

    [Fact]
    public async Task The_question_is_asked_as_the_provider_demands_it()
    {
        using var somebody = new Traveller(Server.Address, World.School);
        using var asked = await somebody.AskAsync("idporten");
        var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(asked.Headers.Location!.Query);
        query["response_type"].ToString().ShouldBe("code");
        query["scope"].ToString().ShouldBe("openid profile");
        query["code_challenge_method"].ToString().ShouldBe("S256");
        query["code_challenge"].ToString().Length.ShouldBe(43);
        query["nonce"].ToString().Length.ShouldBe(43);
        query["acr_values"].ToString().ShouldBe("idporten-loa-substantial");
        query["ui_locales"].ToString().ShouldBe("nb");
        query["redirect_uri"].ToString().ShouldEndWith($"/{World.School}/logg-inn/svar/idporten");
        asked.Headers.GetValues("Set-Cookie").ShouldContain(c => c.Contains("httponly", StringComparison.OrdinalIgnoreCase) && c.Contains("samesite=lax", StringComparison.OrdinalIgnoreCase) && c.Contains($"path=/{World.School}/logg-inn/svar/idporten", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_protected_guardian_comes_in_and_leaves_no_name_behind()
    {
        Neighbours.Log.Take();
        IdPorten.Who = new Citizen("hemmelig-1", Neighbours.HemmeligsNumber);
        using var hemmelig = new Traveller(Server.Address, World.School);
        (await hemmelig.SignInAsync("idporten")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await hemmelig.OpenAsync("/min-side")).Body!.TextContent.ShouldContain("Skjult");
        await using var db = Server.Database();
        var signedIn = await db.AuditEntries.Where(e => e.Account == Server.World.Hemmelig.Account).Select(e => e.Actor + e.Subject + e.Detail).ToListAsync(TestContext.Current.CancellationToken);
        signedIn.ShouldNotBeEmpty();
        signedIn.ShouldAllBe(line => !line.Contains("Verge") && !line.Contains("hemmelig-1"));
        string.Join('\n', Neighbours.Log.Take()).ShouldNotContain("Verge");
    }

    [Fact]
    public async Task Two_tabs_that_come_in_for_the_first_time_make_one_identity()
    {
        IdPorten.Who = new Citizen("kari-tabs", Neighbours.KarisNumber);
        var tabs = Enumerable.Range(0, 6).Select(_ => new Traveller(Server.Address, World.School)).ToList();
        var answers = await Task.WhenAll(tabs.Select(t => t.SignInAsync("idporten")));
        answers.ShouldAllBe(a => a.StatusCode == HttpStatusCode.Redirect);
        await using var db = Server.Database();
        (await db.Identities.CountAsync(i => i.Subject == "kari-tabs", TestContext.Current.CancellationToken)).ShouldBe(1);
        (await db.Users.CountAsync(u => u.Person == Server.World.Kari.Person, TestContext.Current.CancellationToken)).ShouldBe(1);
    }

    [Fact]
    public async Task The_ticket_is_new_at_every_sign_in_and_nothing_at_another_school()
    {
        IdPorten.Who = new Citizen("kari-ticket", Neighbours.KarisNumber);
        using var kari = new Traveller(Server.Address, World.School);
        await kari.SignInAsync("idporten");
        var first = kari.Cookies[("samspill", $"/{World.School}")];
        await kari.SignInAsync("idporten");
        kari.Cookies[("samspill", $"/{World.School}")].ShouldNotBe(first);

        using var elsewhere = new Traveller(Server.Address, World.OtherSchool);
        elsewhere.Cookies[("samspill", "/")] = first;
        using var refused = await elsewhere.GetAsync("/min-side");
        refused.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        refused.Headers.Location!.ToString().ShouldContain("/logg-inn");
    }

    [Fact]
    public async Task The_same_person_is_a_stranger_at_another_school()
    {
        IdPorten.Who = new Citizen("kari-pairwise", Neighbours.KarisNumber);
        using var elsewhere = new Traveller(Server.Address, World.OtherSchool);
        using var answer = await elsewhere.SignInAsync("idporten");
        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var words = (await Browser.ReadAsync(answer)).Body!.TextContent;
        words.ShouldContain("Vi finner deg ikke hos oss ennå");
        words.ShouldContain("ID-porten");
    }

    [Theory, InlineData("nn", "Vi finn deg ikkje hos oss enno"), InlineData("en", "We do not find you here yet")]
    public async Task The_stranger_is_told_in_the_language_chosen(string language, string words)
    {
        IdPorten.Who = new Citizen("stranger", Neighbours.StrangersNumber);
        using var stranger = new Traveller(Server.Address, World.School);
        stranger.Cookies[("sprak", "/")] = language;
        using var answer = await stranger.SignInAsync("idporten");
        (await Browser.ReadAsync(answer)).QuerySelector("h1")!.TextContent.ShouldBe(words);
    }

    [Theory]
    [InlineData("https://evil.example/"), InlineData("//evil.example"), InlineData("/\\evil.example"), InlineData("\\\\evil.example"), InlineData("javascript:alert(1)")]
    [InlineData("/\t/evil.example"), InlineData("/\r\nLocation: https://evil.example"), InlineData("evil.example"), InlineData(" //evil.example"), InlineData("/%5cevil\u0000")]
    public async Task Nobody_is_sent_elsewhere_afterwards(string til)
    {
        IdPorten.Who = new Citizen("kari-there", Neighbours.KarisNumber);
        using var kari = new Traveller(Server.Address, World.School);
        using var answer = await kari.SignInAsync("idporten", til);
        answer.Headers.Location!.ToString().ShouldBe($"/{World.School}/min-side");
    }

    [Fact]
    public async Task One_goes_on_to_where_one_wanted()
    {
        IdPorten.Who = new Citizen("kari-there", Neighbours.KarisNumber);
        using var kari = new Traveller(Server.Address, World.School);
        using var answer = await kari.SignInAsync("idporten", $"/{World.School}/meldinger?side=2");
        answer.Headers.Location!.ToString().ShouldBe($"/{World.School}/meldinger?side=2");
    }

    [Fact]
    public async Task An_employee_ties_feide_to_the_account_and_comes_in_by_it_until_it_is_removed()
    {
        Feide.Who = new Citizen("feide-trine", null, "trine@trondheim.example");
        using var stranger = new Traveller(Server.Address, World.School);
        (await stranger.SignInAsync("feide")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        using var trine = await SignedInAsync(Server.World.Trine);
        (await trine.PostAsync("/profil/innlogging", "Link", ("provider", "feide"))).Headers.Location!.ToString().ShouldEndWith("/logg-inn/videre");
        var onward = (await trine.OpenAsync("/logg-inn/videre")).QuerySelector("main a.ds-button")!.GetAttribute("href")!;
        using var asked = await trine.GetAsync(onward[($"/{World.School}".Length)..]);
        var answer = await trine.ThereAsync(asked.Headers.Location!);
        (await trine.BackAsync(answer)).Headers.Location!.ToString().ShouldEndWith("/profil");
        var page = await trine.OpenAsync("/profil/innlogging");
        page.Body!.TextContent.ShouldContain("trine@trondheim.example");

        (await stranger.SignInAsync("feide")).Headers.Location!.ToString().ShouldBe($"/{World.School}/i-dag");
        (await trine.PostAsync("/profil/innlogging", "Drop", ("id", page.QuerySelector("button[name=id]")!.GetAttribute("value")!))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await stranger.GetAsync("/i-dag")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await stranger.SignInAsync("feide")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Nobody_ties_an_identity_to_an_account_that_did_not_ask()
    {
        Feide.Who = new Citizen("feide-attacker", null);
        using var trine = await SignedInAsync(Server.World.Trine);
        await trine.PostAsync("/profil/innlogging", "Link", ("provider", "feide"));
        var onward = (await trine.OpenAsync("/logg-inn/videre")).QuerySelector("main a.ds-button")!.GetAttribute("href")![$"/{World.School}".Length..];

        // Sent to somebody else who is signed in, and to somebody who is nobody.
        using var kari = await SignedInAsync(Server.World.Kari);
        using var nobody = new Traveller(Server.Address, World.School);
        foreach (var victim in new[] { kari, nobody })
        {
            using var asked = await victim.GetAsync(onward);
            using var answer = await victim.BackAsync(await victim.ThereAsync(asked.Headers.Location!));
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        }
        using var invented = await kari.GetAsync("/logg-inn/med/feide?kobling=abc");
        invented.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        await using var db = Server.Database();
        (await db.Identities.AnyAsync(i => i.Subject == "feide-attacker", TestContext.Current.CancellationToken)).ShouldBeFalse();
    }

    [Fact]
    public async Task Somebody_elses_national_id_is_tied_to_nobody()
    {
        using var nina = await SignedInAsync(Server.World.Nina);
        IdPorten.Who = new Citizen("kari-at-ninas", Neighbours.KarisNumber);
        await nina.PostAsync("/profil/innlogging", "Link", ("provider", "idporten"));
        var onward = (await nina.OpenAsync("/logg-inn/videre")).QuerySelector("main a.ds-button")!.GetAttribute("href")![$"/{World.School}".Length..];
        using var asked = await nina.GetAsync(onward);
        using var answer = await nina.BackAsync(await nina.ThereAsync(asked.Headers.Location!));
        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        await using var db = Server.Database();
        (await db.Identities.AnyAsync(i => i.Subject == "kari-at-ninas", TestContext.Current.CancellationToken)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_new_key_is_found_and_unknown_keys_are_asked_for_once_a_minute()
    {
        IdPorten.Who = new Citizen("kari-keys", Neighbours.KarisNumber);
        using var kari = new Traveller(Server.Address, World.School);
        (await kari.SignInAsync("idporten")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        Server.Clock.Advance(TimeSpan.FromMinutes(2));
        try
        {
            IdPorten.KeyId = "k2";
            (await kari.SignInAsync("idporten")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
            var asked = IdPorten.TimesKeysAsked;
            IdPorten.Wrong = new Wrong { Header = h => h["kid"] = "k3" };
            for (var i = 0; i < 5; i++) (await kari.SignInAsync("idporten")).StatusCode.ShouldBe(HttpStatusCode.BadGateway);
            IdPorten.TimesKeysAsked.ShouldBe(asked);
        }
        finally { (IdPorten.KeyId, IdPorten.Wrong) = ("k1", new Wrong()); }
        Server.Clock.Advance(TimeSpan.FromMinutes(2));
        (await kari.SignInAsync("idporten")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task The_principal_switches_a_provider_off_and_on()
    {
        using var marit = await SignedInAsync(Server.World.Marit);
        (await marit.OpenAsync("/brukere/innlogging")).Body!.TextContent.ShouldContain($"/{World.School}/logg-inn/svar/feide");
        using var anybody = new Traveller(Server.Address, World.School);
        var there = await anybody.OutAsync("feide");
        (await marit.PostAsync("/brukere/innlogging", "", ("provider", "feide"), ("on", "false"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        try
        {
            var page = await anybody.OpenAsync("/logg-inn");
            page.QuerySelector("a[href*='/logg-inn/med/idporten']")!.TextContent.ShouldBe("Logg inn med ID-porten");
            page.QuerySelector("a[href*='/logg-inn/med/feide']").ShouldBeNull();
            (await anybody.AskAsync("feide")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await anybody.BackAsync(there)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }
        finally { (await marit.PostAsync("/brukere/innlogging", "", ("provider", "feide"), ("on", "true"))).StatusCode.ShouldBe(HttpStatusCode.Redirect); }
        (await anybody.OpenAsync("/logg-inn")).QuerySelector("a[href*='/logg-inn/med/feide']").ShouldNotBeNull();
    }

    private async Task<Traveller> SignedInAsync(Member member)
    {
        var traveller = new Traveller(Server.Address, member.School);
        var ticket = await Server.TicketAsync(member);
        traveller.Cookies[("samspill", $"/{member.School}")] = ticket[(ticket.IndexOf('=', StringComparison.Ordinal) + 1)..];
        return traveller;
    }
}

public sealed class ProviderSignInTestsOnSqlite(SqliteWithProviders server) : ProviderSignInTests(server), IClassFixture<SqliteWithProviders>;

public sealed class ProviderSignInTestsOnPostgres(PostgresWithProviders server) : ProviderSignInTests(server), IClassFixture<PostgresWithProviders>;

/// <summary>What the program is started with.</summary>
public sealed class ProviderSettingsTests
{
    [Theory]
    [InlineData("https://idporten.no", false, true)]
    [InlineData("http://127.0.0.1:4000", true, true)]
    [InlineData("http://[::1]:4000", true, true)]
    [InlineData("http://localhost:4000", true, true)]
    [InlineData("http://127.0.0.1:4000", false, false)]
    [InlineData("http://idporten.no", false, false)]
    [InlineData("http://idporten.no", true, false)]
    [InlineData("http://10.0.0.1", true, false)]
    [InlineData("http://127.0.0.1.evil.example", true, false)]
    [InlineData("http://localhost.evil.example", true, false)]
    [InlineData("https://user@idporten.no", false, false)]
    [InlineData("https://idporten.no/#x", false, false)]
    [InlineData("file:///etc/passwd", true, false)]
    [InlineData("idporten.no", true, false)]
    [InlineData("", true, false)]
    public void Https_only_but_for_this_machine_when_it_was_said(string issuer, bool loopback, bool fine)
    {
        var settings = ProviderSettings.IdPorten(issuer, "client") with { Secret = "secret", AllowsLoopbackHttp = loopback };
        (settings.Fault() is null).ShouldBe(fine);
    }

    [Fact]
    public void Half_settings_are_found_before_anybody_signs_in()
    {
        var fine = ProviderSettings.IdPorten("https://idporten.no", "client") with { Secret = "secret" };
        fine.Fault().ShouldBeNull();
        (fine with { Secret = null }).Fault().ShouldNotBeNull();
        (fine with { Key = "secret too" }).Fault().ShouldNotBeNull();
        (fine with { Secret = null, Key = "no key" }).Fault().ShouldNotBeNull();
        (fine with { ClientId = "" }).Fault().ShouldNotBeNull();
        (fine with { Acr = "Level4" }).Fault().ShouldNotBeNull();
    }

    [Theory]
    [InlineData("secret", null, true)]
    [InlineData("", null, false)]
    [InlineData(null, null, false)]
    [InlineData(null, "/no/such/file", false)]
    public void The_secret_comes_from_the_environment_and_an_empty_one_is_none(string? secret, string? keyFile, bool fine)
    {
        var serve = new RootCommand();
        foreach (var option in ProviderOfCommand.Options) serve.Add(option);
        var fault = ProviderOfCommand.Read(serve.Parse(["--feide-client", "ours"]), name => name switch { "SAMSPILL_FEIDE_SECRET" => secret, "SAMSPILL_FEIDE_KEY_FILE" => keyFile, _ => null }, out var providers);
        (fault is null).ShouldBe(fine, fault);
        if (fine) providers.ShouldHaveSingleItem().Issuer.ShouldBe("https://auth.dataporten.no");
    }
}
