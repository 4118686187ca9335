using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Samspill.Domain.Lessons;
using Samspill.Domain.People;
using Samspill.Features.Lessons;
using Samspill.Formats.Calendars;
using Samspill.Tests.Cast;
using Samspill.Tests.Features.Lessons.RealReader;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Lessons;

/// <summary>Lessons in programs of others, through an address that nobody can guess.</summary>
public abstract class CalendarTests(TestServer server) : Teaching(server)
{
    [Fact]
    public async Task A_guardian_has_all_children_in_one_calendar_that_follows_every_change()
    {
        var week = await WeekAsync();
        using var kari = await Server.SignInAsync(Server.World.Kari);
        var address = await MakeAsync(kari, $"Guardian:{Server.World.Kari.Person.Value}");
        using var program = Server.Visit();
        var (first, tag) = await FetchAsync(program, address);
        var before = await CalendarReader.ReadAsync(first);
        before.Count.ShouldBe(6); // three of piano, three of the choir
        before.Select(e => e.Summary).Distinct().ShouldBe(["Jonas: Barnekoret", "Jonas: Piano, Midtbyen"], ignoreOrder: true);
        var piano = await LessonAsync(week.JonasPiano, 19);
        var read = before.Single(e => e.Uid.StartsWith(piano.Id.Value.ToString(), StringComparison.Ordinal));
        (read.Start, read.End, read.Sequence, read.Status).ShouldBe((new DateTimeOffset(2026, 6, 19, 11, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 6, 19, 11, 30, 0, TimeSpan.Zero), 0, "CONFIRMED"));
        read.Location.ShouldBe("Kulturskolesenter Midtbyen, Salen");
        using (var again = new HttpRequestMessage(HttpMethod.Get, address))
        {
            again.Headers.TryAddWithoutValidation("If-None-Match", tag);
            using var unchanged = await program.Http.SendAsync(again);
            unchanged.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        }

        await using (var scope = await Server.ActAsAsync(Server.World.Per))
        {
            (await scope.ServiceProvider.GetRequiredService<MoveLesson>().RunAsync(piano.Id, new Moving(new DateOnly(2026, 6, 18), new TimeOnly(17, 0), week.Small, Samspill.Features.Lessons.Reach.This, 0), CancellationToken.None)).Value.Count.ShouldBe(1);
            (await scope.ServiceProvider.GetRequiredService<CancelLesson>().RunAsync((await LessonAsync(week.Choir, 19)).Id, CancelCause.Weather, 0, CancellationToken.None)).Value.ShouldBe(new Done());
        }
        Server.Clock.Advance(TimeSpan.FromSeconds(31)); // what was made is kept for half a minute
        var (second, other) = await FetchAsync(program, address);
        other.ShouldNotBe(tag);
        var after = await CalendarReader.ReadAsync(second);
        after.Select(e => e.Uid).Order().ShouldBe(before.Select(e => e.Uid).Order());
        var moved = after.Single(e => e.Uid == read.Uid);
        (moved.Start, moved.Sequence).ShouldBe((new DateTimeOffset(2026, 6, 18, 15, 0, 0, TimeSpan.Zero), 1));
        moved.Description.ShouldBe("Flyttet fra fredag 19. juni kl. 13.00.");
        after.Single(e => e.Status == "CANCELLED").Summary.ShouldBe("Jonas: Barnekoret");

        using (var closed = await kari.SubmitAsync("/profil/kalender", [], "handler=Revoke")) closed.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        foreach (var gone in new[] { address, address.Replace(".ics", "x.ics", StringComparison.Ordinal) })
            using (var answer = await program.Http.GetAsync(gone)) answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await using var db = Server.Database();
        (await db.CalendarFeeds.AnyAsync(f => address.Contains(f.Digest))).ShouldBeFalse();
    }

