using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;

namespace Samspill.Bench;

/// <summary>Kills the program, or the database under it, again and again under load; what was acknowledged must be there once.</summary>
/// <remarks>Each application carries a key that is also the child's name. Who gets no answer asks again with the same key, as a client does that cannot know.</remarks>
internal static class CrashDrill
{
    private static readonly string[] Wishes = [CrowdedSchool.CourseCode(0)];

    /// <returns>0 nothing lost or doubled; 1 something was; 2 void: nothing was proven.</returns>
    public static async Task<int> RunAsync(TextWriter output, Sizes sizes)
    {
        var (kills, wanted, clients) = (sizes.Of("--kills", 100), sizes.Of("--acked", 200_000), sizes.Of("--clients", 16));
        var (killsDatabase, onPostgres) = (sizes.Word("--of", "program") == "database", sizes.On is "postgresql" or "both");
        if (killsDatabase && !onPostgres)
        {
            output.WriteLine("crash: SQLite lives in the program: kill that");
            return 2;
        }
        output.WriteLine(Machine.Line());
        var program = sizes.Word("--program", "") is { Length: > 0 } built ? built : Published.Program(output);
        using var folder = new TempFolder();
        await using var postgres = onPostgres ? await PostgresOfOurOwn.StartAsync() : null;
        var connection = postgres is null ? null : $"{postgres.Server};Database=drill";
        var school = await CrowdedSchool.MakeAsync(new Storage(folder.Path, connection), Math.Max(clients * 8, wanted / 20), cookies: false);
        var port = RunningProgram.FreePort();
        using var ledger = new Ledger(Path.Combine(folder.Path, "acknowledged.log"));
        var load = new Load(ledger, school, port, wanted);
        var running = await RunningProgram.StartServeAsync(program, folder.Path, connection, port);
        var (done, ready) = (0, new List<double>());
        try
        {
            var working = Enumerable.Range(0, clients).Select(load.WorkAsync).ToArray();
            while (done < kills)
            {
                // Each share of the load gets its kill; a load that stands still is no load.
                var from = Stopwatch.StartNew();
                while (ledger.Count < (long)wanted * (done + 1) / (kills + 1) && from.Elapsed < TimeSpan.FromMinutes(5)) await Task.Delay(20);
                if (from.Elapsed >= TimeSpan.FromMinutes(5)) break;
                var clock = Stopwatch.StartNew();
                if (killsDatabase)
                {
                    await postgres!.KillNowAsync();
                    await postgres.BeginAsync();
                    await ReadyAsync(running.Address);
                }
                else
                {
                    running.KillNow();
                    running.Dispose();
                    running = await RunningProgram.StartServeAsync(program, folder.Path, connection, port);
                }
                ready.Add(clock.Elapsed.TotalSeconds);
                done++;
            }
            await Task.WhenAll(working).WaitAsync(TimeSpan.FromMinutes(60));
        }
        finally { running.Dispose(); }
        return await TellAsync(output, $"crash of {(killsDatabase ? "database" : "program")} on {(onPostgres ? "PostgreSQL" : "SQLite")}", school, ledger, load, done, kills, wanted, ready);
    }

    private static async Task<int> TellAsync(TextWriter output, string name, CrowdedSchool school, Ledger ledger, Load load, int done, int kills, int wanted, List<double> ready)
    {
        var found = await CompareAsync(school, ledger.Acknowledged);
        var canary = await CanaryAsync(school, ledger.Acknowledged, found);
        ready.Sort();
        if (ready.Count > 0) Line(output, $"ready again after a kill, s: p50 {ready[ready.Count / 2]:0.0}, p95 {ready[(int)Math.Min(ready.Count - 1, ready.Count * .95)]:0.0}, worst {ready[^1]:0.0} (target 15)");
        Line(output, $"canary: a lost and a doubled application that were put there {(canary ? "were seen" : "were NOT seen")}; requests that failed meanwhile {load.Faults}");
        if (!canary || done < kills || load.Faults == 0 || ledger.Count < wanted)
        {
            Line(output, $"{name}: VOID ({done} of {kills} kills, {load.Faults} faults seen, {ledger.Count} of {wanted} acknowledged)");
            return 2;
        }
        Line(output, $"{name}: {done} kills, {ledger.Count} acknowledged, lost {found.Lost}, double {found.Twice}");
        return found is { Lost: 0, Twice: 0 } ? 0 : 1;
    }

