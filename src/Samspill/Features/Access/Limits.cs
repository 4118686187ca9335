using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Samspill.Host;

namespace Samspill.Features.Access;

/// <summary>How often codes may be asked for and guessed at, in this process.</summary>
/// <remarks>A whole school may sit behind one address, so a client's limit is wide; what stops a guesser is the address's own limit and the five tries of a code.</remarks>
public sealed class Limits : IDisposable
{
    private readonly PartitionedRateLimiter<string> perAddress = Window(20, TimeSpan.FromHours(1));
    private readonly PartitionedRateLimiter<string> perAddressAndClient = Window(5, TimeSpan.FromMinutes(15));
    private readonly PartitionedRateLimiter<string> perClient = Bucket(3000, perSecond: 5);
    private readonly PartitionedRateLimiter<string> wrongPerClient = Bucket(600, perSecond: 1);
    private readonly PartitionedRateLimiter<string> keptPerClient = Bucket(600, perSecond: 1);

    /// <summary>Whether one more message may be sent to this e-mail address because this client asks.</summary>
    public bool MaySend(OpenSchool school, string email, HttpContext client) =>
        Take(perClient, Client(client)) && Take(perAddressAndClient, $"{school.Slug} {email} {Client(client)}") && Take(perAddress, $"{school.Slug} {email}");

    /// <summary>Whether this client may guess on. Only wrong answers are counted, by <see cref="Wrong"/>.</summary>
    public bool MayTry(HttpContext client)
    {
        using var lease = wrongPerClient.AttemptAcquire(Client(client), permitCount: 0);
        return lease.IsAcquired;
    }

    public void Wrong(HttpContext client) => Take(wrongPerClient, Client(client));

    /// <summary>Whether one more form of a client that is not signed in may be kept.</summary>
    public bool MayKeep(HttpContext client) => Take(keptPerClient, Client(client));

    public void Dispose()
    {
        perAddress.Dispose();
        perAddressAndClient.Dispose();
        perClient.Dispose();
        wrongPerClient.Dispose();
        keptPerClient.Dispose();
    }

    /// <summary>An IPv6 subscriber has a whole /64.</summary>
    internal static string Client(HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is not { } address) return "";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? new IPAddress([.. address.GetAddressBytes()[..8], 0, 0, 0, 0, 0, 0, 0, 0]).ToString() : address.ToString();
    }

    private static bool Take(PartitionedRateLimiter<string> limiter, string key)
    {
        using var lease = limiter.AttemptAcquire(key);
        return lease.IsAcquired;
    }

    private static PartitionedRateLimiter<string> Window(int permits, TimeSpan window) => PartitionedRateLimiter.Create<string, string>(key =>
        RateLimitPartition.GetFixedWindowLimiter(key, _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = window }));

    private static PartitionedRateLimiter<string> Bucket(int permits, int perSecond) => PartitionedRateLimiter.Create<string, string>(key =>
        RateLimitPartition.GetTokenBucketLimiter(key, _ => new TokenBucketRateLimiterOptions { TokenLimit = permits, TokensPerPeriod = perSecond, ReplenishmentPeriod = TimeSpan.FromSeconds(1) }));
}