    [Fact]
    public async Task Nobody_has_what_is_not_theirs_and_a_protected_child_is_in_no_program_of_others()
    {
        var week = await WeekAsync();
        using var nina = await Server.SignInAsync(Server.World.Nina);
        foreach (var foreign in new[] { $"Pupil:{Server.World.Jonas.Value}", $"Teacher:{week.Trine.Value}", $"Room:{week.Hall.Value}", $"Guardian:{Server.World.Kari.Person.Value}", "Pupil", "99:1", "" })
        {
            using var refused = await nina.SubmitAsync("/profil/kalender", [new("Wanted", foreign)], "handler=Make");
            refused.StatusCode.ShouldNotBe(HttpStatusCode.Redirect, foreign);
        }
        using var program = Server.Visit();
        using var hemmelig = await Server.SignInAsync(Server.World.Hemmelig);
        (await CalendarReader.ReadAsync((await FetchAsync(program, await MakeAsync(hemmelig, $"Pupil:{Server.World.Skjult.Value}"))).Text)).ShouldBeEmpty();
        using var trine = await Server.SignInAsync(Server.World.Trine);
        var hers = (await FetchAsync(program, await MakeAsync(trine, $"Teacher:{week.Trine.Value}"))).Text;
        hers.ShouldNotContain("Skjult");
        hers.ShouldNotContain("Jonas");
        (await CalendarReader.ReadAsync(hers)).Count.ShouldBe(6);
        using var per = await Server.SignInAsync(Server.World.Per);
        (await CalendarReader.ReadAsync((await FetchAsync(program, await MakeAsync(per, $"Room:{week.Small.Value}"))).Text)).ShouldAllBe(e => e.Location!.EndsWith("Øverom"));

        // The address still answers, and holds nothing, when its owner is a teacher no more.
        var address = await MakeAsync(trine, $"Teacher:{week.Trine.Value}");
        await using (var db = Server.Database()) await db.Grants.Where(g => g.Account == Server.World.Trine.Account).ExecuteUpdateAsync(g => g.SetProperty(x => x.To, new DateOnly(2026, 6, 4)));
        (await CalendarReader.ReadAsync((await FetchAsync(program, address)).Text)).ShouldBeEmpty();
        await using (var db = Server.Database()) await db.Grants.Where(g => g.Account == Server.World.Trine.Account).ExecuteUpdateAsync(g => g.SetProperty(x => x.To, (DateOnly?)null));
    }

