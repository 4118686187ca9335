using Microsoft.Playwright;

namespace Samspill.Browser.Tests;

/// <summary>A browser window of one person, which notes everything the browser complains of.</summary>
public sealed class Window : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly string root;
    private readonly List<string> complaints = [];

    internal Window(IBrowserContext context, IPage page, Uri address, string school)
    {
        this.context = context;
        root = $"{address}{school}";
        Page = page;
        page.Console += (_, message) => { if (message.Type == "error") complaints.Add($"console: {message.Text}"); };
        page.PageError += (_, error) => complaints.Add($"script: {error}");
        page.Request += (_, request) =>
        {
            var asked = new Uri(request.Url);
            if (asked.Scheme is "http" or "https" && asked.Authority != address.Authority) complaints.Add($"asks another host: {request.Url}");
        };
    }

    public IPage Page { get; }

    public IBrowserContext Context => context;

    /// <summary>The path of the page shown, without the school.</summary>
    public string Path => Page.Url.StartsWith(root, StringComparison.Ordinal) ? Page.Url[root.Length..] is { Length: > 0 } path ? path : "/" : Page.Url;

    public Task<IResponse?> GoAsync(string path) => Page.GotoAsync(root + path);

    /// <summary>Presses Tab until the focus is on something that is called this.</summary>
    public async Task TabToAsync(string name)
    {
        for (var presses = 0; presses < 120; presses++)
        {
            await Page.Keyboard.PressAsync("Tab");
            var focused = await Page.EvaluateAsync<string>("() => { const e = document.activeElement; return [e.innerText, e.ariaLabel, ...(e.labels ?? [])].map(x => x?.innerText ?? x ?? '').join(' ') }");
            if (focused.Contains(name, StringComparison.Ordinal)) return;
        }
        throw new InvalidOperationException($"no way to \"{name}\" by the keyboard on {Path}");
    }

    /// <summary>What the browser complained of since the last time: script errors, breaches of the security policy, requests to other hosts.</summary>
    public IReadOnlyList<string> TakeComplaints()
    {
        string[] taken = [.. complaints];
        complaints.Clear();
        return taken;
    }

    public ValueTask DisposeAsync() => context.DisposeAsync();
}
