using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Samspill.Domain.Admission;
using Samspill.Domain.Catalogue;
using Samspill.Domain.School;
using Samspill.Features.Admission;
using Samspill.Host;
using Samspill.Tests.Cast;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Yearly;

public abstract class TurnYearTests(TestServer server) : OnDatabase(server)
{
    private static readonly KeyValuePair<string, string>[] AsItIs = [];

    [Fact]
    public async Task Who_has_outgrown_the_choir_ends_with_the_year_and_the_calendar_goes_on()
    {
        await using (var db = Server.Database())
        {
            db.Places.Add(new Place(PlaceId.New(), Server.World.Kasper, Server.World.Choir, new DateOnly(2025, 8, 15), null, null, null, new DateOnly(2026, 6, 5))); // turns 11; the choir is to 9
            var year = new SchoolYear(2025);
            year.AddTerm("Høst", new(2025, 8, 18), new(2025, 12, 19));
            db.SchoolYears.Add(year);
            await db.SaveChangesAsync();
            await db.Courses.Where(c => c.Id == Server.World.Choir).ExecuteUpdateAsync(c => c.SetProperty(x => x.Taken, 1));
        }
        using var per = await Server.SignInAsync(Server.World.Per);
        var row = (await per.OpenAsync("/opptak/arsskifte")).QuerySelectorAll("tbody tr").Single(r => r.TextContent.Contains("Barnekor", StringComparison.Ordinal));
        row.QuerySelectorAll("td").Take(6).Select(c => c.TextContent).ShouldBe(["10", "1", "0", "1", "0", "10"]);
        for (var twice = 0; twice < 2; twice++)
        {
            using var turned = await per.SubmitAsync("/opptak/arsskifte", AsItIs);
            turned.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        }
        await using var after = Server.Database();
        (await after.Places.SingleAsync(p => p.Pupil == Server.World.Kasper && p.Course == Server.World.Choir)).To.ShouldBe(new DateOnly(2026, 7, 31));
        (await after.SchoolYears.Include(y => y.Terms).SingleAsync(y => y.Start == 2026)).Terms.Single().From.ShouldBe(new DateOnly(2026, 8, 18));
        (await after.Messages.CountAsync(m => m.About == "outgrown")).ShouldBe(1); // nobody else's place was ended
        (await after.Courses.SingleAsync(c => c.Id == Server.World.Choir)).Taken.ShouldBe(0); // the seat is given on from August, once
        using var kari = await Server.SignInAsync(Server.World.Kari);
        using var closed = await kari.GetAsync("/opptak/arsskifte");
        closed.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }
}

public sealed class TurnYearTestsOnSqlite(OnSqlite server) : TurnYearTests(server), IClassFixture<OnSqlite>;

public sealed class TurnYearTestsOnPostgres(OnPostgres server) : TurnYearTests(server), IClassFixture<OnPostgres>;

public abstract class MovingUpTests(TestServer server) : OnDatabase(server)
{
    [Fact]
    public async Task Jonas_moves_up_to_the_next_piano_course_and_his_seat_is_offered_from_august()
    {
        var (first, second) = (Server.World.Piano, CourseId.New());
        PlaceId full;
        await using (var db = Server.Database())
        {
            var next = new Course(second, "piano-videre");
            next.Record(new CourseFacts("Piano videre", Discipline.Music, "piano", Programme.Core, TeachingForm.Individual, [Server.World.Midtbyen], 1, 0, 7, 19, 20, 36, null, ""));
            next.Publish();
            db.Courses.Add(next);
            var kasper = new Place(PlaceId.New(), Server.World.Kasper, second, new DateOnly(2024, 8, 15), null, null, null, Oslo.Today(Server.Clock));
            db.Places.Add(kasper);
            full = kasper.Id;
            await db.SaveChangesAsync();
            await db.Courses.Where(c => c.Id == second).ExecuteUpdateAsync(c => c.SetProperty(x => x.Taken, 1));
            await db.Courses.Where(c => c.Id == first).ExecuteUpdateAsync(c => c.SetProperty(x => x.Capacity, 1)); // only Jonas's seat
            db.Applications.Add(new Application(ApplicationId.New(), "elle", Server.World.Elle, first, null, 1, 1, Server.Clock.GetUtcNow(), ""));
            await db.SaveChangesAsync();
        }
        const string path = "/opptak/arsskifte/piano-midtbyen";
        using var per = await Server.SignInAsync(Server.World.Per);
        var page = await per.OpenAsync(path);
        var jonas = page.QuerySelector("input[name=Places]")!.GetAttribute("value")!;
        using (var nobody = await per.SubmitAsync(page, path, [new("To", "piano-videre")])) nobody.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using (var other = await per.SubmitAsync(page, path, [new("To", "barnekor-ila"), new("Places", jonas)])) other.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using (var no = await per.SubmitAsync(page, path, [new("To", "piano-videre"), new("Places", jonas)])) no.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await per.OpenAsync(path)).QuerySelector("tbody")!.TextContent.ShouldContain("Fortsetter her"); // Kasper has the only seat there

        await using (var db = Server.Database())
        {
            (await db.Places.SingleAsync(p => p.Id == full)).GiveUp(new DateOnly(2026, 7, 31), Oslo.Today(Server.Clock));
            await db.SaveChangesAsync();
        }
        for (var twice = 0; twice < 2; twice++)
        {
            using var yes = await per.SubmitAsync(page, path, [new("To", "piano-videre"), new("Places", jonas)]);
            yes.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        }
        (await per.OpenAsync(path)).QuerySelector("tbody")!.TextContent.ShouldContain("Til Piano videre");
        await using (var scope = await Server.ActAsAsync(Server.World.Per)) await scope.ServiceProvider.GetRequiredService<FillVacancies>().RunAsync([first], CancellationToken.None);
        await using (var db = Server.Database())
        {
            (await db.Places.SingleAsync(p => p.Pupil == Server.World.Jonas && p.Course == second)).From.ShouldBe(new DateOnly(2026, 8, 1));
            (await db.Offers.SingleAsync(o => o.Pupil == Server.World.Elle)).PlaceFrom.ShouldBeGreaterThan(new DateOnly(2026, 7, 31));
            (await db.Messages.CountAsync(m => m.About == "moved-up")).ShouldBe(1);
        }
        Server.Clock.Advance(TimeSpan.FromDays(60)); // August: the places end, and no seat comes free a second time
        await using (var scope = await Server.ActAsSystemAsync()) await scope.ServiceProvider.GetRequiredService<EndPlaces>().RunAsync(Server.Schools.Find(World.School)!, CancellationToken.None);
        await using var after = Server.Database();
        var seats = await after.Courses.Where(c => c.Id == first || c.Id == second).ToDictionaryAsync(c => c.Id, c => (c.Taken, c.Held));
        seats[first].ShouldBe((0, 1));
        seats[second].ShouldBe((1, 0));
    }
}

public sealed class MovingUpTestsOnSqlite(OnSqlite server) : MovingUpTests(server), IClassFixture<OnSqlite>;

public sealed class MovingUpTestsOnPostgres(OnPostgres server) : MovingUpTests(server), IClassFixture<OnPostgres>;
