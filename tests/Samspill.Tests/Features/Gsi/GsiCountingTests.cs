using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.Catalogue;
using Samspill.Domain.Gsi;
using Samspill.Domain.People;
using Samspill.Features.Gsi;
using Samspill.Tests.Cast;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Gsi;

/// <summary>
/// What is counted, on 1 October 2025 and 2026, in a school of which every figure was counted by hand. From before Jonas (2018) has piano and waits for guitar,
/// and Skjult (2017), protected, waits for guitar; Trine teaches 80 %.
/// </summary>
public abstract class GsiCountingTests(TestServer server) : OnDatabase(server)
{
    private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<TestServer, Task<bool>> Made = [];
    private static readonly DateOnly Date = new(2026, 10, 1);

    [Fact]
    public async Task A_every_line_is_what_was_counted_by_hand()
    {
        var report = (await StateAsync(Date)).Document;
        var lines = JsonDocument.Parse(report.ToJson()).RootElement.GetProperty("lines").EnumerateArray().ToDictionary(l => l.GetProperty("line").GetString()!, l => l.GetRawText());
        lines["A1"].ShouldBe("""{"line":"A1","values":{"boys":0,"girls":1,"pupils":1,"waiting":0}}"""); // Ida
        lines["A2"].ShouldBe("""{"line":"A2","values":{"boys":1,"girls":2,"pupils":4,"waiting":3},"remark":"1 elev er verken ført som gutt eller jente."}"""); // Jonas; Mia, Ylva; Xan. Skjult, Kurt, Sol wait
        lines["A3"].ShouldBe("""{"line":"A3","values":{"boys":1,"girls":0,"pupils":1,"waiting":0}}"""); // Odd
        lines["A4"].ShouldBe("""{"line":"A4","values":{"boys":2,"girls":3,"pupils":6,"waiting":3}}""");
        lines["A5"].ShouldBe("""{"line":"A5","values":{"places":3,"waiting":2}}"""); // Jonas, Xan, Odd; Jonas waits for one more, Skjult
        lines["A6"].ShouldBe("""{"line":"A6","values":{"places":0,"waiting":0}}""");
        lines["A8"].ShouldBe("""{"line":"A8","values":{"places":3,"waiting":2}}"""); // Ida, Xan, Ylva; Kurt, Sol
        lines["A10"].ShouldBe("""{"line":"A10","values":{"places":1,"waiting":0}}"""); // Mia, to the day itself
        lines["A11"].ShouldBe("""{"line":"A11","values":{"places":7,"waiting":4}}""");
        lines["A12"].ShouldBe("""{"line":"A12","rows":[],"values":{"pupils":0,"schoolAge":0}}""");
        lines["A13"].ShouldBe("""{"line":"A13","rows":[{"municipality":"5028","pupils":2,"schoolAge":1}],"values":{"pupils":2,"schoolAge":1}}"""); // Odd, Mia
        lines["A14"].ShouldBe("""{"line":"A14","values":{"pupils":1}}"""); // Kurt: Jonas's course ended in July
        lines["B8"].ShouldBe("""{"line":"B8","values":{"hours":0}}""");
        lines["C4"].ShouldBe("""{"line":"C4","values":{"percent":80}}""");
        lines["C13"].ShouldBe("""{"line":"C13","values":{"percent":80,"refunded":0}}""");
        lines.Keys.ShouldBe([.. Enumerable.Range(1, 14).Select(i => $"A{i}"), .. Enumerable.Range(1, 11).Select(i => $"B{i}"), .. Enumerable.Range(1, 10).Select(i => $"C{i}"), "C12", "C13"]);
        (report.Form, report.Date).ShouldBe(("GSI23", Date));
    }

    [Fact]
    public async Task B_another_day_is_another_count()
    {
        var may = (await StateAsync(new(2026, 5, 15))).Report;
        (may["A8", "waiting"], may["A5", "places"]).ShouldBe((2L, 2L)); // Kurt waits for dance, and Tim did to June; Jonas and Sol have piano
        (await StateAsync(new(2026, 6, 5))).Report["A8", "waiting"].ShouldBe(1);
        (await StateAsync(new(2026, 10, 2))).Report["A10", "places"].ShouldBe(0); // Mia's ended the day before
        (await StateAsync(new(2026, 7, 31))).Report["A14", "pupils"].ShouldBe(1); // Jonas, in the school year before
        (await StateAsync(new(2027, 1, 1))).Report["A1", "pupils"].ShouldBe(0); // Ida turns 6 in 2027
    }

