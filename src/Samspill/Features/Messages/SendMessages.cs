using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Messages;
using Samspill.Gateways.Mail;
using Samspill.Host;
using Samspill.Jobs;

namespace Samspill.Features.Messages;

/// <summary>Sends what is due, oldest first. Several nodes may run it at once: each message is claimed before it is sent.</summary>
/// <remarks>At least once: a program that is killed between the mail server's yes and our note of it sends again, with the same Message-ID.</remarks>
public sealed class SendMessages(SamspillDb db, IMailSender sender, TimeProvider clock) : IClockJob
{
    private const int Batch = 200;

    // Longer than any sender waits, so that a claim lapses only when its holder is gone.
    private static readonly TimeSpan Claim = TimeSpan.FromMinutes(2);

    public async Task RunAsync(OpenSchool school, CancellationToken ct)
    {
        var due = await db.Messages.Where(m => m.State == MessageState.Pending && m.DueAt <= clock.GetUtcNow())
            .OrderBy(m => m.DueAt).ThenBy(m => m.Id).Select(m => m.Id).Take(Batch).ToListAsync(ct);
        foreach (var id in due)
        {
            if (!await ClaimAsync(id, ct)) continue;
            var message = await db.Messages.SingleAsync(m => m.Id == id, ct);
            var fault = await sender.SendAsync(school, new OutgoingMail(message.Id, message.Address!, message.Subject, message.Body), ct);
            if (fault is null) message.Sent(clock.GetUtcNow());
            else message.Failed(fault.Length <= 1000 ? fault : fault[..1000], clock.GetUtcNow());
            await db.SaveChangesAsync(CancellationToken.None); // it was sent: that is noted even when the program is stopping
            db.ChangeTracker.Clear();
        }
    }

    private async Task<bool> ClaimAsync(MessageId id, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var work = await db.BeginAsync(ct);
        var claimed = await db.Messages.Where(m => m.Id == id && m.State == MessageState.Pending && m.DueAt <= now)
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.DueAt, now + Claim), ct);
        await work.CommitAsync(ct);
        return claimed == 1;
    }
}
