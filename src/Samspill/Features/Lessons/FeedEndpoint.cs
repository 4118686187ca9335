using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Net.Http.Headers;
using Samspill.Data;
using Samspill.Domain.Lessons;
using Samspill.Formats.Calendars;
using Samspill.Host;

namespace Samspill.Features.Lessons;

internal static class FeedEndpoint
{
    /// <summary>How long a calendar that was made is given to whoever asks. Whether the address is open and what its owner may see is asked every time.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(30);

    private sealed record Made(string Text, EntityTagHeaderValue Tag, DateTimeOffset At);

    public static void MapCalendars(this WebApplication app) =>
        app.MapMethods("/kalender/{secret}.ics", [HttpMethods.Get, HttpMethods.Head], CalendarAsync).WithMetadata(new OpenToAllAttribute("a calendar program cannot sign in: the address is the key, and it can be closed"));

    private static async Task<IResult> CalendarAsync(string secret, SamspillDb db, OpenSchool school, Texts texts, IMemoryCache cache, TimeProvider clock, HttpContext context, CancellationToken ct)
    {
        var (now, today) = (clock.GetUtcNow(), Oslo.Today(clock));
        if (await db.OpenFeedAsync(secret, today, ct) is not { } open || open.Feed.Kind == FeedKind.Screen) return Results.NotFound();
        var (feed, owner) = open;
        var rights = FeedLessons.MayHave(owner, feed.Kind, feed.Subject) ? string.Join(' ', owner.Children.Select(c => c.Value).Order()) : "none";
        var key = ("calendar", school.Slug, feed.Digest, rights);
        var made = cache.Get<Made>(key);
        if (made is null || now - made.At >= Kept)
        {
            var calendar = await db.CalendarAsync(feed, owner, today, school.Name, texts, ct);
            made = new Made(calendar, new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(calendar)))[..32]}\""), now);
            cache.Set(key, made, Kept);
        }
        context.Response.Headers.CacheControl = "private, no-cache";
        context.Response.Headers.ETag = made.Tag.ToString();
        context.Response.Headers["X-Robots-Tag"] = "noindex";
        if (context.Request.GetTypedHeaders().IfNoneMatch.Any(seen => seen.Compare(made.Tag, useStrongComparison: false))) return Results.StatusCode(StatusCodes.Status304NotModified);
        return Results.Text(made.Text, CalendarWriter.ContentType, Encoding.UTF8);
    }
}
