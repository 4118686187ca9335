using Microsoft.Extensions.DependencyInjection;
using System.Net;
using Samspill.Domain.Lessons;
using Samspill.Domain.People;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Lessons;

/// <summary>Kari sees Jonas's lessons and says that he will be away.</summary>
public abstract class FamilyLessonTests(TestServer server) : Teaching(server)
{
    [Fact]
    public async Task Two_taps_tell_that_a_child_will_be_away_until_the_lesson_begins()
    {
        var week = await WeekAsync();
        var piano = await LessonAsync(week.JonasPiano, 12);
        using var kari = await Server.SignInAsync(Server.World.Kari);
        var home = await kari.OpenAsync("/min-side");
        var link = home.QuerySelectorAll("main a").Select(a => a.GetAttribute("href")!).First(h => h.Contains("?time=", StringComparison.Ordinal));
        link.ShouldContain($"/timer/{Server.World.Jonas.Value}?time=");
        var path = $"/timer/{Server.World.Jonas.Value}";
        var page = await kari.OpenAsync($"{path}?time={piano.Id.Value}");
        page.QuerySelector($"#t-{piano.Id.Value} details")!.HasAttribute("open").ShouldBeTrue();
        foreach (var _ in new[] { 1, 2 })
            using (var told = await kari.SubmitAsync(page, path, [new("lesson", piano.Id.Value.ToString())], "handler=Away")) told.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using var trine = await Server.SignInAsync(Server.World.Trine);
        (await trine.OpenAsync($"/i-dag?dag=2026-06-12&time={piano.Id.Value}")).QuerySelector(".s-att__name small")!.TextContent.ShouldStartWith("meldt borte 5.\u00a0juni 2026");
        using (var back = await kari.SubmitAsync(path, [new("lesson", piano.Id.Value.ToString())], "handler=Comes")) back.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await using (var db = Server.Database()) (await db.Attendance.AnyAsync(a => a.Lesson == piano.Id)).ShouldBeFalse();

        var begun = await LessonAsync(week.Choir, 5);
        using (var late = await kari.SubmitAsync(path, [new("lesson", begun.Id.Value.ToString())], "handler=Away")) late.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var kaspers = await LessonAsync(week.KasperPiano, 12);
        using (var foreign = await kari.SubmitAsync(path, [new("lesson", kaspers.Id.Value.ToString())], "handler=Away")) foreign.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var closed = await kari.GetAsync($"/timer/{Server.World.Kasper.Value}");
        closed.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task One_who_only_sees_the_child_sees_its_lessons_and_tells_nothing()
    {
        var week = await WeekAsync();
        await using (var db = Server.Database())
        {
            (await db.Guardianships.SingleAsync(g => g.Pupil == Server.World.Kasper && g.Guardian == Server.World.Nina.Person)).Allow(GuardianAccess.Sees);
            await db.SaveChangesAsync();
        }
        using var nina = await Server.SignInAsync(Server.World.Nina);
        var path = $"/timer/{Server.World.Kasper.Value}";
        var page = await nina.OpenAsync(path);
        page.QuerySelector("main")!.TextContent.ShouldContain("Kulturskolesenter Midtbyen, Øverom. Med Tor Vik.");
        page.QuerySelectorAll("main details").Length.ShouldBe(0);
        await using var scope = await Server.ActAsAsync(Server.World.Nina);
        var piano = await LessonAsync(week.KasperPiano, 19);
        (await scope.ServiceProvider.GetRequiredService<Samspill.Features.Lessons.TellAway>().RunAsync(piano.Id, Server.World.Kasper, CancellationToken.None)).Refused(out var why).ShouldBeTrue();
        why.ShouldBe(LessonRejections.NotFound);
    }
}

public sealed class FamilyLessonTestsOnSqlite(OnSqlite server) : FamilyLessonTests(server), IClassFixture<OnSqlite>;

public sealed class FamilyLessonTestsOnPostgres(OnPostgres server) : FamilyLessonTests(server), IClassFixture<OnPostgres>;
