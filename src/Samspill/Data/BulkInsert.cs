using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Internal;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Samspill.Data;

/// <summary>Inserts many new rows at once, past the change tracker: one prepared statement on SQLite, COPY on PostgreSQL.</summary>
/// <remarks>Columns and conversions come from the model. No audit entries: whoever uses it notes what it did.</remarks>
internal static class BulkInsert
{
    /// <summary>Inserts the rows of one table in the order given, in the transaction that is open.</summary>
    public static async Task InsertAsync<T>(this SamspillDb db, IReadOnlyCollection<T> rows, CancellationToken ct) where T : class
    {
        if (rows.Count == 0) return;
        var type = db.Model.FindEntityType(typeof(T))!;
        var table = StoreObjectIdentifier.Create(type, StoreObjectType.Table)!.Value;
        await WriteAsync(db, table.Name, [.. type.GetProperties().Select(property => Column.Of(property, property.GetColumnName(table)!))], rows, ct);
    }

    /// <summary>Inserts rows that are values already, as the provider takes them, in the order of the columns.</summary>
    /// <param name="columns">Name, and the kind that PostgreSQL must be told where the value does not tell it (jsonb); else null.</param>
    public static async Task InsertAsync(this SamspillDb db, string table, IReadOnlyList<(string Name, string? Kind)> columns, IReadOnlyCollection<object?[]> rows, CancellationToken ct)
    {
        if (rows.Count > 0) await WriteAsync(db, table, [.. columns.Select((column, i) => new Column(column.Name, row => ((object?[])row)[i], column.Kind))], rows, ct);
    }

    private static Task WriteAsync(SamspillDb db, string table, Column[] columns, IEnumerable<object> rows, CancellationToken ct) =>
        db.Database.IsNpgsql() ? CopyAsync((NpgsqlConnection)db.Database.GetDbConnection(), table, columns, rows, ct) : InsertEachAsync(db, table, columns, rows, ct);

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

    private static async Task InsertEachAsync(SamspillDb db, string table, Column[] columns, IEnumerable<object> rows, CancellationToken ct)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText = $"INSERT INTO \"{table}\" ({Names(columns)}) VALUES ({string.Join(", ", columns.Select((_, i) => $"@p{i}"))})";
        DbParameter[] parameters = [.. columns.Select((_, i) => { var parameter = command.CreateParameter(); parameter.ParameterName = $"@p{i}"; return parameter; })];
        command.Parameters.AddRange(parameters);
        await command.PrepareAsync(ct);
        foreach (var row in rows)
        {
            for (var i = 0; i < columns.Length; i++) parameters[i].Value = columns[i].Of(row) ?? DBNull.Value;
            await command.ExecuteNonQueryAsync(ct);
        }
    }

    private static string Names(Column[] columns) => string.Join(", ", columns.Select(column => $"\"{column.Name}\""));

    /// <summary>One column: its name, and its value of a row as the provider takes it.</summary>
    private sealed class Column(string name, Func<object, object?> of, string? kind = null)
    {
        public static Column Of(IProperty property, string name)
        {
            var getter = property.GetGetter();
            var convert = property.GetTypeMapping().Converter?.ConvertToProvider;
            return new Column(name, row => getter.GetClrValue(row) is { } value ? convert is null ? value : convert(value) : null);
        }

        public string Name => name;
        public string? Kind => kind;

        public object? Of(object row) => of(row);
    }
}
