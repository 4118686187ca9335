using Samspill.Domain.Shared;

namespace Samspill.Domain.Messages;

/// <summary>Identifies a bulk message.</summary>
public readonly record struct BulkId(Guid Value) : IId<BulkId>
{
    /// <summary>A new id.</summary>
    public static BulkId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public static BulkId From(Guid value) => new(value);
}

/// <summary>How far a bulk message has come. A stopped one is never taken up again.</summary>
public enum BulkState { Sending, Paused, Done, Stopped }

/// <summary>Whose families are told: those who wait for a place, those who have one, or both.</summary>
public enum Audience { Waiting, Pupils, All }

/// <summary>One text to many families. Each receiver has a <see cref="Message"/> of its own, so that each is sent once and seen by itself.</summary>
public sealed class BulkMessage
{
    /// <summary>The most receivers of one.</summary>
    public const int MostReceivers = 20_000;

    /// <summary>Messages a minute where the school has not said: mail servers take a stream for spam.</summary>
    public const int UsualPerMinute = 600;

    private BulkMessage() { }

    /// <summary>A bulk message that begins to be sent.</summary>
    /// <param name="course">Only families of this course; null for all courses.</param>
    /// <param name="unreached">How many of the receivers have no address that may be used.</param>
    public BulkMessage(BulkId id, Audience audience, CourseId? course, string language, string subject, string body, int receivers, int unreached, DateTimeOffset now, string by) =>
        (Id, Audience, Course, Language, Subject, Body, Receivers, Unreached, At, By) = (id, audience, course, language, subject, body, receivers, unreached, now, by);

    public BulkId Id { get; private init; }
    public Audience Audience { get; private init; }
    public CourseId? Course { get; private init; }
    public string Language { get; private init; } = "nb";
    public string Subject { get; private init; } = "";
    public string Body { get; private init; } = "";
    public int Receivers { get; private init; }
    public int Unreached { get; private init; }
    public DateTimeOffset At { get; private init; }
    public string By { get; private init; } = "";
    public BulkState State { get; private set; }

    /// <summary>Whether anything is still to be sent.</summary>
    public bool IsLive => State is BulkState.Sending or BulkState.Paused;
}

/// <summary>Why a bulk message is refused.</summary>
public static class BulkRejections
{
    public static readonly Rejection NotFound = new("bulk.not-found");
    public static readonly Rejection NotLive = new("bulk.not-live");
    public static readonly Rejection Nobody = new("bulk.nobody");
    public static readonly Rejection TooMany = new("bulk.too-many", BulkMessage.MostReceivers);

    /// <summary>It is not what the preview showed: nothing is sent.</summary>
    public static readonly Rejection OtherText = new("bulk.other-text");

    /// <summary>The receivers are no longer those that the preview showed.</summary>
    /// <param name="then">How many the preview showed.</param>
    /// <param name="now">How many there are.</param>
    public static Rejection Changed(int then, int now) => new("bulk.changed", then, now);
}
