using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Reporting;
using Samspill.Gateways.Printing;
using Samspill.Host;

namespace Samspill.Features.Reporting;

/// <summary>A joint report as it was published: on the web, as a text document, on paper, and as data.</summary>
[At(Side.Council), OpenToAll("a published report is for everybody")]
public sealed class PublishedPage(CouncilDb db, OpenCouncil council, JointView view, JointFiles files, PdfPrinter printer, Texts texts) : PageModel
{
    private const int MostPrinted = 30;

    public JointReport Report { get; private set; } = null!;
    public IReadOnlyList<PublishedLine> Versions { get; private set; } = [];
    public OpenCouncil Council => council;
    public bool IsNewest => Versions[0].Id == Report.Id;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await LoadAsync(id, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnGetFileAsync(Guid id, [FromQuery(Name = "som")] string? format, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct)) return NotFound();
        switch (format)
        {
            case "docx": return await MadeAsync(format, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", () => Task.FromResult<Outcome<byte[]>>(JointFile.Docx(Report.Document, council.Name, Report.Version, Report.At, texts)), ct);
            case "pdf": return await MadeAsync(format, "application/pdf", async () => await printer.PrintAsync(await view.HtmlAsync(Report, council.Name), MostPrinted, ct), ct);
            case "csv": return File(JointFile.Csv(Report.Document), "text/csv; charset=utf-8", Name("csv"));
            default: return File(JointFile.Json(Report.Document), "application/json", Name("json"));
        }
    }

    private async Task<IActionResult> MadeAsync(string format, string type, Func<Task<Outcome<byte[]>>> make, CancellationToken ct) =>
        (await files.OfAsync(Report.Id, CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, format, make, ct)).Refused(out var why, out var file) ? this.Refuse(why) : File(file, type, Name(format));

    private string Name(string ending) => texts["joint.file", Report.Document.To.Year, Report.Version, ending];

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        var key = new JointReportId(id);
        if (await db.JointReports.AsNoTracking().SingleOrDefaultAsync(r => r.Id == key, ct) is not { } report) return false;
        (Report, Versions) = (report, await db.PublishedAsync(report.Round, ct));
        return true;
    }
}
