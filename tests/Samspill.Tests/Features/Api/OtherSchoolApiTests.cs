using System.Net;
using System.Net.Http.Headers;
using Samspill.Features.Access;
using Samspill.Host;
using Samspill.Tests.Cast;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Api;

/// <summary>A token of the other school's office is nobody here, and somebody there.</summary>
public sealed class OtherSchoolApiTests(OnSqlite server) : OnDatabase(server), IClassFixture<OnSqlite>
{
    [Theory]
    [InlineData("complaints")]
    [InlineData("letter-jobs")]
    [InlineData("mailings")]
    [InlineData("confirmation-rounds")]
    [InlineData("place-changes")]
    [InlineData("school-year-turn")]
    public async Task A_token_of_another_school_is_refused(string address)
    {
        var rune = Server.World.Rune;
        await using var db = Server.Database(World.OtherSchool);
        var (token, secret) = AccessToken.Make(rune.Account, "prøve", Scopes.All, Server.Clock.GetUtcNow(), Oslo.Today(Server.Clock).AddDays(1));
        db.AccessTokens.Add(token);
        await db.SaveChangesAsync();
        foreach (var (school, status) in new[] { (World.School, HttpStatusCode.Unauthorized), (World.OtherSchool, HttpStatusCode.OK) })
        {
            using var http = new HttpClient();
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Server.Address, $"/{school}/api/v1/{address}")) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", secret) } };
            using var answer = await http.SendAsync(request);
            answer.StatusCode.ShouldBe(status);
        }
    }
}
