using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Samspill.Data;

/// <summary>What is replaced whole and never asked for in a query is kept as JSON.</summary>
internal static class AsJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerOptions.Web) { Converters = { new JsonStringEnumConverter() } };

    public static ValueConverter<T, string> Of<T>() => new(value => JsonSerializer.Serialize(value, Options), json => JsonSerializer.Deserialize<T>(json, Options)!);

    public static ValueComparer<T> Same<T>() => new((a, b) => ReferenceEquals(a, b), value => value!.GetHashCode());
}
