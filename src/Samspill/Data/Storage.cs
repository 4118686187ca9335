using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Samspill.Data;

/// <summary>Where the databases are: one file a school in a folder, or one PostgreSQL database a school on a server.</summary>
/// <param name="Folder">Keys, files and, without a connection, the databases.</param>
/// <param name="Connection">A PostgreSQL connection string; its Database names the host database. Null for SQLite.</param>
public sealed record Storage(string Folder, string? Connection)
{
    public bool IsPostgres => Connection is not null;

    /// <summary>The database that knows which schools there are.</summary>
    public string Host => IsPostgres ? new NpgsqlConnectionStringBuilder(Connection) { Database = HostName }.ConnectionString : File("samspill");

    /// <summary>The database of one school.</summary>
    public string School(string slug) => IsPostgres
        ? new NpgsqlConnectionStringBuilder(Connection) { Database = $"{HostName}_{slug}", MaxPoolSize = 20, ConnectionIdleLifetime = 60, MaxAutoPrepare = 200, ApplicationName = "samspill" }.ConnectionString
        : File(slug);

    /// <summary>The SQLite file of a school, or of the host ("samspill").</summary>
    public string FilePath(string name) => Path.Combine(Folder, name + ".db");

    public void Configure(DbContextOptionsBuilder options, string connection)
    {
        if (IsPostgres) options.UseNpgsql(connection);
        else options.UseSqlite(connection).AddInterceptors(SqliteSetup.Instance);
    }

    /// <summary>Holds the folder for the one program that serves it, until it is disposed of or the program ends, however it ends. Null when another holds it.</summary>
    /// <remarks>SQLite's writers take turns inside one program. On PostgreSQL many programs may serve.</remarks>
    /// <exception cref="IOException">The folder cannot be made.</exception>
    public Stream? TryHold()
    {
        if (IsPostgres) return Stream.Null;
        Directory.CreateDirectory(Folder);
        try { return new FileStream(Path.Combine(Folder, "samspill.serving"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose); }
        catch (IOException) { return null; }
    }

    private string HostName => new NpgsqlConnectionStringBuilder(Connection).Database is { Length: > 0 } name ? name : "samspill";

    private string File(string name) => new SqliteConnectionStringBuilder { DataSource = FilePath(name), ForeignKeys = true, DefaultTimeout = 10 }.ConnectionString;
}
