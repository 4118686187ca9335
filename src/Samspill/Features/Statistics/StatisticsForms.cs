using System.Text.Json;
using Samspill.Domain.Statistics;
using Samspill.Formats.Statistics;

namespace Samspill.Features.Statistics;

/// <summary>The fixed tables, from <c>tables.json</c> beside this file.</summary>
internal static class StatisticsForms
{
    private const string Resource = "Samspill.Features.Statistics.tables.json";

    private static readonly Lazy<StatisticsForm> Only = new(() =>
    {
        using var file = new StreamReader(typeof(StatisticsForms).Assembly.GetManifestResourceStream(Resource)!);
        return StatisticsForm.Read(file.ReadToEnd());
    });

    /// <summary>The tables of today.</summary>
    public static StatisticsForm Today => Only.Value;

    public static string ToJson(IReadOnlyList<FigureTable> tables) => JsonSerializer.Serialize(tables, JsonSerializerOptions.Web);

    public static IReadOnlyList<FigureTable> Read(string json) => JsonSerializer.Deserialize<List<FigureTable>>(json, JsonSerializerOptions.Web)!;
}
