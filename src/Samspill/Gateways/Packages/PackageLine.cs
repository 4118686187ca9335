using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;
using Samspill.Domain.Nation;
using Samspill.Domain.Statistics;
using Samspill.Host;

namespace Samspill.Gateways.Packages;

/// <summary>Carries packages between schools and the council: at the address named, no further, for a bounded time, with a bounded answer.</summary>
/// <remarks>Addresses are somebody's word: machines of our own net are not asked, whatever name leads to them.</remarks>
public sealed class PackageLine(ServerOptions options) : IDisposable
{
    /// <summary>Larger than any package.</summary>
    public const int Largest = 900 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly IPNetwork[] Ours =
    [
        .. new[] { "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.168.0.0/16", "198.18.0.0/15", "224.0.0.0/3", "::/128", "64:ff9b::/96", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8" }
            .Select(net => IPNetwork.Parse(net)),
    ];

    private readonly HttpClient http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false, UseCookies = false, UseProxy = false, AutomaticDecompression = DecompressionMethods.None, ConnectTimeout = TimeSpan.FromSeconds(5), PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectCallback = (context, ct) => ConnectAsync(context.DnsEndPoint, options.PackagesAtHome, ct),
    })
    {
        Timeout = Timeout.InfiniteTimeSpan, // ours covers the body too
    };

    public void Dispose() => http.Dispose();

    /// <summary>The root of a school or the council, without a slash at the end; null for what is neither https nor this machine itself.</summary>
    public static Uri? Address(string? typed) =>
        Uri.TryCreate(typed?.Trim().TrimEnd('/'), UriKind.Absolute, out var address) && address.AbsoluteUri.Length <= StatisticsReceiver.AddressLength && address is { UserInfo: "", Query: "", Fragment: "" }
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)) ? address : null;

    /// <summary>Whether a machine may be asked: one of the open net, or this very one where that is allowed.</summary>
    internal static bool MayAsk(IPAddress address, bool atHome)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return IPAddress.IsLoopback(address) ? atHome : !Array.Exists(Ours, net => net.Contains(address));
    }

    /// <exception cref="IOException">The name leads to no machine that may be asked.</exception>
    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint named, bool atHome, CancellationToken ct)
    {
        // Connects to what was looked at: a name may lead elsewhere the next time.
        var addresses = Array.FindAll(await Dns.GetHostAddressesAsync(named.Host, ct), address => MayAsk(address, atHome));
        if (addresses.Length == 0) throw new IOException("No machine that may be asked.");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, named.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Fetches the newest package of a school.</summary>
    public Task<Outcome<byte[]>> FetchAsync(Uri school, CancellationToken ct) => AskAsync(() => new HttpRequestMessage(HttpMethod.Get, $"{school.AbsoluteUri.TrimEnd('/')}/api/v1/statistics-package"), async (answer, stop) =>
    {
        if (answer.StatusCode == HttpStatusCode.NotFound) return PackageRejections.None;
        if (answer.StatusCode != HttpStatusCode.OK) return PackageRejections.Away;
        return await ReadAsync(answer.Content, stop) is { } package ? package : PackageRejections.TooLarge;
    }, ct);

    /// <summary>Sends a package to the council. What it refuses is said in its own words.</summary>
    public async Task<Outcome<Done>> SendAsync(Uri council, byte[] package, CancellationToken ct)
    {
        var sent = await AskAsync(() =>
        {
            var content = new ByteArrayContent(package);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            return new HttpRequestMessage(HttpMethod.Post, $"{council.AbsoluteUri.TrimEnd('/')}/api/v1/statistics-packages") { Content = content };
        }, async (answer, stop) =>
        {
            if (answer.IsSuccessStatusCode) return Array.Empty<byte>();
            return (int)answer.StatusCode is 409 or 422 && await ReadAsync(answer.Content, stop) is { } problem ? new Rejection(PackageRejections.NotTaken.Code, TitleOf(problem)) : PackageRejections.Away;
        }, ct);
        return sent.Refused(out var why) ? why : new Done();
    }

    private async Task<Outcome<byte[]>> AskAsync(Func<HttpRequestMessage> ask, Func<HttpResponseMessage, CancellationToken, Task<Outcome<byte[]>>> read, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Patience);
        try
        {
            using var question = ask();
            using var answer = await http.SendAsync(question, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            return await read(answer, limit.Token);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException) { return PackageRejections.Away; }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested) { return PackageRejections.Away; }
    }

    /// <summary>The body; null when it is too large.</summary>
    private static async Task<byte[]?> ReadAsync(HttpContent content, CancellationToken ct)
    {
        if (content.Headers.ContentLength > Largest) return null;
        await using var stream = await content.ReadAsStreamAsync(ct);
        var buffer = new byte[Largest + 1];
        var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct);
        return length > Largest ? null : buffer[..length];
    }

    private static string TitleOf(byte[] problem)
    {
        try
        {
            using var json = JsonDocument.Parse(problem);
            var title = json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("title", out var said) && said.ValueKind == JsonValueKind.String ? PlainText.Line(said.GetString()) : "";
            return title.Length > 300 ? title[..300] : title;
        }
        catch (JsonException) { return ""; }
    }
}
