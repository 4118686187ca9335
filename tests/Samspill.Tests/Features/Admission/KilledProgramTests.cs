using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Samspill.Tests.Cast;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Admission;

/// <summary>The real program is killed while families send; they send again when it is back.</summary>
public abstract class KilledProgramTests(TestServer server, ITestOutputHelper output) : OnDatabase(server)
{
    private const int Kills = 2, Senders = 6;

    [Fact]
    public async Task Whoever_was_cut_off_and_sends_again_has_one_application_and_the_receipt_that_was_given()
    {
        Server.Clock.Advance(TimeProvider.System.GetUtcNow() - Server.Clock.GetUtcNow()); // the other process goes by the real time
        var ticket = await Server.TicketAsync(Server.World.Nina);
        var born = Server.Clock.GetUtcNow().Year - 8;
        var sent = new ConcurrentDictionary<string, string>(); // key, body
        var acknowledged = new ConcurrentDictionary<string, string>(); // key, receipt
        var (cut, number) = (0, 0);

        for (var round = 1; round <= Kills; round++)
        {
            using var program = await RunningProgram.ServeAsync(Server.Schools.Storage, Server.Schools.Storage.IsPostgres ? Server.Schools.Storage.Host : null);
            using var http = Client(program, ticket);
            var enough = new SemaphoreSlim(0);
            using var stop = new CancellationTokenSource();
            var senders = Enumerable.Range(0, Senders).Select(_ => Task.Run(async () =>
            {
                while (!stop.IsCancellationRequested)
                {
                    var (key, name) = (Guid.CreateVersion7().ToString(), Name(Interlocked.Increment(ref number)));
                    sent[key] = $$"""{"children": [{"new": {"givenName": "{{name}}", "familyName": "Solberg", "born": "{{born}}-05-17", "sex": "x"}, "wishes": ["barnekor-ila"]}]}""";
                    try
                    {
                        acknowledged[key] = await SendAsync(http, key, sent[key]);
                        enough.Release();
                    }
                    catch (HttpRequestException)
                    {
                        Interlocked.Increment(ref cut);
                        return;
                    }
                }
            })).ToList();
            for (var answers = 0; answers < 5 * round && !senders.TrueForAll(s => s.IsCompleted); answers++) await enough.WaitAsync(TimeSpan.FromSeconds(10));
            program.Kill();
            await stop.CancelAsync();
            await Task.WhenAll(senders);
        }

        using var back = await RunningProgram.ServeAsync(Server.Schools.Storage, Server.Schools.Storage.IsPostgres ? Server.Schools.Storage.Host : null);
        using var again = Client(back, ticket);
        await using var db = Server.Database();
        var half = sent.Keys.Except(acknowledged.Keys).ToList();
        var told = await db.Set<Samspill.Features.Api.KeptReply>().CountAsync();
        foreach (var (key, body) in sent)
        {
            var receipt = await SendAsync(again, key, body);
            if (acknowledged.TryGetValue(key, out var first)) receipt.ShouldBe(first);
            else (await SendAsync(again, key, body)).ShouldBe(receipt);
        }
        cut.ShouldBeGreaterThan(0, "nobody was cut off: the drill proves nothing");
        output.WriteLine($"{Kills} kills, {sent.Count} sent, {acknowledged.Count} acknowledged, {half.Count} cut off, of which {told - acknowledged.Count} had been received");
        var made = await db.Applications.Where(a => db.Submissions.Any(s => s.Id == a.Submission && s.Applicant == Server.World.Nina.Person)).GroupBy(a => a.Pupil).Select(g => g.Count()).ToListAsync();
        made.Count.ShouldBe(sent.Count);
        made.ShouldAllBe(count => count == 1);
        (await db.Submissions.CountAsync(s => s.Applicant == Server.World.Nina.Person)).ShouldBe(sent.Count);
        (await db.Messages.CountAsync(m => m.About == "receipt" && m.To == Server.World.Nina.Person)).ShouldBe(sent.Count);
    }

    private static HttpClient Client(RunningProgram program, string ticket)
    {
        var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = new Uri(program.Address, $"{World.School}/") };
        http.DefaultRequestHeaders.Add("Cookie", ticket);
        return http;
    }

    /// <summary>A name has letters only, so the number is written with them.</summary>
    private static string Name(int number) => "Barn " + string.Concat(number.ToString(CultureInfo.InvariantCulture).Select(digit => (char)('a' + digit - '0')));

    private static async Task<string> SendAsync(HttpClient http, string key, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/v1/submissions") { Content = new StringContent(body, Encoding.UTF8, "application/json"), Headers = { { "Idempotency-Key", key } } };
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, text);
        return JsonDocument.Parse(text).RootElement.GetProperty("receipt").GetString()!;
    }
}

public sealed class KilledProgramOnSqlite(OnSqlite server, ITestOutputHelper output) : KilledProgramTests(server, output), IClassFixture<OnSqlite>;

public sealed class KilledProgramOnPostgres(OnPostgres server, ITestOutputHelper output) : KilledProgramTests(server, output), IClassFixture<OnPostgres>;
