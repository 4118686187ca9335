using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Samspill.Tests.Gateways.OpenId;

/// <summary>A browser that is led step by step between Samspill and a provider, and whose cookies can be looked at, taken and moved.</summary>
public sealed class Traveller(Uri server, string school) : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    /// <summary>By name and path.</summary>
    public Dictionary<(string Name, string Path), string> Cookies { get; } = [];

    public bool HasTicket => Cookies.Keys.Any(c => c.Name == "samspill");

    public void Dispose() => http.Dispose();

    /// <summary>Asks Samspill, in this school.</summary>
    public Task<HttpResponseMessage> GetAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(server, $"/{school}{path}")));

    public async Task<IHtmlDocument> OpenAsync(string path)
    {
        using var answer = await GetAsync(path);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, path);
        return await Host.Browser.ReadAsync(answer);
    }

    /// <summary>Posts one of the page's forms as it stands, with these values.</summary>
    public async Task<HttpResponseMessage> PostAsync(string path, string form, params (string Name, string Value)[] values)
    {
        var page = await OpenAsync(path);
        var chosen = page.QuerySelectorAll<IHtmlFormElement>("main form").First(f => f.Method == "post" && (form.Length == 0 || (f.GetAttribute("action") ?? "").Contains(form, StringComparison.Ordinal)));
        var token = chosen.QuerySelector("input[name=__RequestVerificationToken]")?.GetAttribute("value") ?? "";
        var action = chosen.GetAttribute("action") is { Length: > 0 } given ? given : $"/{school}{path}";
        return await SendAsync(new HttpRequestMessage(HttpMethod.Post, new Uri(server, action))
        {
            Content = new FormUrlEncodedContent([.. values.Select(v => new KeyValuePair<string, string>(v.Name, v.Value)), new("__RequestVerificationToken", token)]),
        });
    }

    /// <summary>Presses "sign in with …".</summary>
    public Task<HttpResponseMessage> AskAsync(string provider, string? til = null) => GetAsync($"/logg-inn/med/{provider}" + (til is null ? "" : "?til=" + Uri.EscapeDataString(til)));

    /// <summary>To the provider, and back as far as the address it sends the browser to.</summary>
    public async Task<Uri> OutAsync(string provider, string? til = null)
    {
        using var asked = await AskAsync(provider, til);
        asked.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        return await ThereAsync(asked.Headers.Location!);
    }

    public async Task<Uri> ThereAsync(Uri authorization)
    {
        using var answer = await http.GetAsync(authorization);
        return answer.Headers.Location!;
    }

    /// <summary>Follows the provider's answer to Samspill.</summary>
    public Task<HttpResponseMessage> BackAsync(Uri answer, HttpMethod? method = null) => SendAsync(new HttpRequestMessage(method ?? HttpMethod.Get, new Uri(server, answer.PathAndQuery)));

    public async Task<HttpResponseMessage> SignInAsync(string provider, string? til = null) => await BackAsync(await OutAsync(provider, til));

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        var path = request.RequestUri!.AbsolutePath;
        var own = Cookies.Where(c => path.StartsWith(c.Key.Path, StringComparison.Ordinal)).Select(c => $"{c.Key.Name}={c.Value}").ToList();
        if (own.Count > 0) request.Headers.Add("Cookie", string.Join("; ", own));
        var answer = await http.SendAsync(request);
        if (!answer.Headers.TryGetValues("Set-Cookie", out var set)) return answer;
        foreach (var parts in set.Select(s => s.Split(';', StringSplitOptions.TrimEntries)))
        {
            var (name, value) = (parts[0].Split('=')[0], parts[0][(parts[0].IndexOf('=', StringComparison.Ordinal) + 1)..]);
            var at = parts.FirstOrDefault(p => p.StartsWith("path=", StringComparison.OrdinalIgnoreCase))?[5..] ?? "/";
            if (value.Length == 0) Cookies.Remove((name, at));
            else Cookies[(name, at)] = value;
        }
        return answer;
    }
}
