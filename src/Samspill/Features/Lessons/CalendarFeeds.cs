using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Lessons;
using Samspill.Host;

namespace Samspill.Features.Lessons;

/// <summary>Makes and closes calendar addresses. The secret is said once; only its digest is kept.</summary>
public sealed class CalendarFeeds(SamspillDb db, Actor actor, TimeProvider clock)
{
    /// <summary>Most open addresses of one account, and most of the school's own.</summary>
    public const int Most = 20, MostOfSchool = 500;

    private static readonly IReadOnlyList<FeedKind> Schools = CalendarFeed.SchoolKinds;

    /// <summary>The digest that is kept of a secret.</summary>
    public static string DigestOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <returns>The secret.</returns>
    public async Task<Outcome<string>> MakeAsync(FeedKind kind, Guid subject, CancellationToken ct)
    {
        if (actor.Account is not { } account || !FeedLessons.MayHave(actor, kind, subject)) return FeedRejections.NotFound;
        if (kind == FeedKind.Room && !await db.Rooms.AnyAsync(r => r.Id == new RoomId(subject), ct) || kind is FeedKind.Site or FeedKind.Screen && !await db.Sites.AnyAsync(s => s.Id == new SiteId(subject), ct)) return FeedRejections.NotFound;
        var (open, most) = Schools.Contains(kind) ? (db.CalendarFeeds.Where(f => Schools.Contains(f.Kind)), MostOfSchool) : (db.CalendarFeeds.Where(f => f.Account == account && !Schools.Contains(f.Kind)), Most);
        if (await open.CountAsync(f => f.RevokedAt == null, ct) >= most) return new Rejection(FeedRejections.TooMany.Code, most);
        var secret = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));
        db.CalendarFeeds.Add(new CalendarFeed(CalendarFeedId.New(), DigestOf(secret), kind, subject, account, clock.GetUtcNow()));
        await db.SaveChangesAsync(ct);
        return secret;
    }

    /// <summary>The addresses that the actor may close: one's own, and for who plans the week the school's, whoever made them.</summary>
    public IQueryable<CalendarFeed> Closable()
    {
        var all = actor.May(Can.PlanWeek);
        return db.CalendarFeeds.Where(f => f.Account == actor.Account || all && Schools.Contains(f.Kind));
    }

    /// <summary>Closes an address. Twice is harmless.</summary>
    public async Task<Outcome<Done>> RevokeAsync(CalendarFeedId id, CancellationToken ct)
    {
        if (await Closable().SingleOrDefaultAsync(f => f.Id == id, ct) is not { } feed) return FeedRejections.NotFound;
        feed.Revoke(clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return new Done();
    }
}
