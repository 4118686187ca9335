using System.Net.Mail;
using System.Text.RegularExpressions;
using Samspill.Host;

namespace Samspill.Gateways.Mail;

/// <summary>Hands mails to a mail server with STARTTLS; in plain text only to one on this very machine.</summary>
internal sealed partial class SmtpSender(ServerOptions options) : IMailSender
{
    private readonly (string Host, int Port) server = Server(options.Smtp!);

    /// <summary>How long a silent server is waited for; the framework waits 100 seconds if nobody says otherwise.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    public async Task<Delivery> SendAsync(Tenant tenant, OutgoingMail mail, CancellationToken ct)
    {
        // The client's own time is for each step; a server that says a word now and then must not hold us for ever.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        stop.CancelAfter(Patience * 3);
        try
        {
            using var message = MailFormat.Of(mail, tenant, options);
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
    /// <remarks>
    /// A message is given up only on a clear word about its receiver or about itself. All else, such as denied relaying, a sender that is not accepted
    /// or a name on a block list, is between the servers, and would cost every message we have: somebody must put that right, and the mail waits.
    /// </remarks>
    private static Answer AnswerOf(SmtpException fault) => ((int)fault.StatusCode, Detail().Match(fault.Message)) switch
    {
        (421, _) => Answer.Down,
        (>= 400 and < 500, _) => Answer.Later,
        (>= 500 and < 600, var detail) when fault is SmtpFailedRecipientException => SaysNobody(detail, fault.Message) ? Answer.NoSuchReceiver : Answer.Later,
        (>= 500 and < 600, { Success: true } detail) => detail.Groups["of"].Value is "6" || detail.Value is "5.3.4" or "5.2.3" ? Answer.Refused : Answer.Later,
        (552, _) => Answer.Refused,
        (>= 500 and < 600, _) => Answer.Later,
        _ => Answer.Down,
    };

    /// <summary>RFC 3463, 3.2: 5.1.x is the receiver's address, but 5.1.7 and 5.1.8 the sender's. A server without such codes is taken at its words.</summary>
    private static bool SaysNobody(Match detail, string said) => detail.Success ? detail.Groups["of"].Value is "1" && detail.Value is not ("5.1.7" or "5.1.8") : Nobody().IsMatch(said);

    [GeneratedRegex(@"(?<![\d.])5\.(?<of>\d)\.\d{1,3}(?!\.?\d)")]
    private static partial Regex Detail();

    [GeneratedRegex(@"(no such|unknown|invalid|unrout\w*|non-?existent) (\w+ )?(user|recipient|mailbox|address|account)|(user|recipient|mailbox|address|account) (is )?(unknown|invalid|not found|does ?n.t exist|does not exist)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Nobody();

    private static (string, int) Server(string address) =>
        address.LastIndexOf(':') is > 0 and var at && !address.EndsWith(']') ? (address[..at], int.Parse(address.AsSpan(at + 1), System.Globalization.CultureInfo.InvariantCulture)) : (address, 25);
}
