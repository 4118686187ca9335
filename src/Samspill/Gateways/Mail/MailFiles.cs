using System.Net.Mail;
using Samspill.Host;

namespace Samspill.Gateways.Mail;

/// <summary>Writes each mail as a file into <c>mail/SCHOOL/</c> (the council's into <c>mail/council/</c>) of the data folder: for the demo, and where no mail server is named.</summary>
/// <remarks>A file is there whole or not at all, and the same mail twice is one file.</remarks>
internal sealed class MailFiles(ServerOptions options) : IMailSender
{
    public async Task<Delivery> SendAsync(Tenant tenant, OutgoingMail mail, CancellationToken ct)
    {
        var folder = Path.Combine(options.Storage.Folder, "mail", tenant.Slug);
        var unfinished = Directory.CreateDirectory(Path.Combine(folder, $".{mail.Id.Value:N}.{Environment.ProcessId}"));
        try
        {
            using var message = MailFormat.Of(mail, tenant, options);
            using var client = new SmtpClient { DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory, PickupDirectoryLocation = unfinished.FullName };
            await client.SendMailAsync(message, ct);
            File.Move(unfinished.GetFiles().Single().FullName, Path.Combine(folder, $"{mail.Id.Value:N}.eml"), overwrite: true);
            return Delivery.Taken;
        }
        catch (Exception fault) when (fault is FormatException or ArgumentException)
        {
            return new Delivery(Answer.Refused, fault.Message);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or SmtpException)
        {
            return new Delivery(Answer.Down, fault.Message);
        }
        finally
        {
            unfinished.Delete(recursive: true);
        }
    }
}
