using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using Samspill.Host;

namespace Samspill.Gateways.Mail;

/// <summary>How our mails look: plain text, from the school or the council, never answered by machines.</summary>
internal static class MailFormat
{
    /// <exception cref="FormatException">The address is none.</exception>
    /// <exception cref="ArgumentException">The subject has a line break: it could smuggle a header.</exception>
    public static MailMessage Of(OutgoingMail mail, Tenant tenant, ServerOptions options)
    {
        var from = new MailAddress(options.MailFrom, tenant.Name, Encoding.UTF8);
        var message = new MailMessage(from, new MailAddress(mail.To)) { Subject = mail.Subject, SubjectEncoding = Encoding.UTF8, HeadersEncoding = Encoding.UTF8 };
        var text = AlternateView.CreateAlternateViewFromString(mail.Body.ReplaceLineEndings("\r\n"), Encoding.UTF8, MediaTypeNames.Text.Plain);
        text.TransferEncoding = TransferEncoding.QuotedPrintable;
        message.AlternateViews.Add(text);
        message.Headers.Add("Message-ID", $"<{mail.Id.Value:N}@{from.Host}>");
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }
}
