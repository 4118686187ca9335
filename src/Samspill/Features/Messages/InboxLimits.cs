using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Messages;

namespace Samspill.Features.Messages;

/// <summary>No inbox gets more than so much in an hour, whoever or whatever causes it: nobody can be bombed through the school.</summary>
internal static class InboxLimits
{
    /// <summary>Messages to one address in an hour.</summary>
    public const int InAnHour = 30;

    /// <summary>Messages of one kind to one address in an hour.</summary>
    public const int OfAKind = 12;

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>When the message may be sent; null when it may be now.</summary>
    public static async Task<DateTimeOffset?> MayBeSentAtAsync(this SamspillDb db, Message message, DateTimeOffset now, CancellationToken ct)
    {
        var since = now - Hour;
        var lately = await db.Messages.Where(m => m.Inbox == message.Inbox && m.SentAt > since).OrderByDescending(m => m.SentAt)
            .Select(m => new { m.About, At = m.SentAt!.Value }).Take(InAnHour).ToListAsync(ct);
        var alike = lately.Where(m => m.About == message.About).Select(m => m.At).Take(OfAKind).ToList();
        // It may go when the oldest that counts is an hour ago.
        DateTimeOffset? all = lately.Count < InAnHour ? null : lately[^1].At + Hour, kind = alike.Count < OfAKind ? null : alike[^1] + Hour;
        return all is null || kind > all ? kind : all;
    }
}
