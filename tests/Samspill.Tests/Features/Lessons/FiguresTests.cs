using System.Net;
using Samspill.Domain.Lessons;
using Samspill.Features.Lessons;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Lessons;

/// <summary>The taught week in figures.</summary>
public abstract class FiguresTests(TestServer server) : Teaching(server)
{
    [Fact]
    public async Task Only_lessons_that_were_given_have_presence_and_rooms_and_ways_are_counted_where_they_are()
    {
        var week = await WeekAsync();
        var (now, ct) = (Server.Clock.GetUtcNow(), CancellationToken.None);
        await using var db = Server.Database();
        var (given, lost) = (await db.Lessons.SingleAsync(l => l.Group == week.Choir && l.Date == TaughtWeek.Friday, ct), await db.Lessons.SingleAsync(l => l.Group == week.Choir && l.Date == TaughtWeek.Friday.AddDays(7), ct));
        given.Give().Value.ShouldBe(new Done());
        lost.Cancel(CancelCause.RoomLost, now).Value.ShouldBe(new Done());
        db.Attendance.AddRange(new Attendance(given.Id, Server.World.Kasper, Presence.Here, now, "Trine", now), new Attendance(lost.Id, Server.World.Kasper, Presence.ToldAway, now, "Nina", now));
        await db.SaveChangesAsync(ct);

        var sites = await db.Sites.AsNoTracking().ToDictionaryAsync(s => s.Id, ct);
        var (ila, midtbyen) = (sites[Server.World.Ila], sites[Server.World.Midtbyen]);
        var places = (await db.LessonFiguresAsync(2025, FiguresBy.Site, ct)).ToDictionary(f => f.Key);
        var (there, here) = (places[ila.Name], places[midtbyen.Name]);
        (there.Given, there.Cancelled, there.Here, there.Away).ShouldBe((1, 1, 1, 0));
        (there.Minutes, there.Travel).ShouldBe((90L, (long?)0));
        here.Minutes.ShouldBe(180);
        here.Travel.ShouldBe(2 * Travel.Counted(ila.Position, midtbyen.Position)); // Trine from the choir to the piano, on two of three Fridays
        there.Open!.Value.ShouldBeGreaterThan(12 * 60 * 100); // twelve hours of every day of lessons
        there.Use!.Value.ShouldBe((double)there.Minutes / there.Open.Value);

        var months = await db.LessonFiguresAsync(2025, FiguresBy.Month, ct);
        months.Select(m => (m.Key, m.Minutes, m.Travel)).ShouldBe([("2026-06", 270L, here.Travel)]);
        months[0].Open!.Value.ShouldBeLessThan(there.Open.Value + here.Open!.Value);
        (await db.LessonFiguresAsync(2025, FiguresBy.Subject, ct)).ShouldAllBe(f => f.Open == null && f.Travel == null);

        using var per = await Server.SignInAsync(Server.World.Per);
        foreach (var way in FiguresPage.Ways)
        {
            (await per.OpenAsync($"/undervisning?etter={way.Word}")).QuerySelectorAll("tbody tr").Length.ShouldBeGreaterThan(0, way.Word);
            using var file = await per.GetAsync($"/undervisning?etter={way.Word}&handler=Xlsx");
            file.StatusCode.ShouldBe(HttpStatusCode.OK, way.Word);
        }
    }
}

public sealed class FiguresTestsOnSqlite(OnSqlite server) : FiguresTests(server), IClassFixture<OnSqlite>;

public sealed class FiguresTestsOnPostgres(OnPostgres server) : FiguresTests(server), IClassFixture<OnPostgres>;
