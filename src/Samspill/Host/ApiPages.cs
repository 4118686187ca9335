using System.ComponentModel;
using Microsoft.AspNetCore.WebUtilities;

namespace Samspill.Host;

/// <summary>Which part of a long list is asked for.</summary>
public readonly record struct PageOf([property: Description("1 is the first.")] int? Page, [property: Description("How many at most, 1-200; 50 when not given.")] int? Take)
{
    public int Number => Math.Clamp(Page ?? 1, 1, 100_000);
    public int Size => Math.Clamp(Take ?? 50, 1, 200);
    public int Before => (Number - 1) * Size;

    /// <summary>This part of a list that is at hand.</summary>
    public Listed<T> Of<T>(IReadOnlyList<T> all) => With([.. all.Skip(Before).Take(Size)], all.Count);

    public Listed<T> With<T>(IReadOnlyList<T> items, long total) => new(items, total, Before + items.Count < total ? Number + 1 : null);
}

/// <summary>A part of a list.</summary>
/// <param name="Total">How many there are in all.</param>
/// <param name="Next">The page that follows; null after the last.</param>
public sealed record Listed<T>(IReadOnlyList<T> Items, long Total, int? Next);

/// <summary>A word of a closed list in an address, as it is written in answers.</summary>
public readonly record struct Word<T>(T Value) where T : struct, Enum
{
    /// <summary>Reads a word; a number is none.</summary>
    public static bool TryParse(string? text, out Word<T> word)
    {
        var known = Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) && char.IsAsciiLetter(text![0]);
        word = new Word<T>(value);
        return known;
    }
}

/// <summary>A thing's mark: it changes when the thing does. Who changes a thing says which state it saw.</summary>
public static class ETags
{
    /// <summary>The answer with its mark; 404 when there is nothing.</summary>
    public static IResult Tagged<T>(this HttpContext context, T? item) where T : class
    {
        if (item is null) return Results.NotFound();
        context.Response.Headers.ETag = Of(item);
        return Results.Ok(item);
    }

    /// <summary>Why a change may not go on: no If-Match, or one of an older state. Null when it may.</summary>
    public static Rejection? Stale<T>(this HttpRequest request, T item) where T : class
    {
        var seen = request.Headers.IfMatch.ToString();
        if (seen.Length == 0) return new Rejection("api.no-condition") { Field = "If-Match" };
        return seen.Trim() == "*" || seen.Split(',', StringSplitOptions.TrimEntries).Contains(Of(item)) ? null : new Rejection("api.changed-since") { Field = "If-Match" };
    }

    /// <summary>The endpoint changes a thing and asks for If-Match.</summary>
    public static RouteHandlerBuilder AsksForMatch(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(new AsksForMatchMark());

    private static string Of<T>(T item) => $"\"{WebEncoders.Base64UrlEncode(System.Security.Cryptography.SHA256.HashData(System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(item, System.Text.Json.JsonSerializerOptions.Web))[..16])}\"";
}

/// <summary>A change that asks for If-Match.</summary>
internal sealed class AsksForMatchMark;
