using System.Net;
using Samspill.Domain.Admission;
using Samspill.Domain.Yearly;
using Samspill.Features.Admission;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Yearly;

/// <summary>Kari asks to change Jonas's piano for guitar, which has one seat; then for longer lessons.</summary>
public abstract class PlaceChangeTests(TestServer server) : OnDatabase(server)
{
    private static readonly KeyValuePair<string, string>[] AsItIs = [];

    [Fact]
    public async Task The_place_is_kept_until_the_new_one_is_certain()
    {
        var path = await PianoAsync();
        await AskedOnceAsync(path);
        await RefusedAsync(path);
        await GrantedWhenThereIsASeatAsync(path);
    }

    [Fact]
    public async Task Another_length_is_a_record_that_the_family_reads()
    {
        PlaceId kaspers;
        await using (var db = Server.Database())
        {
            var place = new Place(PlaceId.New(), Server.World.Kasper, Server.World.Piano, new DateOnly(2025, 8, 15), null, null, null, new DateOnly(2026, 6, 5));
            db.Places.Add(place);
            await db.SaveChangesAsync();
            await db.Courses.Where(c => c.Id == Server.World.Piano).ExecuteUpdateAsync(c => c.SetProperty(x => x.Taken, x => x.Taken + 1));
            kaspers = place.Id;
        }
        var path = $"/plass/{kaspers.Value}";
        using var nina = await Server.SignInAsync(Server.World.Nina);
        foreach (var wrong in new[] { "9", "121", "tretti", "" })
        {
            using var refused = await nina.SubmitAsync(path, [new("Minutes", wrong)], "handler=Change");
            refused.StatusCode.ShouldNotBe(HttpStatusCode.Redirect, wrong);
        }
        using (var asked = await nina.SubmitAsync(path, [new("Minutes", "45"), new("Words", "Han øver <mye> nå")], "handler=Change")) asked.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using var per = await Server.SignInAsync(Server.World.Per);
        var page = await per.OpenAsync("/opptak/bytter");
        page.QuerySelector("main")!.TextContent.ShouldContain("Han øver <mye> nå");
        using (var granted = await per.SubmitAsync(page, "/opptak/bytter", [new("Change", await OpenAsync(kaspers)), new("From", "2026-06-15")], "handler=Grant")) granted.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        Server.Clock.Advance(TimeSpan.FromDays(15));
        using var later = await Server.SignInAsync(Server.World.Nina);
        (await later.OpenAsync("/min-side")).QuerySelector("main")!.TextContent.ShouldContain("45 minutter");
    }

