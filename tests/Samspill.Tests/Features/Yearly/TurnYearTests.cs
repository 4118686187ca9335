using System.Net;
using Samspill.Domain.Admission;
using Samspill.Domain.School;
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
        row.QuerySelectorAll("td").Select(c => c.TextContent).ShouldBe(["10", "1", "0", "1", "0", "10"]);
        for (var twice = 0; twice < 2; twice++)
        {
            using var turned = await per.SubmitAsync("/opptak/arsskifte", AsItIs);
            turned.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        }
        await using var after = Server.Database();
        (await after.Places.SingleAsync(p => p.Pupil == Server.World.Kasper)).To.ShouldBe(new DateOnly(2026, 7, 31));
        (await after.Places.SingleAsync(p => p.Pupil == Server.World.Jonas)).To.ShouldBeNull();
        (await after.SchoolYears.Include(y => y.Terms).SingleAsync(y => y.Start == 2026)).Terms.Single().From.ShouldBe(new DateOnly(2026, 8, 18));
        (await after.Messages.CountAsync(m => m.About == "outgrown")).ShouldBe(1);
        using var kari = await Server.SignInAsync(Server.World.Kari);
        using var closed = await kari.GetAsync("/opptak/arsskifte");
        closed.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }
}

public sealed class TurnYearTestsOnSqlite(OnSqlite server) : TurnYearTests(server), IClassFixture<OnSqlite>;

public sealed class TurnYearTestsOnPostgres(OnPostgres server) : TurnYearTests(server), IClassFixture<OnPostgres>;
