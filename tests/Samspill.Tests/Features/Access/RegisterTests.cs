using System.Net;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Access;

/// <summary>A guardian the school does not know.</summary>
public abstract class RegisterTests(TestServer server) : ByCode(server)
{
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
    [InlineData("Phone", "12345678; 87654321")]
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

    private async Task<int> PeopleCalledAsync(string given)
    {
        await using var db = Server.Database();
        return await db.People.CountAsync(p => p.GivenName == given);
    }
}

public sealed class RegisterTestsOnSqlite(OnSqlite server) : RegisterTests(server), IClassFixture<OnSqlite>;

public sealed class RegisterTestsOnPostgres(OnPostgres server) : RegisterTests(server), IClassFixture<OnPostgres>;
