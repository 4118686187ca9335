using System.Runtime.CompilerServices;
using Microsoft.Playwright;

namespace Samspill.Browser.Tests;

/// <summary>Pictures of pages, kept under artifacts/screenshots for people to look at.</summary>
internal static class Pictures
{
    private static readonly string Folder = Path.GetFullPath(Path.Combine(Here(), "..", "..", "artifacts", "screenshots"));

    public static Task TakeAsync(IPage page, string face, string name) =>
        page.ScreenshotAsync(new() { Path = Path.Combine(Folder, face, name + ".png"), FullPage = true, Animations = ScreenshotAnimations.Disabled });

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
