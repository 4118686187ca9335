using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Internal;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Samspill.Data;

/// <summary>Writes many rows at once, past the change tracker: prepared statements on SQLite, COPY on PostgreSQL.</summary>
/// <remarks>Columns and conversions come from the model. No audit entries: whoever uses it notes what it did.</remarks>
internal static class BulkWrite
{
    /// <summary>Inserts the rows of one table in the order given, in the transaction that is open.</summary>
    public static async Task InsertAsync<T>(this SamspillDb db, IReadOnlyCollection<T> rows, CancellationToken ct) where T : class
    {
        if (rows.Count == 0) return;
        var (table, columns) = TableOf<T>(db);
        await InsertAsync(db, table, columns, rows, ct);
    }

    /// <summary>Inserts rows that are values already, as the provider takes them, in the order of the columns.</summary>
    /// <param name="columns">Name, and the kind that PostgreSQL must be told where the value does not tell it (jsonb); else null.</param>
    public static async Task InsertAsync(this SamspillDb db, string table, IReadOnlyList<(string Name, string? Kind)> columns, IReadOnlyCollection<object?[]> rows, CancellationToken ct)
    {
        if (rows.Count > 0) await InsertAsync(db, table, [.. columns.Select((column, i) => new Column(column.Name, false, false, row => ((object?[])row)[i], column.Kind))], rows, ct);
    }

    private static async Task InsertAsync(SamspillDb db, string table, Column[] columns, IEnumerable<object> rows, CancellationToken ct)
    {
        if (db.Database.IsNpgsql())
        {
            await CopyAsync(Postgres(db), table, columns, rows, ct);
            return;
        }
        await using var insert = new Prepared(db, $"INSERT INTO \"{table}\" ({Names(columns)}) VALUES ({string.Join(", ", columns.Select((_, i) => $"@p{i}"))})", columns.Length);
        foreach (var row in rows) await insert.RunAsync(columns.Select(c => c.Of(row)), ct);
    }

    /// <summary>Writes what is other than it was of rows that are in the table, in the transaction that is open. SQLite spares the indexes that nothing changes in.</summary>
    /// <exception cref="DbUpdateConcurrencyException">Somebody else has changed or removed one meanwhile.</exception>
    public static async Task UpdateAsync<T>(this SamspillDb db, IReadOnlyCollection<(T Was, T Is)> rows, CancellationToken ct) where T : class
    {
        if (rows.Count == 0) return;
        var (table, columns) = TableOf<T>(db);
        var written = db.Database.IsNpgsql() ? await ReplaceAsync(Postgres(db), table, columns, rows, ct) : await UpdateEachAsync(db, table, columns, rows, ct);
        if (written != rows.Count) throw new DbUpdateConcurrencyException($"{rows.Count - written} rows of {table} were changed by somebody else.");
    }

