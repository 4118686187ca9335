using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Messages;
using Samspill.Gateways;
using Samspill.Gateways.Mail;
using Samspill.Gateways.Sms;
using Samspill.Host;
using Samspill.Jobs;

namespace Samspill.Features.Messages;

/// <summary>Sends what is due, oldest first, and what was written to one before what was written to many. Several nodes may run it at once: each message is claimed before it is sent.</summary>
/// <remarks>
/// At least once: a program that is killed between the receiving side's yes and our note of it sends again, with the same id.
/// A side that cannot be talked with is left alone until the next time: no message but the one that found it out has waited for it.
/// </remarks>
public sealed class SendMessages(SamspillDb db, IMailSender mail, ISmsSender sms, ServerOptions options, TimeProvider clock) : IClockJob
{
    private const int Batch = 200;

    // Few enough that a code to sign in never waits long behind them.
    private const int BulkBatch = 60;

    // How often the clock runs this: each time sends its share, so that a mail server sees a stream and no burst.
    private const int RunsAMinute = 12;

    // Longer than any sender waits, so that a claim lapses only when its holder is gone.
    private static readonly TimeSpan Claim = TimeSpan.FromMinutes(2);

    public async Task RunAsync(OpenSchool school, CancellationToken ct)
    {
        var settings = await db.MessageSettingsAsync(ct);
        var due = await Due().Where(m => m.Bulk == null).OrderBy(m => m.DueAt).ThenBy(m => m.Id).Select(m => m.Id).Take(Batch).ToListAsync(ct);
        due.AddRange(await DueOfBulksAsync(settings, ct));
        var down = new HashSet<Channel>();
        foreach (var id in due)
        {
            if (down.Count == 2) return;
            if (await ClaimAsync(id, down, ct)) await HandOverAsync(school, id, settings, down, ct);
        }
    }

    private IQueryable<Message> Due()
    {
        var now = clock.GetUtcNow();
        return db.Messages.Where(m => m.State == MessageState.Pending && m.DueAt <= now);
    }

    /// <summary>What bulk sends may still send in this minute; those with nothing left are done.</summary>
    private async Task<List<MessageId>> DueOfBulksAsync(MessageSettings settings, CancellationToken ct)
    {
        var live = await db.Bulks.Where(b => b.State == BulkState.Sending).OrderBy(b => b.At).Select(b => b.Id).Take(100).ToListAsync(ct);
        if (live.Count == 0) return [];
        foreach (var over in await db.Bulks.Where(b => b.State == BulkState.Sending && !db.Messages.Any(m => m.Bulk == b.Id && m.State == MessageState.Pending)).Select(b => b.Id).ToListAsync(ct))
        {
            await using var work = await db.BeginAsync(ct);
            await db.Bulks.Where(b => b.Id == over && b.State == BulkState.Sending).ExecuteUpdateAsync(set => set.SetProperty(b => b.State, BulkState.Done), ct);
            await work.CommitAsync(ct);
        }
        var minuteAgo = clock.GetUtcNow().AddMinutes(-1);
        var left = settings.PerMinute - await db.Messages.CountAsync(m => m.Bulk != null && live.Contains(m.Bulk.Value) && m.SentAt > minuteAgo, ct);
        if (left <= 0) return [];
        var share = Math.Min(BulkBatch, (settings.PerMinute + RunsAMinute - 1) / RunsAMinute);
        return await Due().Where(m => m.Bulk != null && live.Contains(m.Bulk.Value)).OrderBy(m => m.DueAt).ThenBy(m => m.Id).Select(m => m.Id).Take(Math.Min(left, share)).ToListAsync(ct);
    }

    private async Task<bool> ClaimAsync(MessageId id, HashSet<Channel> down, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var free = Due().Where(m => m.Id == id && (m.Bulk == null || db.Bulks.Any(b => b.Id == m.Bulk && b.State == BulkState.Sending)));
        if (down.Count > 0)
        {
            var smsIsDown = down.Contains(Channel.Sms);
            free = free.Where(m => m.Address!.Contains("@") == smsIsDown);
        }
        await using var work = await db.BeginAsync(ct);
        var claimed = await free.ExecuteUpdateAsync(set => set.SetProperty(m => m.DueAt, now + Claim), ct);
        await work.CommitAsync(ct);
        return claimed == 1;
    }

    private async Task HandOverAsync(OpenSchool school, MessageId id, MessageSettings settings, HashSet<Channel> down, CancellationToken ct)
    {
        var message = await db.Messages.SingleAsync(m => m.Id == id, ct);
        var (now, keep) = (clock.GetUtcNow(), ct);
        if (await db.FindWayAsync(message, settings, options.HasSms, now, ct))
        {
            if (await db.MayBeSentAtAsync(message, now, ct) is { } later) message.Wait(later);
            else
            {
                var went = message.Channel == Channel.Sms ? await sms.SendAsync(school, SmsText.Of(message, school, options), ct)
                    : await mail.SendAsync(school, new OutgoingMail(message.Id, message.Address!, message.Subject, message.Body), ct);
                await NoteAsync(message, went);
                if (went.Answer == Answer.Down) down.Add(message.Channel);
                keep = CancellationToken.None; // it was sent: that is noted even when the program is stopping
            }
        }
        await db.SaveChangesAsync(keep);
        db.ChangeTracker.Clear();
    }

    private async Task NoteAsync(Message message, Delivery went)
    {
        var (now, fault) = (clock.GetUtcNow(), went.Fault is { Length: > 1000 } ? went.Fault[..1000] : went.Fault ?? "");
        switch (went.Answer)
        {
            case Answer.Taken: message.Sent(now); break;
            case Answer.Refused: message.Refused(fault); break;
            case Answer.NoSuchReceiver:
                message.Refused(fault);
                await db.MarkDeadAsync(message.Address!, fault, now, CancellationToken.None);
                break;
            default: message.Failed(fault, now, went.Wait); break;
        }
    }
}
