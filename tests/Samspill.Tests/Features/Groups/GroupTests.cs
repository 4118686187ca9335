using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Samspill.Domain.Groups;
using Samspill.Domain.People;
using Samspill.Domain.Timetables;
using Samspill.Domain.Yearly;
using Samspill.Features.Admission;
using Samspill.Features.Timetables;
using Samspill.Features.Yearly;
using Samspill.Host;
using Samspill.Tests.Cast;
using Samspill.Tests.Features.Lessons;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Groups;

/// <summary>The groups of a school from one year to the next, in one story: the taught week is published, and its pupils come and go.</summary>
public abstract class GroupTests(TestServer server) : Teaching(server)
{
    private static readonly KeyValuePair<string, string>[] AsItIs = [];

    [Fact]
    public async Task Groups_go_through_the_year()
    {
        var week = await WeekAsync();
        var plan = await PublishedAsync(week);
        await OnlyWhoTeachesAGroupReadsOfItsPupilsAsync(week);
        await AProtectedTeacherIsNamedNowhereAsync(week, plan);
        await RoomsAreAskedForWhatTheyHaveAsync(week);
        await OneNumberStopsNoWeekAsync(week, plan);
        await ThoseWhoTravelTogetherAreWantedTogetherAsync(week);
        await OnlyItsOwnSitesAndTeachersAreTakenAsync(week);
        await AnEmptyGroupIsMadeByHandAndClosedAsync(week);
        await TakenOutAndInAgainTheFamilyIsToldAsync(week);
        await APlaceThatEndsEndsTheMembershipAsync(week);
        await TheNextYearIsFormedFromThoseWhoGoOnAsync(week);
    }

    private async Task<WeekPlanId> PublishedAsync(TaughtWeek week)
    {
        await using var db = Server.Database();
        var plan = new WeekPlan(WeekPlanId.New(), 2025, "Uka", null, "test", Server.Clock.GetUtcNow());
        plan.Publish(TaughtWeek.Friday, TaughtWeek.Friday, "test", Server.Clock.GetUtcNow()).Refused(out _).ShouldBeFalse();
        db.WeekPlans.Add(plan);
        db.PlannedLessons.Add(new PlannedLesson(plan.Id, week.JonasPiano, DayOfWeek.Friday, new TimeOnly(13, 0), 30, week.Hall, week.Trine));
        db.PlannedLessons.Add(new PlannedLesson(plan.Id, week.KasperPiano, DayOfWeek.Friday, new TimeOnly(14, 0), 30, week.Small, week.Tor));
        await db.SaveChangesAsync();
        return plan.Id;
    }

    /// <summary>Tor might teach Jonas; only when the week has him there he reads of Jonas.</summary>
    private async Task OnlyWhoTeachesAGroupReadsOfItsPupilsAsync(TaughtWeek week)
    {
        await using var db = Server.Database();
        (await db.Groups.Include(g => g.Teachers).SingleAsync(g => g.Id == week.JonasPiano)).Record(null, 30, null, "", [week.Trine, week.Tor]).Refused(out _).ShouldBeFalse();
        await db.SaveChangesAsync();
        using var tor = await Server.SignInAsync(week.TorHimself);
        using var trine = await Server.SignInAsync(Server.World.Trine);
        string[] pages = [$"/grupper/{week.JonasPiano.Value}/liste", $"/elever/{Server.World.Jonas.Value}/vei"];
        foreach (var page in pages)
        {
            using var his = await tor.GetAsync(page);
            his.StatusCode.ShouldBe(HttpStatusCode.NotFound, page);
            using var hers = await trine.GetAsync(page);
            hers.StatusCode.ShouldBe(HttpStatusCode.OK, page);
        }
        await db.PlannedLessons.Where(l => l.Group == week.JonasPiano).ExecuteUpdateAsync(l => l.SetProperty(x => x.Teacher, week.Tor));
        foreach (var page in pages)
        {
            using var his = await tor.GetAsync(page);
            his.StatusCode.ShouldBe(HttpStatusCode.OK, page);
        }
        await db.PlannedLessons.Where(l => l.Group == week.JonasPiano).ExecuteUpdateAsync(l => l.SetProperty(x => x.Teacher, week.Trine));
    }

