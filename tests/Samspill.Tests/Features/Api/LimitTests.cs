using System.Net;
using Samspill.Host;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Api;

/// <summary>One program that asks without end is stopped; the rest of the school behind the same address is not.</summary>
public sealed class LimitTests(OnSqlite server) : OnDatabase(server), IClassFixture<OnSqlite>
{
    [Fact]
    public async Task Who_asks_too_often_is_told_when_to_come_back_and_nobody_else_notices()
    {
        using var kari = await Server.SignInAsync(Server.World.Kari);
        HttpResponseMessage? stopped = null;
        for (var asked = 0; asked < 4 * ApiLimits.OfAccount && stopped is null; asked += 50)
        {
            foreach (var answer in await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => kari.GetAsync("/api/v1/submissions/XXX-XXXX"))))
                if (answer.StatusCode == HttpStatusCode.TooManyRequests) stopped = answer;
        }
        stopped.ShouldNotBeNull();
        stopped.Headers.RetryAfter!.Delta!.Value.ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(1));
        stopped.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");

        using var nina = await Server.SignInAsync(Server.World.Nina);
        (await nina.GetAsync("/api/v1/children")).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var nobody = Server.Visit();
        (await nobody.GetAsync("/api/v1/courses")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await kari.GetAsync("/min-side")).StatusCode.ShouldBe(HttpStatusCode.OK, "pages have no such limit");
    }
}
