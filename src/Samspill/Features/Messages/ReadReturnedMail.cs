using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Messages;
using Samspill.Formats.Mail;
using Samspill.Host;
using Samspill.Jobs;

namespace Samspill.Features.Messages;

/// <summary>Reads mail that came back, from the folder where the mail server puts it, and marks the addresses that nothing reaches.</summary>
/// <remarks>
/// All schools share the folder: each takes what answers a message of its own. A report is believed only when it knows both our message's id,
/// which nobody can guess, and its address. What belongs to nobody is put aside after a day.
/// </remarks>
public sealed class ReadReturnedMail(SamspillDb db, ServerOptions options, TimeProvider clock) : IClockJob
{
    private const int AtOnce = 500;

    public async Task RunAsync(OpenSchool school, CancellationToken ct)
    {
        var folder = options.Returned ?? Path.Combine(options.Storage.Folder, "mail", "returned");
        if (!Directory.Exists(folder)) return;
        foreach (var file in Directory.EnumerateFiles(folder).Where(f => Path.GetFileName(f)[0] != '.').Take(AtOnce).ToList())
        {
            if (await ReadAsync(file, ct) is not { } mail) continue; // taken by another, or not whole yet
            if (await TakeAsync(DeliveryReport.Read(mail), ct)) PutAside(file, "read");
            else if (clock.GetUtcNow() - new DateTimeOffset(File.GetLastWriteTimeUtc(file)) > TimeSpan.FromDays(1)) PutAside(file, "unknown");
        }
    }

    /// <summary>Whether the report is about a message of this school.</summary>
    private async Task<bool> TakeAsync(IReadOnlyList<DeliveryReport> reports, CancellationToken ct)
    {
        var taken = false;
        foreach (var report in reports)
        {
            if (!Guid.TryParseExact(report.MessageId?.Split('@')[0], "N", out var value)) continue;
            var id = new MessageId(value);
            if (await db.Messages.SingleOrDefaultAsync(m => m.Id == id, ct) is not { } message) continue;
            taken = true;
            if (!report.IsFinal || message.Inbox != Contact.InboxOf(report.Receiver)) continue;
            message.Returned(report.Why);
            if (report.IsTheAddress) await db.MarkDeadAsync(report.Receiver, report.Why, clock.GetUtcNow(), ct);
            await db.SaveChangesAsync(ct);
            db.ChangeTracker.Clear();
        }
        return taken;
    }

    private static async Task<string?> ReadAsync(string file, CancellationToken ct)
    {
        try
        {
            if (new FileInfo(file) is not { LinkTarget: null, Length: > 0 }) return null; // a pipe has no length, and who opens it waits for ever
            using var reader = new StreamReader(file);
            var text = new char[DeliveryReport.MostCharacters];
            return new string(text, 0, await reader.ReadBlockAsync(text, ct));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException) { return null; }
    }

    private static void PutAside(string file, string where)
    {
        try { File.Move(file, Path.Combine(Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(file)!, where)).FullName, Path.GetFileName(file)), overwrite: true); }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException) { } // another node was faster: reading it twice changes nothing
    }
}
