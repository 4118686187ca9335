using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Samspill.Domain.Admission;
using Samspill.Tests.Cast;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Admission;

public abstract class ApplyTests(TestServer server) : OnDatabase(server)
{
    [Fact]
    public async Task A_family_applies_for_a_known_and_a_new_child_without_script()
    {
        using var kari = await Server.SignInAsync(Server.World.Kari);
        await BeginAsync(kari, "Tiril");
        await WishAsync(kari, "barnekor-ila", child: "Tiril");
        await WishAsync(kari, "piano-midtbyen", child: "Elle");
        Where(await kari.SubmitAsync("/sok/onsker", [new("do", "videre")], "/sok/onsker")).ShouldBe("/trondheim/sok/om");
        Where(await kari.SubmitAsync("/sok/om", [new("Children[0].Needs", "Liker å stå bakerst 😀 <script>")], "/sok/om")).ShouldBe("/trondheim/sok/send");
        (await kari.OpenAsync("/sok/send")).Body!.TextContent.ShouldContain("Liker å stå bakerst 😀 <script>");
        var sent = Where(await kari.SubmitAsync("/sok/send", [new("do", "send")], "/sok/send"));
        sent.ShouldStartWith("/trondheim/kvittering/");

        var receipt = await kari.OpenAsync(sent["/trondheim".Length..]);
        receipt.Body!.TextContent.ShouldContain("Tiril");
        receipt.Body!.TextContent.ShouldContain("Barnekor, Ila");
        receipt.Body!.TextContent.ShouldContain("Piano, Midtbyen");
        await using var db = Server.Database();
        (await db.Drafts.AnyAsync(d => d.Account == Server.World.Kari.Account)).ShouldBeFalse();
        using var nina = await Server.SignInAsync(Server.World.Nina);
        (await nina.GetAsync(sent["/trondheim".Length..])).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Sending_by_five_clicks_from_two_tabs_gives_one_receipt()
    {
        using var nina = await Server.SignInAsync(Server.World.Nina);
        await BeginAsync(nina, "Klikk");
        await WishAsync(nina, "barnekor-ila", "Klikk");
        var tab = await nina.OpenAsync("/sok/send");
        var other = await nina.OpenAsync("/sok/send");
        var answers = await Task.WhenAll(new[] { tab, other, tab, other, tab }.Select(page => nina.SubmitAsync(page, "/sok/send", [new("do", "send")], "/sok/send")));
        answers.ShouldAllBe(a => a.StatusCode == HttpStatusCode.SeeOther);
        var receipt = answers.Select(Where).Distinct().ShouldHaveSingleItem();
        receipt.ShouldContain("/kvittering/");
        // A third tab, opened before, and sent long after.
        Where(await nina.SubmitAsync(tab, "/sok/send", [], "/sok/send")).ShouldBe(receipt);
        await using var db = Server.Database();
        (await db.Submissions.CountAsync(s => s.Applicant == Server.World.Nina.Person)).ShouldBe(1);
    }

    [Fact]
    public async Task The_draft_is_there_after_signing_in_again()
    {
        using (var ola = await Server.SignInAsync(Server.World.Ola)) (await ola.GetAsync("/sok/barn")).StatusCode.ShouldNotBe(HttpStatusCode.OK); // 16: a guardian applies
        using (var first = await Server.SignInAsync(Server.World.Kari))
        {
            var page = await first.OpenAsync("/sok/barn");
            using var saved = await first.SubmitAsync("/sok/barn", [new("Children[0].Chosen", "true"), new("do", "nytt")], "/sok/barn");
            saved.StatusCode.ShouldBe(HttpStatusCode.OK);
            var form = await Browser.ReadAsync(saved);
            var typed = await first.SubmitAsync(form, "/sok/barn", [new($"Children[{LastNew(form)}].GivenName", "Halv"), new($"Children[{LastNew(form)}].Born", "31.2.20")], "/sok/barn");
            typed.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        }
        using var nobody = Server.Visit();
        var turned = await nobody.GetAsync("/sok/barn");
        turned.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        turned.Headers.Location!.ToString().ShouldContain("/logg-inn?til=");
        using var again = await Server.SignInAsync(Server.World.Kari);
        var kept = await again.OpenAsync("/sok/barn");
        kept.QuerySelectorAll("input").OfType<IHtmlInputElement>().Select(i => i.Value).ShouldContain("31.2.20");
        await using var db = Server.Database();
        await db.Drafts.ExecuteDeleteAsync();
    }

    [Theory]
    [InlineData("Born", "31.2.2018", "31. februar 2018 finnes ikke")]
    [InlineData("Born", "6.6.2026", "6. juni 2026 har ikke vært ennå")]
    [InlineData("Born", "i går", "«i går» er ikke en dato vi kan lese")]
    [InlineData("Born", "", "Skriv fødselsdatoen")]
    [InlineData("GivenName", "", "Skriv fornavnet")]
    [InlineData("GivenName", "<script>alert(1)</script>", "Et navn kan ha bokstaver")]
    [InlineData("FamilyName", "😀", "Et navn kan ha bokstaver")]
    [InlineData("PostalCode", "70", "fire siffer")]
    [InlineData("Sex", "Q", "Velg ett av svarene")]
    public async Task What_is_wrong_is_said_beside_the_field_and_what_was_typed_is_kept(string field, string typed, string said)
    {
        using var nina = await Server.SignInAsync(Server.World.Nina);
        var added = await Browser.ReadAsync(await nina.SubmitAsync("/sok/barn", [new("do", "nytt")], "/sok/barn"));
        var at = LastNew(added);
        var fields = new Dictionary<string, string> { ["GivenName"] = "Feil", ["FamilyName"] = "Felt", ["Born"] = "17.5.2018", ["Sex"] = "F", [field] = typed };
        using var answer = await nina.SubmitAsync(added, "/sok/barn", fields.Select(f => KeyValuePair.Create($"Children[{at}].{f.Key}", f.Value)).Append(new("do", "videre")), "/sok/barn");
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var page = await Browser.ReadAsync(answer);
        page.GetElementById($"Children_{at}__{field}-error")!.TextContent.ShouldContain(said);
        page.QuerySelector(".ds-error-summary")!.TextContent.ShouldContain(said);
        if (field != "Sex") page.QuerySelector<IHtmlInputElement>($"[name='Children[{at}].{field}']")!.Value.ShouldBe(typed);
        await using var db = Server.Database();
        await db.Drafts.ExecuteDeleteAsync();
    }

    [Fact]
    public async Task A_posted_id_of_another_familys_child_is_only_an_unknown_child()
    {
        using var kari = await Server.SignInAsync(Server.World.Kari);
        var page = await kari.OpenAsync("/sok/barn");
        using var answer = await kari.SubmitAsync(page, "/sok/barn", [new("Children[0].Id", $"{Server.World.Kasper.Value}"), new("Children[0].Known", "true"), new("Children[0].Chosen", "true"), new("do", "videre")], "/sok/barn");
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await answer.Content.ReadAsStringAsync()).ShouldNotContain("Kasper");
        (await kari.GetAsync($"/sok/endre/{Server.World.Kasper.Value}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await using var db = Server.Database();
        await db.Drafts.ExecuteDeleteAsync();
    }

    [Fact]
    public async Task Withdrawing_asks_first_and_tells_the_family()
    {
        using var kari = await Server.SignInAsync(Server.World.Kari);
        using var nina = await Server.SignInAsync(Server.World.Nina);
        var address = $"/sok/trekk/{Server.World.JonasGuitar.Value}";
        (await nina.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        Where(await kari.SubmitAsync(address, [], "/sok/trekk")).ShouldContain("/sok/endre/");
        await using var db = Server.Database();
        (await db.Applications.SingleAsync(a => a.Id == Server.World.JonasGuitar)).State.ShouldBe(ApplicationState.Withdrawn);
        (await db.Messages.CountAsync(m => m.About == "withdrawn" && m.To == Server.World.Kari.Person)).ShouldBe(1);
    }

    [Fact]
    public async Task What_the_school_should_know_lies_nowhere_in_the_clear()
    {
        using var nina = await Server.SignInAsync(Server.World.Nina);
        await BeginAsync(nina, "Merke");
        (await nina.SubmitAsync("/sok/om", [new("Children[0].Needs", "MERKE-AV-HELSE")], "/sok/om")).Dispose();
        await using var db = Server.Database();
        var draft = await db.Drafts.SingleAsync(d => d.Account == Server.World.Nina.Account);
        System.Text.Encoding.UTF8.GetString(draft.Typed).ShouldNotContain("MERKE");
        (await nina.OpenAsync("/sok/om")).QuerySelector<IHtmlTextAreaElement>("textarea")!.Value.ShouldBe("MERKE-AV-HELSE");
        await db.Drafts.ExecuteDeleteAsync();
    }

    /// <summary>Step 1 with one known child ticked when there is one called Elle, and one new child.</summary>
    private static async Task BeginAsync(Browser browser, string name)
    {
        var start = await browser.OpenAsync("/sok/barn");
        var elle = start.QuerySelectorAll("label").FirstOrDefault(l => l.TextContent.StartsWith("Elle", StringComparison.Ordinal))?.GetAttribute("for");
        var ticks = elle is null ? [] : new List<KeyValuePair<string, string>> { new(start.GetElementById(elle)!.GetAttribute("name")!, "true") };
        var added = await Browser.ReadAsync(await browser.SubmitAsync(start, "/sok/barn", [.. ticks, new("do", "nytt")], "/sok/barn"));
        var at = LastNew(added);
        var fields = new Dictionary<string, string> { ["GivenName"] = name, ["FamilyName"] = "Prøve", ["Born"] = "17.5.2018", ["Sex"] = "F" };
        Where(await browser.SubmitAsync(added, "/sok/barn", fields.Select(f => KeyValuePair.Create($"Children[{at}].{f.Key}", f.Value)).Append(new("do", "videre")), "/sok/barn")).ShouldBe("/trondheim/sok/onsker");
    }

    private static async Task WishAsync(Browser browser, string course, string child)
    {
        var page = await browser.OpenAsync("/sok/onsker");
        var choose = page.QuerySelectorAll("button[value^='velg:']").First(b => b.TextContent.Contains(child, StringComparison.Ordinal)).GetAttribute("value")!;
        var pick = Where(await browser.SubmitAsync(page, "/sok/onsker", [new("do", choose)], "/sok/onsker"));
        Where(await browser.SubmitAsync(pick["/trondheim".Length..], [new("tilbud", course)], "/sok/velg")).ShouldContain("/sok/onsker?gjort=legg");
    }

    /// <summary>What number the last described child has in the form.</summary>
    private static string LastNew(IHtmlDocument page) => page.QuerySelectorAll("input[name$='.GivenName']").OfType<IHtmlInputElement>().Last().Name!.Split('[', ']')[1];

    private static string Where(HttpResponseMessage answer)
    {
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        return answer.Headers.Location!.ToString();
    }
}

public sealed class ApplyTestsOnSqlite(OnSqlite server) : ApplyTests(server), IClassFixture<OnSqlite>;

public sealed class ApplyTestsOnPostgres(OnPostgres server) : ApplyTests(server), IClassFixture<OnPostgres>;
