using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.School;
using Samspill.Domain.Shared;
using Samspill.Domain.Timetables;
using Samspill.Host;

namespace Samspill.Bench;

/// <summary>The week and the day at the demo's size of Trondheim: the board, a drag, publishing, a teacher's day and a guardian's calendar, with one year of lessons and with ten.</summary>
internal static partial class TeachingBench
{
    private const int Rounds = 100, Years = 9;
    private const string School = "trondheim", Weeks = "/trondheim/timeplan";

    public static async Task RunAsync(TextWriter output, Sizes sizes)
    {
        output.WriteLine(Machine.Line());
        var program = sizes.Word("--program", "") is { Length: > 0 } built ? built : Published.Program(output);
        if (sizes.On is "sqlite" or "both") await OnAsync(output, program, "SQLite", null);
        if (sizes.On is "postgresql" or "both")
        {
            await using var databases = PostgresDatabases.TestServer is { } server ? new PostgresDatabases(server) : throw new InvalidOperationException("SAMSPILL_TEST_POSTGRES names no server");
            await OnAsync(output, program, "PostgreSQL", databases.Connection);
        }
    }

    private static async Task OnAsync(TextWriter output, string program, string engine, string? connection)
    {
        using var folder = new TempFolder();
        string feed;
        (double Day, double Feed) one, ten;
        using (var running = await RunningProgram.StartDemoAsync(program, folder.Path, connection, "/trondheim"))
        {
            Line(output, $"{engine}: the demo's first page {running.SecondsToFirstPage:0.0} s after a fresh start, {running.ProcessorSeconds:0.0} s of processor (target 15 s)");
            await FilledDemo.WaitAsync(new Storage(folder.Path, connection));
            using var office = await Person.SignInAsync(running.Address, "Kontor");
            using var guardian = await Person.SignInAsync(running.Address, "Foresatt");
            await BoardAsync(output, office);
            feed = await FeedAsync(guardian);
            one = await DayAsync(running);
            await PublishAsync(output, office, new Storage(folder.Path, connection));
        }
        var added = await AddYearsAsync(output, new Storage(folder.Path, connection));
        using (var again = await RunningProgram.StartDemoAsync(program, folder.Path, connection, "/trondheim")) ten = await DayAsync(again);
        Line(output, $"{engine}: a teacher's day p95 {one.Day:0.0} ms (target 15), a guardian's calendar p95 {one.Feed:0.0} ms (target 20); with {added} lessons more {ten.Day:0.0} and {ten.Feed:0.0} ms (target at most twice)");

        async Task<(double, double)> DayAsync(RunningProgram running)
        {
            using var teacher = await Person.SignInAsync(running.Address, "Lærer");
            using var nobody = Person.Nobody(running.Address);
            var today = Oslo.Today(TimeProvider.System);
            var busy = today.AddDays(-(((int)today.DayOfWeek + 6) % 7) - 6); // last week's Tuesday
            var days = await TimesAsync(() => teacher.ReadAsync($"/trondheim/i-dag?dag={busy:yyyy-MM-dd}"));
            var nothing = await TimesAsync(() => nobody.ReadAsync("/health/live"));
            var feeds = await TimesAsync(() => nobody.ReadAsync(feed));
            Line(output, $"  a teacher's day p50 {days.P50:0.0}, p95 {days.P95:0.0} ms; a guardian's calendar p50 {feeds.P50:0.0}, p95 {feeds.P95:0.0} ms; an endpoint that does nothing p50 {nothing.P50:0.0}, p95 {nothing.P95:0.0} ms");
            return (days.P95, feeds.P95);
        }
    }

    /// <summary>A draft's Monday, page and lessons, and drags on it to where the program says that it works.</summary>
    private static async Task BoardAsync(TextWriter output, Person office)
    {
        var published = await office.FindAsync(Weeks, Weeks + "/");
        var draft = await office.SendAsync(Weeks, "?handler=Kopier", [new("Plan", published[(published.LastIndexOf('/') + 1)..])]);
        const string Monday = "vis=dag&dag=mon";
        var page = await TimesAsync(() => office.ReadAsync($"{draft}?{Monday}"));
        var lessons = await TimesAsync(() => office.ReadAsync($"{draft}?handler=Timer&{Monday}"));
        using var all = JsonDocument.Parse(await office.ReadAsync($"{draft}?handler=Timer&{Monday}"));
        var ids = all.RootElement.GetProperty("lessons").EnumerateArray().Select(l => (Id: l.GetProperty("id").GetString()!, Version: l.GetProperty("version").GetInt32())).ToList();
        Line(output, $"  the whole school's Monday, {ids.Count} lessons: page p50 {page.P50:0}, p95 {page.P95:0} ms, lessons p50 {lessons.P50:0}, p95 {lessons.P95:0} ms (target, drawn in all: 1000)");

        var (shading, moving) = (new List<double>(), new List<double>());
        var token = await office.TokenAsync(draft);
        foreach (var (id, version) in ids.Take(60))
        {
            var clock = Stopwatch.GetTimestamp();
            using var places = JsonDocument.Parse(await office.ReadAsync($"{draft}?handler=Forslag&time={id}"));
            shading.Add(Stopwatch.GetElapsedTime(clock).TotalMilliseconds);
            if (places.RootElement.GetArrayLength() == 0) continue;
            var to = places.RootElement[0];
            clock = Stopwatch.GetTimestamp();
            await office.AskAsync($"{draft}?handler=Flytt&{Monday}", token,
                [new("Group", id), new("Seen", version.ToString(CultureInfo.InvariantCulture)), new("Day", to.GetProperty("day").GetString()!), new("Start", to.GetProperty("start").GetString()!), new("Room", to.GetProperty("room").GetString()!), new("Teacher", to.GetProperty("teacher").GetString()!)]);
            moving.Add(Stopwatch.GetElapsedTime(clock).TotalMilliseconds);
        }
        // The first lays the week out.
        Line(output, $"  a drag: first answer {shading[0]:0} ms; where it works {Words(shading[1..])}; the move {Words(moving)} (target 100)");
    }

