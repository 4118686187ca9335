using System.ComponentModel;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.Letters;
using Samspill.Features.Api;
using Samspill.Host;

namespace Samspill.Features.Letters;

/// <summary>A job of letters.</summary>
/// <param name="Fault">The code of the refusal that ended it.</param>
public sealed record LetterJobItem(Guid Id, Guid Run, bool OnlyUnreached, int Letters, LetterJobState State, DateTimeOffset AskedAt, string AskedBy, DateTimeOffset? EndedAt, string? Fault);

/// <summary>A file of a job.</summary>
/// <param name="Shielded">Letters about protected people: sent by hand, by those who may see them.</param>
/// <param name="PrintedAt">Null until it is printed.</param>
/// <param name="Available">Whether it can be fetched by whoever asks.</param>
public sealed record LetterFileItem(Guid Id, int Number, string Language, bool Shielded, int Letters, DateTimeOffset? PrintedAt, bool Available);

/// <summary>All letters of a run.</summary>
public sealed record LetterOrder([property: Description("A published run.")] Guid Run, [property: Description("Only to families that no message has reached.")] bool OnlyUnreached = false);

/// <summary>Letters over REST: jobs for the printer, their files, and the single letter.</summary>
internal static class LetterApi
{
    public static void MapLetterApi(this WebApplication app)
    {
        var jobs = app.MapGroup("/api/v1/letter-jobs").RequireAuthorization(Can.PrintLetters).WithTags("Letters");
        jobs.MapGet("", async ([AsParameters] PageOf page, SamspillDb db, CancellationToken ct) =>
            page.With<LetterJobItem>([.. (await db.LetterJobLinesAsync(page.Before, page.Size, ct)).Select(line => Item(line.Job))], await db.LetterJobs.CountAsync(ct)))
            .WithName("ListLetterJobs").WithSummary("Jobs of letters, the newest first");
        jobs.MapGet("/{id:guid}", async (Guid id, HttpContext context, SamspillDb db, CancellationToken ct) => context.Tagged(await FindAsync(db, id, ct))).WithName("GetLetterJob").WithSummary("A job of letters").Produces<LetterJobItem>();
        jobs.MapGet("/{id:guid}/files", FilesAsync).WithName("ListLetterFiles").WithSummary("The files of a job, printed or not yet").Produces<Listed<LetterFileItem>>();
        jobs.MapPost("", OrderAsync).OnceOnly().WithName("OrderLetters").WithSummary("Order all letters of a published run").Produces<LetterJobItem>(StatusCodes.Status201Created);
        jobs.MapPut("/{id:guid}/cancellation", CancelAsync).AsksForMatch().WithName("CancelLetters").WithSummary("Stop a job; what is printed is thrown away").Produces(StatusCodes.Status204NoContent);
        app.MapGet("/api/v1/letter-files/{id:guid}", LetterDownloads.FileAsync).RequireAuthorization(Can.PrintLetters).WithTags("Letters").WithName("GetLetterFile").WithSummary("A printed file").Produces<Stream>(contentType: LetterDownloads.Pdf);
        app.MapGet("/api/v1/applications/{id:guid}/letter", LetterDownloads.OneAsync).RequireAuthorization(Can.ReadDecisions).WithTags("Letters").WithName("GetLetter").WithSummary("The letter with the decision on an application, printed now").Produces<Stream>(contentType: LetterDownloads.Pdf);
    }

    private static async Task<IResult> FilesAsync(Guid id, [AsParameters] PageOf page, SamspillDb db, Actor actor, CancellationToken ct)
    {
        if (await FindAsync(db, id, ct) is null) return Results.NotFound();
        return Results.Ok(page.Of<LetterFileItem>([.. (await db.LetterFilesOfAsync(new LetterJobId(id), ct)).Select(f => new LetterFileItem(f.Id.Value, f.Number, f.Language, f.Shielded, f.Letters, f.PrintedAt, f.Kept && (!f.Shielded || actor.May(Can.SeeProtected))))]));
    }

    private static async Task<IResult> OrderAsync(LetterOrder wanted, OrderLetters order, SamspillDb db, Texts texts, CancellationToken ct) =>
        (await order.RunAsync(new RunId(wanted.Run), wanted.OnlyUnreached, ct)).Refused(out var why, out var job) ? (why with { Field = "run" }).Problem(texts) : Results.Created($"letter-jobs/{job.Value}", await FindAsync(db, job.Value, ct));

    private static async Task<IResult> CancelAsync(Guid id, HttpContext context, CancelLetters cancel, SamspillDb db, Texts texts, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        if (await FindAsync(db, id, ct) is not { } job) return LetterRejections.NotFound.Problem(texts);
        if (job.State == LetterJobState.Cancelled) return Results.NoContent();
        if (context.Request.Stale(job) is { } stale) return stale.Problem(texts);
        if ((await cancel.RunAsync(new LetterJobId(id), ct)).Refused(out var why)) return why.Problem(texts);
        await work.CommitAsync(ct);
        return Results.NoContent();
    }

    private static async Task<LetterJobItem?> FindAsync(SamspillDb db, Guid id, CancellationToken ct) =>
        await db.LetterJobs.AsNoTracking().SingleOrDefaultAsync(j => j.Id == new LetterJobId(id), ct) is { } job ? Item(job) : null;

    private static LetterJobItem Item(LetterJob j) => new(j.Id.Value, j.Run.Value, j.OnlyUnreached, j.Letters, j.State, j.AskedAt, j.AskedBy, j.EndedAt, j.Fault);
}
