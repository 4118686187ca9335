using System.ComponentModel;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Messages;
using Samspill.Features.Api;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Mailings;

/// <summary>A bulk message in the list.</summary>
public sealed record MailingListItem(Guid Id, string Subject, DateTimeOffset At, string By, BulkState State, int Receivers, int Sent);

/// <summary>A bulk message.</summary>
/// <param name="Course">Null for all courses.</param>
/// <param name="Unreached">How many of the receivers have no address that may be used.</param>
public sealed record MailingItem(Guid Id, Audience Audience, string? Course, string Language, string Subject, string Body, int Receivers, int Unreached, DateTimeOffset At, string By, BulkState State);

/// <summary>How far a bulk message has come.</summary>
public sealed record MailingProgress(BulkState State, int Receivers, IReadOnlyList<StateCount> Counts);

/// <summary>How many of its messages stand so.</summary>
public sealed record StateCount(MessageState State, int Count);

/// <summary>What is to be sent, and to whom.</summary>
public record MailingRequest(
    Audience Audience, string Language, string Subject, string Body,
    [property: Description("A course's id; all courses when not given.")] string? Course = null);

/// <summary>What the preview showed.</summary>
public sealed record MailingPreview(int Receivers, int Mails, int TextMessages, int Unreached, int LeftToHandler, int Minutes, string Proof);

/// <summary>What is to be sent, as the preview showed it.</summary>
public sealed record MailingOrder(
    Audience Audience, string Language, string Subject, string Body,
    [property: Description("From the preview.")] int Receivers, [property: Description("From the preview.")] string Proof, string? Course = null) : MailingRequest(Audience, Language, Subject, Body, Course);

/// <summary>Messages to many families over REST.</summary>
internal static class MailingApi
{
    public static void MapMailingApi(this WebApplication app)
    {
        var mailings = app.MapGroup("/api/v1/mailings").RequireAuthorization(Can.SendMessages).WithTags("Messages");
        mailings.MapGet("", async ([AsParameters] PageOf page, SamspillDb db, CancellationToken ct) => page.With<MailingListItem>(
            [.. (await db.BulkLinesAsync(page.Before, page.Size, ct)).Select(b => new MailingListItem(b.Id.Value, b.Subject, b.At, b.By, b.State, b.Receivers, b.Sent))], await db.Bulks.CountAsync(ct)))
            .WithName("ListMailings").WithSummary("Messages to many families, the newest first");
        mailings.MapGet("/{id:guid}", async (Guid id, HttpContext context, SamspillDb db, CancellationToken ct) => context.Tagged(await FindAsync(db, id, ct))).WithName("GetMailing").WithSummary("A message to many families").Produces<MailingItem>();
        mailings.MapGet("/{id:guid}/progress", ProgressAsync).WithName("GetMailingProgress").WithSummary("How many have it, wait for it, or were not reached").Produces<MailingProgress>();
        mailings.MapPost("/preview", PreviewAsync).WithName("PreviewMailing").WithSummary("Whom it would go to; nothing is sent").Produces<MailingPreview>();
        mailings.MapPost("", SendAsync).OnceOnly().WithName("SendMailing").WithSummary("Send what the preview showed").Produces<MailingItem>(StatusCodes.Status201Created);
        foreach (var (word, to, name, summary) in new[] { ("pause", BulkState.Paused, "PauseMailing", "Hold the sending"), ("continuation", BulkState.Sending, "ContinueMailing", "Go on with the sending"), ("stop", BulkState.Stopped, "StopMailing", "Stop for good; what has left has left") })
            mailings.MapPut($"/{{id:guid}}/{word}", (Guid id, HttpContext context, HoldBulk hold, SamspillDb db, Texts texts, CancellationToken ct) => MoveAsync(id, to, context, hold, db, texts, ct)).AsksForMatch().WithName(name).WithSummary(summary).Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> ProgressAsync(Guid id, SamspillDb db, CancellationToken ct)
    {
        if (await FindAsync(db, id, ct) is not { } mailing) return Results.NotFound();
        var counts = await db.Messages.Where(m => m.Bulk == new BulkId(id)).GroupBy(m => m.State).Select(g => new StateCount(g.Key, g.Count())).ToListAsync(ct);
        return Results.Ok(new MailingProgress(mailing.State, mailing.Receivers, [.. counts.OrderBy(c => c.State)]));
    }

    private static async Task<IResult> PreviewAsync(MailingRequest request, PreviewBulk preview, SamspillDb db, Texts texts, CancellationToken ct)
    {
        var wrong = new ModelStateDictionary();
        if (await ReadAsync(request, wrong, db, texts, ct) is not { } order) return wrong.Problem(texts);
        if ((await preview.RunAsync(order, ct)).Refused(out var why, out var seen)) return (why with { Field = "audience" }).Problem(texts);
        return Results.Ok(new MailingPreview(seen.Receivers, seen.Mails, seen.TextMessages, seen.Unreached.Count, seen.LeftToHandler, seen.Minutes, seen.Proof));
    }

    private static async Task<IResult> SendAsync(MailingOrder request, SendBulk send, SamspillDb db, Texts texts, CancellationToken ct)
    {
        var wrong = new ModelStateDictionary();
        if (await ReadAsync(request, wrong, db, texts, ct) is not { } order) return wrong.Problem(texts);
        order = order with { Id = BulkId.New(), Seen = request.Receivers };
        if (order.Proof != request.Proof) return (BulkRejections.OtherText with { Field = "proof" }).Problem(texts);
        if ((await send.RunAsync(order, ct)).Refused(out var why, out var id)) return why.Problem(texts);
        return Results.Created($"mailings/{id.Value}", await FindAsync(db, id.Value, ct));
    }

    private static async Task<IResult> MoveAsync(Guid id, BulkState to, HttpContext context, HoldBulk hold, SamspillDb db, Texts texts, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        if (await FindAsync(db, id, ct) is not { } mailing) return BulkRejections.NotFound.Problem(texts);
        if (mailing.State == to) return Results.NoContent();
        if (context.Request.Stale(mailing) is { } stale) return stale.Problem(texts);
        if ((await hold.RunAsync(new BulkId(id), to, ct)).Refused(out var why)) return why.Problem(texts);
        await work.CommitAsync(ct);
        return Results.NoContent();
    }

    /// <summary>Read as the page's form is.</summary>
    private static Task<BulkOrder?> ReadAsync(MailingRequest request, ModelStateDictionary wrong, SamspillDb db, Texts texts, CancellationToken ct) =>
        new BulkForm { Audience = request.Audience, Course = request.Course, Language = request.Language, Subject = request.Subject, Body = request.Body }.ReadAsync(new Typed(wrong, texts), db, texts, ct);

    private static Task<MailingItem?> FindAsync(SamspillDb db, Guid id, CancellationToken ct) => db.Bulks.Where(b => b.Id == new BulkId(id)).Select(b => new MailingItem(
        b.Id.Value, b.Audience, db.Courses.Where(c => c.Id == b.Course).Select(c => c.Code).FirstOrDefault(), b.Language, b.Subject, b.Body, b.Receivers, b.Unreached, b.At, b.By, b.State)).SingleOrDefaultAsync(ct);
}
