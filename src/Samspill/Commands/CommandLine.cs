using System.CommandLine;
using Npgsql;
using Samspill.Data;
using Samspill.Host;

namespace Samspill.Commands;

/// <summary>The verbs. Exit codes: 0 done, 1 faults in the data (nothing changed), 2 unreadable, absent or wrong usage.</summary>
public static class CommandLine
{
    public static readonly Option<string> Data = new("--data") { Description = "Folder of keys, files and, without --connection, the databases", DefaultValueFactory = _ => "data", Recursive = true };
    public static readonly Option<string?> Connection = new("--connection") { Description = "PostgreSQL connection string; its Database names the host database (default samspill)", Recursive = true };
    public static readonly Option<string> School = new("--school") { Description = "The school: first segment of its addresses", Required = true };

    public static async Task<int> RunAsync(string[] args)
    {
        if (Connection.Validators.Count == 0) Connection.Validators.Add(given =>
        {
            try { _ = new NpgsqlConnectionStringBuilder(given.GetValueOrDefault<string?>()); }
            catch (ArgumentException wrong) { given.AddError($"--connection: {wrong.Message}"); }
        });
        var root = new RootCommand("Samspill, the open system for culture schools.")
        {
            Data, Connection,
            ServeCommand.Create(), DemoCommand.Create(), SchoolCommand.Create(), ImportCommand.Make(), ExportCommand.Make(), PlaceCommand.Create(), TimetableCommand.Create(), AuditCommand.Create(), ReportCommand.Create(), CouncilCommand.Create(), CouncilCommand.CreateImport(),
        };
        var parsed = root.Parse(args);
        try
        {
            var exit = await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
            return parsed.Errors.Count > 0 ? 2 : exit;
        }
        catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException or NpgsqlException) // a folder or a server that one cannot use
        {
            await Console.Error.WriteLineAsync(unusable.Message);
            return 2;
        }
    }

    /// <summary>Serves a folder as the only program; says so and returns 2 when another one does.</summary>
    public static async Task<int> AloneAsync(Storage storage, Func<Task<int>> serve)
    {
        await using var hold = storage.TryHold();
        if (hold is not null) return await serve();
        await Console.Error.WriteLineAsync($"Another samspill serves {storage.Folder}: stop it, or choose another folder with --data.");
        return 2;
    }

    public static Storage StorageOf(ParseResult parsed) => new(Path.GetFullPath(parsed.GetValue(Data)!), parsed.GetValue(Connection) ?? Environment.GetEnvironmentVariable("SAMSPILL_CONNECTION"));

    /// <summary>Opens the installation's schools and does something with one of them; says so and returns 2 when there is no such school.</summary>
    public static async Task<int> WithSchoolAsync(ParseResult parsed, Func<OpenSchool, Schools, CancellationToken, Task<int>> work, CancellationToken ct)
    {
        var schools = new Schools(StorageOf(parsed), TimeProvider.System);
        await schools.OpenAllAsync(ct);
        var slug = parsed.GetRequiredValue(School);
        if (schools.Find(slug) is { } school) return await work(school, schools, ct);
        await Console.Error.WriteLineAsync($"No school \"{slug}\" here. There are: {string.Join(", ", schools.All.Select(s => s.Slug))}");
        return 2;
    }
}
