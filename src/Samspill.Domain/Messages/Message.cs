using Samspill.Domain.Shared;

namespace Samspill.Domain.Messages;

/// <summary>What became of a message.</summary>
public enum MessageState { Pending, Sent, Failed, NoAddress }

/// <summary>Something to be told to one person, written in the transaction of its cause and sent at least once, one per id.</summary>
public sealed class Message
{
    private Message() { }

    /// <summary>A message to be sent. Without an address it is kept for the office to tell by other means.</summary>
    /// <param name="about">What it is about, as a code: offer, receipt, sign-in …</param>
    /// <param name="pupil">Whom it is about: who may not see that pupil, may not read the message.</param>
    public Message(MessageId id, PersonId? to, PersonId? pupil, string? address, string language, string about, string subject, string body, DateTimeOffset now) =>
        (Id, To, Pupil, Address, Language, About, Subject, Body, CreatedAt, DueAt, State) =
        (id, to, pupil, address, language, about, subject, body, now, now, string.IsNullOrWhiteSpace(address) ? MessageState.NoAddress : MessageState.Pending);

    public MessageId Id { get; private init; }
    public PersonId? To { get; private init; }
    public PersonId? Pupil { get; private init; }
    public string? Address { get; private init; }
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

    /// <summary>Why the last attempt failed, in the mail server's words.</summary>
    public string? Fault { get; private set; }

    /// <summary>The mail server took it.</summary>
    public void Sent(DateTimeOffset now) => (State, SentAt, Attempts, Fault) = (MessageState.Sent, now, Attempts + 1, null);

    /// <summary>The mail server did not take it: again later, each time waiting twice as long up to an hour; given up after a day of trying.</summary>
    public void Failed(string fault, DateTimeOffset now)
    {
        Attempts++;
        Fault = fault;
        State = now - CreatedAt > TimeSpan.FromDays(1) ? MessageState.Failed : MessageState.Pending;
        DueAt = now + TimeSpan.FromSeconds(Math.Min(3600, 15 * Math.Pow(2, Math.Min(Attempts, 10))));
    }
}
