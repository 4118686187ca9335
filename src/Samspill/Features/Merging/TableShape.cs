using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Samspill.Data;

namespace Samspill.Features.Merging;

/// <summary>A column of a table: what it holds as the provider gives it, and the kind PostgreSQL must be told of when it is written.</summary>
internal sealed record TableColumn(string Name, Type Type, string? Kind);

/// <summary>A table of a school's database as the model has it, so that rows can be carried over as they are.</summary>
/// <param name="References">Tables that must have their rows first.</param>
internal sealed record TableShape(string Name, IReadOnlyList<TableColumn> Columns, IReadOnlyList<string> References)
{
    private readonly Dictionary<string, int> numbers = Columns.Select((column, i) => (column.Name, i)).ToDictionary(x => x.Name, x => x.i, StringComparer.Ordinal);

    /// <summary>The number of a column.</summary>
    /// <exception cref="KeyNotFoundException">The table has no such column.</exception>
    public int this[string column] => numbers[column];

    public bool Has(string column) => numbers.ContainsKey(column);

    /// <summary>Every table of the model, those that are referred to first.</summary>
    public static IReadOnlyList<TableShape> Of(SamspillDb db)
    {
        var left = db.Model.GetRelationalModel().Tables.Select(table => ShapeOf(table)).OrderBy(t => t.Name, StringComparer.Ordinal).ToList();
        var ordered = new List<TableShape>();
        var done = new HashSet<string>(StringComparer.Ordinal);
        while (left.Count > 0)
        {
            var next = left.Find(t => t.References.All(done.Contains)) ?? left[0];
            left.Remove(next);
            ordered.Add(next);
            done.Add(next.Name);
        }
        return ordered;
    }

    /// <summary>Every row, in the order of the columns.</summary>
    public async Task<List<object?[]>> ReadAsync(SamspillDb db, CancellationToken ct)
    {
        var rows = new List<object?[]>();
        await QueryAsync(db, $"SELECT {Names(Columns.Select(c => c.Name))} FROM \"{Name}\"", reader =>
        {
            var row = new object?[Columns.Count];
            for (var i = 0; i < row.Length; i++) row[i] = Value(reader, i, Columns[i].Type);
            rows.Add(row);
        }, ct);
        return rows;
    }

    /// <summary>What some columns hold, as <see cref="Key"/>.</summary>
    public async Task<HashSet<string>> KeysAsync(SamspillDb db, IReadOnlyList<string> columns, CancellationToken ct)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        await QueryAsync(db, $"SELECT {Names(columns)} FROM \"{Name}\"", reader => keys.Add(Key(columns.Select((c, i) => Value(reader, i, Columns[this[c]].Type)))), ct);
        return keys;
    }

    /// <summary>The least or the greatest number in a column; 0 in an empty table.</summary>
    public async Task<int> EndAsync(SamspillDb db, string function, string column, CancellationToken ct)
    {
        var end = 0;
        await QueryAsync(db, $"SELECT {function}(\"{column}\") FROM \"{Name}\"", reader => end = reader.IsDBNull(0) ? 0 : reader.GetInt32(0), ct);
        return end;
    }

    /// <summary>Values as one text, so that they can be compared.</summary>
    public static string Key(IEnumerable<object?> values) =>
        string.Join('\u001f', values.Select(value => value is byte[] bytes ? Convert.ToHexString(bytes) : Convert.ToString(value, CultureInfo.InvariantCulture)));

    /// <summary>How many rows each table has, in one query.</summary>
    public static async Task<Dictionary<string, long>> CountsAsync(SamspillDb db, IEnumerable<TableShape> tables, CancellationToken ct)
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        await QueryAsync(db, string.Join(" UNION ALL ", tables.Select(t => $"SELECT '{t.Name}', COUNT(*) FROM \"{t.Name}\"")), reader => counts[reader.GetString(0)] = reader.GetInt64(1), ct);
        return counts;
    }

    private static TableShape ShapeOf(ITable table) => new(table.Name, [.. table.Columns.Select(column => ColumnOf(column))],
        [.. table.ForeignKeyConstraints.Select(f => f.PrincipalTable.Name).Where(name => name != table.Name).Distinct(StringComparer.Ordinal)]);

    private static TableColumn ColumnOf(IColumn column)
    {
        // A column of JSON holds a whole object and is no property's own.
        var mapping = column.PropertyMappings.FirstOrDefault()?.TypeMapping;
        var type = mapping is null ? typeof(string) : mapping.Converter?.ProviderClrType ?? mapping.ClrType;
        return new TableColumn(column.Name, Nullable.GetUnderlyingType(type) ?? type, column.StoreType is "jsonb" or "json" ? column.StoreType : null);
    }

    private static string Names(IEnumerable<string> columns) => string.Join(", ", columns.Select(c => $"\"{c}\""));

    private static async Task QueryAsync(SamspillDb db, string sql, Action<DbDataReader> row, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
            command.CommandText = sql;
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct)) row(reader);
        }
        finally { await db.Database.CloseConnectionAsync(); }
    }

    private static object? Value(DbDataReader reader, int i, Type type) =>
        reader.IsDBNull(i) ? null
        : type == typeof(Guid) ? reader.GetGuid(i)
        : type == typeof(DateOnly) ? reader.GetFieldValue<DateOnly>(i)
        : type == typeof(TimeOnly) ? reader.GetFieldValue<TimeOnly>(i)
        : type == typeof(DateTime) ? reader.GetDateTime(i)
        : type == typeof(bool) ? reader.GetBoolean(i)
        : type == typeof(int) ? reader.GetInt32(i)
        : type == typeof(long) ? reader.GetInt64(i)
        : reader.GetValue(i);
}
