using System.Net.Mail;
using Samspill.Host;

namespace Samspill.Gateways.Mail;

/// <summary>Hands mails to a mail server with STARTTLS; in plain text only to one on this very machine.</summary>
internal sealed class SmtpSender(ServerOptions options) : IMailSender
{
    private readonly (string Host, int Port) server = Server(options.Smtp!);

    public async Task<string?> SendAsync(OpenSchool school, OutgoingMail mail, CancellationToken ct)
    {
        try
        {
            using var message = MailFormat.Of(mail, school, options);
            // The framework waits 100 seconds for a silent server if nobody says otherwise.
            using var client = new SmtpClient(server.Host, server.Port) { EnableSsl = server.Host is not ("localhost" or "127.0.0.1" or "[::1]"), Timeout = 10_000 };
            await client.SendMailAsync(message, ct);
            return null;
        }
        catch (Exception fault) when (fault is SmtpException or FormatException or ArgumentException or IOException)
        {
            return fault.InnerException is { } why ? $"{fault.Message} {why.Message}" : fault.Message;
        }
    }

    private static (string, int) Server(string address) =>
        address.LastIndexOf(':') is > 0 and var at && !address.EndsWith(']') ? (address[..at], int.Parse(address.AsSpan(at + 1), System.Globalization.CultureInfo.InvariantCulture)) : (address, 25);
}
