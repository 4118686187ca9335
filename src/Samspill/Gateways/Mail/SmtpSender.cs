using System.Net.Mail;
using Samspill.Host;

namespace Samspill.Gateways.Mail;

/// <summary>Hands mails to a mail server with STARTTLS; in plain text only to one on this very machine.</summary>
internal sealed class SmtpSender(ServerOptions options) : IMailSender
{
    private readonly (string Host, int Port) server = Server(options.Smtp!);

    /// <summary>How long a silent server is waited for; the framework waits 100 seconds if nobody says otherwise.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    public async Task<Delivery> SendAsync(OpenSchool school, OutgoingMail mail, CancellationToken ct)
    {
        // The client's own time is for each step; a server that says a word now and then must not hold us for ever.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        stop.CancelAfter(Patience * 3);
        try
        {
            using var message = MailFormat.Of(mail, school, options);
            using var client = new SmtpClient(server.Host, server.Port) { EnableSsl = server.Host is not ("localhost" or "127.0.0.1" or "[::1]"), Timeout = (int)Patience.TotalMilliseconds };
            await client.SendMailAsync(message, stop.Token);
            return Delivery.Taken;
        }
        catch (SmtpException fault)
        {
            return new Delivery(AnswerOf(fault), fault.InnerException is { } why ? $"{fault.Message} {why.Message}" : fault.Message);
        }
        catch (Exception fault) when (fault is FormatException or ArgumentException)
        {
            return new Delivery(Answer.Refused, fault.Message);
        }
        catch (IOException fault)
        {
            return new Delivery(Answer.Down, fault.Message);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new Delivery(Answer.Down, "no answer in time");
        }
    }

    /// <summary>RFC 5321, 4.2.1: 4yz is for now, 5yz for good. 421 closes the whole conversation; without a code there was none.</summary>
    private static Answer AnswerOf(SmtpException fault) => (int)fault.StatusCode switch
    {
        421 => Answer.Down,
        >= 400 and < 500 => Answer.Later,
        550 or 551 or 553 when fault is SmtpFailedRecipientException => Answer.NoSuchReceiver,
        552 or 554 => Answer.Refused,
        550 or 551 or 553 => Answer.Refused,
        >= 500 and < 600 => Answer.Later, // the server and we do not understand each other (500-504, 530): somebody must put that right
        _ => Answer.Down,
    };

    private static (string, int) Server(string address) =>
        address.LastIndexOf(':') is > 0 and var at && !address.EndsWith(']') ? (address[..at], int.Parse(address.AsSpan(at + 1), System.Globalization.CultureInfo.InvariantCulture)) : (address, 25);
}
