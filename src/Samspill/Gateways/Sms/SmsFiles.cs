using Samspill.Host;

namespace Samspill.Gateways.Sms;

/// <summary>Writes each text message as a file into <c>sms/SCHOOL/</c> of the data folder, for the demo. The same one twice is one file.</summary>
internal sealed class SmsFiles(ServerOptions options) : ISmsSender
{
    public async Task<Delivery> SendAsync(OpenSchool school, OutgoingSms sms, CancellationToken ct)
    {
        var folder = Path.Combine(options.Storage.Folder, "sms", school.Slug);
        try
        {
            Directory.CreateDirectory(folder);
            await File.WriteAllTextAsync(Path.Combine(folder, $"{sms.Id.Value:N}.txt"), $"{sms.To}\n\n{sms.Text}\n", ct);
            return Delivery.Taken;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new Delivery(Answer.Down, fault.Message);
        }
    }
}
