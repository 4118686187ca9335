using System.Net;
using Samspill.Domain.Groups;
using Samspill.Tests.Cast;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Timetables;

/// <summary>When people can: said by themselves, by those who act for them, or by the office; by nobody else.</summary>
public abstract class TimesTests(TestServer server) : OnDatabase(server)
{
    private static KeyValuePair<string, string>[] Said(string from, string to) => [new("Day", "Tuesday"), new("From", from), new("To", to), new("Suits", "Cannot")];

    [Fact]
    public async Task A_family_says_when_it_cannot_once()
    {
        var path = $"/tider/{Server.World.Jonas.Value}";
        using var kari = await Server.SignInAsync(Server.World.Kari);
        for (var twice = 0; twice < 2; twice++)
        {
            using var saved = await kari.SubmitAsync(path, Said("14:00", "16:30"), "Si");
            saved.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        }
        (await kari.OpenAsync(path)).QuerySelector("main")!.TextContent.ShouldContain("14.00–16.30");
        await using var db = Server.Database();
        (await db.PossibleTimes.CountAsync(t => t.Person == Server.World.Jonas && t.Suits == Suits.Cannot)).ShouldBe(1);
    }

    [Fact]
    public async Task What_cannot_be_read_or_runs_backwards_is_said_and_kept()
    {
        var path = $"/tider/{Server.World.Elle.Value}";
        using var kari = await Server.SignInAsync(Server.World.Kari);
        foreach (var (from, to) in new[] { ("16:00", "14:00"), ("noon", "14:00") })
        {
            using var refused = await kari.SubmitAsync(path, Said(from, to), "Si");
            refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            (await Browser.ReadAsync(refused)).QuerySelector("[name=To]")!.GetAttribute("value").ShouldBe(to);
        }
        await using var db = Server.Database();
        (await db.PossibleTimes.AnyAsync(t => t.Person == Server.World.Elle)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_time_between_the_five_minutes_is_said_at_once()
    {
        var path = $"/tider/{Server.World.Elle.Value}";
        using var kari = await Server.SignInAsync(Server.World.Kari);
        using (var refused = await kari.SubmitAsync(path, Said("14:02", "16:30"), "Si"))
        {
            refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            (await Browser.ReadAsync(refused)).QuerySelector("main")!.TextContent.ShouldContain("Skriv hele fem minutter");
        }
        using var per = await Server.SignInAsync(Server.World.Per);
        using var hours = await per.SubmitAsync("/steder/ila/apent", [new("Kind", "Open"), new("Days", "Monday"), new("From", "08:00"), new("To", "19:58")]);
        hours.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        await using var db = Server.Database();
        (await db.SiteHours.AnyAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task Who_sees_a_protected_pupils_times_is_noted()
    {
        var skjult = Server.World.Skjult.Value;
        using var vera = await Server.SignInAsync(Server.World.Vera);
        await vera.OpenAsync($"/tider/{skjult}");
        await using var db = Server.Database();
        (await db.AuditEntries.CountAsync(e => e.Action == "looked" && e.Subject == $"Person {skjult}")).ShouldBe(1);
    }

    [Fact]
    public async Task Two_families_travel_together_when_both_say_so_and_nobody_is_named()
    {
        var (jonas, kasper, skjult) = ($"/tider/{Server.World.Jonas.Value}", $"/tider/{Server.World.Kasper.Value}", $"/tider/{Server.World.Skjult.Value}");
        using var kari = await Server.SignInAsync(Server.World.Kari);
        using var nina = await Server.SignInAsync(Server.World.Nina);
        using var hemmelig = await Server.SignInAsync(Server.World.Hemmelig);
        for (var twice = 0; twice < 2; twice++)
        {
            using var offered = await kari.SubmitAsync(jonas, [], "handler=Kode");
            offered.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        }
        await using var db = Server.Database();
        var code = (await db.Carpools.AsNoTracking().SingleAsync()).Code;
        using (var wrong = await nina.SubmitAsync(kasper, [new("CarpoolCode", "AAA-AAAA")], "handler=Samkjor"))
        {
            wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            (await Browser.ReadAsync(wrong)).QuerySelector("main")!.TextContent.ShouldContain("Vi finner ingen slik kode");
        }
        using (var agreed = await nina.SubmitAsync(kasper, [new("CarpoolCode", code.ToLowerInvariant())], "handler=Samkjor")) agreed.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        using (var third = await hemmelig.SubmitAsync(skjult, [new("CarpoolCode", code)], "handler=Samkjor")) third.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var said = (await nina.OpenAsync(kasper)).QuerySelector("main")!.TextContent;
        said.ShouldContain("Avtalt");
        said.ShouldNotContain("Jonas");
        using (var alone = await kari.SubmitAsync(jonas, [], "handler=Alene")) alone.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await db.Carpools.AnyAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task Nobody_says_it_for_others()
    {
        foreach (var member in new[] { Server.World.Nina, Server.World.Trine, Server.World.Eva })
        {
            using var other = await Server.SignInAsync(member);
            using var answer = await other.GetAsync($"/tider/{Server.World.Jonas.Value}");
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, member.Name);
        }
        using var trine = await Server.SignInAsync(Server.World.Trine);
        using var own = await trine.SubmitAsync($"/tider/{Server.World.Trine.Person.Value}", Said("08:00", "12:00"), "Si");
        own.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        using var per = await Server.SignInAsync(Server.World.Per);
        using var office = await per.GetAsync($"/tider/{Server.World.Kasper.Value}");
        office.StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}

public sealed class TimesTestsOnSqlite(OnSqlite server) : TimesTests(server), IClassFixture<OnSqlite>;

public sealed class TimesTestsOnPostgres(OnPostgres server) : TimesTests(server), IClassFixture<OnPostgres>;
