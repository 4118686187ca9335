using System.Text.Json;

namespace Samspill.Domain.Gsi;

/// <summary>Something of the form that people read, in the three languages.</summary>
public abstract record GsiWords(string Nb, string Nn, string En)
{
    /// <summary>In a language; bokmål when it is none of ours.</summary>
    public string In(string language) => language switch { "nn" => Nn, "en" => En, _ => Nb };
}

/// <summary>A column of figures.</summary>
/// <param name="Main">The figure that a line is compared by from year to year.</param>
public sealed record GsiColumn(string Column, string Nb, string Nn, string En, bool Main = false) : GsiWords(Nb, Nn, En);

/// <summary>A part of the form: A, B, C.</summary>
public sealed record GsiPart(string Part, string Nb, string Nn, string En) : GsiWords(Nb, Nn, En);

/// <summary>A line of the form: what it is called, its columns, and where its figures come from.</summary>
/// <param name="Source">
/// What is counted: <c>stage under|in|over</c>, <c>places DISCIPLINE</c>, <c>others service|own</c>, <c>short</c>, <c>hours DISCIPLINE</c>,
/// <c>staff principal|office|teaching</c>, or <c>typed</c>. <c>*</c> is every discipline that no other line in use names.
/// </param>
/// <param name="Sum">The lines it adds up, column by column; they stand before it.</param>
/// <param name="Changeable">Whether somebody may say another figure than the one proposed, with a remark.</param>
/// <param name="From">The first year it is in use.</param>
/// <param name="To">The last year it is in use.</param>
public sealed record GsiLine(
    string Line, string Part, string Nb, string Nn, string En, IReadOnlyList<string> Columns, string? Source = null, IReadOnlyList<string>? Sum = null,
    bool Changeable = false, int From = 0, int To = 9999) : GsiWords(Nb, Nn, En)
{
    /// <summary>The first word of the source; <c>sum</c> for a sum.</summary>
    public string Counts => Source?.Split(' ')[0] ?? "sum";

    /// <summary>The second word of the source; empty when there is none.</summary>
    public string Of => Source?.Split(' ') is [_, var key] ? key : "";

    /// <summary>Whether somebody types its figures, or may.</summary>
    public bool IsTyped => Changeable || Counts == "typed";
}

/// <summary>The national form for culture schools, as it is asked from a year on: data, so that another year's form is another file.</summary>
/// <param name="Month">With the day: when is counted.</param>
public sealed record GsiForm(string Name, int From, int Month, int Day, IReadOnlyList<GsiColumn> Columns, IReadOnlyList<GsiPart> Parts, IReadOnlyList<GsiLine> Lines)
{
    /// <summary>All versions of the form.</summary>
    /// <exception cref="JsonException">It is no such file.</exception>
    public static IReadOnlyList<GsiForm> Read(string json) => JsonSerializer.Deserialize<List<GsiForm>>(json, JsonSerializerOptions.Web) ?? [];

    /// <summary>The form of a year, with the lines in use then; the first there is for the years before it.</summary>
    public static GsiForm Of(IReadOnlyList<GsiForm> forms, int year)
    {
        var form = forms.Where(f => f.From <= year).MaxBy(f => f.From) ?? forms.OrderBy(f => f.From).First();
        return form with { Lines = [.. form.Lines.Where(l => l.From <= year && year <= l.To)] };
    }

    /// <summary>The day that counts in a year.</summary>
    public DateOnly CountingDay(int year) => new(year, Month, Day);

    /// <summary>The line with this number; null when it is not in use.</summary>
    public GsiLine? Find(string? line) => Lines.FirstOrDefault(l => l.Line == line);

    /// <summary>A column's words.</summary>
    public GsiColumn Column(string name) => Columns.First(c => c.Column == name);

    /// <summary>The column that a line is compared by.</summary>
    public string MainOf(GsiLine line) => line.Columns.First(c => Column(c).Main);
}
