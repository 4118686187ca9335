using System.ComponentModel;
using System.Diagnostics;
using Microsoft.Extensions.FileProviders;
using Samspill.Host;

namespace Samspill.Gateways.Printing;

/// <summary>Prints a page to a tagged PDF with a headless Chromium: one process for each print, no network, ended when it takes too long.</summary>
/// <remarks>
/// The page is a file in a folder of its own, readable by the program's user only and deleted afterwards, beside the letter's style and
/// font. It runs no script (its own content policy forbids it), and names are resolved to nowhere, so nothing in it can reach out.
/// </remarks>
public sealed class PdfPrinter(ServerOptions options, IWebHostEnvironment host)
{
    public static readonly Rejection NoBrowser = new("printing.no-browser");
    public static readonly Rejection TooSlow = new("printing.too-slow");
    public static readonly Rejection Failed = new("printing.failed");

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // Each print is a browser: more than these at once would only slow each other down. One more than a job of letters takes.
    private readonly SemaphoreSlim turns = new(3);

    /// <summary>The browser's program; null when there is none.</summary>
    public string? Browser => options.Chromium is { Length: > 0 } path
        ? (File.Exists(path) ? path : null)
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => Names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);

    /// <summary>Prints a whole HTML document, whose style is <c>letter.css</c> beside it.</summary>
    /// <param name="pages">About how many pages: a long document gets more time.</param>
    public async Task<Outcome<byte[]>> PrintAsync(string html, int pages, CancellationToken ct)
    {
        if (Browser is not { } browser) return NoBrowser;
        await turns.WaitAsync(ct);
        var folder = Path.Combine(options.Storage.Folder, "printing", Guid.CreateVersion7().ToString("N"));
        try
        {
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
            else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            await File.WriteAllTextAsync(Path.Combine(folder, "letter.html"), html, ct);
            await CopyStyleAsync(folder, ct);
            return await RunAsync(browser, folder, Patience + TimeSpan.FromMilliseconds(400 * pages), ct);
        }
        finally
        {
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
            turns.Release();
        }
    }

    private async Task CopyStyleAsync(string folder, CancellationToken ct)
    {
        foreach (var file in host.WebRootFileProvider.GetDirectoryContents("dist").Where(f => f.Name == "letter.css" || f.Name.EndsWith(".woff2", StringComparison.Ordinal)))
        {
            await using var from = file.CreateReadStream();
            await using var to = File.Create(Path.Combine(folder, file.Name));
            await from.CopyToAsync(to, ct);
        }
    }

    private static async Task<Outcome<byte[]>> RunAsync(string browser, string folder, TimeSpan patience, CancellationToken ct)
    {
        var output = Path.Combine(folder, "letter.pdf");
        var start = new ProcessStartInfo(browser,
        [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-extensions", "--disable-sync", "--disable-background-networking",
            "--disable-component-update", "--disable-default-apps", "--host-resolver-rules=MAP * ~NOTFOUND", "--no-pdf-header-footer", "--export-tagged-pdf",
            $"--user-data-dir={Path.Combine(folder, "profile")}", $"--print-to-pdf={output}", new Uri(Path.Combine(folder, "letter.html")).AbsoluteUri,
        ]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        using var process = new Process { StartInfo = start };
        try { process.Start(); }
        catch (Win32Exception) { return NoBrowser; }
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(patience);
        try { await process.WaitForExitAsync(limit.Token); }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            ct.ThrowIfCancellationRequested();
            return TooSlow;
        }
        return process.ExitCode == 0 && File.Exists(output) ? await File.ReadAllBytesAsync(output, ct) : Failed;
    }
}
