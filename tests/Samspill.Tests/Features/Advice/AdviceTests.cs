using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Samspill.Domain.Advice;
using Samspill.Domain.School;
using Samspill.Features.Advice;
using Samspill.Features.Reach;
using Samspill.Host;
using Samspill.Tests.Cast;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Advice;

/// <summary>Jonas and Skjult wait for guitar, which has one seat. At Ila 49 children of 8 are not reached, in Østbyen 60; Lade is its only school, and farther from the centre than Ila.</summary>
public abstract class AdviceTests(TestServer server) : OnDatabase(server)
{
    private static readonly CentreQuestion One = new(1, 0, 6, 15, [SiteKind.Primary], []);
    private static readonly Position Centre = new(63.4345, 10.4040), Ila = new(63.4290, 10.3700), Lade = new(63.4440, 10.4450);

    [Fact]
    public async Task A_an_hour_more_of_guitar_places_the_second_in_the_queue()
    {
        using var per = await Server.SignInAsync(Server.World.Per);
        (await per.OpenAsync("/rad")).QuerySelector("main")!.TextContent.ShouldContain("Ingenting er regnet ut ennå");
        for (var twice = 0; twice < 2; twice++)
        {
            using var asked = await per.SubmitAsync("/rad", []);
            asked.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        }
        await using var db = Server.Database();
        (await db.Advice.CountAsync()).ShouldBe(1);
        (await per.OpenAsync("/rad")).QuerySelector("main")!.TextContent.ShouldContain("Det blir regnet ut nå");
        await WorkAsync();
        var answer = JsonSerializer.Deserialize<HoursAnswer>((await db.Advice.AsNoTracking().SingleAsync(a => a.Kind == AdviceKind.Hours)).Answer!)!;
        (answer.Children, answer.Answered).ShouldBe((2, 0));
        var line = answer.Lines.ShouldHaveSingleItem();
        (line.Code, line.Seats, line.Waiting, line.Children, line.Places).ShouldBe(("gitar-midtbyen", 3, 2, 1, 1));
        line.Chain.ShouldBe([new HourStep(null, "Gitar, Midtbyen", 1)]);
        var page = (await per.OpenAsync("/rad")).QuerySelector("main")!.TextContent;
        page.ShouldContain("1 barn: fra ingen plass til Gitar, Midtbyen");
        page.ShouldNotContain("Skjult");
    }

    [Fact]
    public async Task B_a_centre_opens_where_the_way_falls_most_and_it_is_proved()
    {
        await using (var scope = await Server.ActAsAsync(Server.World.Per))
        {
            await scope.ServiceProvider.GetRequiredService<LoadPopulation>().RunAsync(2025, Encoding.UTF8.GetBytes("bydel;skole;alder;antall\nMidtbyen;ila;8;50\nØstbyen;;8;60\n"), null, CancellationToken.None);
            (await scope.ServiceProvider.GetRequiredService<AskAdvice>().CentresAsync(One, CancellationToken.None)).Refused(out _).ShouldBeFalse();
        }
        await WorkAsync();
        await using var db = Server.Database();
        var answer = JsonSerializer.Deserialize<CentreAnswer>((await db.Advice.AsNoTracking().SingleAsync(a => a.Kind == AdviceKind.Centres)).Answer!)!;
        var (ila, lade) = (Metres(Ila, Centre), Metres(Lade, Centre));
        (60 * lade).ShouldBeGreaterThan(49 * ila);
        answer.Places.Single(p => p.IsChosen).Name.ShouldBe("Lade skole");
        answer.RunnerUp!.Name.ShouldBe("Ila skole");
        (answer.IsProved, answer.Gap, answer.Weight, answer.Before, answer.After).ShouldBe((true, 0.0, 109L, (long?)((49 * ila) + (60 * lade)), 49 * ila));
        answer.RunnerUp.Sum.ShouldBe(60 * lade);
        answer.Districts.Single(d => d.Name == "Østbyen").ShouldBe(new CentreDistrict("Østbyen", 60, lade, 0));
        answer.Missing.ShouldBe(["Midtbyen", "Østbyen"], ignoreOrder: true); // of most ages
        answer.Nowhere.ShouldBe(1); // Skjult
        using var per = await Server.SignInAsync(Server.World.Per);
        var page = await per.OpenAsync("/rad/sentre");
        page.QuerySelector("#raad")!.TextContent.ShouldBe("Åpne 1 senter: Lade skole");
        page.QuerySelector("svg.s-map").ShouldNotBeNull();
    }

