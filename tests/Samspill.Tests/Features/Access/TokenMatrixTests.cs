using System.Net;
using System.Text;
using Samspill.Features.Access;
using Samspill.Host;
using Samspill.Tests.Cast;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Access;

/// <summary>Every address of the API, tried by everybody's tokens: with no scope that opens it, and with all.</summary>
public sealed class TokenMatrixTests(OnSqlite server, ITestOutputHelper output) : OnDatabase(server), IClassFixture<OnSqlite>
{
    [Fact]
    public async Task A_token_gets_through_exactly_where_its_scopes_and_its_owners_roles_both_do()
    {
        var targets = await Targets.OfAsync(Server);
        var doors = (await Doors.OfAsync(Server)).Where(d => d.Pattern.StartsWith("/api/", StringComparison.Ordinal) && d.Permission is not null).ToList();
        doors.Count.ShouldBeGreaterThan(20);
        var (wrong, cells, through) = (new List<string>(), 0, 0);
        foreach (var who in Server.World.AtSchool)
        {
            foreach (var tried in Tries(doors).GroupBy(t => string.Join(' ', t.Scopes)))
            {
                var scopes = tried.First().Scopes;
                using var http = await ProgramAsync(who, scopes);
                await using var db = Server.Database();
                var actor = (await SigningIn.FindActorAsync(db, who.Account, Oslo.Today(Server.Clock), CancellationToken.None)).Through(Scopes.PermissionsOf(scopes));
                foreach (var (door, _) in tried)
                {
                    cells++;
                    var address = door.HasParameter ? targets.Address(door.Pattern, Whose.Nobody) : door.Pattern;
                    using var request = new HttpRequestMessage(new HttpMethod(door.Method), address["/api/v1/".Length..]);
                    if (door.Method != "GET") request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
                    using var answer = await http.SendAsync(request);
                    var refused = answer.StatusCode == HttpStatusCode.Forbidden;
                    if (!refused) through++;
                    if (refused == actor.May(door.Permission!) || (int)answer.StatusCode is 401 or 429 or >= 500) wrong.Add($"{who.Name} with {tried.Key} {door}: {(int)answer.StatusCode}");
                }
            }
        }
        output.WriteLine($"tokens: {doors.Count} addresses, {cells} cells, {through} let through, wrong {wrong.Count}");
        wrong.ShouldBeEmpty();
        through.ShouldBeInRange(50, cells / 2);
    }

    /// <summary>Every address with all scopes and with all but those that open it; each scope by itself at one address of each permission. Fewer than an account may ask in one go.</summary>
    private static IEnumerable<(Door Door, IReadOnlyList<string> Scopes)> Tries(IReadOnlyList<Door> doors) =>
        doors.SelectMany(d => new[] { (d, Scopes.All), (d, [.. Scopes.All.Where(s => !Scopes.PermissionsOf([s]).Contains(d.Permission!))]) })
            .Concat(Scopes.All.SelectMany(s => doors.DistinctBy(d => d.Permission).Select(d => (d, (IReadOnlyList<string>)[s]))));

    private async Task<HttpClient> ProgramAsync(Member owner, IEnumerable<string> scopes)
    {
        await using var db = Server.Database();
        var (token, secret) = AccessToken.Make(owner.Account, "prøve", scopes, Server.Clock.GetUtcNow(), Oslo.Today(Server.Clock).AddDays(1));
        db.AccessTokens.Add(token);
        await db.SaveChangesAsync();
        var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(Server.Address, $"/{owner.School}/api/v1/") };
        http.DefaultRequestHeaders.Add("Authorization", $"Bearer {secret}");
        return http;
    }
}
