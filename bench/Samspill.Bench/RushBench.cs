using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;

namespace Samspill.Bench;

/// <summary>The opening day: many families make the whole journey at once, half of them in the first fifth of the time. The arrivals do not wait for the answers.</summary>
internal static class RushBench
{
    /// <returns>0 when every acknowledged application is stored once and nothing answered 5xx; 1 when not; 2 when nothing can be said.</returns>
    public static async Task<int> RunAsync(TextWriter output, Sizes sizes)
    {
        var (size, seconds) = (sizes.Of("--size", 10_000), sizes.Of("--seconds", 300));
        output.WriteLine(Machine.Line());
        var program = sizes.Word("--program", "") is { Length: > 0 } built ? built : Published.Program(output);
        var (ran, bad) = (0, 0);
        if (sizes.On is "both" or "sqlite")
        {
            using var folder = new TempFolder();
            ran++;
            if (!await OnAsync(output, program, "SQLite", folder.Path, null, size, seconds, () => Task.FromResult<double?>(CommitRate.OfSqlite(folder.Path)), "one writer")) bad++;
        }
        if (sizes.On is "both" or "postgresql")
        {
            if (PostgresDatabases.TestServer is { } server)
            {
                using var folder = new TempFolder();
                await using var databases = new PostgresDatabases(server);
                ran++;
                if (!await OnAsync(output, program, "PostgreSQL", folder.Path, databases.Connection, size, seconds, async () => await CommitRate.OfPostgresAsync(server, await databases.AddAsync("pgbench")), "pgbench -N, 8 clients")) bad++;
            }
            else output.WriteLine("PostgreSQL: SAMSPILL_TEST_POSTGRES names no server, left out");
        }
        return ran == 0 ? 2 : bad == 0 ? 0 : 1;
    }

    private static async Task<bool> OnAsync(TextWriter output, string program, string engine, string folder, string? connection, int size, int seconds, Func<Task<double?>> commits, string by)
    {
        var made = Stopwatch.StartNew();
        var school = await CrowdedSchool.MakeAsync(new Storage(folder, connection), size, cookies: true);
        Line(output, $"{engine}: {size} families made in {made.Elapsed.TotalSeconds:0} s (not part of any figure)");
        var rate = await commits();
        Travelled[] went;
        TimeSpan took;
        using (var running = await RunningProgram.StartServeAsync(program, folder, connection, RunningProgram.FreePort()))
        {
            // Each family has a browser of its own: none waits for another's connection, and each waits for a page as long as browsers do.
            using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(60) }) { Timeout = TimeSpan.FromMinutes(5) };
            await new Journey(http, $"{running.Address}{CrowdedSchool.Slug}", school.Families[^1], CrowdedSchool.CourseCode(0)).GoAsync(Stopwatch.GetTimestamp()); // the first is not any family's
            var (clock, before) = (Stopwatch.StartNew(), running.Processor);
            went = await Task.WhenAll(school.Families.SkipLast(1).Select(async (family, i) =>
            {
                var meant = Arrival(i, size, seconds);
                if (meant - clock.Elapsed is { Ticks: > 0 } wait) await Task.Delay(wait);
                return await new Journey(http, $"{running.Address}{CrowdedSchool.Slug}", family, CrowdedSchool.CourseCode(i)).GoAsync(Stopwatch.GetTimestamp() - (long)((clock.Elapsed - meant).TotalSeconds * Stopwatch.Frequency));
            }));
            took = clock.Elapsed;
            var (_, most) = running.Memory;
            Line(output, $"{engine}: program's resident memory at most {most:0} MB, processor {(running.Processor - before) * 1000 / went.Length:0.0} ms a journey of eight requests");
        }
        return await TellAsync(output, engine, school, went, took, rate, by);
    }

    /// <summary>Half in the first fifth of the time, the rest evenly after it.</summary>
    private static TimeSpan Arrival(int number, int size, int seconds) => TimeSpan.FromSeconds(number < size / 2
        ? number * (seconds / 5.0) / Math.Max(1, size / 2)
        : seconds / 5.0 + (number - size / 2) * (seconds * 4 / 5.0) / Math.Max(1, size - size / 2));

    private static async Task<bool> TellAsync(TextWriter output, string engine, CrowdedSchool school, Travelled[] went, TimeSpan took, double? rate, string by)
    {
        var acknowledged = went.Select(t => t.Receipt).OfType<string>().ToList();
        var stored = (await school.LookAsync(db => db.Submissions.Select(s => s.Receipt).ToListAsync())).ToHashSet();
        var twice = await school.LookAsync(db => db.Applications.GroupBy(a => new { a.Pupil, a.Course }).CountAsync(g => g.Count() > 1));
        var (lost, serverFaults) = (acknowledged.Count(r => !stored.Contains(r)), went.Sum(t => t.ServerFaults));
        foreach (var fault in went.Select(t => t.Fault).OfType<string>().GroupBy(f => f).OrderByDescending(g => g.Count()).Take(5)) Line(output, $"{engine}: {fault.Count()} journeys ended with: {fault.Key}");
        if (acknowledged.Count == 0)
        {
            Line(output, $"rush {engine}: VOID, nothing was acknowledged");
            return false;
        }
        var submits = went.Where(t => t.Receipt is not null).Select(t => t.Submit).Order().ToArray();
        var wholes = went.Select(t => t.Whole).Order().ToArray();
        Line(output, $"{engine}: {went.Length} journeys in {took.TotalSeconds:0} s; whole journey from the moment it was meant to begin, ms: p50 {At(wholes, .5):0}, p95 {At(wholes, .95):0}, p99 {At(wholes, .99):0}");
        Line(output, $"{engine}: {(rate is { } commits ? string.Create(CultureInfo.InvariantCulture, $"{commits:0}") : "unknown")} commits a second by the database alone just before ({by}); loader, program and database share the machine");
        var fine = lost == 0 && twice == 0 && serverFaults == 0 && acknowledged.Count == went.Length;
        Line(output, $"rush {engine}: {acknowledged.Count} of {went.Length} acknowledged, lost {lost}, double {twice}, 5xx {serverFaults}, submit p50 {At(submits, .5):0} p95 {At(submits, .95):0} p99 {At(submits, .99):0} ms (target p99 1000)");
        return fine;
    }

    private static double At(double[] sorted, double share) => sorted[(int)Math.Min(sorted.Length - 1, sorted.Length * share)];

    private static void Line(TextWriter output, FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
