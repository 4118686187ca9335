using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using Samspill.Data;
using Samspill.Formats.Calendars;
using Samspill.Host;

namespace Samspill.Features.Lessons;

internal static class FeedEndpoint
{
    public static void MapCalendars(this WebApplication app) =>
        app.MapGet("/kalender/{secret}.ics", CalendarAsync).WithMetadata(new OpenToAllAttribute("a calendar program cannot sign in: the address is the key, made and closed by its owner"));

    private static async Task<IResult> CalendarAsync(string secret, SamspillDb db, OpenSchool school, Texts texts, TimeProvider clock, HttpContext context, CancellationToken ct)
    {
        var (digest, today) = (CalendarFeeds.DigestOf(secret), Oslo.Today(clock));
        if (await db.CalendarFeeds.AsNoTracking().SingleOrDefaultAsync(f => f.Digest == digest && f.RevokedAt == null, ct) is not { } feed) return Results.NotFound();
        var owner = await SigningIn.FindActorAsync(db, feed.Account, today, ct);
        if (!owner.IsSignedIn) return Results.NotFound();
        var calendar = await db.CalendarAsync(feed, owner, today, school.Name, texts, ct);
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(calendar)))[..32]}\"");
        context.Response.Headers.CacheControl = "private, no-cache";
        context.Response.Headers.ETag = tag.ToString();
        if (context.Request.GetTypedHeaders().IfNoneMatch.Any(seen => seen.Compare(tag, useStrongComparison: false))) return Results.StatusCode(StatusCodes.Status304NotModified);
        return Results.Text(calendar, CalendarWriter.ContentType, Encoding.UTF8);
    }
}
