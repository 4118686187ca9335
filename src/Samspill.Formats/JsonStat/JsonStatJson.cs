using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Samspill.Formats.JsonStat;

/// <summary>JSON-stat 2.0 of class <c>dataset</c> (https://json-stat.org/full/), written and read, and the same table as CSV.</summary>
public static class JsonStatJson
{
    private static readonly (JsonStatRole Role, string Name)[] Roles = [(JsonStatRole.Time, "time"), (JsonStatRole.Geo, "geo"), (JsonStatRole.Metric, "metric")];

    /// <summary>Writes a dataset.</summary>
    /// <exception cref="ArgumentException">It has not one value for each combination.</exception>
    public static byte[] Write(JsonStatDataset dataset)
    {
        Check(dataset);
        var written = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(written, new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) }))
        {
            json.WriteStartObject();
            json.WriteString("version", "2.0");
            json.WriteString("class", "dataset");
            if (dataset.Href is { } href) json.WriteString("href", href);
            json.WriteString("label", dataset.Label);
            json.WriteString("source", dataset.Source);
            json.WriteString("updated", dataset.Updated.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
            if (dataset.Notes.Count > 0) List(json, "note", dataset.Notes);
            List(json, "id", dataset.Dimensions.Select(d => d.Id));
            json.WriteStartArray("size");
            foreach (var dimension in dataset.Dimensions) json.WriteNumberValue(dimension.Categories.Count);
            json.WriteEndArray();
            json.WriteStartObject("role");
            foreach (var (role, name) in Roles)
                if (dataset.Dimensions.Where(d => d.Role == role).Select(d => d.Id).ToList() is { Count: > 0 } ids) List(json, name, ids);
            json.WriteEndObject();
            json.WriteStartObject("dimension");
            foreach (var dimension in dataset.Dimensions) Dimension(json, dimension);
            json.WriteEndObject();
            json.WriteStartArray("value");
            foreach (var value in dataset.Values)
            {
                if (value is { } number) json.WriteNumberValue(number);
                else json.WriteNullValue();
            }
            json.WriteEndArray();
            if (dataset.Status.Count > 0) Map(json, "status", dataset.Status.OrderBy(s => s.Key).Select(s => (s.Key.ToString(CultureInfo.InvariantCulture), s.Value)));
            if (dataset.StatusLabels.Count > 0)
            {
                json.WriteStartObject("extension");
                json.WriteStartObject("status");
                Map(json, "label", dataset.StatusLabels.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => (s.Key, s.Value)));
                json.WriteEndObject();
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        return written.WrittenSpan.ToArray();
    }

    /// <summary>Writes a dataset as CSV: for each dimension its category and that one's label, then <c>value</c> and <c>status</c>; leaves the stream open.</summary>
    /// <exception cref="ArgumentException">It has not one value for each combination.</exception>
    public static void WriteCsv(JsonStatDataset dataset, Stream stream)
    {
        Check(dataset);
        SafeCsv.Write(stream,
            [.. dataset.Dimensions.SelectMany(d => new[] { d.Id, d.Id + "_label" }), "value", "status"],
            Enumerable.Range(0, dataset.Values.Count).Select(i => Row(dataset, i)));
    }

    /// <summary>Reads a dataset that <see cref="Write"/>, or another who keeps to the standard, has written.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    /// <exception cref="FormatException">It is no such dataset, or has not one value for each combination.</exception>
    public static JsonStatDataset Read(ReadOnlyMemory<byte> utf8)
    {
        using var document = JsonDocument.Parse(utf8);
        var root = document.RootElement;
        try
        {
            if (root.GetProperty("version").GetString() != "2.0" || root.GetProperty("class").GetString() != "dataset") throw new FormatException("It is no JSON-stat 2.0 dataset.");
            JsonStatDimension[] dimensions = [.. root.GetProperty("id").EnumerateArray().Select(id => Dimension(root, id.GetString()!))];
            var size = dimensions.Aggregate(1, (product, d) => checked(product * d.Categories.Count));
            if (!root.GetProperty("size").EnumerateArray().Select(s => s.GetInt32()).SequenceEqual(dimensions.Select(d => d.Categories.Count))) throw new FormatException("The sizes are not those of the dimensions.");
            var values = Places(root.GetProperty("value")).ToDictionary(v => v.At, v => v.Value.ValueKind == JsonValueKind.Null ? (decimal?)null : v.Value.GetDecimal());
            if (root.GetProperty("value").ValueKind == JsonValueKind.Array && values.Count != size) throw new FormatException($"There are {values.Count} values for {size} cells.");
            return new(Text(root, "label"), Text(root, "source"), root.TryGetProperty("updated", out var updated) ? updated.GetDateTimeOffset() : default, dimensions,
                [.. Enumerable.Range(0, size).Select(i => values.GetValueOrDefault(i))])
            {
                Href = root.TryGetProperty("href", out var href) ? href.GetString() : null,
                Notes = root.TryGetProperty("note", out var notes) ? [.. notes.EnumerateArray().Select(n => n.GetString()!)] : [],
                Status = root.TryGetProperty("status", out var status)
                    ? Places(status).Where(s => s.Value.ValueKind == JsonValueKind.String).ToDictionary(s => s.At, s => s.Value.GetString()!) : new Dictionary<int, string>(),
                StatusLabels = root.TryGetProperty("extension", out var extension) && extension.TryGetProperty("status", out var signs) && signs.TryGetProperty("label", out var labels)
                    ? labels.EnumerateObject().ToDictionary(l => l.Name, l => l.Value.GetString()!) : new Dictionary<string, string>(),
            };
        }
        catch (Exception wrong) when (wrong is KeyNotFoundException or InvalidOperationException or OverflowException)
        {
            throw new FormatException("It is no JSON-stat 2.0 dataset.", wrong);
        }
    }

    private static string[] Row(JsonStatDataset dataset, int position)
    {
        var row = new string[(2 * dataset.Dimensions.Count) + 2];
        row[^2] = dataset.Values[position]?.ToString(CultureInfo.InvariantCulture) ?? "";
        row[^1] = dataset.Status.GetValueOrDefault(position, "");
        for (var d = dataset.Dimensions.Count - 1; d >= 0; d--)
        {
            var categories = dataset.Dimensions[d].Categories;
            (row[2 * d], row[(2 * d) + 1]) = (categories[position % categories.Count].Id, categories[position % categories.Count].Label);
            position /= categories.Count;
        }
        return row;
    }

    private static void Dimension(Utf8JsonWriter json, JsonStatDimension dimension)
    {
        json.WriteStartObject(dimension.Id);
        json.WriteString("label", dimension.Label);
        json.WriteStartObject("category");
        List(json, "index", dimension.Categories.Select(c => c.Id));
        Map(json, "label", dimension.Categories.Select(c => (c.Id, c.Label)));
        var parts = dimension.Categories.Where(c => c.PartOf is not null).GroupBy(c => c.PartOf!).ToList();
        if (parts.Count > 0)
        {
            json.WriteStartObject("child");
            foreach (var part in parts) List(json, part.Key, part.Select(c => c.Id));
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static JsonStatDimension Dimension(JsonElement root, string id)
    {
        var dimension = root.GetProperty("dimension").GetProperty(id);
        var category = dimension.GetProperty("category");
        var labels = category.TryGetProperty("label", out var labelled) ? labelled.EnumerateObject().ToDictionary(l => l.Name, l => l.Value.GetString()!) : [];
        // The standard lets the index be a list, a place for each, or, for one category, absent.
        List<string> order = !category.TryGetProperty("index", out var index) ? [.. labels.Keys]
            : index.ValueKind == JsonValueKind.Array ? [.. index.EnumerateArray().Select(c => c.GetString()!)]
            : [.. index.EnumerateObject().OrderBy(c => c.Value.GetInt32()).Select(c => c.Name)];
        var partOf = category.TryGetProperty("child", out var child)
            ? child.EnumerateObject().SelectMany(c => c.Value.EnumerateArray().Select(p => (Part: p.GetString()!, Of: c.Name))).ToDictionary(p => p.Part, p => p.Of) : [];
        var role = root.TryGetProperty("role", out var roles)
            ? Roles.FirstOrDefault(r => roles.TryGetProperty(r.Name, out var ids) && ids.EnumerateArray().Any(i => i.GetString() == id)).Role : JsonStatRole.Other;
        return new(id, Text(dimension, "label"), role, [.. order.Select(c => new JsonStatCategory(c, labels.GetValueOrDefault(c, c), partOf.GetValueOrDefault(c)))]);
    }

    private static string Text(JsonElement element, string name) => element.TryGetProperty(name, out var text) ? text.GetString() ?? "" : "";

    // A list, or an object with only the places that have something.
    private static IEnumerable<(int At, JsonElement Value)> Places(JsonElement element) => element.ValueKind == JsonValueKind.Array
        ? element.EnumerateArray().Select((value, i) => (i, value))
        : element.EnumerateObject().Select(p => (int.Parse(p.Name, NumberStyles.None, CultureInfo.InvariantCulture), p.Value));

    private static void Check(JsonStatDataset dataset)
    {
        var size = dataset.Dimensions.Aggregate(1, (product, d) => product * d.Categories.Count);
        if (size != dataset.Values.Count) throw new ArgumentException($"There are {dataset.Values.Count} values for {size} cells.", nameof(dataset));
        if (dataset.Status.Any(s => s.Value == JsonStatDataset.Suppressed && dataset.Values[s.Key] is not null)) throw new ArgumentException("A value that is hidden is there.", nameof(dataset));
    }

    private static void List(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }

    private static void Map(Utf8JsonWriter json, string name, IEnumerable<(string Name, string Value)> members)
    {
        json.WriteStartObject(name);
        foreach (var (member, value) in members) json.WriteString(member, value);
        json.WriteEndObject();
    }
}
