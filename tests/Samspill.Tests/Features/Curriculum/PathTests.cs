using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Samspill.Domain.Admission;
using Samspill.Domain.Catalogue;
using Samspill.Domain.Curriculum;
using Samspill.Domain.People;
using Samspill.Features.Curriculum;
using Samspill.Tests.Cast;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Curriculum;

/// <summary>Trine teaches Jonas (8) piano. Kari is his guardian. Ola (16) signs in himself; Nina is his guardian.</summary>
public abstract class PathTests(TestServer server) : OnDatabase(server)
{
    private static readonly DateOnly Today = new(2026, 6, 5);

    [Fact]
    public async Task The_teacher_marks_a_goal_and_the_family_sees_when_and_by_whom()
    {
        var goal = (await MusicAsync()).Levels[0].Goals[0];
        var (school, home) = Paths(Server.World.Jonas);
        using var trine = await Server.SignInAsync(Server.World.Trine);
        using var kari = await Server.SignInAsync(Server.World.Kari);
        for (var i = 0; i < 2; i++)
        {
            using var marked = await trine.SubmitAsync(school, [new("goal", goal.Key.ToString()), new("on", "2026-05-20")], "handler=Reached");
            marked.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        }
        await using (var db = Server.Database()) (await db.ReachedGoals.SingleAsync(r => r.Goal == goal.Key)).On.ShouldBe(new(2026, 5, 20));
        var seen = (await kari.OpenAsync(home)).QuerySelector($"#mal-{goal.Key}")!;
        seen.TextContent.ShouldContain("20.\u00a0mai 2026");
        seen.TextContent.ShouldContain("Trine Lærer");
        seen.QuerySelectorAll("button").ShouldBeEmpty();
        (await trine.OpenAsync(school)).QuerySelector("form[action*='handler=Reached'] button")!.HasAttribute("disabled").ShouldBeTrue(); // what Enter presses does nothing
        (await kari.OpenAsync(home + "/samtale")).QuerySelector(".s-sheet")!.TextContent.ShouldContain(goal.Words);

        using (var ahead = await trine.SubmitAsync(school, [new("goal", (await MusicAsync()).Levels[0].Goals[1].Key.ToString()), new("on", "2026-06-06")], "handler=Reached")) ahead.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using (var unknown = await trine.SubmitAsync(school, [new("goal", Guid.CreateVersion7().ToString())], "handler=Reached")) unknown.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using var regretted = await trine.PressAsync(school, "Regret", [new("goal", goal.Key.ToString()), new("Subject", "piano")]);
        regretted.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        await using (var db = Server.Database()) (await db.ReachedGoals.AnyAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task For_all_but_its_teachers_the_office_and_the_family_there_is_no_path()
    {
        var (school, home) = Paths(Server.World.Jonas);
        foreach (var (who, path, status) in new[]
        {
            (Server.World.Trine, school, HttpStatusCode.OK), (Server.World.Per, school, HttpStatusCode.OK), (Server.World.Kari, school, HttpStatusCode.Forbidden), (Server.World.Eva, school, HttpStatusCode.Forbidden),
            (Server.World.Siri, school, HttpStatusCode.Forbidden), (Server.World.Kari, home, HttpStatusCode.OK), (Server.World.Nina, home, HttpStatusCode.NotFound), (Server.World.Ola, home, HttpStatusCode.NotFound),
            (Server.World.Trine, home, HttpStatusCode.Forbidden), (Server.World.Trine, Paths(Server.World.Elle).School, HttpStatusCode.NotFound), (Server.World.Trine, Paths(Server.World.Elle).School + "/samtale", HttpStatusCode.NotFound),
        })
        {
            using var browser = await Server.SignInAsync(who);
            using var answer = await browser.GetAsync(path);
            answer.StatusCode.ShouldBe(status, $"{who.Name} {path}");
        }
    }

    [Fact]
    public async Task The_office_reads_and_does_not_mark()
    {
        var goal = (await MusicAsync()).Levels[0].Goals[2];
        await using var scope = await Server.ActAsAsync(Server.World.Per);
        var (db, follow) = (scope.ServiceProvider.GetRequiredService<Samspill.Data.SamspillDb>(), scope.ServiceProvider.GetRequiredService<FollowPupil>());
        var access = (await db.SchoolPathAsync(scope.ServiceProvider.GetRequiredService<Samspill.Host.Actor>(), Server.World.Jonas, Today, CancellationToken.None))!;
        (await follow.ReachAsync(access, "piano", goal.Key, Today, CancellationToken.None)).Refused(out _).ShouldBeTrue();
        (await follow.WriteAsync(access, Guid.CreateVersion7(), "Hei", true, CancellationToken.None)).Refused(out _).ShouldBeTrue();
    }

    [Fact]
    public async Task A_note_from_home_reaches_the_teacher_only_when_it_is_shared()
    {
        var (school, home) = Paths(Server.World.Jonas);
        using var kari = await Server.SignInAsync(Server.World.Kari);
        await WriteAsync(kari, home, "Han gruer seg til konserten", shared: false);
        await WriteAsync(kari, home, "Vi fikk nytt piano", shared: true);
        using var trine = await Server.SignInAsync(Server.World.Trine);
        await WriteAsync(trine, school, "Fin framgang", shared: false);
        var seen = (await trine.OpenAsync(school)).QuerySelector("main")!.TextContent;
        seen.ShouldContain("Vi fikk nytt piano");
        seen.ShouldNotContain("gruer seg");
        (await kari.OpenAsync(home)).QuerySelector("main")!.TextContent.ShouldContain("Fin framgang");
    }

    [Fact]
    public async Task What_a_pupil_writes_from_15_the_guardian_does_not_see()
    {
        var home = Paths(Server.World.Ola.Person).Home;
        using var ola = await Server.SignInAsync(Server.World.Ola);
        await WriteAsync(ola, home, "Jeg vil heller spille trommer", shared: false);
        (await ola.OpenAsync(home)).QuerySelector("main")!.TextContent.ShouldContain("trommer");
        using var nina = await Server.SignInAsync(Server.World.Nina);
        foreach (var path in new[] { home, home + "/samtale" }) (await nina.OpenAsync(path)).DocumentElement.TextContent.ShouldNotContain("trommer");
        (await nina.OpenAsync(home)).QuerySelector("textarea[name=Words]").ShouldBeNull();
    }

    [Fact]
    public async Task Repertoire_is_added_once_and_made_ready()
    {
        var (school, _) = Paths(Server.World.Jonas);
        using var trine = await Server.SignInAsync(Server.World.Trine);
        var page = await trine.OpenAsync(school);
        for (var i = 0; i < 2; i++)
        {
            using var added = await trine.SubmitAsync(page, school, [new("Title", "Gammel vals"), new("Maker", "Folketone")], "handler=Piece");
            added.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        }
        using (var nothing = await trine.SubmitAsync(page, school, [new("Title", " "), new("Maker", "Grieg")], "handler=Piece"))
            (await Browser.ReadAsync(nothing)).QuerySelector("input[name=Maker]")!.GetAttribute("value").ShouldBe("Grieg");
        using (var ready = await trine.SubmitAsync(school, [new("ready", "true")], "handler=Ready")) ready.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        await using var db = Server.Database();
        (await db.RepertoirePieces.SingleAsync(p => p.Pupil == Server.World.Jonas)).ReadyOn.ShouldBe(Today);
    }

    [Fact]
    public async Task What_is_written_after_going_back_is_kept_beside_the_first()
    {
        var (school, _) = Paths(Server.World.Jonas);
        using var trine = await Server.SignInAsync(Server.World.Trine);
        var page = await trine.OpenAsync(school);
        foreach (var words in new[] { "Øver på skalaer", "Øver på etyder", "Øver på etyder" })
        {
            using var written = await trine.SubmitAsync(page, school, [new("Words", words)], "handler=Note");
            written.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        }
        await using var db = Server.Database();
        (await db.PathNotes.CountAsync(n => n.Pupil == Server.World.Jonas && n.Words.StartsWith("Øver på"))).ShouldBe(2);
    }

    [Fact]
    public async Task A_protected_pupil_has_no_name_for_its_teacher_and_no_path_for_the_office()
    {
        await using (var db = Server.Database())
        {
            var teacher = await db.Staff.SingleAsync(s => s.Code == "t001");
            db.Places.Add(new Place(PlaceId.New(), Server.World.Skjult, Server.World.Choir, new(2025, 8, 15), null, teacher.Id, null, Today));
            await db.SaveChangesAsync();
        }
        var school = Paths(Server.World.Skjult).School;
        using var trine = await Server.SignInAsync(Server.World.Trine);
        (await trine.OpenAsync(school)).DocumentElement.TextContent.ShouldNotContain("Skjult");
        (await trine.OpenAsync(school + "/samtale")).DocumentElement.TextContent.ShouldNotContain("Skjult");
        using var per = await Server.SignInAsync(Server.World.Per);
        using (var answer = await per.GetAsync(school)) answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var vera = await Server.SignInAsync(Server.World.Vera);
        (await vera.OpenAsync(school)).QuerySelector("h1")!.TextContent.ShouldContain("Skjult Barn");
    }

    [Fact]
    public async Task A_protected_guardian_or_teacher_is_a_role_on_the_path_however_the_name_came_there()
    {
        var (school, home) = Paths(Server.World.Elle);
        var goal = (await MusicAsync()).Levels[0].Goals[0];
        await using (var db = Server.Database())
        {
            var teacher = await db.Staff.SingleAsync(s => s.Code == "t001");
            db.Places.Add(new Place(PlaceId.New(), Server.World.Elle, Server.World.Piano, new(2025, 8, 15), null, teacher.Id, null, Today));
            await db.SaveChangesAsync();
        }
        using (var trine = await Server.SignInAsync(Server.World.Trine))
        {
            using var marked = await trine.SubmitAsync(school, [new("goal", goal.Key.ToString()), new("on", "2026-05-20")], "handler=Reached");
            marked.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        }
        await ShieldAsync(Protection.Confidential, Server.World.Kari.Person, Server.World.Trine.Person); // Trine after she marked it, Kari before she writes
        using (var kari = await Server.SignInAsync(Server.World.Kari))
        {
            await WriteAsync(kari, home, "Vi har flyttet", shared: true);
            foreach (var path in new[] { home, home + "/samtale" }) (await kari.OpenAsync(path)).QuerySelector("main")!.TextContent.ShouldNotContain("Trine Lærer");
            (await kari.OpenAsync(home)).QuerySelector($"#mal-{goal.Key}")!.TextContent.ShouldContain("merket av læreren");
        }
        using (var trine = await Server.SignInAsync(Server.World.Trine))
        {
            foreach (var path in new[] { school, school + "/samtale" })
            {
                var text = (await trine.OpenAsync(path)).QuerySelector("main")!.TextContent;
                text.ShouldContain("Hjemmefra");
                text.ShouldNotContain("Kari Aune");
            }
        }
        await using (var db = Server.Database()) (await db.PathNotes.SingleAsync(n => n.Pupil == Server.World.Elle)).By.ShouldBe("");
        await ShieldAsync(Protection.None, Server.World.Kari.Person, Server.World.Trine.Person);
        await using (var db = Server.Database()) await db.ReachedGoals.Where(r => r.Pupil == Server.World.Elle).ExecuteDeleteAsync();
        await using (var db = Server.Database()) await db.Places.Where(p => p.Pupil == Server.World.Elle).ExecuteDeleteAsync();
    }

    private async Task ShieldAsync(Protection shield, params PersonId[] people)
    {
        await using var db = Server.Database();
        foreach (var person in people) await db.People.Where(p => p.Id == person).ExecuteUpdateAsync(p => p.SetProperty(x => x.Shield, shield));
    }

    private static (string School, string Home) Paths(PersonId pupil) => ($"/elever/{pupil.Value}/vei", $"/min-side/{pupil.Value}/vei");

    private static async Task WriteAsync(Browser browser, string path, string words, bool shared)
    {
        using var written = await browser.SubmitAsync(path, shared ? [new("Words", words), new("Shared", "true")] : [new("Words", words)], "handler=Note");
        written.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
    }

    /// <summary>The curriculum of music, adopted.</summary>
    private async Task<LocalCurriculum> MusicAsync()
    {
        await using (var scope = await Server.ActAsAsync(Server.World.Marit))
        {
            var edit = scope.ServiceProvider.GetRequiredService<EditCurriculum>();
            await edit.TakeStarterAsync(CancellationToken.None);
            var draft = await scope.ServiceProvider.GetRequiredService<Samspill.Data.SamspillDb>().Curricula.SingleAsync(c => c.Discipline == Discipline.Music && c.Programme == Programme.Core);
            (await edit.AdoptAsync(draft.Id, "Rektor", new(2026, 1, 1), draft.Revision, CancellationToken.None)).Refused(out _).ShouldBeFalse();
        }
        await using var db = Server.Database();
        return await db.Curricula.SingleAsync(c => c.Discipline == Discipline.Music && c.Programme == Programme.Core);
    }
}

public sealed class PathTestsOnSqlite(OnSqlite server) : PathTests(server), IClassFixture<OnSqlite>;

public sealed class PathTestsOnPostgres(OnPostgres server) : PathTests(server), IClassFixture<OnPostgres>;
