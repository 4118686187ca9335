using Microsoft.Extensions.DependencyInjection;
using System.Net;
using AngleSharp.Html.Dom;
using Samspill.Domain.Lessons;
using Samspill.Features.Lessons;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Lessons;

/// <summary>Friday at ten: Trine has the choir.</summary>
public abstract class TodayTests(TestServer server) : Teaching(server)
{
    [Fact]
    public async Task The_lesson_that_is_on_stands_first_and_everybody_is_settled_in_one_tap_each()
    {
        var week = await WeekAsync();
        using var trine = await Server.SignInAsync(Server.World.Trine);
        var page = await trine.OpenAsync("/i-dag");
        page.QuerySelector("#na")!.TextContent.ShouldBe("Barnekoret");
        page.QuerySelector("main")!.TextContent.ShouldContain("Ila skole, Musikkrommet");
        page.QuerySelectorAll(".s-day > li").Length.ShouldBe(4); // two lessons, the way between them, and the end
        page.QuerySelector("main")!.TextContent.ShouldNotContain("Skjult");
        Names(page).ShouldBe(["Jonas Aune", "Kasper Solberg", "Sperret adresse"]);

        using (var tapped = await trine.SubmitAsync(page, "/i-dag", [new("tap", $"{Server.World.Jonas.Value}:Here")], "handler=Tap")) tapped.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using (var twice = await trine.SubmitAsync(page, "/i-dag", [new("tap", $"{Server.World.Jonas.Value}:Here")], "handler=Tap")) twice.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using (var foreign = await trine.SubmitAsync(page, "/i-dag", [new("tap", $"{Server.World.Elle.Value}:Here")], "handler=Tap")) foreign.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using (var rest = await trine.SubmitAsync(page, "/i-dag", [new("tap", "rest:Here")], "handler=Tap")) rest.StatusCode.ShouldBe(HttpStatusCode.Redirect);

        // A telephone that found its line again: an earlier tap changes nothing, a later one wins, whatever its clock says.
        await using (var scope = await Server.ActAsAsync(Server.World.Trine))
        {
            var take = scope.ServiceProvider.GetRequiredService<TakeAttendance>();
            var choir = (await LessonAsync(week.Choir, 5)).Id;
            (await take.RunAsync(choir, Server.World.Kasper, Presence.Away, Server.Clock.GetUtcNow().AddHours(-1), CancellationToken.None)).Value.ShouldBe(new Done());
            (await StateAsync(week, Server.World.Kasper)).ShouldBe(Presence.Here);
            (await take.RunAsync(choir, Server.World.Kasper, Presence.Away, Server.Clock.GetUtcNow().AddYears(3), CancellationToken.None)).Value.ShouldBe(new Done());
            (await StateAsync(week, Server.World.Kasper)).ShouldBe(Presence.Away);
            (await take.RunAsync(choir, Server.World.Kasper, Presence.Here, null, CancellationToken.None)).Value.ShouldBe(new Done());
            (await StateAsync(week, Server.World.Kasper)).ShouldBe(Presence.Here);
        }
        (await LessonAsync(week.Choir, 5)).State.ShouldBe(LessonState.Given);
        await using var db = Server.Database();
        (await db.Attendance.CountAsync(a => db.Lessons.Any(l => l.Id == a.Lesson && l.Group == week.Choir))).ShouldBe(3);
    }