    private async Task AskedOnceAsync(string path)
    {
        using var kari = await Server.SignInAsync(Server.World.Kari);
        var page = await kari.OpenAsync(path);
        using (var nothing = await kari.SubmitAsync(page, path, AsItIs, "handler=Change")) nothing.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using (var none = await kari.SubmitAsync(page, path, [new("OtherCourse", "finnes-ikke")], "handler=Change")) none.StatusCode.ShouldNotBe(HttpStatusCode.Redirect);
        using (var asked = await kari.SubmitAsync(page, path, [new("OtherCourse", "gitar-midtbyen")], "handler=Change")) asked.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using (var again = await kari.SubmitAsync(page, path, [new("OtherCourse", "gitar-midtbyen")], "handler=Change")) again.StatusCode.ShouldNotBe(HttpStatusCode.Redirect);
        using var nina = await Server.SignInAsync(Server.World.Nina);
        using var foreign = await nina.GetAsync(path);
        foreign.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var closed = await kari.GetAsync("/opptak/bytter");
        closed.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private async Task RefusedAsync(string path)
    {
        using var per = await Server.SignInAsync(Server.World.Per);
        using (var why = await per.SubmitAsync("/opptak/bytter", [new("Reason", " ")], "handler=Refuse"))
        {
            why.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            (await Browser.ReadAsync(why)).QuerySelector("textarea[aria-invalid=true] + p")!.TextContent.ShouldBe("Skriv hvorfor, så familien forstår det.");
        }
        using (var no = await per.SubmitAsync("/opptak/bytter", [new("Reason", "Læreren er full.")], "handler=Refuse")) no.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using var kari = await Server.SignInAsync(Server.World.Kari);
        (await kari.OpenAsync(path)).QuerySelector("main")!.TextContent.ShouldContain("Læreren er full.");
        await using var db = Server.Database();
        (await db.Places.SingleAsync(p => p.Pupil == Server.World.Jonas)).To.ShouldBeNull();
        (await db.Messages.CountAsync(m => m.About == "place-change-refused")).ShouldBe(1);
    }

    private async Task GrantedWhenThereIsASeatAsync(string path)
    {
        using var kari = await Server.SignInAsync(Server.World.Kari);
        using (var asked = await kari.SubmitAsync(path, [new("OtherCourse", "gitar-midtbyen")], "handler=Change")) asked.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await using (var db = Server.Database()) await db.Courses.Where(c => c.Id == Server.World.Guitar).ExecuteUpdateAsync(c => c.SetProperty(x => x.Capacity, 0));
        using var per = await Server.SignInAsync(Server.World.Per);
        using (var full = await per.SubmitAsync("/opptak/bytter", [new("From", "2026-08-01")], "handler=Grant")) full.StatusCode.ShouldNotBe(HttpStatusCode.Redirect);
        (await PianoStateAsync()).ShouldBe(((DateOnly?)null, 1, 0));
        await using (var db = Server.Database()) await db.Courses.Where(c => c.Id == Server.World.Guitar).ExecuteUpdateAsync(c => c.SetProperty(x => x.Capacity, 1));
        using (var past = await per.SubmitAsync("/opptak/bytter", [new("From", "2026-06-01")], "handler=Grant")) past.StatusCode.ShouldNotBe(HttpStatusCode.Redirect);
        var page = await per.OpenAsync("/opptak/bytter");
        using (var yes = await per.SubmitAsync(page, "/opptak/bytter", [new("From", "2026-08-01")], "handler=Grant")) yes.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using (var twice = await per.SubmitAsync(page, "/opptak/bytter", [new("From", "2026-08-01")], "handler=Grant")) twice.StatusCode.ShouldNotBe(HttpStatusCode.Redirect);
        (await PianoStateAsync()).ShouldBe((new DateOnly(2026, 7, 31), 1, 1));
        await using var after = Server.Database();
        (await after.Places.SingleAsync(p => p.Pupil == Server.World.Jonas && p.Course == Server.World.Guitar)).From.ShouldBe(new DateOnly(2026, 8, 1));
        (await after.Applications.SingleAsync(a => a.Id == Server.World.JonasGuitar)).State.ShouldBe(ApplicationState.Placed);
        (await after.PlaceChanges.CountAsync(c => c.Pupil == Server.World.Jonas && c.State == PlaceChangeState.Granted)).ShouldBe(1);

        after.Applications.Add(new Application(ApplicationId.New(), "jonas-kor", Server.World.Jonas, Server.World.Choir, null, 1, 1, Server.Clock.GetUtcNow(), ""));
        await after.SaveChangesAsync();
        var round = await after.Rounds.SingleAsync(r => r.Id == Server.World.Round);
        var problem = await after.ForRoundAsync(PlacementFrame.Of(round, await after.RuleSets.SingleAsync(r => r.Id == round.Rules), Server.Clock.GetUtcNow()), CancellationToken.None);
        problem.Pupils.Single(p => p.Id == PlacementProblems.Id(Server.World.Jonas.Value)).Holds.ShouldBe(["gitar-midtbyen"]); // one place goes on: he has not two
    }

    /// <summary>The last day of Jonas's piano, and the seats taken of piano and guitar.</summary>
    private async Task<(DateOnly? To, int Piano, int Guitar)> PianoStateAsync()
    {
        await using var db = Server.Database();
        return ((await db.Places.SingleAsync(p => p.Pupil == Server.World.Jonas && p.Course == Server.World.Piano)).To,
            await db.Places.CountAsync(p => p.Pupil == Server.World.Jonas && p.Course == Server.World.Piano), (await db.Courses.SingleAsync(c => c.Id == Server.World.Guitar)).Taken);
    }

    private async Task<string> PianoAsync()
    {
        await using var db = Server.Database();
        return $"/plass/{(await db.Places.SingleAsync(p => p.Pupil == Server.World.Jonas)).Id.Value}";
    }

    private async Task<string> OpenAsync(PlaceId place)
    {
        await using var db = Server.Database();
        return (await db.PlaceChanges.SingleAsync(c => c.Place == place && c.State == PlaceChangeState.Asked)).Id.Value.ToString();
    }
}

public sealed class PlaceChangeTestsOnSqlite(OnSqlite server) : PlaceChangeTests(server), IClassFixture<OnSqlite>;

public sealed class PlaceChangeTestsOnPostgres(OnPostgres server) : PlaceChangeTests(server), IClassFixture<OnPostgres>;