    [Fact]
    public async Task C_what_cannot_be_asked_is_refused_in_words()
    {
        await using var scope = await Server.ActAsAsync(Server.World.Per);
        var ask = scope.ServiceProvider.GetRequiredService<AskAdvice>();
        (await ask.CentresAsync(One with { Open = 3 }, CancellationToken.None)).Refused(out var many).ShouldBeTrue();
        (many!.Code, many.Facts[0]).ShouldBe(("advice.too-many", (object)2));
        (await ask.CentresAsync(One with { Kinds = [] }, CancellationToken.None)).Refused(out var none).ShouldBeTrue();
        none!.Code.ShouldBe("advice.no-candidates");
        TypedPlace.Read("Gamle brannstasjon; 63,43; 10,41\n\nTomta; 63.4; 10.4").Value.ShouldBe([new("Gamle brannstasjon", 63.43, 10.41), new("Tomta", 63.4, 10.4)]);
        foreach (var wrong in new[] { "Tomta", "Tomta; nord; 10", "Tomta; 163; 10", "; 63; 10" })
        {
            TypedPlace.Read(wrong).Refused(out var why).ShouldBeTrue(wrong);
            why!.Code.ShouldBe("advice.place");
        }
        TypedPlace.Read("A; 63; 10\nA; 64; 10").Refused(out var twice).ShouldBeTrue();
        twice!.Code.ShouldBe("advice.place-twice");
        TypedPlace.Read(string.Join('\n', Enumerable.Range(0, TypedPlace.Most).Select(i => $"{i}; 63; 10").Append("tull"))).Refused(out var many30).ShouldBeTrue();
        many30!.Code.ShouldBe("advice.too-many-places", "no more is read than there may be");
        using var per = await Server.SignInAsync(Server.World.Per);
        using var answer = await per.SubmitAsync("/rad/sentre", [new("Places", "tull")]);
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Browser.ReadAsync(answer)).QuerySelector("main")!.TextContent.ShouldContain("«tull» kan ikke leses");
    }

    [Fact]
    public async Task D_no_more_than_five_questions_wait_at_once()
    {
        await using var scope = await Server.ActAsAsync(Server.World.Per);
        var ask = scope.ServiceProvider.GetRequiredService<AskAdvice>();
        var question = One with { Places = [new TypedPlace("Tomta", 63.43, 10.41)] };
        for (var extra = 1; extra <= 5; extra++) (await ask.CentresAsync(question with { Extra = extra }, CancellationToken.None)).Refused(out _).ShouldBeFalse();
        (await ask.CentresAsync(question with { Extra = 6 }, CancellationToken.None)).Refused(out var why).ShouldBeTrue();
        why.ShouldBe(AdviceRejections.Busy);
        (await ask.CentresAsync(question with { Extra = 5 }, CancellationToken.None)).Refused(out _).ShouldBeFalse("it waits already");
        await using var db = Server.Database();
        await db.Advice.Where(a => a.State == AdviceState.Waiting).ExecuteDeleteAsync();
    }

    [Theory, InlineData(20, 1, 3), InlineData(45, 12, 16), InlineData(90, 12, 8), InlineData(120, 1, 1), InlineData(30, 0, 2)]
    public void An_hour_is_so_many_seats(int minutes, int group, int seats) => WeighHours.SeatsOf(minutes, group).ShouldBe(seats);

    private async Task WorkAsync()
    {
        await using var scope = await Server.ActAsSystemAsync();
        await scope.ServiceProvider.GetRequiredService<WorkOnAdvice>().RunAsync(Server.Schools.Find(World.School)!, CancellationToken.None);
    }

    private static long Metres(Position from, Position to) => (long)Math.Round(1000 * from.KilometresTo(to));
}

public sealed class AdviceTestsOnSqlite(OnSqlite server) : AdviceTests(server), IClassFixture<OnSqlite>;

public sealed class AdviceTestsOnPostgres(OnPostgres server) : AdviceTests(server), IClassFixture<OnPostgres>;
