using Samspill.Data;
using Samspill.Domain.Nation;
using Samspill.Domain.School;
using Samspill.Features.Statistics;
using Samspill.Formats.JsonStat;
using Samspill.Gateways.Packages;
using Samspill.Host;

namespace Samspill.Features.Nation;

/// <summary>The nation's published tables at the same addresses as a school's, the series, and the door that packages come in by.</summary>
internal static class NationApi
{
    private const string Series = "series";

    public static void MapNationApi(this WebApplication app)
    {
        // The description is of a school's API; at the council the same addresses answer alike.
        app.MapGet("/api/v1/statistics", ListAsync).ExcludeFromDescription();
        app.MapGet("/api/v1/statistics/{table}", TableAsync).ExcludeFromDescription();
        app.MapPost("/api/v1/statistics-packages", TakeAsync).ExcludeFromDescription();
    }

    [At(Side.Council), OpenToAll("published statistics are for everybody")]
    private static async Task<IResult> ListAsync(HttpContext context, CouncilDb db, Texts texts, CancellationToken ct) =>
        Results.Ok(OpenData.List((await db.PublicationsAsync(ct)).Select(p => (p.Year, p.Version, p.At)), context, [new StatisticsTableItem(Series, texts["nation.series"], OpenData.AddressOf(Series, context))]));

    [At(Side.Council), OpenToAll("published statistics are for everybody")]
    private static async Task<IResult> TableAsync(string table, int? year, int? version, HttpContext context, CouncilDb db, OpenCouncil council, Texts texts, CancellationToken ct)
    {
        if (table == Series) return OpenData.Answer(context, SeriesOf(await db.SeriesAsync(council.Name, ct), council.Name, (await db.PublicationsAsync(ct)).Select(p => p.At).FirstOrDefault(new DateTimeOffset(2018, 1, 1, 0, 0, 0, TimeSpan.Zero)), texts));
        return StatisticsForms.Today.Find(table) is { } known && await db.PublishedNationAsync(council.Name, year, version, ct) is { } published
            ? OpenData.Answer(context, OpenData.Dataset(known, published, texts, context)) : Results.NotFound();
    }

    [At(Side.Council), OpenToAll("a package's signature says whose it is, and only registered keys are taken")]
    private static async Task<IResult> TakeAsync(HttpRequest request, TakePackage take, Texts texts, CancellationToken ct)
    {
        if (await BodyAsync(request, ct) is not { } body) return PackageRejections.TooLarge.Problem(texts);
        return (await take.RunAsync(body, PackageWay.Push, null, ct)).Refused(out var why, out var taken) ? why.Problem(texts) : Results.Ok(taken);
    }

    private static async Task<byte[]?> BodyAsync(HttpRequest request, CancellationToken ct)
    {
        if (request.ContentLength > PackageLine.Largest) return null;
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await request.Body.ReadAsync(buffer, ct) is > 0 and var read)
        {
            if (body.Length + read > PackageLine.Largest) return null;
            await body.WriteAsync(buffer.AsMemory(0, read), ct);
        }
        return body.ToArray();
    }

    private static JsonStatDataset SeriesOf(IReadOnlyList<HistoryYear> years, string council, DateTimeOffset updated, Texts texts)
    {
        decimal?[] values = [.. years.SelectMany(y => new[] { y.Pupils, y.Places, y.Waiting }).Select(v => (decimal?)v)];
        return new JsonStatDataset(texts["nation.series"], council, updated,
            [
                new JsonStatDimension("year", texts["statistics.year"], JsonStatRole.Time, [.. years.Select(y => new JsonStatCategory($"{y.Year}", SchoolYear.Name(y.Year)))]),
                new JsonStatDimension("contents", texts["statistics.contents"], JsonStatRole.Metric, [new("pupils", texts["statistics.key.pupils"]), new("places", texts["statistics.key.places"]), new("waiting", texts["statistics.key.waiting"])]),
            ], values)
        {
            Status = Enumerable.Range(0, values.Length).Where(i => values[i] is null).ToDictionary(i => i, _ => JsonStatDataset.Missing),
            StatusLabels = new Dictionary<string, string> { [JsonStatDataset.Missing] = texts["statistics.sign.missing"] },
            Notes = [.. years.Select(y => $"{SchoolYear.Name(y.Year)}: {y.Source}")],
        };
    }
}
