using System.Runtime.CompilerServices;
using Microsoft.Playwright;

namespace Samspill.Browser.Tests;

/// <summary>Pictures of pages, kept under artifacts/screenshots for people to look at.</summary>
internal static class Pictures
{
    private static readonly string Folder = Path.GetFullPath(Path.Combine(Here(), "..", "..", "artifacts", "screenshots"));

    /// <summary>The whole page in a window as high as the page is, so that what sticks to the window's edge stands where it would when scrolled to the end.</summary>
    public static async Task TakeAsync(IPage page, string face, string name)
    {
        var window = page.ViewportSize!;
        var height = await page.EvaluateAsync<int>("() => document.documentElement.scrollHeight");
        await page.SetViewportSizeAsync(window.Width, Math.Clamp(height, window.Height, 8000));
        await page.ScreenshotAsync(new() { Path = Path.Combine(Folder, face, name + ".png"), FullPage = true, Animations = ScreenshotAnimations.Disabled });
        await page.SetViewportSizeAsync(window.Width, window.Height);
    }

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
