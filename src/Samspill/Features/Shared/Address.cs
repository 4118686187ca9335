using Microsoft.AspNetCore.Http.Extensions;

namespace Samspill.Features.Shared;

/// <summary>The present address with one thing changed: filters, order and page live in the address bar, never in a session.</summary>
public static class Address
{
    /// <summary>The query with <paramref name="name"/> set to <paramref name="value"/>, or taken away when it is null. The page number is dropped unless it is what changes.</summary>
    /// <param name="without">One more name to take away.</param>
    public static string With(this HttpRequest request, string name, string? value, string? without = null)
    {
        var query = new QueryBuilder(request.Query
            .Where(pair => pair.Key != name && pair.Key != without && (pair.Key != "side" || name == "side"))
            .SelectMany(pair => pair.Value.Where(v => !string.IsNullOrEmpty(v)).Select(v => KeyValuePair.Create(pair.Key, v!))));
        if (!string.IsNullOrEmpty(value)) query.Add(name, value);
        return query.ToQueryString() is { HasValue: true } changed ? changed.Value! : request.PathBase + request.Path;
    }

    /// <summary>The present address without <paramref name="name"/>.</summary>
    public static string Without(this HttpRequest request, string name) => request.With(name, null);
}