    [Fact]
    public async Task C_the_list_behind_a_figure_names_all_but_the_protected()
    {
        await SchoolAsync();
        using var per = await Server.SignInAsync(Server.World.Per);
        var page = await per.OpenAsync("/gsi/liste?dato=2026-10-01&linje=A2&kolonne=waiting");
        page.QuerySelectorAll("tbody tr").Length.ShouldBe(3);
        var text = page.QuerySelector("main")!.TextContent;
        text.ShouldContain("Kurt Gsi");
        text.ShouldNotContain("Skjult");
        using var vera = await Server.SignInAsync(Server.World.Vera);
        (await vera.OpenAsync("/gsi/liste?dato=2026-10-01&linje=A2&kolonne=waiting")).QuerySelector("main")!.TextContent.ShouldContain("Skjult");
        foreach (var (line, column, rows) in new[] { ("A5", "places", 3), ("A8", "waiting", 2), ("A13", "schoolAge", 1), ("A13", "pupils", 2), ("A14", "pupils", 1), ("A2", "girls", 2), ("A2", "pupils", 4), ("C4", "percent", 1), ("A4", "pupils", 6), ("A4", "waiting", 3), ("A11", "places", 7), ("A11", "waiting", 4) })
            (await per.OpenAsync($"/gsi/liste?dato=2026-10-01&linje={line}&kolonne={column}")).QuerySelectorAll("tbody tr").Length.ShouldBe(rows, $"{line} {column}");
        foreach (var wrong in new[] { "linje=C13&kolonne=percent", "linje=X1", "linje=A1&kolonne=hours" })
        {
            using var answer = await per.GetAsync($"/gsi/liste?{wrong}");
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, wrong);
        }
        using var file = await per.GetAsync("/gsi/liste?dato=2026-10-01&linje=A5&kolonne=places&handler=Xlsx");
        file.Content.Headers.ContentType!.MediaType.ShouldBe("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    }

    [Fact]
    public async Task D_the_page_and_the_command_give_the_same_file()
    {
        await SchoolAsync();
        using var per = await Server.SignInAsync(Server.World.Per);
        using var answer = await per.GetAsync("/gsi?handler=File&som=json&dato=2026-10-01");
        var json = await answer.Content.ReadAsStringAsync();
        var (exit, output) = await RunAsync("--date", "2026-10-01", "--format", "json");
        (exit, output).ShouldBe((0, json));
        output.ShouldStartWith("""{"form":"GSI23","date":"2026-10-01","lines":[{"line":"A1",""");
        (await RunAsync("--date", "2026-10-01", "--format", "csv")).Output.ShouldContain("A13;Elever fra andre kommuner ellers;5028;;;2;1;;;;;;");
        (await RunAsync("--date", "2026-10-01", "--format", "xlsx")).Output.ShouldStartWith("PK");
        (await RunAsync("--date", "1. oktober")).Exit.ShouldBe(2);
        (await RunAsync("--date", "2026-10-01", "--format", "pdf")).Exit.ShouldBe(2);
    }

    [Fact]
    public async Task E_the_difference_from_what_was_delivered_adds_up_line_by_line()
    {
        var before = await StateAsync(new(2025, 10, 1));
        await using var db = Server.Database();
        db.GsiDeliveries.Add(new GsiDelivery(GsiDeliveryId.New(), 2025, 1, "GSI23", new(2025, 10, 1), before.Document.ToJson(), null, "Marit", Server.Clock.GetUtcNow()));
        await db.SaveChangesAsync();
        var state = await StateAsync(Date);
        var differences = (await db.GsiDifferencesAsync(state, CancellationToken.None)).ToDictionary(d => d.Line.Line, d => (d.Delivered, d.Came, d.Left, d.MovedIn, d.MovedOut, d.Registered, d.Now));
        differences["A1"].ShouldBe((1L, 1L, 0L, 0L, 1L, 0L, 1L)); // Ylva grew out of it, Ida came
        differences["A2"].ShouldBe((2L, 2L, 1L, 1L, 0L, 0L, 4L)); // Sol left, Mia and Xan came
        differences["A5"].ShouldBe((2L, 2L, 1L, 0L, 0L, 0L, 3L));
        differences["A8"].ShouldBe((1L, 2L, 0L, 0L, 0L, 0L, 3L));
        state.Open.Select(c => $"{c.Code} {c.Line}").ShouldContain("change A2");
        using var per = await Server.SignInAsync(Server.World.Per);
        (await per.OpenAsync("/gsi?dato=2026-10-01")).QuerySelector("#endring-stage").ShouldNotBeNull();
    }

    private async Task<GsiState> StateAsync(DateOnly date)
    {
        await SchoolAsync();
        await using var scope = await Server.ActAsSystemAsync();
        return await scope.ServiceProvider.GetRequiredService<ReckonGsi>().RunAsync(date, CancellationToken.None);
    }

    private Task<bool> SchoolAsync() => Made.GetValue(Server, MakeAsync);

    private static async Task<bool> MakeAsync(TestServer server)
    {
        await using var db = server.Database();
        var (world, today) = (server.World, new DateOnly(2026, 6, 5));
        var (dance, circus, brief) = (Add(db, world, "dans", Discipline.Dance, TeachingForm.Group), Add(db, world, "sirkus-gsi", Discipline.Circus, TeachingForm.Group), Add(db, world, "kurs", Discipline.Music, TeachingForm.ShortCourse));
        var (ida, xan, odd, mia) = (Add(db, "Ida", new(2021, 6, 1), Sex.F), Add(db, "Xan", new(2015, 6, 1), Sex.X), Add(db, "Odd", new(2010, 12, 31), Sex.M, "5028"), Add(db, "Mia", new(2011, 1, 1), Sex.F, "5028"));
        var (sol, tim, kurt, ylva) = (Add(db, "Sol", new(2014, 6, 1), Sex.F), Add(db, "Tim", new(2014, 6, 1), Sex.M), Add(db, "Kurt", new(2016, 6, 1), Sex.M), Add(db, "Ylva", new(2020, 5, 5), Sex.F));
        await db.SaveChangesAsync();
        var autumn = new DateOnly(2026, 8, 20);
        foreach (var (pupil, course, from, to) in new (PersonId, CourseId, DateOnly, DateOnly?)[]
        {
            (ida, dance, autumn, null), (xan, world.Piano, autumn, null), (xan, dance, autumn, null), (odd, world.Piano, autumn, null), (mia, circus, autumn, new(2026, 10, 1)),
            (sol, world.Piano, new(2025, 8, 20), new(2026, 9, 30)), (tim, world.Piano, new(2026, 10, 2), null), (ylva, dance, new(2025, 8, 20), null),
            (kurt, brief, new(2026, 9, 1), new(2026, 9, 30)), (world.Jonas, brief, new(2026, 7, 1), new(2026, 7, 31)),
        })
            db.Places.Add(new Place(PlaceId.New(), pupil, course, from, to, null, null, today));
        Wish(db, kurt, dance, new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero));
        Wish(db, kurt, brief, new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero));
        Wish(db, sol, dance, new(2026, 10, 1, 23, 30, 0, TimeSpan.FromHours(2)));
        Wish(db, tim, circus, new(2026, 10, 2, 0, 0, 0, TimeSpan.FromHours(2)));
        Wish(db, tim, dance, new(2026, 5, 1, 8, 0, 0, TimeSpan.Zero)).Withdraw(new(2026, 6, 1, 8, 0, 0, TimeSpan.Zero)).Refused(out _).ShouldBeFalse();
        await db.SaveChangesAsync();
        return true;
    }

    private static CourseId Add(SamspillDb db, World world, string code, Discipline discipline, TeachingForm form)
    {
        var course = new Course(CourseId.New(), code);
        course.Record(new CourseFacts(code, discipline, null, Programme.Breadth, form, [world.Ila], 50, 0, null, null, 45, 36, null, "")).Refused(out _).ShouldBeFalse();
        course.Publish().Refused(out _).ShouldBeFalse();
        db.Courses.Add(course);
        return course.Id;
    }

    private static PersonId Add(SamspillDb db, string name, DateOnly born, Sex sex, string municipality = "5001")
    {
        var person = new Person(PersonId.New(), name, "Gsi");
        person.RecordPupil("gsi-" + name.ToLowerInvariant(), new PupilFacts(born, sex, null, null, municipality, null, "nb", Protection.None, ""));
        db.People.Add(person);
        return person.Id;
    }

    private static Application Wish(SamspillDb db, PersonId pupil, CourseId course, DateTimeOffset at)
    {
        var wish = new Application(ApplicationId.New(), $"gsi-{pupil.Value:N}-{course.Value:N}", pupil, course, null, 1, 1, at, "");
        db.Applications.Add(wish);
        return wish;
    }

    /// <summary>The command as an operator gives it, in a process of its own.</summary>
    private async Task<(int Exit, string Output)> RunAsync(params string[] arguments)
    {
        var storage = Server.Schools.Storage;
        string[] all = [Path.Combine(AppContext.BaseDirectory, "samspill.dll"), "report", "gsi", "--school", World.School, .. arguments, "--data", storage.Folder, .. storage.Connection is { } connection ? ["--connection", connection] : Array.Empty<string>()];
        using var process = Process.Start(new ProcessStartInfo("dotnet", all) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        await error;
        return (process.ExitCode, await output);
    }
}

public sealed class GsiCountingTestsOnSqlite(OnSqlite server) : GsiCountingTests(server), IClassFixture<OnSqlite>;

public sealed class GsiCountingTestsOnPostgres(OnPostgres server) : GsiCountingTests(server), IClassFixture<OnPostgres>;
