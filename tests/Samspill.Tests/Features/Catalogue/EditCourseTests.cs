using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Catalogue;

/// <summary>The office edits the catalogue.</summary>
public abstract class EditCourseTests(TestServer server) : OnDatabase(server)
{
    [Fact]
    public async Task The_office_makes_a_course_with_places_in_order_and_publishes_it()
    {
        using var per = await Server.SignInAsync(Server.World.Per);
        var made = await per.SubmitAsync("/katalog/ny",
        [
            new("Input.Name", "Trøkk & trommer"), new("Input.Discipline", "music"), new("Input.Programme", "breadth"), new("Input.Form", "group"), new("Input.FeePerTerm", "1470,50"), new("Input.Capacity", "8"),
            new("Input.Sites", "lade"),
        ], "handler=Make");
        made.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        made.Headers.Location!.ToString().ShouldBe("/trondheim/katalog/trokk-trommer");
        (await per.GetAsync("/tilbud/trokk-trommer")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await per.SubmitAsync("/katalog/trokk-trommer", [], "handler=Publish")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await per.OpenAsync("/tilbud/trokk-trommer")).QuerySelector("h1")!.TextContent.ShouldBe("Trøkk & trommer");
        await using var db = Server.Database();
        (await db.Courses.SingleAsync(c => c.Code == "trokk-trommer")).FeePerTerm.ShouldBe(new Money(147050));
    }

    [Theory]
    [InlineData("Input.Name", "", "Fyll ut")]
    [InlineData("Input.AgeFrom", "sju", "Skriv et helt tall")]
    [InlineData("Input.AgeFrom", "-3", "Skriv et helt tall")]
    [InlineData("Input.AgeTo", "5", "Eldste alder")]
    [InlineData("Input.Capacity", "0", "plass er i bruk")]
    [InlineData("Input.Minimum", "11", "Minst for oppstart")]
    [InlineData("Input.Capacity", "99999999999999", "Skriv et helt tall")]
    [InlineData("Input.FeePerTerm", "1470,505", "Skriv et beløp")]
    [InlineData("Input.FeePerTerm", "-1", "Skriv et beløp")]
    [InlineData("Input.Discipline", "0", "Velg noe fra listen")]
    [InlineData("Input.Sites", "", "Velg minst ett sted")]
    [InlineData("Input.Sites", "atlantis", "Velg noe fra listen")]
    [InlineData("Input.Requires", "ja takk!", "Skriv hvert krav")]
    public async Task What_cannot_stand_is_told_beside_the_field_and_kept_and_nothing_is_saved(string field, string typed, string told)
    {
        using var per = await Server.SignInAsync(Server.World.Per);
        var answer = await per.SubmitAsync("/katalog/piano-midtbyen", [new("Input.Subject", "klaver"), new(field, typed)], "handler=Save");
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var page = await Browser.ReadAsync(answer);
        page.QuerySelectorAll(".ds-validation-message").ShouldHaveSingleItem().TextContent.ShouldContain(told);
        page.QuerySelector<IHtmlInputElement>("#Input_Subject")!.Value.ShouldBe("klaver");
        if (page.QuerySelector($"#{field.Replace('.', '_')}") is IHtmlInputElement input) input.Value.ShouldBe(typed);
        await using var db = Server.Database();
        (await db.Courses.AsNoTracking().SingleAsync(c => c.Id == Server.World.Piano)).Subject.ShouldBe("piano");
    }

    [Theory]
    [InlineData("🎹 piano")]
    [InlineData("مرحبا")]
    [InlineData("<script>alert(1)</script>")]
    public async Task Any_letters_are_kept_as_they_are_and_shown_as_text(string name)
    {
        using var per = await Server.SignInAsync(Server.World.Per);
        await per.SubmitAsync("/katalog/barnekor-ila", [new("Input.Name", name), new("Input.Description", name)], "handler=Save");
        var page = await per.OpenAsync("/tilbud/barnekor-ila");
        page.QuerySelector("h1")!.TextContent.ShouldBe(name);
        page.QuerySelectorAll("main script").ShouldBeEmpty();
        await per.SubmitAsync("/katalog/barnekor-ila", [new("Input.Name", "Barnekor, Ila"), new("Input.Description", "")], "handler=Save");
    }

