using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json;

namespace Samspill.Formats.SchoolFolders;

/// <summary>One column: its name, and how a cell gets into a row (saying what is wrong, or null) and out of it again.</summary>
internal sealed record Column<TRow>(
    string Name, bool IsRequired, string Holds, Func<string, string> Quoted, Thing? RefersTo,
    Func<TRow, string, string?> Read, Func<TRow, string> Write);

/// <summary>One file of the school folder: its columns in order, what is unique in it, what must agree in a row.</summary>
/// <remarks>Each column is declared once, by a property of the row; the column's name is the property's in camel case.</remarks>
internal sealed class Sheet<TRow>(string file, Thing? names = null) where TRow : Row, new()
{
    public string File => file;

    /// <summary>The things whose ids stand in the column <c>id</c>, when others refer to them.</summary>
    public Thing? Names => names;

    public List<Column<TRow>> Columns { get; } = [];

    /// <summary>The columns, by index, that together may not repeat.</summary>
    public List<int[]> Keys { get; } = [];

    /// <summary>What must agree within a row: the column to name, and what is wrong, or null.</summary>
    public List<(string Column, Func<TRow, string?> Check)> Checks { get; } = [];

    public Sheet<TRow> Required<T>(Expression<Func<TRow, T>> property, Form<T> form)
    {
        var (name, get, set) = Property(property);
        return Add(name, true, form, set, row => form.Write(get(row)));
    }

    public Sheet<TRow> Optional<T>(Expression<Func<TRow, T?>> property, Form<T> form, string? name = null) where T : struct
    {
        var (own, get, set) = Property(property);
        return Add(name ?? own, false, form, (row, value) => set(row, value), row => get(row) is { } value ? form.Write(value) : "");
    }

    public Sheet<TRow> Optional<T>(Expression<Func<TRow, T?>> property, Form<T> form) where T : class
    {
        var (name, get, set) = Property(property);
        return Add(name, false, form, set, row => get(row) is { } value ? form.Write(value) : "");
    }

    public Sheet<TRow> Unique(params string[] columns)
    {
        Keys.Add([.. columns.Select(name => Columns.FindIndex(column => column.Name == name))]);
        return this;
    }

    public Sheet<TRow> Agree(string column, Func<TRow, string?> check)
    {
        Checks.Add((column, check));
        return this;
    }

    private Sheet<TRow> Add<T>(string name, bool required, Form<T> form, Action<TRow, T> set, Func<TRow, string> write)
    {
        Columns.Add(new(name, required, form.Holds, form.Quoted, form.RefersTo, Read, write));
        return this;

        string? Read(TRow row, string text)
        {
            if (form.Read(text, out var value) is { } wrong) return wrong;
            set(row, value);
            return null;
        }
    }

    private static (string Name, Func<TRow, T> Get, Action<TRow, T> Set) Property<T>(Expression<Func<TRow, T>> expression)
    {
        var property = (PropertyInfo)((MemberExpression)expression.Body).Member;
        return (JsonNamingPolicy.CamelCase.ConvertName(property.Name),
            property.GetMethod!.CreateDelegate<Func<TRow, T>>(), property.SetMethod!.CreateDelegate<Action<TRow, T>>());
    }
}
