using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Samspill.Domain.Gsi;
using Samspill.Formats.Gsi;

namespace Samspill.Features.Gsi;

/// <summary>A report as a file: on the page and at the command line the same bytes.</summary>
internal static class GsiFile
{
    /// <summary>The formats there are.</summary>
    public static readonly IReadOnlyList<string> Formats = ["json", "csv", "xlsx"];

    /// <param name="format">One of <see cref="Formats"/>.</param>
    /// <param name="language">Of the lines' names in the tables.</param>
    public static async Task<byte[]> BytesAsync(GsiDocument report, string format, string language, CancellationToken ct)
    {
        if (format == "json") return Encoding.UTF8.GetBytes(report.ToJson() + "\n");
        var form = GsiForms.Of(Domain.School.SchoolYear.Of(report.Date));
        string TextOf(string line) => form.Find(line)?.In(language) ?? line;
        using var file = new MemoryStream();
        if (format == "csv") GsiTable.WriteCsv(file, report, TextOf);
        else await GsiTable.WriteXlsxAsync(file, report, TextOf, ct);
        return file.ToArray();
    }

    public static async Task<IActionResult> OfAsync(GsiDocument report, string format, CancellationToken ct) =>
        new FileContentResult(await BytesAsync(report, format, CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, ct), format switch
        {
            "json" => "application/json",
            "csv" => "text/csv; charset=utf-8",
            _ => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }) { FileDownloadName = string.Create(CultureInfo.InvariantCulture, $"gsi-{report.Date:yyyy-MM-dd}.{format}") };
}
