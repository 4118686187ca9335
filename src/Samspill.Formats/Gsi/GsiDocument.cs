using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Samspill.Formats.Gsi;

/// <summary>The national report of a culture school as it leaves the program, and as a delivered one is kept. docs/formats.md has the form.</summary>
/// <param name="Form">The form's name: GSI23.</param>
/// <param name="Date">The day that was counted.</param>
public sealed record GsiDocument(string Form, DateOnly Date, IReadOnlyList<GsiDocumentLine> Lines)
{
    /// <summary>The report as JSON, on one line.</summary>
    public string ToJson()
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping })) // a document, never a part of a page
        {
            json.WriteStartObject();
            json.WriteString("form", Form);
            json.WriteString("date", Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            json.WriteStartArray("lines");
            foreach (var line in Lines) Write(json, line);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    /// <exception cref="KeyNotFoundException">It is no report.</exception>
    public static GsiDocument Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        return new GsiDocument(root.GetProperty("form").GetString() ?? "", DateOnly.ParseExact(root.GetProperty("date").GetString() ?? "", "yyyy-MM-dd", CultureInfo.InvariantCulture), [.. root.GetProperty("lines").EnumerateArray().Select(ReadLine)]);
    }

    private static void Write(Utf8JsonWriter json, GsiDocumentLine line)
    {
        json.WriteStartObject();
        json.WriteString("line", line.Line);
        if (line.Rows is { } rows)
        {
            json.WriteStartArray("rows");
            foreach (var row in rows)
            {
                json.WriteStartObject();
                json.WriteString("municipality", row.Municipality);
                json.WriteNumber("pupils", row.Pupils);
                json.WriteNumber("schoolAge", row.SchoolAge);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        json.WriteStartObject("values");
        foreach (var (column, value) in line.Values) json.WriteNumber(column, value);
        json.WriteEndObject();
        if (line.Remark is { } remark) json.WriteString("remark", remark);
        json.WriteEndObject();
    }

    private static GsiDocumentLine ReadLine(JsonElement line) => new(
        line.GetProperty("line").GetString() ?? "",
        [.. line.GetProperty("values").EnumerateObject().Select(value => KeyValuePair.Create(value.Name, value.Value.GetInt64()))],
        line.TryGetProperty("rows", out var rows) ? [.. rows.EnumerateArray().Select(row => new GsiDocumentRow(row.GetProperty("municipality").GetString() ?? "", row.GetProperty("pupils").GetInt64(), row.GetProperty("schoolAge").GetInt64()))] : null,
        line.TryGetProperty("remark", out var remark) ? remark.GetString() : null);
}

/// <summary>A line of the report.</summary>
/// <param name="Values">The figures by column, in the form's order.</param>
/// <param name="Rows">Of a line that asks for municipalities; null for the others.</param>
/// <param name="Remark">What is said about it; null for nothing.</param>
public sealed record GsiDocumentLine(string Line, IReadOnlyList<KeyValuePair<string, long>> Values, IReadOnlyList<GsiDocumentRow>? Rows = null, string? Remark = null);

/// <summary>Pupils from another municipality.</summary>
/// <param name="Municipality">Its number.</param>
public sealed record GsiDocumentRow(string Municipality, long Pupils, long SchoolAge);
