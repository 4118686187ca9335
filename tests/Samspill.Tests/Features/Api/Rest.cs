using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Api;

/// <summary>Asks the API as a program would, signed in as somebody of the cast.</summary>
internal static class Rest
{
    public static async Task<JsonElement> Json(Browser browser, string address) => await browser.Http.GetFromJsonAsync<JsonElement>($"api/v1/{address}");

    public static async Task<JsonElement> ReadAsync(HttpResponseMessage answer) => JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;

    public static async Task<string> TagAsync(Browser browser, string address)
    {
        using var answer = await browser.GetAsync($"/api/v1/{address}");
        return answer.Headers.ETag!.Tag;
    }

    public static async Task<HttpStatusCode> StatusAsync(Browser browser, string address)
    {
        using var answer = await browser.GetAsync($"/api/v1/{address}");
        return answer.StatusCode;
    }

    /// <summary>Refused with this status and code; beside this field, when one is named.</summary>
    public static async Task RefusedAsync(HttpResponseMessage answer, HttpStatusCode status, string type, string? field = null)
    {
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(status, text);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = await ReadAsync(answer);
        problem.GetProperty("type").GetString().ShouldBe(type);
        if (field is not null) problem.GetProperty("errors").EnumerateObject().Select(e => e.Name).ShouldBe([field]);
    }

    /// <summary>A change that says what it saw.</summary>
    public static Task<HttpResponseMessage> PutAsync(Browser browser, string address, object? body = null, string? match = "*") => SendAsync(browser, HttpMethod.Put, address, body is null ? null : JsonSerializer.Serialize(body), match: match);

    /// <summary>A new request, with a key of its own when none is given.</summary>
    public static Task<HttpResponseMessage> PostAsync(Browser browser, string address, object? body = null, string? key = null) =>
        SendAsync(browser, HttpMethod.Post, address, body is null ? null : JsonSerializer.Serialize(body), key ?? Guid.CreateVersion7().ToString());

    public static async Task<HttpResponseMessage> SendAsync(Browser browser, HttpMethod method, string address, string? body = null, string? key = null, string? match = null)
    {
        using var request = new HttpRequestMessage(method, $"api/v1/{address}");
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        if (match is not null) request.Headers.TryAddWithoutValidation("If-Match", match);
        return await browser.Http.SendAsync(request);
    }
}
