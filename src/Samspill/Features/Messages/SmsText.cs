using Samspill.Domain.Messages;
using Samspill.Gateways.Sms;
using Samspill.Host;

namespace Samspill.Features.Messages;

/// <summary>A message as a text message: what was written to many is told whole when it is short; of a family's own matters only the subject, and where to read the rest.</summary>
internal static class SmsText
{
    /// <summary>Three parts of a long text message: 153 characters each (3GPP TS 23.040), 67 when one of them is not in its alphabet.</summary>
    private const int Most = 3 * 153;

    public static OutgoingSms Of(Message message, OpenSchool school, ServerOptions options)
    {
        var whole = $"{school.Name}: {message.Body}";
        var text = message.Bulk is not null && whole.Length <= Most ? whole : $"{school.Name}: {message.Subject}\n{options.PublicUrl}/{school.Slug}/meldinger";
        return new OutgoingSms(message.Id, message.Address!, text);
    }
}
