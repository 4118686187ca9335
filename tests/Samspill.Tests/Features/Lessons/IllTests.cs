using System.Net;
using Samspill.Domain.Lessons;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Lessons;

/// <summary>Trine is ill on the 12th.</summary>
public abstract class IllTests(TestServer server) : Teaching(server)
{
    [Fact]
    public async Task One_press_cancels_the_day_tells_each_family_once_and_a_substitute_takes_what_fits()
    {
        var week = await WeekAsync();
        using var trine = await Server.SignInAsync(Server.World.Trine);
        const string path = "/syk?fra=2026-06-12&til=2026-06-12";
        var page = await trine.OpenAsync(path);
        page.QuerySelector("main")!.TextContent.ShouldContain("2 timer blir avlyst");
        foreach (var _ in new[] { 1, 2 })
            using (var said = await trine.SubmitAsync(page, "/syk", [])) said.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        await using (var db = Server.Database())
        {
            (await db.StaffAbsences.CountAsync(a => a.Staff == week.Trine)).ShouldBe(1);
            (await db.Lessons.CountAsync(l => l.State == LessonState.Cancelled && l.Cause == CancelCause.TeacherIll)).ShouldBe(2);
            var told = await db.Messages.Where(m => m.About == "lesson-cancelled").ToListAsync();
            told.Count.ShouldBe(3); // Jonas's two lessons in one message; Kasper's; Skjult's, which says nothing
            told.Single(m => m.Pupil == Server.World.Jonas).Body.ShouldContain("Piano, Midtbyen: timen fredag 12. juni kl. 13.00 er avlyst");
        }
        using (var wrong = await trine.SubmitAsync(page, "/syk", [new("til", "2026-06-11")])) wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using (var foreign = await trine.GetAsync($"/syk/{week.Tor.Value}")) foreign.StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        using var per = await Server.SignInAsync(Server.World.Per);
        var office = await per.OpenAsync("/vikarer");
        office.QuerySelector("main")!.TextContent.ShouldContain("Ingen med faget er ledig da."); // nobody else has the choir
        var (piano, tor) = (await LessonAsync(week.JonasPiano, 12), week.Tor.Value.ToString());
        office.QuerySelectorAll("form input[name=staff]").Select(i => i.GetAttribute("value")).ShouldBe([tor]); // piano, and he is there
        foreach (var _ in new[] { 1, 2 })
            using (var given = await per.SubmitAsync(office, "/vikarer", [new("lesson", piano.Id.Value.ToString()), new("staff", tor)], "handler=Give")) given.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using (var taken = await per.SubmitAsync(office, "/vikarer", [new("lesson", (await LessonAsync(week.KasperPiano, 12)).Id.Value.ToString()), new("staff", week.Trine.Value.ToString())], "handler=Give")) taken.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var now = await LessonAsync(week.JonasPiano, 12);
        (now.State, now.Substitute).ShouldBe((LessonState.Planned, (StaffId?)week.Tor));
        await using var after = Server.Database();
        (await after.Messages.SingleAsync(m => m.About == "lesson-substitute")).Body.ShouldContain("går med Tor Vik som vikar");
        using var himself = await Server.SignInAsync(week.TorHimself);
        (await himself.OpenAsync($"/i-dag?dag=2026-06-12&time={piano.Id.Value}")).QuerySelector("#na")!.TextContent.ShouldBe("Jonas Aune");
    }

    [Fact]
    public async Task Too_many_cancelled_lessons_in_a_term_stand_on_the_list_by_the_schools_own_number()
    {
        var week = await WeekAsync();
        await using (var db = Server.Database())
        {
            for (var i = 0; i < 3; i++)
            {
                var lost = new Lesson(LessonId.New(), week.KasperPiano, new DateOnly(2026, 4, 10).AddDays(7 * i), new TimeOnly(14, 0), 30, week.Small, week.Tor, Server.Clock.GetUtcNow());
                lost.Cancel(i == 2 ? CancelCause.Weather : CancelCause.RoomLost, Server.Clock.GetUtcNow());
                db.Lessons.Add(lost);
            }
            await db.SaveChangesAsync();
        }
        using var per = await Server.SignInAsync(Server.World.Per);
        using (var wrong = await per.SubmitAsync("/vikarer", [new("RefundFrom", "0")], "handler=Refund")) wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        async Task<string> ListAsync(string from)
        {
            using (var saved = await per.SubmitAsync("/vikarer", [new("RefundFrom", from)], "handler=Refund")) saved.StatusCode.ShouldBe(HttpStatusCode.Redirect);
            return (await per.OpenAsync("/vikarer")).QuerySelector("table tbody")!.TextContent;
        }
        (await ListAsync("3")).ShouldNotContain("Kasper"); // the weather does not count
        (await ListAsync("2")).ShouldContain("Kasper Solberg");
        using var trine = await Server.SignInAsync(Server.World.Trine);
        using var closed = await trine.GetAsync("/vikarer");
        closed.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }
}

public sealed class IllTestsOnSqlite(OnSqlite server) : IllTests(server), IClassFixture<OnSqlite>;

public sealed class IllTestsOnPostgres(OnPostgres server) : IllTests(server), IClassFixture<OnPostgres>;
