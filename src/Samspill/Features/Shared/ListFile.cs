using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Samspill.Formats.Xlsx;
using Samspill.Host;

namespace Samspill.Features.Shared;

/// <summary>A list as a spreadsheet, sent while it is read. Taking people's data out is an act: it is noted before it begins.</summary>
/// <param name="list">What the list is called in the file's name; no person's data.</param>
internal sealed class ListFile(string list, IReadOnlyList<string> header, IAsyncEnumerable<IReadOnlyList<XlsxCell>> rows) : IActionResult
{
    public async Task ExecuteResultAsync(ActionContext context)
    {
        var http = context.HttpContext;
        var (db, clock) = (http.RequestServices.GetRequiredService<OwnDb>().Db, http.RequestServices.GetRequiredService<TimeProvider>());
        db.Note("exported", $"List {list}", "xlsx");
        await db.SaveChangesAsync(http.RequestAborted);
        http.Features.GetRequiredFeature<IHttpBodyControlFeature>().AllowSynchronousIO = true; // the framework closes each part of a zip synchronously, with its last few bytes
        http.Response.ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{list}-{Oslo.Today(clock):yyyy-MM-dd}.xlsx\"";
        try { await XlsxWriter.WriteAsync(http.Response.Body, list, header, rows, http.RequestAborted); }
        finally { await db.SaveChangesAsync(CancellationToken.None); } // the protected people who were seen, also when the reader hung up
    }
}

internal static class WholeList
{
    private const int Size = 1_000;

    /// <summary>Everything of a list that is read in pages, one page in memory at a time.</summary>
    /// <param name="page">Reads a page; the first is 1.</param>
    public static async IAsyncEnumerable<T> Of<T>(Func<int, int, Task<IReadOnlyList<T>>> page)
    {
        for (var number = 1; ; number++)
        {
            var rows = await page(number, Size);
            foreach (var row in rows) yield return row;
            if (rows.Count < Size) yield break;
        }
    }
}
