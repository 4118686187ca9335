using Samspill.Domain.Shared;

namespace Samspill.Domain.Messages;

/// <summary>What became of a message.</summary>
/// <remarks>
/// <c>Stale</c>: a decision, and the address is older than the school's rule allows for decisions. <c>Dead</c>: mail to the address has come back before.
/// <c>Held</c>: the address had more than its share for a whole day. <c>Returned</c>: it was sent and came back. <c>Stopped</c>: the bulk message it is one of was stopped before it left.
/// </remarks>
public enum MessageState { Pending, Sent, Failed, NoAddress, Stale, Dead, Held, Returned, Stopped }

/// <summary>Why sending again is refused.</summary>
public static class MessageRejections
{
    public static readonly Rejection NotFound = new("message.not-found");

    /// <summary>It has been sent, waits to be, or was stopped.</summary>
    public static readonly Rejection NotLost = new("message.not-lost");
    public static readonly Rejection NoAddress = new("message.no-address");
}

/// <summary>The way a message leaves the house.</summary>
public enum Channel { Mail, Sms }

/// <summary>Something to be told to one person, written in the transaction of its cause and sent at least once, one per id.</summary>
public sealed class Message
{
    /// <summary>How long a message is tried: as long as mail servers themselves keep mail for one that is down (RFC 5321, 4.5.4.1).</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(5);

    private Message() { }

    /// <summary>A message to be sent. Without an address it is kept for the office to tell by other means.</summary>
    /// <param name="about">What it is about, as a code: offer, receipt, sign-in …</param>
    /// <param name="pupil">Whom it is about: who may not see that pupil, may not read the message.</param>
    /// <param name="address">An e-mail address, or a telephone number that begins with +.</param>
    /// <param name="bulk">The bulk message it is one of; null for one of its own.</param>
    public Message(MessageId id, PersonId? to, PersonId? pupil, string? address, string language, string about, string subject, string body, DateTimeOffset now, BulkId? bulk = null)
    {
        (Id, To, Pupil, Language, About, Subject, Body, CreatedAt, DueAt, Bulk) = (id, to, pupil, language, about, subject, body, now, now, bulk);
        if (string.IsNullOrWhiteSpace(address)) State = MessageState.NoAddress;
        else Redirect(address);
    }

    public MessageId Id { get; private init; }
    public PersonId? To { get; private init; }
    public PersonId? Pupil { get; private init; }
    public BulkId? Bulk { get; private init; }
    public string? Address { get; private set; }

    /// <summary>The address in lower case: what limits and returned mail go by.</summary>
    public string? Inbox { get; private set; }
    public string Language { get; private init; } = "nb";
    public string About { get; private init; } = "";
    public string Subject { get; private init; } = "";
    public string Body { get; private init; } = "";
    public DateTimeOffset CreatedAt { get; private init; }
    public MessageState State { get; private set; }
    public int Attempts { get; private set; }

    /// <summary>Not to be tried before this moment.</summary>
    public DateTimeOffset DueAt { get; private set; }
    public DateTimeOffset? SentAt { get; private set; }

    /// <summary>Why the last attempt failed, in the receiving side's words.</summary>
    public string? Fault { get; private set; }

    /// <summary>How it is to be sent; an address with @ is mail.</summary>
    public Channel Channel => Address is { } address && !address.Contains('@', StringComparison.Ordinal) ? Channel.Sms : Channel.Mail;

    /// <summary>It is to go to another address of the same person.</summary>
    public void Redirect(string address) => (Address, Inbox) = (address, Contact.InboxOf(address));

    /// <summary>The receiving side took it.</summary>
    public void Sent(DateTimeOffset now) => (State, SentAt, Attempts, Fault) = (MessageState.Sent, now, Attempts + 1, null);

    /// <summary>It was not taken: again later, each time waiting twice as long up to an hour; given up after <see cref="Patience"/>.</summary>
    /// <param name="wait">What the receiving side asked for; at most an hour is heeded.</param>
    public void Failed(string fault, DateTimeOffset now, TimeSpan wait = default)
    {
        Attempts++;
        Fault = fault;
        State = now - CreatedAt > Patience ? MessageState.Failed : MessageState.Pending;
        DueAt = now + TimeSpan.FromSeconds(Math.Clamp(wait.TotalSeconds, 15 * Math.Pow(2, Math.Min(Attempts, 7)), 3600));
    }

    /// <summary>The receiving side will never take it.</summary>
    public void Refused(string fault) => (State, Fault, Attempts) = (MessageState.Failed, fault, Attempts + 1);

    /// <summary>No address of the receiver may be used.</summary>
    public void Unreached(MessageState why) => State = why;

    /// <summary>The address has had its share for now. Who waits a whole day for that is not told by this way at all.</summary>
    public void Wait(DateTimeOffset until) => (DueAt, State) = (until, until - CreatedAt > TimeSpan.FromDays(1) ? MessageState.Held : MessageState.Pending);

    /// <summary>It was taken, but came back.</summary>
    public void Returned(string fault) => (State, Fault) = (MessageState.Returned, fault);
}
