using System.Text.Json;

namespace Samspill.Gateways.OpenId;

/// <summary>JSON that means one thing only: no name twice, no comments, not deep.</summary>
internal static class StrictJson
{
    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    /// <summary>The object; null when it is anything else.</summary>
    public static JsonElement? Object(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8, Options);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException) { return null; }
    }

    public static bool Has(this JsonElement of, string name) => of.TryGetProperty(name, out _);

    /// <summary>The text under a name; null when there is none, or something else stands there.</summary>
    public static string? Text(this JsonElement of, string name)
    {
        try { return of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null; }
        catch (InvalidOperationException) { return null; } // half a surrogate pair
    }

    /// <summary>The moment under a name, in whole seconds since 1970; null when there is none that can be read.</summary>
    public static DateTimeOffset? Moment(this JsonElement of, string name) =>
        of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var seconds) && seconds is > 0 and < 10_000_000_000
            ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
}
