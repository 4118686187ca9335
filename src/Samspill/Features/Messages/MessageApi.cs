using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Messages;
using Samspill.Host;

namespace Samspill.Features.Messages;

/// <summary>A message to the one who asks.</summary>
public sealed record MessageItem(Guid Id, string About, string Subject, string Body, DateTimeOffset CreatedAt, Guid? Child);

/// <summary>A row of the office's log; of a protected person, or a message that opens a door, no more than that it is there.</summary>
public sealed record LoggedMessage(Guid Id, string About, MessageState State, DateTimeOffset CreatedAt, DateTimeOffset? SentAt, string? To, string? Subject);

/// <summary>Messages over REST: one's own, and the office's log.</summary>
internal static class MessageApi
{
    public static void MapMessageApi(this WebApplication app)
    {
        app.MapGet("/api/v1/messages", OwnAsync).RequireAuthorization(Can.SeeOwnFamily).WithTags("Messages").WithName("ListMessages").WithSummary("What the school has written to oneself, the newest first");
        app.MapGet("/api/v1/message-log", LogAsync).RequireAuthorization(Can.SeeMessages).WithTags("Messages").WithName("ListMessageLog").WithSummary("Every message that left the school, the newest first");
    }

    private static async Task<Listed<MessageItem>> OwnAsync([AsParameters] PageOf page, SamspillDb db, Actor actor, CancellationToken ct)
    {
        var mine = db.Messages.AsNoTracking().Of(actor);
        var shown = await mine.OrderByDescending(m => m.CreatedAt).ThenByDescending(m => m.Id).Skip(page.Before).Take(page.Size).ToListAsync(ct);
        return page.With(shown.ConvertAll(m => new MessageItem(m.Id.Value, m.About, m.Subject, m.Body, m.CreatedAt, m.Pupil?.Value)), await mine.CountAsync(ct));
    }

    private static async Task<Listed<LoggedMessage>> LogAsync(Word<MessageState>? state, [AsParameters] PageOf page, SamspillDb db, Actor actor, Disclosure disclosure, CancellationToken ct)
    {
        var (lines, total) = await db.MessageLogAsync(new MessageSearch(null, state?.Value, null), actor.May(Can.SeeProtected), page.Number, page.Size, ct);
        var items = lines.Select(line => (line.Message, Open: line.MayRead(disclosure), line.Receiver)).Select(x => new LoggedMessage(
            x.Message.Id.Value, x.Message.About, x.Message.State, x.Message.CreatedAt, x.Message.SentAt, x.Open ? x.Receiver is { } to ? disclosure.Name(to) : x.Message.Address : null, x.Open ? x.Message.Subject : null)).ToList();
        await db.SaveChangesAsync(ct); // a look at a protected person is noted
        return page.With(items, total);
    }

    /// <summary>Those to the actor itself; not what the office stopped before it left. One who no longer may see a child may no longer read about it.</summary>
    public static IQueryable<Message> Of(this IQueryable<Message> messages, Actor actor)
    {
        var secret = Outbox.Secret.ToList();
        var children = actor.Children.Select(c => (PersonId?)c).ToList();
        return messages.Where(m => m.To == actor.Person && m.State != MessageState.Stopped && !secret.Contains(m.About) && (m.Pupil == null || children.Contains(m.Pupil)));
    }
}
