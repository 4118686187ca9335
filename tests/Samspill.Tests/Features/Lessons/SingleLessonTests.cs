using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Samspill.Domain.Lessons;
using Samspill.Features.Lessons;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Lessons;

/// <summary>One lesson is moved, cancelled, given after all, made up for.</summary>
public abstract class SingleLessonTests(TestServer server) : Teaching(server)
{
    [Fact]
    public async Task A_lesson_moves_only_where_it_can_be_and_the_family_is_told_once_with_both_times()
    {
        var week = await WeekAsync();
        var piano = await LessonAsync(week.JonasPiano, 12);
        var path = $"/time/{piano.Id.Value}";
        using var per = await Server.SignInAsync(Server.World.Per);
        var opened = await per.OpenAsync(path);
        async Task<string> WrongAsync(string date, string start, RoomId room)
        {
            using var answer = await per.SubmitAsync(path, [new("Date", date), new("Start", start), new("Room", room.Value.ToString()), new("Reach", "This")], "handler=Move");
            answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, $"{date} {start}");
            return (await Browser.ReadAsync(answer)).QuerySelector(".ds-error-summary")!.TextContent;
        }
        (await WrongAsync("2026-06-10", "13:00", week.Hall)).ShouldContain("Planleggingsdag");
        (await WrongAsync("2026-06-22", "13:00", week.Hall)).ShouldContain("utenfor halvårene");
        (await WrongAsync("2026-06-12", "20:00", week.AtIla)).ShouldContain("08.00–20.00");
        (await WrongAsync("2026-06-12", "14:15", week.Small)).ShouldContain("Rommet er opptatt");
        (await WrongAsync("2026-06-19", "10:00", week.Hall)).ShouldContain("Læreren har en annen time");
        (await WrongAsync("2026-06-01", "13:00", week.Hall)).ShouldContain("over");
        (await WrongAsync("2026-06-12", "25:00", week.Hall)).ShouldContain("16.15");
        (await WrongAsync("2026-06-05", "09:00", week.Hall)).ShouldContain("over"); // an hour ago
        (await WrongAsync("2026-06-14", "13:00", week.Hall)).ShouldContain("søndag eller helligdag");
        (await WrongAsync("2026-12-25", "13:00", week.Hall)).ShouldContain("søndag eller helligdag");
        (await WrongAsync("2026-06-12", "23:45", week.Hall)).ShouldContain("før midnatt");
        (await WrongAsync("2026-06-12", "07:00", week.Hall)).ShouldContain("09.00–21.30"); // nobody has said when Midtbyen is open
        await using (var small = Server.Database()) await small.Rooms.Where(r => r.Id == week.Small).ExecuteUpdateAsync(r => r.SetProperty(x => x.Capacity, (int?)2));
        using (var crowd = await per.SubmitAsync($"/time/{(await LessonAsync(week.Choir, 19)).Id.Value}", [new("Date", "2026-06-12"), new("Start", "16:00"), new("Room", week.Small.Value.ToString()), new("Reach", "This")], "handler=Move"))
            (await Browser.ReadAsync(crowd)).QuerySelector(".ds-error-summary")!.TextContent.ShouldContain("plass til 2. Det er 3 elever");

