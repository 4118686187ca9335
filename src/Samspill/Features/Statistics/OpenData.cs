using System.Globalization;
using Samspill.Domain.School;
using Samspill.Domain.Statistics;
using Samspill.Features.Shared;
using Samspill.Formats.JsonStat;
using Samspill.Host;

namespace Samspill.Features.Statistics;

/// <summary>What is published, for other programs.</summary>
/// <param name="Years">The newest first.</param>
public sealed record StatisticsList(IReadOnlyList<StatisticsYearItem> Years, IReadOnlyList<StatisticsTableItem> Tables);

/// <summary>A school year of which tables are published.</summary>
/// <param name="Year">The calendar year that it begins in: the parameter <c>year</c> of a table's address.</param>
/// <param name="Version">The newest version; older ones are had by the parameter <c>version</c>.</param>
public sealed record StatisticsYearItem(int Year, int Version, DateTimeOffset PublishedAt);

/// <summary>A table, in JSON-stat 2.0 or CSV at its address.</summary>
public sealed record StatisticsTableItem(string Id, string Label, string Address);

/// <summary>Published tables as open data: the same for a school and for the nation.</summary>
internal static class OpenData
{
    public static StatisticsList List(IEnumerable<(int Year, int Version, DateTimeOffset At)> versions, HttpContext context, IEnumerable<StatisticsTableItem> more) => new(
        [.. versions.GroupBy(v => v.Year).Select(g => g.MaxBy(v => v.Version)).OrderByDescending(v => v.Year).Select(v => new StatisticsYearItem(v.Year, v.Version, v.At))],
        [.. StatisticsForms.Today.Tables.Select(t => new StatisticsTableItem(t.Table, t.In(Language), AddressOf(t.Table, context))), .. more]);

    public static string AddressOf(string table, HttpContext context) => $"{context.Request.PathBase}/api/v1/statistics/{table}";

    /// <summary>A table in the form that is asked for: JSON-stat, or CSV when the request would rather have that.</summary>
    public static IResult Answer(HttpContext context, JsonStatDataset dataset)
    {
        context.Response.Headers.Append("Vary", "Accept, Accept-Language");
        if (!WantsCsv(context.Request)) return Results.Bytes(JsonStatJson.Write(dataset), "application/json");
        using var csv = new MemoryStream();
        JsonStatJson.WriteCsv(dataset, csv);
        return Results.Bytes(csv.ToArray(), "text/csv; charset=utf-8");
    }

    /// <summary>A table as a dataset in the reader's language.</summary>
    public static JsonStatDataset Dataset(StatisticsTable table, PublishedStatistics published, Texts texts, HttpContext context)
    {
        var form = StatisticsForms.Today;
        var cells = form.SizeOf(table);
        var dimensions = new List<JsonStatDimension>
        {
            new("place", texts["statistics.place"], JsonStatRole.Geo, [.. published.Places.Select(p => new JsonStatCategory(p.Id, p.Name, p.PartOf))]),
            new("year", texts["statistics.year"], JsonStatRole.Time, [new(published.Year.ToString(CultureInfo.InvariantCulture), SchoolYear.Name(published.Year))]),
        };
        var (values, status) = (new List<decimal?>(), new Dictionary<int, string>());
        void Add(decimal? value, bool hidden)
        {
            if (value is null) status[values.Count] = hidden ? JsonStatDataset.Suppressed : JsonStatDataset.Missing;
            values.Add(value);
        }
        if (table.Per is { } per)
        {
            dimensions.Add(new("contents", texts["statistics.contents"], JsonStatRole.Metric,
                [new(per, form.Find(per)!.In(Language)), new(table.Measure, texts["statistics.reached"]), new("share", texts["statistics.share"])]));
            for (var place = 0; place < published.Places.Count; place++)
            {
                Add(published.Figure(per, place), published.IsHidden(per, place));
                Add(published.Figure(table.Table, place), published.IsHidden(table.Table, place));
                Add(published.Share(table, place) is { } share ? Math.Round(100 * (decimal)share, 1) : null, published.IsHidden(table.Table, place));
            }
        }
        else
        {
            dimensions.AddRange(form.AxesOf(table).Select(a => new JsonStatDimension(a.Axis, a.In(Language), JsonStatRole.Other, [.. a.Categories.Select((c, i) => new JsonStatCategory(c.Id, c.In(Language), i == 0 ? null : a.Categories[0].Id))])));
            for (var i = 0; i < published.Places.Count * cells; i++) Add(published.Figure(table.Table, i), published.IsHidden(table.Table, i));
        }
        return new JsonStatDataset(table.In(Language), published.Source, published.At, dimensions, values)
        {
            Status = status,
            StatusLabels = new Dictionary<string, string> { [JsonStatDataset.Suppressed] = texts["statistics.sign.hidden"], [JsonStatDataset.Missing] = texts["statistics.sign.missing"] },
            Notes = [texts["statistics.note"], published.Date is { } date ? texts["statistics.counted-on", Show.Date(date)] : texts["statistics.counted-by-schools"], texts["statistics.version", published.Version]],
            Href = $"{context.RequestServices.GetRequiredService<ServerOptions>().PublicUrl}{AddressOf(table.Table, context)}?year={published.Year}&version={published.Version}",
        };
    }

    private static string Language => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    private static bool WantsCsv(HttpRequest request) => request.GetTypedHeaders().Accept
        .OrderByDescending(a => a.Quality ?? 1).Select(a => a.MediaType.Value).FirstOrDefault(m => m is "text/csv" or "application/json" or "*/*") == "text/csv";
}