    private async Task AProtectedTeacherIsNamedNowhereAsync(TaughtWeek week, WeekPlanId plan)
    {
        await using var db = Server.Database();
        var person = week.TorHimself.Person;
        await db.People.Where(p => p.Id == person).ExecuteUpdateAsync(p => p.SetProperty(x => x.Shield, Protection.Confidential));
        using var per = await Server.SignInAsync(Server.World.Per);
        foreach (var page in new[] { $"/grupper/{week.KasperPiano.Value}", "/grupper/tilbud/piano-midtbyen", $"/timeplan/{plan.Value}?vis=rom&hvem={week.Small.Value}", $"/timeplan/{plan.Value}?time={week.KasperPiano.Value}" })
        {
            var text = (await per.OpenAsync(page)).DocumentElement.TextContent;
            text.ShouldNotContain("Tor Vik", Case.Sensitive, page);
            text.ShouldContain("Sperret adresse", Case.Sensitive, page);
        }
        await db.People.Where(p => p.Id == person).ExecuteUpdateAsync(p => p.SetProperty(x => x.Shield, Protection.None));
    }

    private async Task RoomsAreAskedForWhatTheyHaveAsync(TaughtWeek week)
    {
        await using var db = Server.Database();
        await db.Rooms.Where(r => r.Id == week.Hall).ExecuteUpdateAsync(r => r.SetProperty(x => x.Features, "drums flygel"));
        var path = $"/grupper/{week.KasperPiano.Value}";
        using var per = await Server.SignInAsync(Server.World.Per);
        (await per.OpenAsync(path)).QuerySelectorAll("input[name=Needs] + label").Select(l => l.TextContent).ShouldBe(["flygel", "trommer"]); // a word of the school's own stands as it is
        foreach (var (word, kept) in new[] { ("flygel", "flygel"), ("trampoline", "") })
        {
            using var saved = await per.SubmitAsync(path, [new("Needs", word)], "handler=Lagre");
            saved.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
            (await db.Groups.Where(g => g.Id == week.KasperPiano).Select(g => g.Needs).SingleAsync()).ShouldBe(kept);
        }
    }

    /// <summary>Numbers between the five minutes, from wherever they came, and hours on a Sunday.</summary>
    private async Task OneNumberStopsNoWeekAsync(TaughtWeek week, WeekPlanId plan)
    {
        await using var db = Server.Database();
        db.PossibleTimes.Add(PossibleTime.Of(Server.World.Jonas, DayOfWeek.Tuesday, new TimeOnly(14, 0), new TimeOnly(16, 0), Suits.Gladly).Value);
        await db.SaveChangesAsync();
        await db.PossibleTimes.ExecuteUpdateAsync(t => t.SetProperty(x => x.From, new TimeOnly(14, 2)));
        await db.SiteHours.Where(h => h.Day == DayOfWeek.Friday).ExecuteUpdateAsync(h => h.SetProperty(x => x.To, new TimeOnly(19, 58)));
        await db.PlannedLessons.Where(l => l.Group == week.JonasPiano).ExecuteUpdateAsync(l => l.SetProperty(x => x.Start, new TimeOnly(15, 2)).SetProperty(x => x.Locked, true));
        var problem = await db.WeekProblemAsync(2025, plan, plan, CancellationToken.None);
        problem.Faults().ShouldBeEmpty();
        problem.Pupils.Single(p => p.Id == WeekProblem.Code(Server.World.Jonas.Value)).Available!.ShouldContain(w => w.Day == "tue" && w.From == 14 * 60 + 5);

        using var per = await Server.SignInAsync(Server.World.Per);
        using (var asked = await per.SubmitAsync("/timeplan", [new("Seconds", "1"), new("Name", "Forslag"), new("Basis", plan.Value.ToString())], "handler=Kjor")) asked.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var said = (await per.OpenAsync($"/timeplan/kjoring/{(await db.TimetableRuns.SingleAsync()).Id.Value}")).QuerySelector("main")!.TextContent;
        said.ShouldContain("Én låst time kan ikke stå der den står");
        said.ShouldContain("Jonas Aune");
        await db.PlannedLessons.Where(l => l.Group == week.JonasPiano).ExecuteUpdateAsync(l => l.SetProperty(x => x.Start, new TimeOnly(13, 0)).SetProperty(x => x.Locked, false));
    }

