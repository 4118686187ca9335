using Npgsql;

namespace Samspill.Bench;

/// <summary>Databases of a run's own on the server that SAMSPILL_TEST_POSTGRES names; gone afterwards.</summary>
internal sealed class PostgresDatabases(string server) : IAsyncDisposable
{
    private readonly string name = $"bench{Guid.CreateVersion7():N}";

    /// <summary>The server for tests; null when there is none.</summary>
    public static string? TestServer => Environment.GetEnvironmentVariable("SAMSPILL_TEST_POSTGRES") is { Length: > 0 } named ? named : null;

    public string Connection => $"{server};Database={name}";

    /// <summary>One more, empty.</summary>
    public async Task<string> AddAsync(string suffix)
    {
        await ExecuteAsync($"CREATE DATABASE \"{name}_{suffix}\"");
        return $"{name}_{suffix}";
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await using var connection = new NpgsqlConnection($"{server};Database=postgres");
        await connection.OpenAsync();
        var found = new List<string>();
        await using (var all = await new NpgsqlCommand($"SELECT datname FROM pg_database WHERE datname LIKE '{name}%'", connection).ExecuteReaderAsync())
            while (await all.ReadAsync()) found.Add(all.GetString(0));
        foreach (var database in found) await ExecuteAsync($"DROP DATABASE IF EXISTS \"{database}\" WITH (FORCE)");
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection($"{server};Database=postgres");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