    private static Task<Compared> CompareAsync(CrowdedSchool school, IReadOnlyDictionary<string, string> acknowledged) => school.LookAsync(async db =>
    {
        var stored = await (from a in db.Applications
                            join p in db.People on a.Pupil equals p.Id
                            join s in db.Submissions on a.Submission equals s.Id
                            where p.FamilyName == Load.FamilyName
                            select new { Key = p.GivenName, s.Receipt }).ToListAsync();
        return Compared.Of(acknowledged, stored.Select(s => (s.Key, s.Receipt)));
    });

    /// <summary>Puts one of each fault there, and looks whether the comparison sees exactly one more of each.</summary>
    private static async Task<bool> CanaryAsync(CrowdedSchool school, IReadOnlyDictionary<string, string> acknowledged, Compared before)
    {
        if (acknowledged.Count < 2) return false;
        var (lost, twice) = (acknowledged.First(), acknowledged.Skip(1).First());
        // One child's application becomes a second one of another's: the one is lost, the other is there twice.
        await school.LookAsync(db => db.People.Where(p => p.FamilyName == Load.FamilyName && p.GivenName == lost.Key).ExecuteUpdateAsync(set => set.SetProperty(p => p.GivenName, twice.Key)));
        var after = await CompareAsync(school, acknowledged);
        return after.Lost == before.Lost + 1 && after.Twice == before.Twice + 1;
    }

    private static async Task ReadyAsync(Uri address)
    {
        using var http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(5) };
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < TimeSpan.FromMinutes(2); await Task.Delay(50))
        {
            try
            {
                using var answer = await http.GetAsync("/health/ready");
                if (answer.IsSuccessStatusCode) return;
            }
            catch (Exception down) when (down is HttpRequestException or TaskCanceledException) { }
        }
        throw new InvalidOperationException("not ready two minutes after the database was");
    }

    private static void Line(TextWriter output, FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    /// <summary>Clients that apply, one child after the other, and ask again until they get an answer.</summary>
    private sealed class Load(Ledger ledger, CrowdedSchool school, int port, int wanted)
    {
        public const string FamilyName = "Protokoll";

        private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(2), MaxConnectionsPerServer = 256 }) { Timeout = TimeSpan.FromSeconds(20) };
        private int next = -1;
        private int faults;

        /// <summary>Requests that had no answer, or one that was no.</summary>
        public int Faults => faults;

        public async Task WorkAsync(int client)
        {
            while (Interlocked.Increment(ref next) is var number && number < wanted)
            {
                var family = school.Families[number % school.Families.Count];
                var key = $"Barn{Letters(number)}";
                ledger.Sending(key);
                while (true)
                {
                    if (await TryAsync(family, key) is { } receipt)
                    {
                        ledger.Acknowledge(key, receipt);
                        break;
                    }
                    Interlocked.Increment(ref faults);
                    await Task.Delay(200);
                }
            }
        }

        private async Task<string?> TryAsync(Family family, string key)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"http://localhost:{port}/{CrowdedSchool.Slug}/api/v1/submissions")
            {
                Content = JsonContent.Create(new { children = new[] { new { wishes = Wishes, @new = new { givenName = key, familyName = FamilyName, born = new DateOnly(TimeProvider.System.GetUtcNow().Year - 10, 5, 17), sex = "X" } } } }),
            };
            request.Headers.Add("Idempotency-Key", key);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", family.Token);
            try
            {
                using var answer = await http.SendAsync(request);
                if (answer.StatusCode is HttpStatusCode.Created) return (await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync())).RootElement.GetProperty("receipt").GetString();
                if ((int)answer.StatusCode is >= 400 and < 500 and not 429) throw new InvalidOperationException($"refused with {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
                return null;
            }
            catch (Exception gone) when (gone is HttpRequestException or TaskCanceledException or IOException or JsonException) { return null; }
        }

        /// <summary>A number as letters: names have no digits.</summary>
        private static string Letters(int number) => string.Concat(number.ToString(CultureInfo.InvariantCulture).Select(digit => (char)('a' + (digit - '0'))));
    }
}
