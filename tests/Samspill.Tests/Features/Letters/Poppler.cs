using System.ComponentModel;
using System.Diagnostics;

namespace Samspill.Tests.Features.Letters;

/// <summary>Somebody else's reader of PDF: what a letter says of itself, and its words.</summary>
internal static class Poppler
{
    /// <summary>What pdfinfo tells, by name: Title, Tagged, Pages …</summary>
    public static async Task<Dictionary<string, string>> InfoAsync(byte[] pdf) =>
        (await RunAsync("pdfinfo", pdf, "-", null)).Split('\n').Select(line => line.Split(':', 2)).Where(pair => pair.Length == 2).ToDictionary(pair => pair[0], pair => pair[1].Trim());

    /// <summary>The words, lines joined by blanks.</summary>
    public static async Task<string> TextAsync(byte[] pdf) => string.Join(' ', (await RunAsync("pdftotext", pdf, "-", "-")).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static async Task<string> RunAsync(string program, byte[] pdf, string input, string? output)
    {
        using var process = new Process { StartInfo = new ProcessStartInfo(program, output is null ? [input] : [input, output]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false } };
        try { process.Start(); }
        catch (Win32Exception) { Assert.Skip($"{program} is missing: apt-get install poppler-utils"); }
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        var said = process.StandardOutput.ReadToEndAsync();
        await process.StandardInput.BaseStream.WriteAsync(pdf);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return await said;
    }
}