    [Fact]
    public async Task What_was_written_stands_at_the_top_the_next_time_and_the_future_is_not_tapped()
    {
        var week = await WeekAsync();
        using var trine = await Server.SignInAsync(Server.World.Trine);
        var first = $"/i-dag?time={(await LessonAsync(week.JonasPiano, 5)).Id.Value}";
        using (var written = await trine.SubmitAsync(first, [new("Note", "Skalaer, <Für Elise> til takt 8")], "handler=Note")) written.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var next = await LessonAsync(week.JonasPiano, 12);
        var page = await trine.OpenAsync("/i-dag?dag=2026-06-12&time=" + next.Id.Value);
        page.QuerySelector("main")!.TextContent.ShouldContain("<Für Elise> til takt 8");
        page.QuerySelector(".s-att button")!.HasAttribute("disabled").ShouldBeTrue();
        using (var early = await trine.SubmitAsync(page, "/i-dag", [new("tap", "rest:Here")], "handler=Tap")) early.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using (var strange = await trine.SubmitAsync(page, "/i-dag", [new("tap", "alle:Borte")], "handler=Tap")) strange.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        foreach (var day in new[] { "tull", "0001-01-01", "9999-12-31" }) (await trine.OpenAsync($"/i-dag?dag={day}")).QuerySelector("h1")!.TextContent.ShouldBe("God dag, Trine");
        foreach (var day in new[] { "0001-01-01", "9999-12-31" }) (await trine.OpenAsync($"/min-uke?uke={day}")).QuerySelector("h1")!.TextContent.ShouldBe("Uke 23");
        var later = await trine.OpenAsync(first); // three hours from now
        later.QuerySelector(".s-att button")!.HasAttribute("disabled").ShouldBeTrue();
        using (var soon = await trine.SubmitAsync(later, "/i-dag", [new("tap", "rest:Here")], "handler=Tap")) soon.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await LessonAsync(week.JonasPiano, 5)).State.ShouldBe(LessonState.Planned);
        (await trine.OpenAsync("/min-uke")).QuerySelector("main")!.TextContent.ShouldContain("Jonas Aune");
    }

    [Fact]
    public async Task A_substitute_sees_that_lesson_and_its_pupils_and_no_other()
    {
        var week = await WeekAsync();
        var (given, other) = (await LessonAsync(week.Choir, 19), await LessonAsync(week.Choir, 12));
        using var tor = await Server.SignInAsync(week.TorHimself);
        foreach (var before in new[] { given, other })
            using (var closed = await tor.GetAsync($"/time/{before.Id.Value}")) closed.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await using (var db = Server.Database())
        {
            (await db.Lessons.SingleAsync(l => l.Id == given.Id)).SubstituteBy(week.Tor, Server.Clock.GetUtcNow());
            await db.SaveChangesAsync();
        }
        var page = await tor.OpenAsync($"/i-dag?dag=2026-06-19&time={given.Id.Value}");
        Names(page).ShouldBe(["Jonas Aune", "Kasper Solberg", "Sperret adresse"]);
        page.QuerySelector("main")!.TextContent.ShouldContain("Du er vikar for Trine Lærer");
        (await tor.OpenAsync($"/time/{given.Id.Value}")).QuerySelectorAll("main form").Length.ShouldBe(0); // one who stands in moves nothing
        using (var foreign = await tor.GetAsync($"/i-dag?dag=2026-06-12&time={other.Id.Value}")) foreign.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await using var scope = await Server.ActAsAsync(week.TorHimself);
        (await scope.ServiceProvider.GetRequiredService<TakeAttendance>().RunAsync(other.Id, null, Presence.Here, null, CancellationToken.None)).Refused(out var why).ShouldBeTrue();
        why.ShouldBe(LessonRejections.NotFound);
    }

    [Fact]
    public async Task Who_stood_in_sees_the_lesson_for_two_days_more_is_heard_for_fourteen_and_the_teacher_for_the_school_year()
    {
        var week = await WeekAsync();
        Lesson Made(DateOnly date)
        {
            var lesson = new Lesson(LessonId.New(), week.Choir, date, new TimeOnly(9, 45), 45, week.AtIla, week.Trine, Server.Clock.GetUtcNow());
            lesson.SubstituteBy(week.Tor, Server.Clock.GetUtcNow());
            return lesson;
        }
        var (lately, before, old, lastYear) = (Made(new(2026, 6, 3)), Made(new(2026, 6, 2)), Made(new(2026, 5, 21)), Made(new(2025, 6, 6)));
        await using (var db = Server.Database())
        {
            db.Lessons.AddRange(lately, before, old, lastYear);
            await db.SaveChangesAsync();
        }
        using var tor = await Server.SignInAsync(week.TorHimself);
        using var trine = await Server.SignInAsync(Server.World.Trine);
        using var per = await Server.SignInAsync(Server.World.Per);
        foreach (var (who, lesson, answer) in new[]
        {
            (tor, lately, HttpStatusCode.OK), (tor, before, HttpStatusCode.NotFound), (trine, before, HttpStatusCode.OK), (trine, lastYear, HttpStatusCode.NotFound), (per, lastYear, HttpStatusCode.OK),
        })
            using (var seen = await who.GetAsync($"/time/{lesson.Id.Value}")) seen.StatusCode.ShouldBe(answer, $"{lesson.Date}");
        using (var day = await tor.GetAsync($"/i-dag?dag=2026-06-02&time={before.Id.Value}")) day.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await using var scope = await Server.ActAsAsync(week.TorHimself);
        var take = scope.ServiceProvider.GetRequiredService<TakeAttendance>();
        foreach (var received in new[] { lately, before }) (await take.RunAsync(received.Id, Server.World.Kasper, Presence.Here, null, CancellationToken.None)).Refused(out _).ShouldBeFalse($"{received.Date}");
        (await take.RunAsync(old.Id, Server.World.Kasper, Presence.Here, null, CancellationToken.None)).Refused(out var why).ShouldBeTrue();
        why.ShouldBe(LessonRejections.NotFound);
    }

    private static IEnumerable<string> Names(IHtmlDocument page) => page.QuerySelectorAll(".s-att__name b").Select(n => n.TextContent);

    private async Task<Presence> StateAsync(TaughtWeek week, PersonId pupil)
    {
        await using var db = Server.Database();
        return await db.Attendance.Where(a => a.Pupil == pupil && db.Lessons.Any(l => l.Id == a.Lesson && l.Group == week.Choir)).Select(a => a.Presence).SingleAsync();
    }
}

public sealed class TodayTestsOnSqlite(OnSqlite server) : TodayTests(server), IClassFixture<OnSqlite>;

public sealed class TodayTestsOnPostgres(OnPostgres server) : TodayTests(server), IClassFixture<OnPostgres>;
