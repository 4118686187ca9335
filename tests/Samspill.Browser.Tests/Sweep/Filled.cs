using Microsoft.Playwright;

namespace Samspill.Browser.Tests.Sweep;

/// <summary>The way to each page that needs more than its bare address: what stands for the braces in its route, or what is done before.</summary>
internal static class Filled
{
    /// <summary>Goes to a page of this route with something in it; null when nothing is known to fill it with.</summary>
    public static async Task<IResponse?> GoAsync(Window window, string route, Stage stage)
    {
        if (route == "/logg-inn/kode") return await AskForCodeAsync(window);
        await using var db = stage.Database();
        var path = route switch
        {
            "/tilbud/{code}" => "/tilbud/gitar-midtbyen",
            _ when route.Contains('{', StringComparison.Ordinal) => null,
            _ => route,
        };
        return path is null ? null : await window.GoAsync(path);
    }

    /// <summary>The page of refusals says what it refuses; the others are fine.</summary>
    public static int StatusOf(string route) => route == "/feil" ? 404 : 200;

    /// <summary>Pages that are only passed through, and why nobody sees them.</summary>
    public static string? PassedThrough(string route) => route switch
    {
        "/sok" => "leads to the first step",
        "/logg-inn/fortsett/{key}" => "shown only when a session ended in the middle of a form",
        "/logg-inn/hvem" => "shown only when two people have one e-mail address",
        _ => null,
    };

    private static Task<IResponse?> AskForCodeAsync(Window window) => window.Page.RunAndWaitForResponseAsync(
        async () =>
        {
            await window.GoAsync("/logg-inn");
            await window.Page.GetByLabel("E-postadresse").First.FillAsync("noen@example.org");
            await window.Page.GetByRole(AriaRole.Button, new() { Name = "Send meg en kode" }).ClickAsync();
        },
        answer => answer.Request.Method == "GET" && answer.Url.EndsWith("/logg-inn/kode", StringComparison.Ordinal))!;
}
