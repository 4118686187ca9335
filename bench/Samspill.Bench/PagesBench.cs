using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Samspill.Bench;

/// <summary>How long the main pages take at the demo's size of Trondheim, asked one at a time over one connection, beside an endpoint that does nothing.</summary>
internal static class PagesBench
{
    private const int Rounds = 200;
    private const string Nothing = "/health/live";

    public static async Task RunAsync(TextWriter output)
    {
        output.WriteLine(Machine.Line());
        var program = Published.Program(output);
        var worst = await OnAsync(output, program, "SQLite", null);
        if (Environment.GetEnvironmentVariable("SAMSPILL_TEST_POSTGRES") is { Length: > 0 } postgres)
        {
            var database = $"bench{Guid.CreateVersion7():N}";
            try { worst = Math.Max(worst, await OnAsync(output, program, "PostgreSQL", $"{postgres};Database={database}")); }
            finally { await DropAsync(postgres, database); }
        }
        else output.WriteLine("PostgreSQL: SAMSPILL_TEST_POSTGRES names no server, left out");
        Line(output, $"pages: slowest page's p95 {worst:0.0} ms (target 20)");
    }

    private static async Task<double> OnAsync(TextWriter output, string program, string engine, string? connection)
    {
        using var folder = new TempFolder();
        using var running = await RunningProgram.StartDemoAsync(program, folder.Path, connection, "/trondheim");
        using var nobody = Person.Nobody(running.Address);
        using var guardian = await Person.SignInAsync(running.Address, "Foresatt");
        using var office = await Person.SignInAsync(running.Address, "Kontor");
        (Person Who, string Path)[] pages =
        [
            (nobody, Nothing),
            (nobody, "/trondheim"),
            (nobody, "/trondheim/tilbud"),
            (nobody, "/trondheim/tilbud?alder=9"),
            (nobody, await nobody.FindAsync("/trondheim/tilbud", "/trondheim/tilbud/")),
            (guardian, "/trondheim/min-side"),
            (guardian, "/trondheim/sok/barn"),
            (office, "/trondheim/kontor"),
            (office, "/trondheim/personer"),
            (office, "/trondheim/personer?q=jon"),
            (office, await office.FindAsync("/trondheim/personer", "/trondheim/personer/")),
            (office, "/trondheim/katalog"),
            (office, "/trondheim/opptak"),
            (office, await office.FindAsync("/trondheim/opptak", "/trondheim/opptak/", Person.Id)),
            (office, await office.FindAsync("/trondheim/kontor", "/trondheim/ko/")),
            (office, "/trondheim/meldingslogg"),
        ];
        // In turn, so that whatever else the machine does meets all of them.
        var times = pages.Select(_ => new double[Rounds]).ToArray();
        var bytes = new int[pages.Length];
        for (var round = -30; round < Rounds; round++)
        {
            for (var i = 0; i < pages.Length; i++)
            {
                var clock = Stopwatch.GetTimestamp();
                bytes[i] = (await pages[i].Who.ReadAsync(pages[i].Path)).Length;
                if (round >= 0) times[i][round] = Stopwatch.GetElapsedTime(clock).TotalMilliseconds;
            }
        }
        foreach (var of in times) Array.Sort(of);
        Line(output, $"{engine + ", seed of the demo, ms",-52} {"p50",7} {"p95",7} {"p99",7} {"x nothing",10} {"KB",6}");
        for (var i = 0; i < pages.Length; i++)
            Line(output, $"{Shown(pages[i].Path),-52} {At(times[i], .5),7:0.0} {At(times[i], .95),7:0.0} {At(times[i], .99),7:0.0} {At(times[i], .5) / At(times[0], .5),10:0.0} {bytes[i] / 1024.0,6:0.0}");
        var (now, most) = running.Memory;
        Line(output, $"resident after {(Rounds + 30) * pages.Length} pages: {now:0} MB, at most {most:0} MB");
        return times.Skip(1).Max(of => At(of, .95));
    }

    private static string Shown(string path) => path.Length > 52 ? path[..51] + "…" : path;

    private static double At(double[] sorted, double share) => sorted[(int)Math.Min(sorted.Length - 1, sorted.Length * share)];

    private static async Task DropAsync(string server, string database)
    {
        NpgsqlConnection.ClearAllPools();
        await using var connection = new NpgsqlConnection($"{server};Database=postgres");
        await connection.OpenAsync();
        foreach (var name in new[] { database, $"{database}_trondheim", $"{database}_klabu" })
            await new NpgsqlCommand($"DROP DATABASE IF EXISTS \"{name}\" WITH (FORCE)", connection).ExecuteNonQueryAsync();
    }

    private static void Line(TextWriter output, FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
