using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Samspill.Host;

namespace Samspill.Gateways.Sms;

/// <summary>Hands text messages to a gateway over HTTP, as docs/operations.md describes it.</summary>
/// <remarks>A request lasts ten seconds at most, and no more of an answer is read than a fault's words need.</remarks>
internal sealed class SmsGateway(ServerOptions options) : ISmsSender, IDisposable
{
    private const int MostRead = 4096;

    private readonly HttpClient http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false, // the key is for this address only
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        MaxConnectionsPerServer = 4,
    }) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>How long a gateway may take; tests are shorter of breath.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    public async Task<Delivery> SendAsync(OpenSchool school, OutgoingSms sms, CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        stop.CancelAfter(Patience);
        try
        {
            using var request = Request(school, sms);
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop.Token);
            return Read(answer, answer.IsSuccessStatusCode ? "" : await BeginningAsync(answer, stop.Token));
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            return new Delivery(Answer.Down, fault.Message);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new Delivery(Answer.Down, "no answer in time");
        }
    }

    public void Dispose() => http.Dispose();

    private HttpRequestMessage Request(OpenSchool school, OutgoingSms sms)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, options.Sms)
        {
            Content = new StringContent(JsonSerializer.Serialize(new { id = sms.Id.Value.ToString("N"), to = sms.To, from = school.Name, text = sms.Text }), Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Idempotency-Key", sms.Id.Value.ToString("N"));
        if (options.SmsKey is { } key) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return request;
    }

    private static Delivery Read(HttpResponseMessage answer, string words)
    {
        var fault = $"{(int)answer.StatusCode} {words}".TrimEnd();
        var wait = answer.Headers.RetryAfter?.Delta is { } asked ? asked : TimeSpan.Zero;
        return answer.StatusCode switch
        {
            HttpStatusCode.OK or HttpStatusCode.Created or HttpStatusCode.Accepted or HttpStatusCode.NoContent or HttpStatusCode.Conflict => Delivery.Taken, // 409: it has this id already
            HttpStatusCode.NotFound or HttpStatusCode.Gone => new Delivery(Answer.NoSuchReceiver, fault),
            HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnprocessableEntity => new Delivery(Answer.Refused, fault),
            HttpStatusCode.TooManyRequests => new Delivery(Answer.Later, fault, wait),
            _ => new Delivery(Answer.Down, fault, wait), // 401 and redirects too: somebody must put that right, and nothing is lost meanwhile
        };
    }

    private static async Task<string> BeginningAsync(HttpResponseMessage answer, CancellationToken ct)
    {
        await using var body = await answer.Content.ReadAsStreamAsync(ct);
        var read = new byte[MostRead];
        var length = await body.ReadAtLeastAsync(read, MostRead, throwOnEndOfStream: false, ct);
        return string.Concat(Encoding.UTF8.GetString(read, 0, length).Select(c => char.IsControl(c) ? ' ' : c));
    }
}
