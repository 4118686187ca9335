using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Samspill.Domain.Lessons;
using Samspill.Domain.People;
using Samspill.Features.Lessons;
using Samspill.Host;
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
        foreach (var day in new[] { "9999-12-31", "tull", "" })
            using (var unread = await trine.SubmitAsync(page, "/syk", [new("fra", day), new("til", day)])) unread.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, day); // and never read as today
        using (var foreign = await trine.GetAsync($"/syk/{week.Tor.Value}")) foreign.StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        using var per = await Server.SignInAsync(Server.World.Per);
        var office = await per.OpenAsync("/vikarer");
        office.QuerySelector("main")!.TextContent.ShouldContain("Ingen med faget er ledig da."); // nobody else has the choir
        var (piano, tor) = (await LessonAsync(week.JonasPiano, 12), week.Tor.Value.ToString());
        office.QuerySelectorAll("form input[name=staff]").Select(i => i.GetAttribute("value")).ShouldBe([tor]); // piano, and he is there
        foreach (var _ in new[] { 1, 2 })
            using (var given = await per.SubmitAsync(office, "/vikarer", [new("lesson", piano.Id.Value.ToString()), new("staff", tor)], "handler=Give")) given.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using (var taken = await per.SubmitAsync(office, "/vikarer", [new("lesson", (await LessonAsync(week.KasperPiano, 12)).Id.Value.ToString()), new("staff", week.Trine.Value.ToString()), new("seen", "0")], "handler=Give")) taken.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using (var late = await per.SubmitAsync(office, "/vikarer", [new("lesson", (await LessonAsync(week.Choir, 12)).Id.Value.ToString()), new("staff", tor), new("seen", "0")], "handler=Give")) late.StatusCode.ShouldBe(HttpStatusCode.Conflict); // it was cancelled since
        var now = await LessonAsync(week.JonasPiano, 12);
        (now.State, now.Substitute).ShouldBe((LessonState.Planned, (StaffId?)week.Tor));
        await using var after = Server.Database();
        (await after.Messages.SingleAsync(m => m.About == "lesson-substitute")).Body.ShouldContain("har Tor Vik som vikar");
        (await after.Messages.CountAsync(m => m.About == "lesson-staff" && m.To == Server.World.Trine.Person)).ShouldBe(1); // whose lesson it was
        using var himself = await Server.SignInAsync(week.TorHimself);
        (await himself.OpenAsync($"/i-dag?dag=2026-06-12&time={piano.Id.Value}")).QuerySelector("#na")!.TextContent.ShouldBe("Jonas Aune");

        // Well again after all: nobody is away any more, and what is cancelled stays so.
        var well = await trine.OpenAsync("/syk");
        await using (var scope = await Server.ActAsAsync(week.TorHimself))
        {
            var absence = await after.StaffAbsences.Where(a => a.Staff == week.Trine).Select(a => a.Id).SingleAsync();
            (await scope.ServiceProvider.GetRequiredService<ReportBack>().RunAsync(absence, new DateOnly(2026, 6, 12), CancellationToken.None)).Refused(out var why).ShouldBeTrue();
            why.ShouldBe(StaffAbsenceRejections.NotFound); // another's
        }
        foreach (var (day, answer) in new[] { ("2026-06-04", HttpStatusCode.UnprocessableEntity), ("2026-06-12", HttpStatusCode.SeeOther), ("2026-06-12", HttpStatusCode.NotFound) })
            using (var back = await trine.SubmitAsync(well, "/syk", [new("tilbake", day)], "handler=Back")) back.StatusCode.ShouldBe(answer, day);
        (await after.StaffAbsences.AnyAsync(a => a.Staff == week.Trine)).ShouldBeFalse();
        (await LessonAsync(week.Choir, 12)).State.ShouldBe(LessonState.Cancelled);
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
                if (i > 0) continue;
                var instead = Lesson.Added(LessonId.New(), week.KasperPiano, new DateOnly(2026, 4, 11), new TimeOnly(10, 0), 30, week.Small, week.Tor, Server.Clock.GetUtcNow());
                instead.Cancel(CancelCause.Weather, Server.Clock.GetUtcNow());
                lost.MakeUp(instead.Id); // which was not given either
                db.Lessons.Add(instead);
            }
            // Kasper left and came again, on days that overlap: a lesson is lost once all the same.
            var group = await db.Groups.Include(g => g.Members).SingleAsync(g => g.Id == week.KasperPiano);
            var place = group.Members[0].Place;
            group.Remove(place, new DateOnly(2026, 6, 1));
            await db.SaveChangesAsync();
            group.Add(place, Server.World.Kasper, new DateOnly(2026, 6, 2));
            await db.SaveChangesAsync();
            await db.GroupMembers.Where(m => m.Group == week.KasperPiano && m.To == null).ExecuteUpdateAsync(m => m.SetProperty(x => x.From, new DateOnly(2026, 1, 5)));
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

    [Fact]
    public async Task What_is_cancelled_for_today_is_told_by_mail_and_by_text_message()
    {
        var week = await WeekAsync();
        var piano = await LessonAsync(week.JonasPiano, 5);
        using var per = await Server.SignInAsync(Server.World.Per);
        using (var cancelled = await per.SubmitAsync($"/time/{piano.Id.Value}", [new("Cause", "Weather")], "handler=Cancel")) cancelled.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await using var db = Server.Database();
        (await db.Messages.Where(m => m.About == "lesson-cancelled" && m.Pupil == Server.World.Jonas && m.Body.Contains("5. juni")).Select(m => m.Address).ToListAsync()).ShouldBe(["kari@example.org", "+4740000001"], ignoreOrder: true);
        (await db.Messages.Where(m => m.About == "lesson-cancelled" && m.Body.Contains("12. juni")).AnyAsync(m => !m.Address!.Contains("@"))).ShouldBeFalse(); // a week is time enough
    }

    [Fact]
    public async Task Who_sees_protected_people_leaves_a_trace_on_the_list_of_substitutes()
    {
        var week = await WeekAsync();
        await using var db = Server.Database();
        (await db.People.SingleAsync(p => db.Staff.Any(s => s.Id == week.Tor && s.Person == p.Id))).ShieldAs(Protection.Confidential);
        await db.SaveChangesAsync();
        using var vera = await Server.SignInAsync(Server.World.Vera);
        (await vera.OpenAsync("/vikarer")).QuerySelector("main")!.TextContent.ShouldContain("Tor Vik");
        var subject = $"Person {week.TorHimself.Person.Value}";
        (await db.AuditEntries.CountAsync(a => a.Action == "looked" && a.Subject == subject)).ShouldBe(1);
    }
}

public sealed class IllTestsOnSqlite(WithSmsOnSqlite server) : IllTests(server), IClassFixture<WithSmsOnSqlite>;

public sealed class IllTestsOnPostgres(WithSmsOnPostgres server) : IllTests(server), IClassFixture<WithSmsOnPostgres>;

/// <summary>A school that can send text messages; nothing sends them here.</summary>
public sealed class WithSmsOnSqlite : OnSqlite
{
    protected override ServerOptions Configure(ServerOptions options) => options with { Sms = new Uri("http://127.0.0.1:1/") };
}

/// <inheritdoc cref="WithSmsOnSqlite"/>
public sealed class WithSmsOnPostgres : OnPostgres
{
    protected override ServerOptions Configure(ServerOptions options) => options with { Sms = new Uri("http://127.0.0.1:1/") };
}
