using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Lessons;
using Samspill.Domain.People;
using Samspill.Formats.Calendars;
using Samspill.Host;

namespace Samspill.Features.Lessons;

/// <summary>What a calendar address holds: only what its owner may see now, and of protected pupils nothing at all, since it goes to programs of others.</summary>
internal static class FeedLessons
{
    private const int DaysBack = 30, DaysAhead = 300, DaysAheadOfMany = 60, Most = 3000;

    /// <summary>The open address with this secret, and what its owner is now; null when there is none, or it is a person's own and its owner is nobody any more.</summary>
    public static async Task<(CalendarFeed Feed, Actor Owner)?> OpenFeedAsync(this SamspillDb db, string secret, DateOnly today, CancellationToken ct)
    {
        var digest = CalendarFeeds.DigestOf(secret);
        if (await db.CalendarFeeds.AsNoTracking().SingleOrDefaultAsync(f => f.Digest == digest && f.RevokedAt == null, ct) is not { } feed) return null;
        var owner = await SigningIn.FindActorAsync(db, feed.Account, today, ct);
        return owner.IsSignedIn || feed.IsTheSchools ? (feed, owner) : null;
    }

    /// <summary>Whether somebody may have such an address.</summary>
    public static bool MayHave(Actor owner, FeedKind kind, Guid subject) => kind switch
    {
        FeedKind.Pupil => owner.May(Can.SeeOwnFamily) && owner.Children.Contains(new PersonId(subject)),
        FeedKind.Guardian => owner.May(Can.SeeOwnFamily) && owner.Person?.Value == subject,
        FeedKind.Teacher => owner.May(Can.Teach) && owner.Staff?.Value == subject,
        _ => owner.May(Can.PlanWeek),
    };

    /// <summary>The calendar as text, in a fixed number of queries.</summary>
    public static async Task<string> CalendarAsync(this SamspillDb db, CalendarFeed feed, Actor owner, DateOnly today, string school, Texts texts, CancellationToken ct)
    {
        var language = await db.People.Where(p => p.Id == owner.Person).Select(p => p.Language).FirstOrDefaultAsync(ct);
        var (said, from) = (texts.In(Languages.Known(language)), today.AddDays(-DaysBack));
        if (!feed.IsTheSchools && !MayHave(owner, feed.Kind, feed.Subject)) return CalendarWriter.Write(school, []);
        if (feed.Kind is FeedKind.Pupil or FeedKind.Guardian)
        {
            var children = feed.Kind == FeedKind.Pupil ? [new PersonId(feed.Subject)] : owner.Children;
            var names = await db.People.Where(p => children.Contains(p.Id) && p.Shield == Protection.None).Select(p => new { p.Id, p.GivenName }).ToDictionaryAsync(p => p.Id, p => p.GivenName, ct);
            var lessons = await db.PupilLessonsAsync(names.Keys, from, today.AddDays(DaysAhead), Most, ct);
            return CalendarWriter.Write(school, lessons.Select(l => Event(l.Line, said, names.Count > 1 || feed.Kind == FeedKind.Guardian ? (l.Pupil, names[l.Pupil]) : null)));
        }
        var to = today.AddDays(DaysAheadOfMany); // asked for every hour by every telephone
        var (staff, room, site) = (new StaffId(feed.Subject), new RoomId(feed.Subject), new SiteId(feed.Subject));
        var wanted = db.Lessons.Where(l => l.Date >= from && l.Date <= to);
        wanted = feed.Kind switch
        {
            FeedKind.Teacher => wanted.Where(l => l.Teacher == staff && l.Substitute == null || l.Substitute == staff),
            FeedKind.Room => wanted.Where(l => l.Room == room),
            _ => wanted.Where(l => db.Rooms.Any(r => r.Id == l.Room && r.Site == site)),
        };
        var lines = await db.Lines(wanted).AsNoTracking().Take(Most).ToListAsync(ct);
        return CalendarWriter.Write(school, lines.Select(l => Event(l, said, null)));
    }

    /// <param name="child">Named, and with an event of its own, where there may be several.</param>
    private static CalendarEvent Event(LessonLine l, TextsIn said, (PersonId Id, string Name)? child) => new(
        child is { } one ? $"{l.Id.Value}-{one.Id.Value}@samspill" : $"{l.Id.Value}@samspill",
        l.Sequence, l.Date.ToDateTime(l.Start), l.Date.ToDateTime(l.Start).AddMinutes(l.Minutes),
        child is { Name: var name } ? $"{name}: {l.Title}" : l.Title, $"{l.SiteName}, {l.RoomName}",
        l.IsCancelled ? said[$"lesson.cause.{l.Cause.ToString()!.ToLowerInvariant()}"] : l.IsMoved ? said["feed.moved", l.PlannedDate, l.PlannedStart] : l.Name is null || l.Name == l.Course ? null : l.Course,
        l.IsCancelled, l.ChangedAt);
}
