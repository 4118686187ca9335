using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Samspill.Domain.Admission;
using Samspill.Domain.Groups;
using Samspill.Domain.Messages;
using Samspill.Domain.People;
using Samspill.Domain.Yearly;
using Samspill.Features.Yearly;
using Samspill.Host;
using Samspill.Jobs;
using Samspill.Tests.Cast;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Yearly;

/// <summary>The year of Kari's family, in one story: the clock only goes forward. Jonas has piano and waits for guitar; Skjult's web is opened, so its family is asked too.</summary>
public abstract class YearlyTests(TestServer server) : OnDatabase(server)
{
    private static readonly KeyValuePair<string, string>[] AsItIs = [];

    [Fact]
    public async Task The_year_goes_round()
    {
        await AdoptAsync();
        await OpenedOnceAsync();
        await KeptInTwoTabsAsync();
        await LapsedAfterTheLastWarningAsync();
        await LeaveAsync();
        await GivenUpAsync();
        await ComingOfAgeAsync();
    }

    private async Task AdoptAsync()
    {
        await using var db = Server.Database();
        var rules = AdmissionRules.Default with
        {
            Year = new() { ConfirmBy = new(5, 1), LapseUnconfirmed = true, WithdrawAutumn = new(8, 10), WithdrawSpring = new(12, 10), Leave = Leave.ToEndOfTerm },
        };
        db.RuleSets.Add(new RuleSet(RuleSetId.New(), 2, Oslo.Today(Server.Clock), "Bystyret", Server.Clock.GetUtcNow(), rules));
        db.Places.Add(new Place(PlaceId.New(), Server.World.Kasper, Server.World.Choir, new DateOnly(2025, 8, 15), null, null, null, Oslo.Today(Server.Clock)));
        await db.SaveChangesAsync();
        await db.Courses.Where(c => c.Id == Server.World.Choir).ExecuteUpdateAsync(c => c.SetProperty(x => x.Taken, 1));
        var skjult = Server.World.Hemmelig.Person;
        await db.Guardianships.Where(g => g.Guardian == skjult).ExecuteUpdateAsync(g => g.SetProperty(x => x.Online, false)); // nobody of them can be told
    }