    private async Task ThoseWhoTravelTogetherAreWantedTogetherAsync(TaughtWeek week)
    {
        await using var db = Server.Database();
        var carpool = new Carpool("K7Q-4TD3", Server.World.Jonas);
        db.Carpools.Add(carpool);
        await db.SaveChangesAsync();
        await db.Groups.Where(g => g.Id == week.Choir).ExecuteUpdateAsync(g => g.SetProperty(x => x.ClosedOn, (DateOnly?)TaughtWeek.Friday)); // there they are together anyway
        (await db.WeekProblemAsync(2025, null, null, CancellationToken.None)).Together.ShouldBeEmpty();
        carpool.Agree(Server.World.Kasper).Refused(out _).ShouldBeFalse();
        await db.SaveChangesAsync();
        var pair = (await db.WeekProblemAsync(2025, null, null, CancellationToken.None)).Together.ShouldHaveSingleItem();
        new[] { pair.First, pair.Second }.ShouldBe([WeekProblem.Code(week.JonasPiano.Value), WeekProblem.Code(week.KasperPiano.Value)], ignoreOrder: true);
        await db.Groups.Where(g => g.Id == week.Choir).ExecuteUpdateAsync(g => g.SetProperty(x => x.ClosedOn, (DateOnly?)null));
        (await db.WeekProblemAsync(2025, null, null, CancellationToken.None)).Together.ShouldBeEmpty();

        using var per = await Server.SignInAsync(Server.World.Per);
        (await per.OpenAsync($"/grupper/{week.JonasPiano.Value}")).QuerySelector("main")!.TextContent.ShouldContain("Kasper Solberg");
    }

    private async Task OnlyItsOwnSitesAndTeachersAreTakenAsync(TaughtWeek week)
    {
        var path = $"/grupper/{week.KasperPiano.Value}";
        using var per = await Server.SignInAsync(Server.World.Per);
        foreach (var (field, value, said) in new[] { ("Teachers", Guid.CreateVersion7(), "Velg blant skolens lærere"), ("Site", Guid.CreateVersion7(), "Velg et av tilbudets steder"), ("Site", Server.World.Ila.Value, "Velg et av tilbudets steder") })
        {
            using var refused = await per.SubmitAsync(path, [new(field, value.ToString())], "handler=Lagre");
            refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            (await Browser.ReadAsync(refused)).QuerySelector("main")!.TextContent.ShouldContain(said);
        }
    }

