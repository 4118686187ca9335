using System.Net;
using AngleSharp.Html.Dom;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.People;

/// <summary>The office corrects how a person is reached.</summary>
public abstract class EditPersonTests(TestServer server) : OnDatabase(server)
{
    private string Nina => $"/personer/{Server.World.Nina.Person.Value}";

    [Fact]
    public async Task What_was_corrected_is_saved_and_leads_back_to_the_person()
    {
        using var per = await Server.SignInAsync(Server.World.Per);
        using var saved = await per.SubmitAsync($"{Nina}/endre", [new("FamilyName", "Sølberg"), new("Phone", "900 11 222"), new("Email", "")]);
        saved.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        saved.Headers.Location!.ToString().ShouldBe($"/trondheim{Nina}");
        (await per.OpenAsync(Nina)).QuerySelector("h1")!.TextContent.ShouldContain("Sølberg");
        await using var db = Server.Database();
        (await db.People.SingleAsync(p => p.Id == Server.World.Nina.Person)).Email.ShouldBeNull();
    }

    [Fact]
    public async Task What_cannot_be_right_is_said_beside_its_field_and_nothing_is_saved()
    {
        using var per = await Server.SignInAsync(Server.World.Per);
        using var refused = await per.SubmitAsync($"/personer/{Server.World.Kari.Person.Value}/endre", [new("GivenName", "Karianne"), new("Phone", "12")]);
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var page = await Browser.ReadAsync(refused);
        page.QuerySelector("#Phone-error").ShouldNotBeNull();
        ((IHtmlInputElement)page.QuerySelector("#GivenName")!).Value.ShouldBe("Karianne");
        await using var db = Server.Database();
        (await db.People.SingleAsync(p => p.Id == Server.World.Kari.Person)).GivenName.ShouldBe("Kari");
    }
}

public sealed class EditPersonTestsOnSqlite(OnSqlite server) : EditPersonTests(server), IClassFixture<OnSqlite>;

public sealed class EditPersonTestsOnPostgres(OnPostgres server) : EditPersonTests(server), IClassFixture<OnPostgres>;
