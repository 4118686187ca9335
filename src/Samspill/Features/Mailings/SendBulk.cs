using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Messages;
using Samspill.Host;

namespace Samspill.Features.Mailings;

/// <summary>What the office has seen in the preview and wants sent.</summary>
/// <param name="Id">Given when the preview was made, so that sending twice sends once.</param>
/// <param name="Seen">How many receivers the preview showed.</param>
public sealed record BulkOrder(BulkId Id, Audience Audience, CourseId? Course, string Language, string Subject, string Body, int Seen)
{
    /// <summary>What the preview showed, in short: another text, choice or number of receivers has another.</summary>
    public string Proof => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', Audience, Course?.Value, Language, Subject, Body, Seen)))[..12]);

    /// <summary>Whether it is this that was sent.</summary>
    public bool Says(BulkMessage sent) => (Audience, Course, Language, Subject, Body) == (sent.Audience, sent.Course, sent.Language, sent.Subject, sent.Body);
}

/// <summary>Writes one message to each receiver, all in one transaction; <see cref="Messages.SendMessages"/> sends them at the school's pace.</summary>
public sealed class SendBulk(SamspillDb db, Actor actor, BulkReceivers receivers, TimeProvider clock)
{
    public const string About = "bulk";

    public async Task<Outcome<BulkId>> RunAsync(BulkOrder order, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        await db.Profile.ExecuteUpdateAsync(p => p.SetProperty(x => x.Name, x => x.Name), ct); // one at a time: who presses twice sends once
        if (await db.Bulks.AsNoTracking().SingleOrDefaultAsync(b => b.Id == order.Id, ct) is { } before) return order.Says(before) ? order.Id : BulkRejections.OtherText;
        var all = await receivers.OfAsync(order.Audience, order.Course, ct);
        if (all.Count == 0) return BulkRejections.Nobody;
        if (all.Count > BulkMessage.MostReceivers) return BulkRejections.TooMany;
        if (all.Count != order.Seen) return BulkRejections.Changed(order.Seen, all.Count);
        var now = clock.GetUtcNow();
        db.Bulks.Add(new BulkMessage(order.Id, order.Audience, order.Course, order.Language, order.Subject, order.Body, all.Count, all.Count(r => r.Address is null), now, actor.Name));
        db.Messages.AddRange(all.Select(r => new Message(MessageId.New(), r.Person.Id, null, r.Address, order.Language, About, order.Subject, order.Body, now, order.Id)));
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return order.Id;
    }
}

/// <summary>Holds a bulk message that is being sent, lets it go on, or stops it for good. What has left has left.</summary>
public sealed class HoldBulk(SamspillDb db)
{
    public async Task<Outcome<Done>> RunAsync(BulkId id, BulkState to, CancellationToken ct)
    {
        var from = to == BulkState.Sending ? new[] { BulkState.Paused } : to == BulkState.Paused ? [BulkState.Sending] : [BulkState.Sending, BulkState.Paused];
        await using var work = await db.BeginAsync(ct);
        if (!await db.Bulks.AnyAsync(b => b.Id == id, ct)) return BulkRejections.NotFound;
        if (await db.Bulks.Where(b => b.Id == id && from.Contains(b.State)).ExecuteUpdateAsync(set => set.SetProperty(b => b.State, to), ct) == 0) return BulkRejections.NotLive;
        if (to == BulkState.Stopped) await db.Messages.Where(m => m.Bulk == id && m.State == MessageState.Pending).ExecuteUpdateAsync(set => set.SetProperty(m => m.State, MessageState.Stopped), ct);
        db.Note("changed", $"BulkMessage {id.Value}", $"State {to}");
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return new Done();
    }
}