    [Fact]
    public async Task A_name_that_is_too_long_is_told_how_long_it_may_be()
    {
        using var per = await Server.SignInAsync(Server.World.Per);
        var answer = await per.SubmitAsync("/katalog/piano-midtbyen", [new("Input.Name", new string('å', 201))], "handler=Save");
        (await Browser.ReadAsync(answer)).QuerySelector(".ds-validation-message")!.TextContent.ShouldBe("Skriv høyst 200 tegn. Du skrev 201.");
    }

    [Fact]
    public async Task Of_two_who_edit_at_once_the_later_is_told_what_changed_and_loses_nothing()
    {
        using var per = await Server.SignInAsync(Server.World.Per);
        using var marit = await Server.SignInAsync(Server.World.Marit);
        var opened = await per.OpenAsync("/katalog/gitar-midtbyen");
        (await marit.SubmitAsync("/katalog/gitar-midtbyen", [new("Input.FeePerTerm", "1500"), new("Input.WeeksPerYear", "34")], "handler=Save")).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var late = await per.SubmitAsync(opened, "/katalog/gitar-midtbyen", [new("Input.FeePerTerm", "1600"), new("Input.LessonMinutes", "25")], "handler=Save");
        late.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var page = await Browser.ReadAsync(late);
        page.QuerySelectorAll("[role=alert] li").Select(li => li.TextContent).ShouldBe(["Uker i året: fra «36» til «34»", "Kroner i halvåret: fra «1470» til «1500»"], ignoreOrder: true);
        string Field(string name) => page.QuerySelector<IHtmlInputElement>($"#Input_{name}")!.Value;
        (Field("FeePerTerm"), Field("LessonMinutes"), Field("WeeksPerYear")).ShouldBe(("1600", "25", "34"));

        (await per.SubmitAsync(page, "/katalog/gitar-midtbyen", [], "handler=Save")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await using var db = Server.Database();
        var course = await db.Courses.SingleAsync(c => c.Id == Server.World.Guitar);
        (course.FeePerTerm, course.LessonMinutes, course.WeeksPerYear).ShouldBe((new Money(160000), 25, 34));
    }

    [Fact]
    public async Task A_course_that_somebody_waits_for_is_not_taken_back_to_a_draft_but_can_be_closed()
    {
        using var per = await Server.SignInAsync(Server.World.Per);
        var answer = await per.SubmitAsync("/katalog/gitar-midtbyen", [], "handler=Draft");
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Browser.ReadAsync(answer)).QuerySelector(".ds-error-summary")!.TextContent.ShouldContain("Steng for søknader");
        await per.SubmitAsync("/katalog/gitar-midtbyen", [], "handler=Close");
        (await per.GetAsync("/tilbud/gitar-midtbyen")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await per.SubmitAsync("/katalog/gitar-midtbyen", [], "handler=Publish");
        await per.OpenAsync("/tilbud/gitar-midtbyen");
    }

    [Fact]
    public async Task A_code_in_use_is_refused_beside_its_field()
    {
        using var per = await Server.SignInAsync(Server.World.Per);
        var answer = await per.SubmitAsync("/katalog/ny",
            [new("Code", "piano-midtbyen"), new("Input.Name", "Piano"), new("Input.Discipline", "music"), new("Input.Programme", "core"), new("Input.Form", "group")], "handler=Make");
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Browser.ReadAsync(answer)).QuerySelector("#Code-error")!.TextContent.ShouldContain("i bruk");
    }

    [Theory]
    [InlineData("", "Barnekor, Ila|Gitar, Midtbyen|Piano, Midtbyen|Sirkus, Lade")]
    [InlineData("?status=draft", "Sirkus, Lade")]
    [InlineData("?q=MIDT&sorter=-navn", "Piano, Midtbyen|Gitar, Midtbyen")]
    [InlineData("?form=group&status=published", "Barnekor, Ila")]
    [InlineData("?q=%25", "")]
    public async Task The_list_shows_what_the_address_asks_for(string query, string names)
    {
        using var per = await Server.SignInAsync(Server.World.Per);
        var page = await per.OpenAsync($"/katalog{query}");
        page.QuerySelectorAll("tbody th a").Select(a => a.TextContent).Where(n => !n.StartsWith('T')).ShouldBe(names.Split('|', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task A_teacher_does_not_edit_the_catalogue()
    {
        using var trine = await Server.SignInAsync(Server.World.Trine);
        (await trine.GetAsync("/katalog")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }
}

public sealed class EditCourseTestsOnSqlite(OnSqlite server) : EditCourseTests(server), IClassFixture<OnSqlite>;

public sealed class EditCourseTestsOnPostgres(OnPostgres server) : EditCourseTests(server), IClassFixture<OnPostgres>;
