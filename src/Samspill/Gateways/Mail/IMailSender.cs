using Samspill.Host;

namespace Samspill.Gateways.Mail;

/// <summary>One mail. Its id is its Message-ID, the same at every attempt.</summary>
public sealed record OutgoingMail(MessageId Id, string To, string Subject, string Body);

/// <summary>Takes mails out of the house.</summary>
public interface IMailSender
{
    /// <summary>Hands over one mail of a school or the council, within bounded time.</summary>
    Task<Delivery> SendAsync(Tenant tenant, OutgoingMail mail, CancellationToken ct);
}
