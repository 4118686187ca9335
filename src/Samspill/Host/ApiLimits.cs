using System.Globalization;
using System.Threading.RateLimiting;
using Samspill.Features.Access;

namespace Samspill.Host;

/// <summary>How often a program may ask. Whoever is signed in has a limit of its own, so that a whole school behind one address never blocks itself.</summary>
internal static class ApiLimits
{
    /// <summary>Requests in one go, and how many more a second, for one account.</summary>
    public const int OfAccount = 600, OfAccountPerSecond = 10;

    /// <summary>The same for everybody at an address who is not signed in.</summary>
    public const int OfAddress = 6000, OfAddressPerSecond = 100;

    public static void AddApiLimits(this IServiceCollection services) => services.AddRateLimiter(limits =>
    {
        limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limits.OnRejected = static (context, _) =>
        {
            var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? Math.Max(1, (int)Math.Ceiling(after.TotalSeconds)) : 1;
            context.HttpContext.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
            return ValueTask.CompletedTask;
        };
        limits.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(static context =>
        {
            if (!context.Request.IsApi()) return RateLimitPartition.GetNoLimiter("");
            return context.RequestServices.GetRequiredService<CurrentActor>().Actor is { Account: { } account }
                ? RateLimitPartition.GetTokenBucketLimiter($"account {account}", _ => Bucket(OfAccount, OfAccountPerSecond))
                : RateLimitPartition.GetTokenBucketLimiter($"address {Limits.Client(context)}", _ => Bucket(OfAddress, OfAddressPerSecond));
        });
    });

    private static TokenBucketRateLimiterOptions Bucket(int permits, int perSecond) => new() { TokenLimit = permits, TokensPerPeriod = perSecond, ReplenishmentPeriod = TimeSpan.FromSeconds(1) };
}