    private static async Task<int> UpdateEachAsync<T>(SamspillDb db, string table, Column[] columns, IEnumerable<(T Was, T Is)> rows, CancellationToken ct) where T : class
    {
        Column[] known = [.. columns.Where(c => c.IsKey || c.IsToken)];
        var written = 0;
        foreach (var alike in rows.GroupBy(row => columns.Where(c => !Equals(c.Of(row.Was), c.Of(row.Is))).Aggregate(0L, (mask, c) => mask | 1L << Array.IndexOf(columns, c))))
        {
            Column[] changed = [.. columns.Where((_, i) => (alike.Key & 1L << i) != 0)];
            var set = changed.Length == 0 ? $"\"{known[0].Name}\" = \"{known[0].Name}\"" : string.Join(", ", changed.Select((c, i) => $"\"{c.Name}\" = @p{i}"));
            await using var update = new Prepared(db, $"UPDATE \"{table}\" SET {set} WHERE {string.Join(" AND ", known.Select((c, i) => $"\"{c.Name}\" = @p{changed.Length + i}"))}", changed.Length + known.Length);
            foreach (var row in alike) written += await update.RunAsync(changed.Select(c => c.Of(row.Is)).Concat(known.Select(c => c.Of(row.Was))), ct);
        }
        return written;
    }

    private static async Task<int> ReplaceAsync<T>(NpgsqlConnection connection, string table, Column[] columns, IEnumerable<(T Was, T Is)> rows, CancellationToken ct) where T : class
    {
        Column[] known = [.. columns.Where(c => c.IsKey || c.IsToken)];
        await ExecuteAsync(connection, $"CREATE TEMP TABLE changed ON COMMIT DROP AS SELECT {Names(columns)}, {string.Join(", ", known.Select(c => $"\"{c.Name}\" AS \"{c.Name}-was\""))} FROM \"{table}\" WITH NO DATA", ct);
        Column[] both = [.. columns.Select(c => c with { Of = row => c.Of((((T Was, T Is))row).Is) }), .. known.Select(c => c with { Name = $"{c.Name}-was", Of = row => c.Of((((T Was, T Is))row).Was) })];
        await CopyAsync(connection, "changed", both, rows.Select(row => (object)row), ct);
        var written = await ExecuteAsync(connection, $"""
            UPDATE "{table}" t SET {string.Join(", ", columns.Where(c => !c.IsKey).Select(c => $"\"{c.Name}\" = c.\"{c.Name}\""))}
            FROM changed c WHERE {string.Join(" AND ", known.Select(c => $"t.\"{c.Name}\" = c.\"{c.Name}-was\""))}
            """, ct);
        await ExecuteAsync(connection, "DROP TABLE changed", ct);
        return written;
    }

    private static async Task CopyAsync(NpgsqlConnection connection, string table, Column[] columns, IEnumerable<object> rows, CancellationToken ct)
    {
        await using var copy = await connection.BeginBinaryImportAsync($"COPY \"{table}\" ({Names(columns)}) FROM STDIN (FORMAT BINARY)", ct);
        foreach (var row in rows)
        {
            await copy.StartRowAsync(ct);
            foreach (var column in columns)
            {
                if (column.Of(row) is not { } value) await copy.WriteNullAsync(ct);
                else if (column.Kind is { } kind) await copy.WriteAsync((string)value, kind, ct);
                else await copy.WriteAsync(value, ct);
            }
        }
        await copy.CompleteAsync(ct);
    }

    [SuppressMessage("Security", "CA2100", Justification = "Names of tables and columns, from the model.")]
    private static async Task<int> ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteNonQueryAsync(ct);
    }

    private static NpgsqlConnection Postgres(SamspillDb db) => (NpgsqlConnection)db.Database.GetDbConnection();

    private static (string Table, Column[] Columns) TableOf<T>(SamspillDb db)
    {
        var type = db.Model.FindEntityType(typeof(T))!;
        var table = StoreObjectIdentifier.Create(type, StoreObjectType.Table)!.Value;
        return (table.Name, [.. type.GetProperties().Select(property => Column.From(property, property.GetColumnName(table)!))]);
    }

    private static string Names(IEnumerable<Column> columns) => string.Join(", ", columns.Select(column => $"\"{column.Name}\""));

    /// <summary>One column: its name, and its value of a row as the provider takes it.</summary>
    private sealed record Column(string Name, bool IsKey, bool IsToken, Func<object, object?> Of, string? Kind = null)
    {
        public static Column From(IProperty property, string name)
        {
            var (getter, convert) = (property.GetGetter(), property.GetTypeMapping().Converter?.ConvertToProvider);
            return new(name, property.IsPrimaryKey(), property.IsConcurrencyToken, row => getter.GetClrValue(row) is { } value ? convert is null ? value : convert(value) : null);
        }
    }

    /// <summary>A statement of SQLite that runs once for each row.</summary>
    private sealed class Prepared : IAsyncDisposable
    {
        private readonly DbCommand command;

        [SuppressMessage("Security", "CA2100", Justification = "Names of tables and columns, from the model.")]
        public Prepared(SamspillDb db, string sql, int parameters)
        {
            command = db.Database.GetDbConnection().CreateCommand();
            (command.Transaction, command.CommandText) = (db.Database.CurrentTransaction?.GetDbTransaction(), sql);
            for (var i = 0; i < parameters; i++)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = $"@p{i}";
                command.Parameters.Add(parameter);
            }
            command.Prepare();
        }

        public Task<int> RunAsync(IEnumerable<object?> values, CancellationToken ct)
        {
            var i = 0;
            foreach (var value in values) command.Parameters[i++].Value = value ?? DBNull.Value;
            return command.ExecuteNonQueryAsync(ct);
        }

        public ValueTask DisposeAsync() => command.DisposeAsync();
    }
}
