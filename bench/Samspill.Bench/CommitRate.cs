using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Samspill.Bench;

/// <summary>How many small transactions the database under the program commits in a second on this machine, now: what a figure of the program's must be read against.</summary>
internal static partial class CommitRate
{
    private const int Seconds = 8;

    /// <summary>pgbench's simple update, 8 clients; null when there is no pgbench.</summary>
    public static async Task<double?> OfPostgresAsync(string connection, string database)
    {
        var at = new NpgsqlConnectionStringBuilder(connection);
        var pgbench = new[] { "/usr/lib/postgresql/17/bin/pgbench", "/usr/lib/postgresql/16/bin/pgbench", "/usr/lib/postgresql/15/bin/pgbench", "/usr/bin/pgbench" }.FirstOrDefault(File.Exists);
        if (pgbench is null) return null;
        string[] to = ["-h", at.Host!, "-p", at.Port.ToString(CultureInfo.InvariantCulture), "-U", at.Username!];
        await RunAsync(pgbench, [.. to, "-i", "-q", "-s", "5", database], at.Password);
        var said = await RunAsync(pgbench, [.. to, "-N", "-n", "-c", "8", "-j", "2", "-T", $"{Seconds}", database], at.Password);
        return Tps().Match(said) is { Success: true } tps ? double.Parse(tps.Groups[1].Value, CultureInfo.InvariantCulture) : null;
    }

    /// <summary>One writer, a row a transaction, WAL and synchronous=FULL as the program has it.</summary>
    public static double OfSqlite(string folder)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "commits.db")};Pooling=False");
        connection.Open();
        void Do(string sql)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }
        Do("PRAGMA journal_mode=WAL");
        Do("PRAGMA synchronous=FULL");
        Do("CREATE TABLE t (id INTEGER PRIMARY KEY, text TEXT)");
        var (commits, clock) = (0, Stopwatch.StartNew());
        for (; clock.Elapsed.TotalSeconds < Seconds; commits++) Do("INSERT INTO t (text) VALUES ('en rad på noen titall tegn, som en kvittering')");
        return commits / clock.Elapsed.TotalSeconds;
    }

    private static async Task<string> RunAsync(string program, string[] arguments, string? password)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        if (password is not null) start.Environment["PGPASSWORD"] = password;
        using var process = Process.Start(start)!;
        var (said, faults) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? await said : throw new InvalidOperationException($"{program}: {await faults}");
    }

    [GeneratedRegex(@"tps = ([0-9.]+)")]
    private static partial Regex Tps();
}
