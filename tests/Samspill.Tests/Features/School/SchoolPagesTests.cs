using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.School;

/// <summary>The office edits sites, rooms, the calendar and the school itself.</summary>
public abstract class SchoolPagesTests(TestServer server) : OnDatabase(server)
{
    [Fact]
    public async Task A_site_is_made_with_a_room_and_stands_in_the_list()
    {
        using var per = await Server.SignInAsync(Server.World.Per);
        var made = await per.SubmitAsync("/steder/ny", [new("Input.Name", "Ørnes grendehus"), new("Input.Kind", "other"), new("Input.Latitude", "63,40"), new("Input.Longitude", "10.50")], "handler=Make");
        made.Headers.Location!.ToString().ShouldBe("/trondheim/steder/ornes-grendehus");
        (await per.SubmitAsync("/steder/ornes-grendehus", [new("Room.Name", "Storsalen"), new("Room.Capacity", "80"), new("Room.Features", "piano  stage piano")], "handler=Room")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await using var db = Server.Database();
        var room = await db.Rooms.SingleAsync(r => r.Name == "Storsalen");
        (room.Capacity, room.Features).ShouldBe((80, "piano stage"));
        (await per.OpenAsync("/steder?q=ørnes")).QuerySelectorAll("tbody tr").ShouldHaveSingleItem().TextContent.ShouldContain("Ørnes grendehus");
    }

    [Theory]
    [InlineData("Input.Name", "", "Fyll ut")]
    [InlineData("Input.Latitude", "nord", "Skriv grader")]
    [InlineData("Input.Latitude", "91", "Skriv grader")]
    [InlineData("Input.Longitude", "", "både breddegrad og lengdegrad")]
    [InlineData("Input.Kind", "9", "Velg noe fra listen")]
    public async Task A_site_is_not_saved_wrong(string field, string typed, string told)
    {
        using var per = await Server.SignInAsync(Server.World.Per);
        var answer = await per.SubmitAsync("/steder/ila", [new(field, typed)], "handler=Save");
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Browser.ReadAsync(answer)).QuerySelectorAll(".ds-validation-message").ShouldHaveSingleItem().TextContent.ShouldContain(told);
    }

    [Fact]
    public async Task A_school_year_gets_terms_that_do_not_overlap()
    {
        using var per = await Server.SignInAsync(Server.World.Per);
        (await per.SubmitAsync("/skolear", [new("Start", "2030")], "handler=Make")).Headers.Location!.ToString().ShouldBe("/trondheim/skolear/2030");
        (await per.SubmitAsync("/skolear/2030", [new("Input.Name", "Høst"), new("Input.From", "2030-08-19"), new("Input.To", "20.12.2030")], "handler=Term")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var overlap = await per.SubmitAsync("/skolear/2030", [new("Input.Id", ""), new("Input.Name", "Vår"), new("Input.From", "2030-12-20"), new("Input.To", "2031-06-20")], "handler=Term");
        overlap.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Browser.ReadAsync(overlap)).QuerySelector(".ds-validation-message")!.TextContent.ShouldBe("Halvåret overlapper Høst.");
    }

    [Theory]
    [InlineData("2031-02-31")]
    [InlineData("31.2.2031")]
    [InlineData("i morgen")]
    [InlineData("")]
    [InlineData("2031-07-31")]
    public async Task A_day_that_is_not_there_or_not_in_the_year_is_refused_and_kept(string typed)
    {
        using var per = await Server.SignInAsync(Server.World.Per);
        await per.SubmitAsync("/skolear", [new("Start", "2031")], "handler=Make");
        var answer = await per.SubmitAsync("/skolear/2031", [new("Input.Name", "Vinterferie"), new("Input.From", typed), new("Input.To", typed)], "handler=Free");
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var page = await Browser.ReadAsync(answer);
        page.QuerySelectorAll(".ds-validation-message").ShouldNotBeEmpty();
        page.QuerySelector<IHtmlInputElement>("#Name-free")!.Value.ShouldBe("Vinterferie");
    }

    [Fact]
    public async Task The_foot_of_every_page_follows_the_schools_profile_at_once()
    {
        using var per = await Server.SignInAsync(Server.World.Per);
        (await per.SubmitAsync("/skolen", [new("Input.Name", "Kulturskolen i Trondheim"), new("Input.Phone", "72 54 00 00"), new("Input.Email", "post@example.org")], "handler=Save")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await per.OpenAsync("/")).QuerySelector("footer")!.TextContent.ShouldContain("72 54 00 00");
    }

    [Theory]
    [InlineData("Input.Email", "ikke en adresse", "e-postadresse")]
    [InlineData("Input.Phone", "ring oss", "telefonnummer")]
    [InlineData("Input.Name", " ", "Fyll ut")]
    public async Task The_profile_is_not_saved_wrong(string field, string typed, string told)
    {
        using var per = await Server.SignInAsync(Server.World.Per);
        var answer = await per.SubmitAsync("/skolen", [new(field, typed)], "handler=Save");
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Browser.ReadAsync(answer)).QuerySelector(".ds-validation-message")!.TextContent.ShouldContain(told);
    }
}

public sealed class SchoolPagesTestsOnSqlite(OnSqlite server) : SchoolPagesTests(server), IClassFixture<OnSqlite>;

public sealed class SchoolPagesTestsOnPostgres(OnPostgres server) : SchoolPagesTests(server), IClassFixture<OnPostgres>;
