using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Samspill.Formats.Xlsx;
using Samspill.Host;

namespace Samspill.Features.Exchange;

/// <summary>Upload, see what an import would do, say yes.</summary>
[Authorize(Policy = Can.ImportSchool)]
[MostUploaded(MostBytes, "/import?stor=true"), RequestSizeLimit(2 * MostBytes), RequestFormLimits(MultipartBodyLengthLimit = 2 * MostBytes)]
public sealed class ImportPage(ImportSchool import, KeptUploads uploads, Actor actor, Texts texts) : PageModel
{
    private const long MostBytes = 64 * 1024 * 1024;
    private const int MostFiles = 9;

    [BindProperty]
    public List<IFormFile> Files { get; set; } = [];

    /// <summary>What was tried; null before.</summary>
    public ImportReport? Report { get; private set; }

    /// <summary>Names the files that were tried.</summary>
    public string? Digest { get; private set; }

    public IActionResult OnGet(bool stor) => stor ? Wrong("import.too-large") : Page();

    public async Task<IActionResult> OnPostTryAsync(CancellationToken ct)
    {
        if (Files.Count is 0 or > MostFiles) return Wrong(Files.Count == 0 ? "import.no-files" : "import.too-many-files");
        try { Digest = await uploads.KeepAsync(actor.Account!.Value, Files, ct); }
        catch (InvalidDataException) { return Wrong("import.no-zip"); }
        catch (XlsxException unreadable)
        {
            uploads.Forget(actor.Account!.Value);
            return Wrong(unreadable.IsTooLarge ? "import.large-xlsx" : "import.no-xlsx");
        }
        var reading = uploads.Read(actor.Account.Value, Digest);
        if (reading is null or { IsNoSchoolFolder: true }) return Wrong("import.none-of-nine");
        Report = await import.RunAsync(reading, dryRun: true, ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string digest, CancellationToken ct)
    {
        if (uploads.Read(actor.Account!.Value, digest ?? "") is not { IsNoSchoolFolder: false } reading) return Wrong("import.gone");
        Report = await import.RunAsync(reading, dryRun: false, ct);
        if (Report.Faults.Count > 0) return Page(); // the school has changed since it was tried
        uploads.Forget(actor.Account.Value);
        TempData["Notice"] = texts["import.done", Report.Files.Sum(f => f.New), Report.Files.Sum(f => f.Changed)];
        return RedirectToPage();
    }

    private PageResult Wrong(string key)
    {
        ModelState.AddModelError("Files", texts[key]);
        return Page();
    }
}