    [Fact]
    public async Task What_is_kept_for_a_moment_is_only_the_calendar_and_not_the_right_to_it()
    {
        var week = await WeekAsync();
        using var trine = await Server.SignInAsync(Server.World.Trine);
        var address = await MakeAsync(trine, $"Teacher:{week.Trine.Value}");
        using var program = Server.Visit();
        var (first, _) = await FetchAsync(program, address);
        using (var asked = new HttpRequestMessage(HttpMethod.Head, address))
        using (var head = await program.Http.SendAsync(asked))
        {
            (head.StatusCode, head.Content.Headers.ContentType!.MediaType).ShouldBe((HttpStatusCode.OK, "text/calendar"));
            (await head.Content.ReadAsStringAsync()).ShouldBeEmpty();
        }
        await using (var db = Server.Database()) await db.Lessons.Where(l => l.Group == week.JonasPiano).ExecuteUpdateAsync(l => l.SetProperty(x => x.Room, week.AtIla));
        (await FetchAsync(program, address)).Text.ShouldBe(first);
        Server.Clock.Advance(TimeSpan.FromSeconds(31));
        (await FetchAsync(program, address)).Text.ShouldNotBe(first);
        await using (var db = Server.Database()) await db.CalendarFeeds.Where(f => f.Account == Server.World.Trine.Account).ExecuteUpdateAsync(f => f.SetProperty(x => x.RevokedAt, (DateTimeOffset?)Server.Clock.GetUtcNow()));
        using var gone = await program.Http.GetAsync(address);
        gone.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Whoever_passes_the_screen_at_the_door_sees_the_day_and_no_protected_name_until_it_is_closed()
    {
        await WeekAsync();
        using var trine = await Server.SignInAsync(Server.World.Trine);
        using (var refused = await trine.SubmitAsync("/profil/kalender", [new("Wanted", $"Screen:{Server.World.Ila.Value}")], "handler=Make")) refused.StatusCode.ShouldNotBe(HttpStatusCode.Redirect);
        using var per = await Server.SignInAsync(Server.World.Per);
        var address = await MakeAsync(per, $"Screen:{Server.World.Ila.Value}", "skjerm/");
        using var passer = Server.Visit();
        var shown = (await passer.OpenAsync(address)).QuerySelector("main")!.TextContent;
        shown.ShouldContain("Barnekoret");
        shown.ShouldContain("Trine Lærer");
        shown.ShouldNotContain("Jonas");
        await using (var db = Server.Database())
        {
            (await db.People.SingleAsync(p => p.Id == Server.World.Trine.Person)).ShieldAs(Protection.Confidential);
            await db.SaveChangesAsync();
        }
        (await passer.OpenAsync(address)).QuerySelector("main")!.TextContent.ShouldNotContain("Trine");
        using var vera = await Server.SignInAsync(Server.World.Vera);
        (await vera.OpenAsync("/steder/ila/i-dag")).QuerySelector("main")!.TextContent.ShouldNotContain("Trine"); // whoever opens it: the screen is everybody's
        using (var calendar = await passer.GetAsync($"{address.Replace("skjerm/", "kalender/", StringComparison.Ordinal)}.ics")) calendar.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await using (var db = Server.Database()) await db.CalendarFeeds.Where(f => f.Kind == FeedKind.Screen).ExecuteUpdateAsync(f => f.SetProperty(x => x.RevokedAt, (DateTimeOffset?)Server.Clock.GetUtcNow()));
        using var gone = await passer.GetAsync(address);
        gone.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_schools_screens_are_many_outlive_the_role_of_who_made_them_and_are_closed_by_a_colleague()
    {
        await WeekAsync();
        await using (var db = Server.Database())
        {
            for (var i = 0; i < CalendarFeeds.Most; i++) db.CalendarFeeds.Add(new CalendarFeed(CalendarFeedId.New(), CalendarFeeds.DigestOf($"{i}"), FeedKind.Screen, Server.World.Ila.Value, Server.World.Per.Account, Server.Clock.GetUtcNow()));
            await db.SaveChangesAsync();
        }
        using var per = await Server.SignInAsync(Server.World.Per);
        var address = await MakeAsync(per, $"Screen:{Server.World.Ila.Value}", "skjerm/");
        using var passer = Server.Visit();
        await using (var db = Server.Database()) await db.Grants.Where(g => g.Account == Server.World.Per.Account).ExecuteUpdateAsync(g => g.SetProperty(x => x.To, new DateOnly(2026, 6, 4)));
        using (var shown = await passer.GetAsync(address)) shown.StatusCode.ShouldBe(HttpStatusCode.OK);
        await using (var db = Server.Database()) await db.Grants.Where(g => g.Account == Server.World.Per.Account).ExecuteUpdateAsync(g => g.SetProperty(x => x.To, (DateOnly?)null));

        var digest = CalendarFeeds.DigestOf(address["skjerm/".Length..]);
        string id;
        await using (var db = Server.Database()) id = (await db.CalendarFeeds.SingleAsync(f => f.Digest == digest)).Id.Value.ToString();
        using (var trine = await Server.SignInAsync(Server.World.Trine))
        {
            await MakeAsync(trine, $"Teacher:{(await WeekAsync()).Trine.Value}");
            using var foreign = await trine.SubmitAsync("/profil/kalender", [new("id", id)], "handler=Revoke");
            foreign.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }
        using var marit = await Server.SignInAsync(Server.World.Marit);
        using (var closed = await marit.SubmitAsync("/profil/kalender", [new("id", id)], "handler=Revoke")) closed.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using (var gone = await passer.GetAsync(address)) gone.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await using (var db = Server.Database()) await db.CalendarFeeds.ExecuteDeleteAsync();
    }

    private static async Task<string> MakeAsync(Browser browser, string wanted, string door = "kalender/")
    {
        using (var made = await browser.SubmitAsync("/profil/kalender", [new("Wanted", wanted)], "handler=Make")) made.StatusCode.ShouldBe(HttpStatusCode.Redirect, wanted);
        var address = (await browser.OpenAsync("/profil/kalender")).QuerySelector("#adresse")!.GetAttribute("value")!;
        return address[address.IndexOf(door, StringComparison.Ordinal)..];
    }

    private static async Task<(string Text, string Tag)> FetchAsync(Browser program, string address)
    {
        using var answer = await program.Http.GetAsync(address);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/calendar");
        answer.Headers.GetValues("X-Robots-Tag").ShouldBe(["noindex"]);
        return (await answer.Content.ReadAsStringAsync(), answer.Headers.ETag!.ToString());
    }
}

public sealed class CalendarTestsOnSqlite(OnSqlite server) : CalendarTests(server), IClassFixture<OnSqlite>;

public sealed class CalendarTestsOnPostgres(OnPostgres server) : CalendarTests(server), IClassFixture<OnPostgres>;

/// <summary>RFC 5545 where it is easy to be wrong.</summary>
public sealed class CalendarTextTests
{
    [Fact]
    public async Task Long_lines_are_folded_by_octets_and_text_comes_back_as_it_was_over_the_change_of_the_clock()
    {
        var summary = string.Concat(Enumerable.Repeat("Øvelse, «čelløgruppe»; nivå \\ 2 🎻 ", 8)).TrimEnd();
        var changed = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
        var text = CalendarWriter.Write("Skole; med, tegn", [
            new CalendarEvent("a@samspill", 2, new DateTime(2026, 3, 28, 16, 0, 0), new DateTime(2026, 3, 28, 17, 0, 0), summary, "Sal 1, rom 2", "Første linje\nAndre linje", Cancelled: false, changed),
            new CalendarEvent("b@samspill", 0, new DateTime(2026, 3, 29, 16, 0, 0), new DateTime(2026, 3, 29, 17, 0, 0), "Etter", null, null, Cancelled: true, changed)]);
        text.Split("\r\n").ShouldAllBe(line => Encoding.UTF8.GetByteCount(line) <= 75);
        text.Replace("\r\n", "", StringComparison.Ordinal).ShouldNotContain("\n");
        var events = await CalendarReader.ReadAsync(text);
        (events[0].Summary, events[0].Description, events[0].Sequence).ShouldBe((summary, "Første linje\nAndre linje", 2));
        events.Select(e => e.Start.Hour).ShouldBe([15, 14]); // summer time begins in the night between
        events.Select(e => e.Status).ShouldBe(["CONFIRMED", "CANCELLED"]);
    }
}
