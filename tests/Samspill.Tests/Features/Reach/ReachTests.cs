using System.Net;
using System.Text;
using AngleSharp.Dom;
using Microsoft.Extensions.DependencyInjection;
using Samspill.Domain.Reach;
using Samspill.Domain.School;
using Samspill.Features.Reach;
using Samspill.Host;
using Samspill.Planning.Statistics;
using Samspill.Tests.Cast;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Reach;

/// <summary>Jonas (8, Ila) has piano; Skjult (9), protected, waits and has nothing. There are Midtbyen and Østbyen.</summary>
public abstract class ReachTests(TestServer server) : OnDatabase(server)
{
    private const string Page = "/rekkevidde/folketall";

    [Fact]
    public async Task A_only_the_office_sees_it()
    {
        foreach (var member in new[] { Server.World.Eva, Server.World.Trine, Server.World.Kari, Server.World.Siri })
        {
            using var browser = await Server.SignInAsync(member);
            foreach (var path in new[] { "/rekkevidde", "/rekkevidde/tabeller", "/rekkevidde/folketall", "/rad", "/rad/sentre" })
            {
                using var answer = await browser.GetAsync(path);
                answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden, $"{member.Name} {path}");
            }
        }
    }

    [Fact]
    public async Task B_without_population_there_is_no_share_and_faults_are_told_line_by_line()
    {
        using var per = await Server.SignInAsync(Server.World.Per);
        (await per.OpenAsync("/rekkevidde")).QuerySelector("main")!.TextContent.ShouldContain("Folketall mangler");
        (await per.OpenAsync("/rekkevidde/tabeller")).QuerySelectorAll("#tabell-district + div tbody tr").Length.ShouldBe(3);
        using var wrong = await per.SubmitAsync(Page, [new("Year", "2025"), new("Table", "bydel;skole;alder;kjønn;antall\nMidtbyen;ila;8;G;20\nByåsen;;8;;1\nMidtbyen;lade;8;J;tjue\n")]);
        wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var text = (await Browser.ReadAsync(wrong)).QuerySelector("main")!.TextContent;
        text.ShouldContain("Linje 3: «Byåsen» er ingen bydel");
        text.ShouldContain("Linje 4: «lade» ligger i en annen bydel: Østbyen");
        await using var db = Server.Database();
        (await db.Inhabitants.AnyAsync()).ShouldBeFalse();
        using var fine = await per.SubmitAsync(Page, [new("Year", "2025"), new("Table", "bydel;skole;alder;kjønn;antall\nMidtbyen;ila;8;G;20\nMidtbyen;Ila skole;8;J;30\n")]);
        fine.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await db.Inhabitants.OrderBy(i => i.Line).Select(i => i.Count).ToListAsync()).ShouldBe([20, 30]);
        (await db.AuditEntries.AnyAsync(e => e.Action == "loaded" && e.Subject == "Inhabitants 2025")).ShouldBeTrue();
        (await per.OpenAsync(Page + "?ar=2025")).QuerySelector("textarea")!.TextContent.ShouldContain("Midtbyen;ila;8;M;20");
    }

    [Fact]
    public async Task C_a_district_without_population_is_said_and_not_guessed()
    {
        await LoadAsync("Midtbyen;ila;8;G;20\nMidtbyen;ila;8;J;30");
        using var per = await Server.SignInAsync(Server.World.Per);
        var page = await per.OpenAsync("/rekkevidde?fra=8&til=8");
        page.QuerySelector(".ds-alert[data-color=warning]")!.TextContent.ShouldContain("Østbyen");
        page.QuerySelectorAll("section[aria-labelledby=etter-district] tbody tr").Select(Cells).ShouldContain(r => r.StartsWith("Midtbyen 50 1 2,0 % 49 0 1", StringComparison.Ordinal));
        page.QuerySelectorAll("section[aria-labelledby=etter-district] tbody tr").Select(Cells).ShouldContain(r => r.StartsWith("Østbyen – 0 – –", StringComparison.Ordinal));
        page.QuerySelectorAll("section[aria-labelledby=etter-school] tbody tr").Select(Cells).ShouldContain(r => r.StartsWith("Ila skole 50 1 2,0 % 49", StringComparison.Ordinal));
    }

    [Fact]
    public async Task D_a_protected_child_is_counted_and_never_placed()
    {
        var state = await ReckonAsync(6, 15);
        state.Report.Total.Figures.ShouldBe(new ReachFigures(1, 1, 1, 0, 0));
        state.Report.Schools.ShouldAllBe(s => s.Figures.Waiting == 0);
        state.Report.Districts.Single(d => d.Key.Length == 0).Figures.Waiting.ShouldBe(1);
        state.Report.Points.ShouldAllBe(p => p.Waiting == 0);
        state.Report.WaitingNowhere.ShouldBe(1);
        state.Report.Total.Way!.Mean.ShouldBe(new Position(63.4290, 10.3700).KilometresTo(new Position(63.4345, 10.4040)), 1e-9);
    }

    [Fact]
    public async Task E_what_is_given_to_others_hides_what_is_small_and_what_would_tell_it()
    {
        await LoadAsync(string.Join('\n', Enumerable.Range(6, 10).SelectMany(age => new[] { $"Midtbyen;ila;{age};J;12", $"Midtbyen;ila;{age};G;13", $"Østbyen;lade;{age};J;14", $"Østbyen;lade;{age};G;15" })));
        var state = await ReckonAsync(6, 15);
        var lines = OpenReach.Of(state.Report, state.Sites);
        lines.ShouldAllBe(l => !(l.Pupils.Value > 0 && l.Pupils.Value < Suppression.Smallest) && !(l.Waiting.Value > 0 && l.Waiting.Value < Suppression.Smallest) && !(l.NotReached.Value > 0 && l.NotReached.Value < Suppression.Smallest));
        lines.Single(l => l.Table == "total").Pupils.ShouldBe(new OpenFigure(null, true));
        lines.Single(l => l.Table == "district" && l.Key == "Midtbyen").ShouldSatisfyAllConditions(l => l.Pupils.IsHidden.ShouldBeTrue(), l => l.Share.ShouldBeNull(), l => (l.Population.IsHidden || l.NotReached.IsHidden).ShouldBeTrue());
        using var per = await Server.SignInAsync(Server.World.Per);
        (await per.OpenAsync("/rekkevidde/tabeller")).QuerySelector("#tabell-district + div")!.TextContent.ShouldContain(":");
        using var file = await per.GetAsync("/rekkevidde/tabeller?handler=Csv");
        (await file.Content.ReadAsStringAsync()).ShouldContain("Etter bydel;Midtbyen;");
        using var xlsx = await per.GetAsync("/rekkevidde/tabeller?handler=Xlsx");
        xlsx.Content.Headers.ContentType!.MediaType.ShouldBe("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    }

    [Fact]
    public async Task F_a_table_takes_the_place_of_the_year_s_earlier_one_and_can_be_taken_away()
    {
        await LoadAsync("Midtbyen;;8;;50");
        await using var db = Server.Database();
        (await db.Inhabitants.CountAsync(i => i.Year == 2025)).ShouldBe(1);
        using var per = await Server.SignInAsync(Server.World.Per);
        using var removed = await per.SubmitAsync(Page, [], "handler=Remove");
        removed.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await db.Inhabitants.AnyAsync(i => i.Year == 2025)).ShouldBeFalse();
    }

    [Fact]
    public async Task G_others_see_the_newest_table_whatever_year_is_asked_for()
    {
        await LoadAsync("Midtbyen;;8;;50", 2023);
        await LoadAsync("Midtbyen;;8;;60", 2024);
        using var per = await Server.SignInAsync(Server.World.Per);
        (await per.OpenAsync("/rekkevidde/tabeller?ar=2023")).QuerySelector("main")!.TextContent.ShouldContain("ved utgangen av 2024");
        await using var scope = await Server.ActAsAsync(Server.World.Per);
        foreach (var year in new[] { 2023, 2024 }) await scope.ServiceProvider.GetRequiredService<LoadPopulation>().RemoveAsync(year, CancellationToken.None);
    }

    [Fact]
    public async Task H_a_year_to_come_has_no_table_and_two_who_write_one_do_not_wipe_each_other_out()
    {
        using var per = await Server.SignInAsync(Server.World.Per);
        using var other = await Server.SignInAsync(Server.World.Per);
        using var future = await per.SubmitAsync(Page, [new("Year", "2062"), new("Table", "bydel;alder;antall\nMidtbyen;8;1")]);
        future.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        await LoadAsync("Midtbyen;;8;;50", 2024);
        var (first, second) = (await per.OpenAsync(Page + "?ar=2024"), await other.OpenAsync(Page + "?ar=2024"));
        foreach (var remove in first.QuerySelectorAll("main form[action*=Remove]").Concat(second.QuerySelectorAll("main form[action*=Remove]"))) remove.Remove();
        using var saved = await per.SubmitAsync(first, Page, [new("Table", "bydel;alder;antall\nMidtbyen;8;111")]);
        saved.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        using var late = await other.SubmitAsync(second, Page, [new("Table", "bydel;alder;antall\nMidtbyen;8;222")]);
        late.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        await using (var db = Server.Database()) (await db.Inhabitants.Where(i => i.Year == 2024).Select(i => i.Count).ToListAsync()).ShouldBe([111]);
        await using var scope = await Server.ActAsAsync(Server.World.Per);
        await scope.ServiceProvider.GetRequiredService<LoadPopulation>().RemoveAsync(2024, CancellationToken.None);
    }

    private async Task LoadAsync(string lines, int year = 2025)
    {
        await using var scope = await Server.ActAsAsync(Server.World.Per);
        (await scope.ServiceProvider.GetRequiredService<LoadPopulation>().RunAsync(year, Encoding.UTF8.GetBytes("bydel;skole;alder;kjønn;antall\n" + lines), null, CancellationToken.None)).Value.Faults.ShouldBeEmpty();
    }

    private async Task<ReachState> ReckonAsync(int youngest, int oldest)
    {
        await using var scope = await Server.ActAsSystemAsync();
        return await scope.ServiceProvider.GetRequiredService<ReckonReach>().RunAsync(null, youngest, oldest, CancellationToken.None);
    }

    private static string Cells(IElement row) => string.Join(' ', row.QuerySelectorAll("th, td").SelectMany(c => c.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
}

public sealed class ReachTestsOnSqlite(OnSqlite server) : ReachTests(server), IClassFixture<OnSqlite>;

public sealed class ReachTestsOnPostgres(OnPostgres server) : ReachTests(server), IClassFixture<OnPostgres>;
