using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Samspill.Data;
using Samspill.Features.Shared;
using Samspill.Formats;
using Samspill.Formats.Xlsx;
using Samspill.Host;

namespace Samspill.Features.Exchange;

/// <summary>The office's lists as CSV for a spreadsheet.</summary>
[Authorize(Policy = Can.ExportLists)]
public sealed class ExportPage(OfficeLists lists, SamspillDb db, TimeProvider clock) : PageModel
{
    public IActionResult OnGet(string? list) => list is null ? Page() : NotFound();

    /// <summary>A download is a post: taking people's data out is an act, and is noted before it begins.</summary>
    public async Task<IActionResult> OnPostAsync(string list, CancellationToken ct)
    {
        if (!OfficeLists.Names.Contains(list)) return NotFound();
        db.Note("exported", $"List {list}");
        await db.SaveChangesAsync(ct);
        Response.ContentType = "text/csv; charset=utf-8";
        Response.Headers.ContentDisposition = $"attachment; filename=\"{list}-{Oslo.Today(clock):yyyy-MM-dd}.csv\"";
        try { await SafeCsv.WriteAsync(Response.Body, lists.Header(list), lists.Rows(list), ct); }
        finally { await db.SaveChangesAsync(CancellationToken.None); } // the protected people who were seen, also when the reader hung up
        return new EmptyResult();
    }

    public IActionResult OnPostXlsx(string list) => OfficeLists.Names.Contains(list)
        ? new ListFile(list, lists.Header(list), lists.Rows(list).Select(row => (IReadOnlyList<XlsxCell>)[.. row.Select(value => (XlsxCell)value)])) : NotFound();
}
