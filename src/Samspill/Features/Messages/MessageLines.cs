using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Messages;
using Samspill.Domain.People;
using Samspill.Host;

namespace Samspill.Features.Messages;

/// <summary>A message as the office's log has it, before the gate has said what may be shown.</summary>
/// <param name="PupilShield">How protected the pupil it is about is; none when it is about no pupil.</param>
public sealed record MessageLine(Message Message, PersonLine? Receiver, Protection PupilShield)
{
    /// <summary>Whether this reader may read what was written.</summary>
    public bool MayRead(Disclosure disclosure) => !Outbox.Secret.Contains(Message.About)
        && (Message.Pupil is not { } pupil || disclosure.Show(pupil, PupilShield, "") is not null)
        && (Receiver is null || disclosure.Show(Receiver.Id, Receiver.Shield, "") is not null);
}

/// <summary>What of the log is asked for.</summary>
/// <param name="Text">A part of an address or a name.</param>
/// <param name="Unreached">Only those that reached nobody, whatever the reason.</param>
public sealed record MessageSearch(string? Text, MessageState? State, string? About, bool Unreached = false);

internal static class MessageLines
{
    /// <summary>States of a message that reached nobody. A stopped one was not meant to any more.</summary>
    public static readonly IReadOnlyList<MessageState> Lost = [MessageState.Failed, MessageState.NoAddress, MessageState.Stale, MessageState.Dead, MessageState.Held, MessageState.Returned];

    /// <summary>One page of the log, newest first. Searching by text finds nobody whom the reader may not see.</summary>
    public static async Task<(IReadOnlyList<MessageLine> Lines, long Total)> MessageLogAsync(this SamspillDb db, MessageSearch search, bool seesProtected, int page, int size, CancellationToken ct)
    {
        var text = search.Text?.ToLowerInvariant();
        var messages = db.Messages.AsNoTracking().Where(m => (search.State == null || m.State == search.State) && (!search.Unreached || Lost.Contains(m.State)) && (search.About == null || m.About == search.About));
        if (text is not null)
            messages = messages.Where(m => (m.Address != null && m.Address.ToLower().Contains(text) && (seesProtected || !db.People.Any(p => (p.Id == m.To || p.Id == m.Pupil) && p.Shield != Protection.None)))
                || db.People.Any(p => p.Id == m.To && p.SearchName.Contains(text) && (seesProtected || p.Shield == Protection.None)));
        var total = await messages.LongCountAsync(ct);
        return (await Lines(db, messages.OrderByDescending(m => m.CreatedAt).ThenByDescending(m => m.Id).Skip((page - 1) * size).Take(size)).ToListAsync(ct), total);
    }

    /// <summary>One message of the log; null when there is none.</summary>
    public static Task<MessageLine?> MessageAsync(this SamspillDb db, MessageId id, CancellationToken ct) =>
        Lines(db, db.Messages.AsNoTracking().Where(m => m.Id == id)).SingleOrDefaultAsync(ct);

    private static IQueryable<MessageLine> Lines(SamspillDb db, IQueryable<Message> messages) =>
        from m in messages
        join p in db.People on m.To equals p.Id into people
        from to in people.DefaultIfEmpty()
        orderby m.CreatedAt descending, m.Id descending
        select new MessageLine(m, to == null ? null : new PersonLine(to.Id, to.GivenName, to.FamilyName, to.Shield), db.People.Where(p => p.Id == m.Pupil).Select(p => p.Shield).FirstOrDefault());
}
