using System.ComponentModel;
using Samspill.Data;
using Samspill.Host;

namespace Samspill.Features.Statistics;

/// <summary>A school's published tables, and the package that the council fetches.</summary>
internal static class StatisticsApi
{
    public static void MapStatisticsApi(this WebApplication app)
    {
        app.MapGet("/api/v1/statistics", ListAsync).WithTags("Statistics").WithName("ListStatistics").WithSummary("The published tables, and the years there are of them").Produces<StatisticsList>().ProducesProblem(StatusCodes.Status429TooManyRequests);
        app.MapGet("/api/v1/statistics/{table}", TableAsync).WithTags("Statistics").WithName("GetStatistics").WithSummary("A published table: JSON-stat 2.0, or CSV on Accept").Produces<Stream>(StatusCodes.Status200OK, "application/json", "text/csv");
        app.MapGet("/api/v1/statistics-package", PackageAsync).WithTags("Statistics").WithName("GetStatisticsPackage").WithSummary("The newest publication as a signed package for the council").Produces<Stream>(StatusCodes.Status200OK, "application/json").ProducesProblem(StatusCodes.Status404NotFound);
    }

    [OpenToAll("published statistics are for everybody")]
    private static async Task<IResult> ListAsync(HttpContext context, SamspillDb db, CancellationToken ct) =>
        Results.Ok(OpenData.List((await db.SnapshotsAsync(ct)).Select(s => (s.Year, s.Version, s.At)), context, []));

    [OpenToAll("published statistics are for everybody")]
    private static async Task<IResult> TableAsync(
        string table, [Description("The calendar year that the school year begins in; the newest when not given.")] int? year, [Description("The newest when not given.")] int? version,
        HttpContext context, SamspillDb db, Texts texts, CancellationToken ct) =>
        StatisticsForms.Today.Find(table) is { } known && await db.PublishedStatisticsAsync(year, version, ct) is { } published
            ? OpenData.Answer(context, OpenData.Dataset(known, published, texts, context)) : Results.NotFound();

    [OpenToAll("what can be read of it is published; the rest is sealed for the council")]
    private static async Task<IResult> PackageAsync(MakePackage make, CancellationToken ct) =>
        (await make.RunAsync(ct)).Refused(out _, out var package) ? Results.NotFound() : Results.Bytes(package, "application/json");
}
