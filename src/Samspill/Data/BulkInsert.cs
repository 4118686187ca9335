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
        Column[] columns = [.. type.GetProperties().Select(property => new Column(property, property.GetColumnName(table)!))];
        if (db.Database.IsNpgsql()) await CopyAsync((NpgsqlConnection)db.Database.GetDbConnection(), table.Name, columns, rows, ct);
        else await InsertEachAsync(db, table.Name, columns, rows, ct);
    }

    private static async Task CopyAsync(NpgsqlConnection connection, string table, Column[] columns, IEnumerable<object> rows, CancellationToken ct)
    {
        await using var copy = await connection.BeginBinaryImportAsync($"COPY \"{table}\" ({Names(columns)}) FROM STDIN (FORMAT BINARY)", ct);
        foreach (var row in rows)
        {
            await copy.StartRowAsync(ct);
            foreach (var column in columns)
            {
                if (column.Of(row) is { } value) await copy.WriteAsync(value, ct);
                else await copy.WriteNullAsync(ct);
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
    private sealed class Column(IProperty property, string name)
    {
        private readonly IClrPropertyGetter getter = property.GetGetter();
        private readonly Func<object?, object?>? convert = property.GetTypeMapping().Converter?.ConvertToProvider;

        public string Name => name;

        public object? Of(object row) => getter.GetClrValue(row) is { } value ? convert is null ? value : convert(value) : null;
    }
}
