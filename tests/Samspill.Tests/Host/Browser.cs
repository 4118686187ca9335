using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Samspill.Tests.Host;

/// <summary>A browser without script: keeps cookies, does not follow redirects by itself, fills in forms as a person would.</summary>
public sealed class Browser : IDisposable
{
    private static readonly HtmlParser Parser = new();
    private readonly HttpClient http;

    internal Browser(Uri server, string school, string? ticket)
    {
        if (ticket is not null) Cookies.SetCookies(server, $"{ticket}; path=/{school}");
        http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = Cookies }) { BaseAddress = new Uri(server, school + "/") };
    }

    public CookieContainer Cookies { get; } = new();

    /// <summary>For what a form cannot do: other methods, headers, bodies.</summary>
    public HttpClient Http => http;

    public Task<HttpResponseMessage> GetAsync(string path) => http.GetAsync(path.TrimStart('/'));

    /// <summary>The page, parsed; fails when it is not 200.</summary>
    public async Task<IHtmlDocument> OpenAsync(string path)
    {
        using var answer = await GetAsync(path);
        if (answer.StatusCode != HttpStatusCode.OK) Assert.Fail($"GET {path}: {(int)answer.StatusCode} {answer.Headers.Location}");
        return await ReadAsync(answer);
    }

    /// <summary>Opens a page and posts its form (the only one, or the one whose action or handler contains <paramref name="form"/>) with the values it shows, changed by these.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(string path, IEnumerable<KeyValuePair<string, string>> changes, string? form = null)
    {
        var page = await OpenAsync(path);
        return await SubmitAsync(page, path, changes, form);
    }

    public Task<HttpResponseMessage> SubmitAsync(IHtmlDocument page, string path, IEnumerable<KeyValuePair<string, string>> changes, string? form = null)
    {
        var forms = page.Forms.Where(f => string.Equals(f.Method, "post", StringComparison.OrdinalIgnoreCase) && (form is null || (f.GetAttribute("action") ?? "").Contains(form, StringComparison.Ordinal))).ToList();
        if (forms.Count == 0) Assert.Fail($"{path} has no such form: {form}");
        var chosen = forms.Find(f => f.Closest("main") is not null) ?? forms[0]; // the header has one to sign out
        var fields = Fields(chosen);
        foreach (var (name, value) in changes)
        {
            fields.RemoveAll(f => f.Key == name);
            fields.Add(new(name, value));
        }
        var action = chosen.GetAttribute("action") is { Length: > 0 } given ? given : path;
        var target = action.StartsWith('/') ? new Uri(http.BaseAddress!, action) : new Uri(http.BaseAddress!, action.TrimStart('/'));
        if (action == path) target = new Uri(http.BaseAddress!, path.TrimStart('/'));
        return http.PostAsync(target, new FormUrlEncodedContent(fields));
    }

    /// <summary>Presses a button of a page's own form that leads to another handler than the form's.</summary>
    public async Task<HttpResponseMessage> PressAsync(string path, string handler, IEnumerable<KeyValuePair<string, string>> changes)
    {
        var page = await OpenAsync(path);
        page.Forms.First(f => (f.GetAttribute("action") ?? "").Contains("handler=", StringComparison.Ordinal)).SetAttribute("action", $"{http.BaseAddress!.AbsolutePath.TrimEnd('/')}{path}?handler={handler}");
        return await SubmitAsync(page, path, changes, $"handler={handler}");
    }

    public static async Task<IHtmlDocument> ReadAsync(HttpResponseMessage answer) => await Parser.ParseDocumentAsync(await answer.Content.ReadAsStringAsync());

    public void Dispose() => http.Dispose();

    private static List<KeyValuePair<string, string>> Fields(IHtmlFormElement form)
    {
        var fields = new List<KeyValuePair<string, string>>();
        foreach (var element in form.Elements)
        {
            switch (element)
            {
                case IHtmlInputElement { IsDisabled: false, Name: { Length: > 0 } name } input when input.Type is not ("submit" or "button" or "file" or "checkbox" or "radio") || input.Type is "checkbox" or "radio" && input.IsChecked:
                    fields.Add(new(name, input.Value));
                    break;
                case IHtmlTextAreaElement { Name: { Length: > 0 } name } area:
                    fields.Add(new(name, area.Value));
                    break;
                case IHtmlSelectElement { Name: { Length: > 0 } name } select:
                    fields.AddRange(select.Options.Where(o => o.IsSelected).Select(o => new KeyValuePair<string, string>(name, o.Value)));
                    break;
            }
        }
        return fields;
    }
}