        KeyValuePair<string, string>[] monday = [new("Date", "2026-06-08"), new("Start", "15:30"), new("Room", week.Small.Value.ToString()), new("Reach", "This")];
        using (var moved = await per.SubmitAsync(opened, path, monday, "handler=Move")) moved.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using (var late = await per.SubmitAsync(opened, path, [new("Date", "2026-06-09"), new("Start", "15:30"), new("Room", week.Small.Value.ToString()), new("Reach", "This")], "handler=Move")) late.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        await using var db = Server.Database();
        var told = await db.Messages.SingleAsync(m => m.About == "lesson-moved" && m.Pupil == Server.World.Jonas);
        told.Body.ShouldContain("fredag 12. juni kl. 13.00 er flyttet til mandag 8. juni kl. 15.30, Kulturskolesenter Midtbyen, Øverom");
        (await db.Messages.CountAsync(m => m.About == "lesson-staff" && m.To == Server.World.Trine.Person)).ShouldBe(1);
        using var kari = await Server.SignInAsync(Server.World.Kari);
        (await kari.OpenAsync($"/timer/{Server.World.Jonas.Value}")).QuerySelector($"#t-{piano.Id.Value} .s-was")!.TextContent.ShouldBe("fra fredag 12.\u00a0juni 2026 kl.\u00a013.00");
    }

    [Fact]
    public async Task This_and_all_later_move_but_those_that_cannot_stay_and_are_named()
    {
        var week = await WeekAsync();
        var first = await LessonAsync(week.KasperPiano, 5);
        using var tor = await Server.SignInAsync(week.TorHimself);
        // To Wednesdays: the 10th is a planning day.
        using var refused = await tor.SubmitAsync($"/time/{first.Id.Value}", [new("Date", "2026-06-03"), new("Start", "16:00"), new("Room", week.Small.Value.ToString()), new("Reach", "Later")], "handler=Move");
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        // A week on: the last is after the term and stays, so nothing can go where it stands.
        using var onTop = await tor.SubmitAsync($"/time/{first.Id.Value}", [new("Date", "2026-06-12"), new("Start", "14:00"), new("Room", week.Small.Value.ToString()), new("Reach", "Later")], "handler=Move");
        onTop.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await LessonAsync(week.KasperPiano, 12)).Date.ShouldBe(new DateOnly(2026, 6, 12));
        var second = await LessonAsync(week.KasperPiano, 12);
        using (var moved = await tor.SubmitAsync($"/time/{second.Id.Value}", [new("Date", "2026-06-17"), new("Start", "16:00"), new("Room", week.Small.Value.ToString()), new("Reach", "Later")], "handler=Move")) moved.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await LessonAsync(week.KasperPiano, 12)).Date.ShouldBe(new DateOnly(2026, 6, 17));
        (await LessonAsync(week.KasperPiano, 19)).Date.ShouldBe(new DateOnly(2026, 6, 19)); // the 24th is after the term
        (await tor.OpenAsync($"/time/{second.Id.Value}")).QuerySelector(".ds-alert")!.TextContent.ShouldContain("Én ble stående");
        using var trine = await Server.SignInAsync(Server.World.Trine);
        using var foreign = await trine.GetAsync($"/time/{second.Id.Value}");
        foreign.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_cancelled_lesson_is_made_up_for_once_at_a_time_when_all_are_free()
    {
        var week = await WeekAsync();
        var choir = await LessonAsync(week.Choir, 12);
        var path = $"/time/{choir.Id.Value}";
        using var trine = await Server.SignInAsync(Server.World.Trine);
        using (var why = await trine.SubmitAsync(path, [], "handler=Cancel")) why.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var opened = await trine.OpenAsync(path);
        foreach (var _ in new[] { 1, 2 })
            using (var cancelled = await trine.SubmitAsync(opened, path, [new("Cause", "TeacherAway")], "handler=Cancel")) cancelled.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await using (var db = Server.Database())
        {
            (await db.Messages.CountAsync(m => m.About == "lesson-cancelled" && m.Pupil == Server.World.Kasper)).ShouldBe(1);
            (await db.Messages.SingleAsync(m => m.About == "lesson-cancelled" && m.Pupil == Server.World.Skjult)).Body.ShouldNotContain("Barnekoret");
        }
        using (var back = await trine.SubmitAsync(path, [], "handler=Restore")) back.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await LessonAsync(week.Choir, 12)).State.ShouldBe(LessonState.Planned);
        using (var again = await trine.SubmitAsync(path, [new("Cause", "RoomLost")], "handler=Cancel")) again.StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var page = await trine.OpenAsync(path);
        page.QuerySelectorAll("#forslag").Length.ShouldBe(1);
        page.QuerySelectorAll("input[name=Date][type=hidden]").Select(i => i.GetAttribute("value")).ShouldNotContain(date => date == "2026-06-10" || date == "2026-06-07");
        using (var added = await trine.SubmitAsync(page, path, [], "handler=Add")) added.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using (var twice = await trine.SubmitAsync(page, path, [], "handler=Add")) twice.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await LessonAsync(week.Choir, 12)).MadeUpBy.ShouldNotBeNull();
        // Another at another time is one too many, and leaves nothing behind.
        using (var more = await trine.SubmitAsync(page, path, [new("Date", "2026-06-15"), new("Start", "17:00")], "handler=Add")) more.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        await using var after = Server.Database();
        (await after.Lessons.CountAsync(l => l.Group == week.Choir && l.IsExtra)).ShouldBe(1);
        (await after.Messages.CountAsync(m => m.About == "lesson-extra" && m.Pupil == Server.World.Kasper)).ShouldBe(1);
    }

    [Fact]
    public async Task A_lesson_whose_make_up_is_cancelled_too_is_lost_once_until_another_makes_up_for_it()
    {
        var week = await WeekAsync();
        var lost = await LessonAsync(week.JonasPiano, 19);
        await using var scope = await Server.ActAsAsync(Server.World.Trine);
        var (cancel, add, ct) = (scope.ServiceProvider.GetRequiredService<CancelLesson>(), scope.ServiceProvider.GetRequiredService<AddLesson>(), CancellationToken.None);
        async Task<int> LostAsync()
        {
            await using var db = Server.Database();
            var term = await db.TermOfAsync(new DateOnly(2026, 6, 5), ct);
            return await db.NotMadeUp(term!).CountAsync(l => l.Group == week.JonasPiano, ct);
        }
        (await cancel.RunAsync(lost.Id, CancelCause.RoomLost, lost.Sequence, ct)).Value.ShouldBe(new Done());
        (await LostAsync()).ShouldBe(1);
        var first = (await add.RunAsync(lost.Id, new DateOnly(2026, 6, 18), new TimeOnly(17, 0), 30, week.Hall, ct)).Value;
        (await LostAsync()).ShouldBe(0);
        (await cancel.RunAsync(first, CancelCause.RoomLost, 0, ct)).Value.ShouldBe(new Done());
        (await LostAsync()).ShouldBe(1);
        var second = (await add.RunAsync(first, new DateOnly(2026, 6, 18), new TimeOnly(18, 0), 30, week.Hall, ct)).Value;
        (await LostAsync()).ShouldBe(0);
        (await LessonAsync(week.JonasPiano, 19)).MadeUpBy.ShouldBe(second);
    }
}

public sealed class SingleLessonTestsOnSqlite(OnSqlite server) : SingleLessonTests(server), IClassFixture<OnSqlite>;

public sealed class SingleLessonTestsOnPostgres(OnPostgres server) : SingleLessonTests(server), IClassFixture<OnPostgres>;