    private async Task AnEmptyGroupIsMadeByHandAndClosedAsync(TaughtWeek week)
    {
        const string path = "/grupper/tilbud/barnekor-ila";
        using var per = await Server.SignInAsync(Server.World.Per);
        using (var nameless = await per.SubmitAsync(path, [new("Name", " ")], "handler=Ny")) nameless.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        for (var twice = 0; twice < 2; twice++)
        {
            using var made = await per.SubmitAsync(path, [new("Name", "Kveldskoret"), new("Minutes", "60")], "handler=Ny");
            made.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        }
        await using var db = Server.Database();
        var group = await db.Groups.AsNoTracking().SingleAsync(g => g.Name == "Kveldskoret");
        group.Minutes.ShouldBe(60);
        (await per.OpenAsync($"/grupper/{week.Choir.Value}")).Forms.ShouldNotContain(f => (f.GetAttribute("action") ?? "").Contains("Avslutt", StringComparison.Ordinal)); // there are pupils in it
        using (var closed = await per.SubmitAsync($"/grupper/{group.Id.Value}", AsItIs, "handler=Avslutt")) closed.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await db.Groups.Where(g => g.Id == group.Id).Select(g => g.ClosedOn).SingleAsync()).ShouldBe(TaughtWeek.Friday);
    }

    private async Task TakenOutAndInAgainTheFamilyIsToldAsync(TaughtWeek week)
    {
        await using var db = Server.Database();
        var path = $"/grupper/{week.KasperPiano.Value}";
        var place = await db.Places.Where(p => p.Pupil == Server.World.Kasper && p.Course == Server.World.Piano).Select(p => p.Id).SingleAsync();
        using var per = await Server.SignInAsync(Server.World.Per);
        using (var removed = await per.SubmitAsync(path, AsItIs, "handler=Ut")) removed.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await DaysAsync(week.KasperPiano)).ShouldBe([5]);
        (await ToldAsync()).ShouldHaveSingleItem().ShouldContain("er tatt ut");
        var page = await per.OpenAsync(path);
        for (var twice = 0; twice < 2; twice++)
        {
            using var added = await per.SubmitAsync(page, path, [new("place", place.Value.ToString())], "handler=Inn");
            added.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        }
        (await DaysAsync(week.KasperPiano)).ShouldBe([5, 12, 19]);
        (await ToldAsync()).Count.ShouldBe(2);
        (await ToldAsync())[1].ShouldContain("14.00–14.30");
    }

    private async Task APlaceThatEndsEndsTheMembershipAsync(TaughtWeek week)
    {
        await using var db = Server.Database();
        var (jonas, piano, choir, lastDay) = (Server.World.Jonas, Server.World.Piano, Server.World.Choir, new DateOnly(2026, 6, 12));
        await db.Places.Where(p => p.Pupil == jonas && p.Course == piano).ExecuteUpdateAsync(p => p.SetProperty(x => x.To, lastDay)); // as an import says it
        await using (var scope = await Server.ActAsSystemAsync()) await scope.ServiceProvider.GetRequiredService<EndPlaces>().RunAsync(Server.Schools.Find(World.School)!, CancellationToken.None);
        (await db.GroupMembers.SingleAsync(m => m.Group == week.JonasPiano)).To.ShouldBe(lastDay);
        (await DaysAsync(week.JonasPiano)).ShouldBe([5, 12]); // nobody would come on the 19th

        await using var kari = await Server.ActAsAsync(Server.World.Kari);
        var told = Withdrawal.On(TaughtWeek.Friday, (await db.RulesInForceAsync(TaughtWeek.Friday, CancellationToken.None)).Year).LastDay;
        var place = await db.Places.Where(p => p.Pupil == jonas && p.Course == choir).Select(p => p.Id).SingleAsync();
        (await kari.ServiceProvider.GetRequiredService<GiveUpPlace>().RunAsync(place, told, CancellationToken.None)).Refused(out _).ShouldBeFalse();
        (await db.GroupMembers.SingleAsync(m => m.Place == place)).To.ShouldBe(told);
        (await DaysAsync(week.Choir)).ShouldBe([5, 12, 19]); // the others sing on
    }

    private async Task TheNextYearIsFormedFromThoseWhoGoOnAsync(TaughtWeek week)
    {
        using var per = await Server.SignInAsync(Server.World.Per);
        const string path = "/grupper?ar=2026";
        var page = await per.OpenAsync(path);
        page.QuerySelector("h1")!.TextContent.ShouldContain("2026/27");
        for (var twice = 0; twice < 2; twice++)
        {
            using var formed = await per.SubmitAsync(page, path, AsItIs);
            formed.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
            formed.Headers.Location!.ToString().ShouldEndWith(path);
        }
        await using var db = Server.Database();
        (await db.GroupMembers.Where(m => m.SchoolYear == 2026).Select(m => m.Pupil).Distinct().ToListAsync()).ShouldBe([Server.World.Kasper, Server.World.Skjult], ignoreOrder: true);
        (await db.GroupMembers.CountAsync(m => m.SchoolYear == 2026 && m.From == new DateOnly(2026, 8, 1))).ShouldBe(3);
        (await db.GroupMembers.CountAsync(m => m.Group == week.KasperPiano && m.To == null)).ShouldBe(1); // this year goes on
    }

    private async Task<List<int>> DaysAsync(GroupId group)
    {
        await using var db = Server.Database();
        return await db.Lessons.Where(l => l.Group == group).OrderBy(l => l.Date).Select(l => l.Date.Day).ToListAsync();
    }

    /// <summary>What Nina was told of Kasper's week.</summary>
    private async Task<List<string>> ToldAsync()
    {
        await using var db = Server.Database();
        var nina = Server.World.Nina.Person;
        return await db.Messages.Where(m => m.About == "week" && m.To == nina).OrderBy(m => m.Id).Select(m => m.Body).ToListAsync();
    }
}

public sealed class GroupTestsOnSqlite(OnSqlite server) : GroupTests(server), IClassFixture<OnSqlite>;

public sealed class GroupTestsOnPostgres(OnPostgres server) : GroupTests(server), IClassFixture<OnPostgres>;