    private async Task OpenedOnceAsync()
    {
        using var per = await Server.SignInAsync(Server.World.Per);
        var page = await per.OpenAsync("/opptak/bekreftelser");
        page.QuerySelector("main")!.TextContent.ShouldContain("3 elever blir spurt om 2 plasser og 2 køplasser");
        using (var soon = await per.SubmitAsync(page, "/opptak/bekreftelser", [new("ConfirmBy", "2026-06-10")])) soon.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        for (var twice = 0; twice < 2; twice++)
        {
            using var opened = await per.SubmitAsync(page, "/opptak/bekreftelser", [new("ConfirmBy", "2026-06-25")]);
            opened.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        }
        await using var db = Server.Database();
        (await db.ConfirmationRounds.CountAsync()).ShouldBe(1);
        (await db.Confirmations.CountAsync()).ShouldBe(4);
        (await db.Messages.CountAsync(m => m.About == "confirmation-asked-lapses")).ShouldBe(2); // Kari and Nina; nobody may be told of Skjult
        using var kari = await Server.SignInAsync(Server.World.Kari);
        using var hers = await kari.GetAsync("/opptak/bekreftelser");
        hers.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private async Task KeptInTwoTabsAsync()
    {
        var path = $"/bekreft/{Server.World.Jonas.Value}";
        using var kari = await Server.SignInAsync(Server.World.Kari);
        var mine = await kari.OpenAsync("/min-side");
        mine.QuerySelector("main")!.TextContent.ShouldContain("Skal Jonas fortsette neste skoleår?");
        var other = await kari.OpenAsync(path);
        using (var one = await kari.SubmitAsync(mine, "/min-side", AsItIs, "/bekreft/")) one.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using (var two = await kari.SubmitAsync(other, path, AsItIs)) two.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await kari.OpenAsync(path)).QuerySelector("main")!.TextContent.ShouldContain("Dere har svart for Jonas");
        await using var db = Server.Database();
        (await db.Messages.CountAsync(m => m.About == "confirmation-kept")).ShouldBe(1);
        (await db.Applications.SingleAsync(a => a.Id == Server.World.JonasGuitar)).Flags.ShouldBe("renewed");

        using var nina = await Server.SignInAsync(Server.World.Nina);
        using var foreign = await nina.GetAsync(path);
        foreign.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task LapsedAfterTheLastWarningAsync()
    {
        foreach (var (days, about, count) in new[] { (7, "confirmation-reminder-lapses", 1), (14, "confirmation-warning", 1), (7, "confirmation-lapsed", 0), (1, "confirmation-lapsed", 1) })
        {
            Server.Clock.Advance(TimeSpan.FromDays(days));
            for (var twice = 0; twice < 2; twice++) await RunAsync<RunConfirmations>();
            await using var told = Server.Database();
            (await told.Messages.CountAsync(m => m.About == about)).ShouldBe(count, about);
        }
        await using var db = Server.Database();
        (await db.Places.SingleAsync(p => p.Pupil == Server.World.Kasper)).To.ShouldBe(new DateOnly(2026, 7, 31));
        (await db.Applications.SingleAsync(a => a.Id == Server.World.SkjultGuitar)).State.ShouldBe(ApplicationState.Waiting); // could not be warned, loses nothing
        (await db.Applications.SingleAsync(a => a.Id == Server.World.JonasGuitar)).State.ShouldBe(ApplicationState.Waiting);
        (await db.ConfirmationRounds.SingleAsync()).ClosedAt.ShouldNotBeNull();
    }

    private async Task LeaveAsync()
    {
        var path = await PianoAsync();
        using var kari = await Server.SignInAsync(Server.World.Kari);
        using (var past = await kari.SubmitAsync(path, [new("From", "2026-01-01")], "handler=Leave")) past.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        await using (var db = Server.Database())
        {
            var group = new Group(GroupId.New(), Server.World.Piano, 2025, null, 30);
            group.Add(await db.Places.Where(p => p.Pupil == Server.World.Jonas).Select(p => p.Id).SingleAsync(), Server.World.Jonas, new DateOnly(2025, 8, 18)).Refused(out _).ShouldBeFalse();
            db.Groups.Add(group);
            await db.SaveChangesAsync();
        }
        using (var taken = await kari.SubmitAsync(path, [new("From", "2026-07-20")], "handler=Leave")) taken.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await using (var db = Server.Database()) (await db.GroupMembers.SingleAsync()).To.ShouldBe(new DateOnly(2026, 7, 19)); // on leave one is on no list
        await RunAsync<EndLeaves>();
        await using (var db = Server.Database()) (await db.Messages.CountAsync(m => m.About == "leave-ends")).ShouldBe(1);
        using (var back = await kari.SubmitAsync(path, AsItIs, "handler=Return")) back.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        Server.Clock.Advance(TimeSpan.FromDays(31));
        await RunAsync<EndLeaves>();
        await using var after = Server.Database();
        (await after.Places.SingleAsync(p => p.Pupil == Server.World.Jonas)).State.ShouldBe(PlaceState.Live);
    }

    private async Task GivenUpAsync()
    {
        var path = await PianoAsync(); // it is early August: the autumn's deadline is the tenth
        using (var early = await Server.SignInAsync(Server.World.Kari))
            (await early.OpenAsync(path)).QuerySelector("main")!.TextContent.ShouldContain("Plassen slutter med en gang");
        Server.Clock.Advance(TimeSpan.FromDays(7));
        using var kari = await Server.SignInAsync(Server.World.Kari);
        using (var late = await kari.SubmitAsync(path, [new("Told", "2026-07-31")], "handler=GiveUp")) // what was said before the deadline
        {
            late.StatusCode.ShouldBe(HttpStatusCode.Conflict);
            (await Browser.ReadAsync(late)).QuerySelector("main")!.TextContent.ShouldContain("høsten 2026");
        }
        var now = await kari.OpenAsync(path);
        for (var twice = 0; twice < 2; twice++)
        {
            using var done = await kari.SubmitAsync(now, path, AsItIs, "handler=GiveUp");
            done.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        }
        await using var db = Server.Database();
        (await db.Places.SingleAsync(p => p.Pupil == Server.World.Jonas)).To.ShouldBe(new DateOnly(2026, 12, 31));
        (await db.Messages.CountAsync(m => m.About == "place-given-up")).ShouldBe(1);
    }

    private async Task ComingOfAgeAsync()
    {
        var ola = Server.World.Ola.Person;
        var born = Oslo.Today(Server.Clock).AddYears(-18).AddDays(20);
        await using (var db = Server.Database())
        {
            await db.People.Where(p => p.Id == ola).ExecuteUpdateAsync(p => p.SetProperty(x => x.BirthDate, born));
            db.Applications.Add(new Application(ApplicationId.New(), "ola", ola, Server.World.Piano, null, 1, 1, Server.Clock.GetUtcNow(), ""));
            await db.SaveChangesAsync();
        }
        for (var twice = 0; twice < 2; twice++) await RunAsync<TellOfAge>();
        await using (var db = Server.Database())
        {
            (await db.Messages.SingleAsync(m => m.About == "turns-18-guardian")).To.ShouldBe(Server.World.Nina.Person);
            (await db.Messages.SingleAsync(m => m.About == "turns-18")).To.ShouldBe(ola);
        }
        using (var nina = await Server.SignInAsync(Server.World.Nina)) (await nina.OpenAsync("/min-side")).Body!.TextContent.ShouldContain("Ola");
        Server.Clock.Advance(TimeSpan.FromDays(20));
        using (var nina = await Server.SignInAsync(Server.World.Nina)) (await nina.OpenAsync("/min-side")).Body!.TextContent.ShouldNotContain("Ola");
        using var alone = await Server.SignInAsync(Server.World.Ola);
        (await alone.OpenAsync($"/bekreft/{ola.Value}")).QuerySelector("main")!.TextContent.ShouldContain("ikke noe å bekrefte");
    }

    private async Task<string> PianoAsync()
    {
        await using var db = Server.Database();
        return $"/plass/{(await db.Places.SingleAsync(p => p.Pupil == Server.World.Jonas)).Id.Value}";
    }

    private async Task RunAsync<TJob>() where TJob : IClockJob
    {
        await using var scope = await Server.ActAsSystemAsync();
        await scope.ServiceProvider.GetRequiredService<TJob>().RunAsync(Server.Schools.Find(World.School)!, CancellationToken.None);
    }
}

public sealed class YearlyTestsOnSqlite(OnSqlite server) : YearlyTests(server), IClassFixture<OnSqlite>;

public sealed class YearlyTestsOnPostgres(OnPostgres server) : YearlyTests(server), IClassFixture<OnPostgres>;
