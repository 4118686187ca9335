using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Messages;
using Samspill.Host;

namespace Samspill.Features.Messages;

/// <summary>Sends a message that did not arrive once more, to the address its receiver has now. One that is tried for long already gets this one attempt.</summary>
public sealed class SendAgain(SamspillDb db, Outbox outbox, TimeProvider clock)
{
    /// <summary>Whether it can be sent again: not what has been sent or still waits, nor a code that opened a door back then.</summary>
    public static bool Suits(Message message) => message.State is not (MessageState.Pending or MessageState.Sent or MessageState.Stopped) && !Outbox.Secret.Contains(message.About);

    public async Task<Outcome<Done>> RunAsync(MessageId id, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        if (await db.Messages.AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, ct) is not { } message) return MessageRejections.NotFound;
        if (!Suits(message)) return MessageRejections.NotLost;
        var person = await db.People.Where(p => p.Id == message.To).Select(p => new { p.Email, p.Phone }).SingleOrDefaultAsync(ct);
        if ((person is null ? message.Address : outbox.AddressOf(person.Email, person.Phone)) is not { } address) return MessageRejections.NoAddress;
        var (now, inbox, was) = (clock.GetUtcNow(), Contact.InboxOf(address), message.State);
        var lost = db.Messages.Where(m => m.Id == id && m.State == was && (m.Bulk == null || db.Bulks.Any(b => b.Id == m.Bulk && b.State != BulkState.Stopped)));
        if (await lost.ExecuteUpdateAsync(set => set.SetProperty(m => m.State, MessageState.Pending).SetProperty(m => m.DueAt, now).SetProperty(m => m.Address, address).SetProperty(m => m.Inbox, inbox), ct) == 0) return MessageRejections.NotLost;
        await db.Bulks.Where(b => b.Id == message.Bulk && b.State == BulkState.Done).ExecuteUpdateAsync(set => set.SetProperty(b => b.State, BulkState.Sending), ct);
        db.Note("changed", $"Message {id.Value}", $"State {MessageState.Pending}");
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return new Done();
    }
}
