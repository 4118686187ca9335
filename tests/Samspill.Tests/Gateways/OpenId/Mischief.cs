using Samspill.Tests.Cast;
using Samspill.Tests.Host;

namespace Samspill.Tests.Gateways.OpenId;

/// <summary>One way of misbehaving, and the reason it must be refused for.</summary>
/// <param name="Reason">The code in the log: what begins with answer is 400, with person 403, with provider 502.</param>
public sealed record Mischief(string Name, string Reason)
{
    /// <summary>Which provider misbehaves.</summary>
    public string Provider { get; init; } = "idporten";

    /// <summary>What it does wrong, given itself.</summary>
    public Func<SmallProvider, Wrong> Wrong { get; init; } = _ => new Wrong();

    public Citizen Who { get; init; } = new("kari-pairwise", Neighbours.KarisNumber);

    /// <summary>What the browser does; else an ordinary sign-in.</summary>
    public Func<Trip, Task<HttpResponseMessage>>? Journey { get; init; }

    public int Status => Reason.Split('.')[0] switch { "answer" => 400, "person" => 403, _ => 502 };
}

/// <summary>The journey of a misbehaving browser.</summary>
public sealed class Trip(TestServer server, Neighbours neighbours, Traveller traveller)
{
    public TestServer Server => server;
    public Neighbours Neighbours => neighbours;
    public Traveller Traveller => traveller;

    /// <summary>Sign-ins of others on the way that are as they should be.</summary>
    public int Honest { get; private set; }

    public Traveller Somebody(string school = World.School) => new(server.Address, school);

    /// <summary>Comes in as it should, then forgets the ticket.</summary>
    public async Task<Uri> HonestlyAsync(string provider = "idporten")
    {
        var answer = await traveller.OutAsync(provider);
        using var arrived = await traveller.BackAsync(answer);
        ((int)arrived.StatusCode).ShouldBe(302);
        traveller.HasTicket.ShouldBeTrue();
        traveller.Cookies.Remove(traveller.Cookies.Keys.Single(c => c.Name == "samspill"));
        Honest++;
        return answer;
    }
}
