using System.Text.Json;
using System.Text.Json.Nodes;

namespace Samspill.Features.Shared;

/// <summary>What a form showed when it was opened, carried by the form itself: so the later of two editors learns what the earlier one changed.</summary>
/// <remarks>Needs no version column and notices every change of what is shown, an import's too. The row must be locked while it is compared.</remarks>
public static class Seen
{
    /// <summary>A field that somebody else changed meanwhile.</summary>
    public sealed record Change(string Field, string Was, string Now);

    /// <summary>The form as it stands, for a hidden field.</summary>
    public static string Of<T>(T form) => JsonSerializer.Serialize(form);

    /// <summary>What others have changed since the form was opened; null when what it carried cannot be read.</summary>
    public static IReadOnlyList<Change>? Since<T>(string? seen, T now)
    {
        if (Read(seen) is not { } was) return null;
        return [.. Fields(now).Where(field => !JsonNode.DeepEquals(was[field.Key], field.Value)).Select(field => new Change(field.Key, Say(was[field.Key]), Say(field.Value)))];
    }

    /// <summary>What was typed, with others' changes taken in where one has changed nothing oneself.</summary>
    public static T Merge<T>(string? seen, T typed, T now)
    {
        var (was, mine) = (Read(seen), Fields(typed));
        foreach (var (field, value) in Fields(now))
            if (JsonNode.DeepEquals(was?[field], mine[field])) mine[field] = value?.DeepClone();
        return mine.Deserialize<T>()!;
    }

    private static JsonObject Fields<T>(T form) => JsonSerializer.SerializeToNode(form)!.AsObject();

    private static JsonObject? Read(string? seen)
    {
        try { return JsonNode.Parse(seen ?? "") as JsonObject; }
        catch (JsonException) { return null; }
    }

    private static string Say(JsonNode? value) => value switch
    {
        null => Show.None,
        JsonArray many => many.Count == 0 ? Show.None : string.Join(", ", many),
        _ => value.ToString() is { Length: > 0 } text ? text : Show.None,
    };
}

/// <summary>What the notice of others' changes is drawn from.</summary>
/// <param name="Label">The label of a field.</param>
public sealed record SeenNotice(IReadOnlyList<Seen.Change> Changes, Func<string, string> Label);
