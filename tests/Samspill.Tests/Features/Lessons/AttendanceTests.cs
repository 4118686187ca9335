using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Samspill.Domain.Lessons;
using Samspill.Features.Lessons;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Lessons;

/// <summary>What was tapped or written by mistake, late, or by two; and who has the list of those in the room.</summary>
public abstract class AttendanceTests(TestServer server) : Teaching(server)
{
    [Fact]
    public async Task A_lesson_that_was_tapped_by_mistake_is_planned_again_and_the_office_corrects_who_was_there()
    {
        var week = await WeekAsync();
        var choir = (await LessonAsync(week.Choir, 5)).Id;
        await using (var db = Server.Database())
        {
            db.Attendance.Add(new Attendance(choir, Server.World.Jonas, Presence.ToldAway, Server.Clock.GetUtcNow().AddDays(-1), "Kari", Server.Clock.GetUtcNow().AddDays(-1)));
            await db.SaveChangesAsync();
        }
        using var trine = await Server.SignInAsync(Server.World.Trine);
        foreach (var tap in new[] { "rest:Here", $"{Server.World.Jonas.Value}:Here" })
            using (var tapped = await trine.SubmitAsync("/i-dag", [new("tap", tap)], "handler=Tap")) tapped.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await LessonAsync(week.Choir, 5)).State.ShouldBe(LessonState.Given);
        var path = $"/time/{choir.Value}";
        using (var stale = await trine.SubmitAsync(path, [new("Seen", "0")], "handler=Regret")) stale.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        using (var regretted = await trine.SubmitAsync(path, [], "handler=Regret")) regretted.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await LessonAsync(week.Choir, 5)).State.ShouldBe(LessonState.Planned);
        (await SaidAsync(choir)).ShouldBe([(Server.World.Jonas, Presence.ToldAway)]);

        using var per = await Server.SignInAsync(Server.World.Per);
        using (var corrected = await per.SubmitAsync(path, [new("tap", $"{Server.World.Kasper.Value}:Away")], "handler=Tap")) corrected.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await SaidAsync(choir)).ShouldBe([(Server.World.Jonas, Presence.ToldAway), (Server.World.Kasper, Presence.Away)], ignoreOrder: true);
        (await trine.OpenAsync(path)).QuerySelectorAll(".s-att").Length.ShouldBe(0); // who teaches has the day's page
    }

    [Fact]
    public async Task Who_falls_ill_before_a_lesson_that_was_tapped_too_early_does_not_have_to_give_it()
    {
        var week = await WeekAsync();
        var soon = new Lesson(LessonId.New(), week.JonasPiano, TaughtWeek.Friday, new TimeOnly(10, 10), 30, week.Hall, week.Trine, Server.Clock.GetUtcNow());
        await using (var db = Server.Database())
        {
            db.Lessons.Add(soon);
            await db.SaveChangesAsync();
        }
        await using var scope = await Server.ActAsAsync(Server.World.Trine);
        (await scope.ServiceProvider.GetRequiredService<TakeAttendance>().RunAsync(soon.Id, null, Presence.Here, null, CancellationToken.None)).Value.ShouldBe(new Done());
        (await scope.ServiceProvider.GetRequiredService<ReportIll>().RunAsync(week.Trine, TaughtWeek.Friday, TaughtWeek.Friday, CancelCause.TeacherIll, CancellationToken.None)).Value.ShouldBe(2); // and the one at 13; the choir has begun
        await using var after = Server.Database();
        (await after.Lessons.Where(l => l.Id == soon.Id).Select(l => l.State).SingleAsync()).ShouldBe(LessonState.Cancelled);
        (await SaidAsync(soon.Id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_tap_says_how_old_it_is_and_not_what_the_telephones_clock_shows()
    {
        var week = await WeekAsync();
        var before = new Lesson(LessonId.New(), week.Choir, TaughtWeek.Friday.AddDays(-1), new TimeOnly(9, 45), 45, week.AtIla, week.Trine, Server.Clock.GetUtcNow());
        await using (var db = Server.Database())
        {
            db.Lessons.Add(before);
            await db.SaveChangesAsync();
        }
        using var trine = await Server.SignInAsync(Server.World.Trine);
        using (var tapped = await trine.SubmitAsync($"/i-dag?dag=2026-06-04&time={before.Id.Value}", [new("tap", $"{Server.World.Skjult.Value}:Here"), new("age", "3600000")], "handler=Tap")) tapped.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await using var after = Server.Database();
        (await after.Attendance.SingleAsync(a => a.Lesson == before.Id)).TappedAt.ShouldBe(Server.Clock.GetUtcNow().AddHours(-1), TimeSpan.FromMinutes(5));
        (await trine.OpenAsync("/min-uke")).QuerySelector("main [data-account]")!.GetAttribute("data-account").ShouldBe(Server.World.Trine.Account.ToString()); // what waits is sent from every page
        using var kari = await Server.SignInAsync(Server.World.Kari);
        (await kari.OpenAsync("/min-side")).QuerySelector("[data-account]").ShouldBeNull();
    }

    [Fact]
    public async Task Of_two_who_write_the_note_the_second_sees_what_the_first_wrote()
    {
        var week = await WeekAsync();
        var lesson = (await LessonAsync(week.JonasPiano, 12)).Id.Value;
        var path = $"/i-dag?dag=2026-06-12&time={lesson}";
        using var trine = await Server.SignInAsync(Server.World.Trine);
        var (first, second) = (await trine.OpenAsync(path), await trine.OpenAsync(path));
        first.QuerySelector("form[data-keep]")!.GetAttribute("data-keep").ShouldBe($"notat-{lesson}");
        foreach (var _ in new[] { 1, 2 })
            using (var written = await trine.SubmitAsync(first, path, [new("Note", "Skalaer")], "handler=Note")) written.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await trine.OpenAsync(path)).QuerySelector("form[data-keep]")!.GetAttribute("data-kept").ShouldBe($"notat-{lesson}");
        using var answer = await trine.SubmitAsync(second, path, [new("Note", "Noter")], "handler=Note");
        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var both = await Browser.ReadAsync(answer);
        both.QuerySelector("main .s-lines")!.TextContent.ShouldBe("Skalaer");
        both.QuerySelector("textarea")!.TextContent.Trim().ShouldBe("Noter");
        using (var seen = await trine.SubmitAsync(both, path, [new("Note", "Skalaer. Noter")], "handler=Note")) seen.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await LessonAsync(week.JonasPiano, 12)).Note.ShouldBe("Skalaer. Noter");
    }

    [Fact]
    public async Task Who_stands_in_has_the_class_list_for_the_day_and_all_who_teach_have_the_days()
    {
        var week = await WeekAsync();
        var list = $"/grupper/{week.JonasPiano.Value}/liste";
        using var tor = await Server.SignInAsync(week.TorHimself);
        using (var closed = await tor.GetAsync(list)) closed.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var given = new Lesson(LessonId.New(), week.JonasPiano, TaughtWeek.Friday, new TimeOnly(16, 0), 30, week.Hall, week.Trine, Server.Clock.GetUtcNow());
        given.SubstituteBy(week.Tor, Server.Clock.GetUtcNow()).Value.ShouldBe(new Done());
        await using (var db = Server.Database())
        {
            db.Lessons.Add(given);
            await db.SaveChangesAsync();
        }
        foreach (var page in new[] { $"/i-dag?time={given.Id.Value}", $"/time/{given.Id.Value}" })
            (await tor.OpenAsync(page)).QuerySelectorAll("main a").ShouldContain(a => a.GetAttribute("href")!.EndsWith(list, StringComparison.Ordinal), page);
        foreach (var page in new[] { list, "/i-dag/liste" })
        {
            var text = (await tor.OpenAsync(page)).QuerySelector("main")!.TextContent;
            text.ShouldContain("Jonas Aune", customMessage: page);
            text.ShouldContain("Kari", customMessage: page);
        }
    }

    private async Task<IReadOnlyList<(PersonId, Presence)>> SaidAsync(LessonId lesson)
    {
        await using var db = Server.Database();
        return [.. (await db.Attendance.AsNoTracking().Where(a => a.Lesson == lesson).ToListAsync()).Select(a => (a.Pupil, a.Presence))];
    }
}

public sealed class AttendanceTestsOnSqlite(OnSqlite server) : AttendanceTests(server), IClassFixture<OnSqlite>;

public sealed class AttendanceTestsOnPostgres(OnPostgres server) : AttendanceTests(server), IClassFixture<OnPostgres>;
