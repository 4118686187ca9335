using Samspill.Host;

namespace Samspill.Gateways.Sms;

/// <summary>One text message. Its id is the same at every attempt.</summary>
/// <param name="To">+ and country code, digits only after that.</param>
public sealed record OutgoingSms(MessageId Id, string To, string Text);

/// <summary>Takes text messages out of the house.</summary>
public interface ISmsSender
{
    /// <summary>Hands over one text message, within bounded time.</summary>
    Task<Delivery> SendAsync(OpenSchool school, OutgoingSms sms, CancellationToken ct);
}
