using Samspill.Domain.Shared;

namespace Samspill.Domain.Lessons;

/// <summary>Whose lessons a feed has: one pupil's, all children of a guardian, a teacher's, a room's, a site's. A screen is no calendar: it shows the rest of a site's day at the door.</summary>
public enum FeedKind { Pupil, Guardian, Teacher, Room, Site, Screen }

/// <summary>A calendar address that nobody can guess and that can be closed. Only a digest of it is kept.</summary>
public sealed class CalendarFeed
{
    /// <summary>Kinds that are the school's and not of whoever made them: who plans the week sees and closes them all, and they hold until somebody does.</summary>
    public static IReadOnlyList<FeedKind> SchoolKinds { get; } = [FeedKind.Room, FeedKind.Site, FeedKind.Screen];

    private CalendarFeed() { }

    /// <param name="digest">SHA-256 of the address's secret, hexadecimal.</param>
    /// <param name="subject">Id of the person, staff, room or site.</param>
    public CalendarFeed(CalendarFeedId id, string digest, FeedKind kind, Guid subject, Guid account, DateTimeOffset now) =>
        (Id, Digest, Kind, Subject, Account, MadeAt) = (id, digest, kind, subject, account, now);

    public CalendarFeedId Id { get; private init; }
    public string Digest { get; private init; } = "";
    public FeedKind Kind { get; private init; }
    public Guid Subject { get; private init; }

    /// <summary>Who asked for it: of a person's own kinds, what that account may not see any more the feed does not have.</summary>
    public Guid Account { get; private init; }
    public bool IsTheSchools => SchoolKinds.Contains(Kind);
    public DateTimeOffset MadeAt { get; private init; }
    public DateTimeOffset? RevokedAt { get; private set; }

    /// <summary>Closes it. Twice is harmless.</summary>
    public void Revoke(DateTimeOffset now) => RevokedAt ??= now;
}

/// <summary>Why a calendar address is refused.</summary>
public static class FeedRejections
{
    public static readonly Rejection NotFound = new("feed.not-found");
    public static readonly Rejection TooMany = new("feed.too-many");
}