    /// <summary>A week in which every lesson comes five minutes later, published: all are told.</summary>
    private static async Task PublishAsync(TextWriter output, Person office, Storage storage)
    {
        var published = await office.FindAsync(Weeks, Weeks + "/");
        var draft = await office.SendAsync(Weeks, "?handler=Kopier", [new("Plan", published[(published.LastIndexOf('/') + 1)..])]);
        var plan = draft[(draft.LastIndexOf('/') + 1)..];
        var schools = new Schools(storage, TimeProvider.System);
        await schools.OpenAllAsync(CancellationToken.None);
        await using (var db = schools.Find(School)!.Database(Actor.System, TimeProvider.System))
        {
            db.AuditRows = false;
            foreach (var lesson in await db.PlannedLessons.Where(l => l.Plan == new WeekPlanId(Guid.Parse(plan))).ToListAsync()) lesson.Move(lesson.Day, lesson.Start.AddMinutes(5), lesson.Minutes, lesson.Room, lesson.Teacher, "");
            await db.SaveChangesAsync();
        }
        var version = Regex.Match(await office.ReadAsync(Weeks), $"name=\"Plan\" value=\"{plan}\"><input type=\"hidden\" name=\"Version\" value=\"([0-9]+)\"", RegexOptions.NonBacktracking).Groups[1].Value;
        var from = Oslo.Today(TimeProvider.System).AddDays(1);
        var token = await office.TokenAsync(Weeks);
        var clock = Stopwatch.GetTimestamp();
        await office.AskAsync($"{Weeks}?handler=Publiser", token, [new("Plan", plan), new("Version", version), new("From", from.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))]);
        var seconds = Stopwatch.GetElapsedTime(clock).TotalSeconds;
        var said = Regex.Match(await office.ReadAsync(Weeks), "Uka er publisert[^<]*", RegexOptions.NonBacktracking).Value;
        Line(output, $"  publishing: {seconds:0.0} s (target 5). {said}");
    }

    /// <summary>The address of all a guardian's children.</summary>
    private static async Task<string> FeedAsync(Person guardian)
    {
        const string Page = "/trondheim/profil/kalender";
        var wanted = Wanted().Match(await guardian.ReadAsync(Page)).Groups[1].Value;
        await guardian.SendAsync(Page, "?handler=Make", [new("Wanted", wanted)]);
        return Address().Match(await guardian.ReadAsync(Page)).Value;
    }

    /// <summary>The published week on the days of nine years that have been.</summary>
    private static async Task<int> AddYearsAsync(TextWriter output, Storage storage)
    {
        var schools = new Schools(storage, TimeProvider.System);
        await schools.OpenAllAsync(CancellationToken.None);
        await using var db = schools.Find(School)!.Database(Actor.System, TimeProvider.System);
        var week = await db.PlannedLessons.AsNoTracking().Where(l => db.WeekPlans.Any(p => p.Id == l.Plan && p.State == PlanState.Published)).ToListAsync();
        var current = await db.SchoolYears.Include(y => y.Terms).OrderBy(y => y.Start).FirstAsync();
        var (added, longest) = (0, TimeSpan.Zero);
        for (var back = 1; back <= Years; back++)
        {
            var year = new SchoolYear(current.Start - back);
            foreach (var term in current.Terms) _ = year.AddTerm(term.Name, term.From.AddYears(-back), term.To.AddYears(-back)).Value;
            var clock = Stopwatch.StartNew();
            await using var work = await db.BeginAsync(CancellationToken.None);
            var lessons = DatedWeek.Of(week, year, new DateOnly(year.Start, 8, 1), TimeProvider.System.GetUtcNow()).ToList();
            await db.InsertAsync(lessons, CancellationToken.None);
            await work.CommitAsync(CancellationToken.None);
            if (clock.Elapsed > longest) longest = clock.Elapsed;
            added += lessons.Count;
        }
        Line(output, $"  a week of {week.Count} lessons onto a year, {added / Years} lessons: at most {longest.TotalSeconds:0.0} s (target 10)");
        return added;
    }

    private static async Task<(double P50, double P95)> TimesAsync(Func<Task<string>> ask)
    {
        var times = new double[Rounds];
        for (var i = -200; i < Rounds; i++) // the first ones are for the compiler
        {
            var clock = Stopwatch.GetTimestamp();
            await ask();
            if (i >= 0) times[i] = Stopwatch.GetElapsedTime(clock).TotalMilliseconds;
        }
        Array.Sort(times);
        return (times[Rounds / 2], times[Rounds * 95 / 100]);
    }

    private static string Words(List<double> times)
    {
        times.Sort();
        return string.Create(CultureInfo.InvariantCulture, $"p50 {times[times.Count / 2]:0}, p95 {times[times.Count * 95 / 100]:0} ms");
    }

    private static void Line(TextWriter output, FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    [GeneratedRegex("value=\"((?:Guardian|Pupil):[0-9a-f-]{36})\"")]
    private static partial Regex Wanted();

    [GeneratedRegex("/trondheim/kalender/[^\"<]+\\.ics")]
    private static partial Regex Address();
}
