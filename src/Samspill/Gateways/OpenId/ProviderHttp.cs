using System.Net;
using System.Text.Json;

namespace Samspill.Gateways.OpenId;

/// <summary>Asks a provider for JSON: at the address named, no further, for a bounded time, with a bounded answer.</summary>
internal sealed class ProviderHttp(TimeSpan patience) : IDisposable
{
    private const int Largest = 256 * 1024;

    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, AutomaticDecompression = DecompressionMethods.None, PooledConnectionLifetime = TimeSpan.FromMinutes(10) })
    {
        Timeout = Timeout.InfiniteTimeSpan, // ours covers the body too
    };

    public void Dispose() => http.Dispose();

    /// <param name="what">The question, as it stands in the reason: <c>discovery</c>, <c>keys</c>, <c>token</c>, <c>userinfo</c>.</param>
    public async Task<Outcome<JsonElement>> AskAsync(HttpRequestMessage question, string what, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(patience);
        question.Headers.Accept.ParseAdd("application/json");
        try
        {
            using var answer = await http.SendAsync(question, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            if (answer.StatusCode != HttpStatusCode.OK) return Refused(what, (int)answer.StatusCode switch { >= 300 and < 400 => "redirect", >= 400 and < 500 => "refused", _ => "status" });
            if (answer.Content.Headers.ContentType?.MediaType is not ("application/json" or "application/jwk-set+json")) return Refused(what, "content-type");
            if (answer.Content.Headers.ContentEncoding.Count > 0) return Refused(what, "encoding");
            if (await ReadAsync(answer.Content, limit.Token) is not { } body) return Refused(what, "huge");
            return StrictJson.Object(body) is { } json ? json : Refused(what, "json");
        }
        catch (HttpRequestException) { return Refused(what, "unreachable"); }
        catch (IOException) { return Refused(what, "broken"); }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested) { return Refused(what, "slow"); }
    }

    /// <summary>The body; null when it is too large.</summary>
    private static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpContent content, CancellationToken ct)
    {
        await using var stream = await content.ReadAsStreamAsync(ct);
        var buffer = new byte[16 * 1024];
        var length = 0;
        while (await stream.ReadAsync(buffer.AsMemory(length), ct) is > 0 and var read)
        {
            length += read;
            if (length == buffer.Length && length >= Largest) return null;
            if (length == buffer.Length) Array.Resize(ref buffer, length * 2);
        }
        return buffer.AsMemory(0, length);
    }

    private static Rejection Refused(string what, string reason) => ProviderRefusals.Provider($"{what}-{reason}");
}
