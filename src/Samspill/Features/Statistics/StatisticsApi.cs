using System.ComponentModel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Samspill.Data;
using Samspill.Host;

namespace Samspill.Features.Statistics;

/// <summary>A school's published tables, and the package that the council fetches.</summary>
internal static class StatisticsApi
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

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
    private static async Task<IResult> PackageAsync(MakePackage make, SamspillDb db, OpenSchool school, IMemoryCache cache, CancellationToken ct)
    {
        // Signed and sealed anew only when it is another: anybody may ask.
        var newest = await db.StatisticsSnapshots.OrderByDescending(s => s.Number).Select(s => (long?)s.Number).FirstOrDefaultAsync(ct);
        var receiver = await db.StatisticsReceivers.Select(r => r.Key).SingleOrDefaultAsync(ct);
        if (newest is null || receiver is null) return Results.NotFound();
        var key = (nameof(MakePackage), school.Slug, newest, Convert.ToHexString(receiver));
        if (!cache.TryGetValue(key, out byte[]? package))
        {
            if ((await make.RunAsync(ct)).Refused(out _, out package)) return Results.NotFound();
            cache.Set(key, package, Kept);
        }
        return Results.Bytes(package!, "application/json");
    }
}
