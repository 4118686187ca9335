using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Letters;
using Samspill.Gateways.Printing;
using Samspill.Host;
using Samspill.Jobs;

namespace Samspill.Features.Letters;

/// <summary>Prints the letters that were ordered, file by file, and forgets old ones.</summary>
/// <remarks>
/// A job belongs to whoever claimed it for a while; a program that is killed leaves its files that were finished, and the next goes on
/// with the rest. A job that is cancelled ends after the file that is being printed, which is then thrown away.
/// </remarks>
public sealed class PrintLetters(SamspillDb db, WriteLetters write, PdfPrinter printer, TimeProvider clock) : IClockJob
{
    private const int AtOnce = 2;

    // Longer than any file takes, so that a claim lapses only when its holder is gone.
    private static readonly TimeSpan Claim = TimeSpan.FromMinutes(6);

    public async Task RunAsync(OpenSchool school, CancellationToken ct)
    {
        await ForgetAsync(ct);
        while (await ClaimAsync(ct) is { } claim) await PrintAsync(claim, school.Cipher, ct);
    }

    private async Task<(LetterJobId Job, Guid Claim)?> ClaimAsync(CancellationToken ct)
    {
        var (now, mine) = (clock.GetUtcNow(), Guid.CreateVersion7());
        var due = db.LetterJobs.Where(j => (j.State == LetterJobState.Waiting || j.State == LetterJobState.Printing) && j.ClaimedUntil <= now);
        if (await due.OrderBy(j => j.AskedAt).Select(j => (LetterJobId?)j.Id).FirstOrDefaultAsync(ct) is not { } id) return null;
        await using var work = await db.BeginAsync(ct);
        var claimed = await due.Where(j => j.Id == id)
            .ExecuteUpdateAsync(j => j.SetProperty(x => x.State, LetterJobState.Printing).SetProperty(x => x.Claim, mine).SetProperty(x => x.ClaimedUntil, now + Claim), ct);
        await work.CommitAsync(ct);
        return claimed == 1 ? (id, mine) : null;
    }

    private async Task PrintAsync((LetterJobId Job, Guid Claim) claim, FieldCipher cipher, CancellationToken ct)
    {
        var run = await db.LetterJobs.Where(j => j.Id == claim.Job).Select(j => j.Run).SingleAsync(ct);
        var left = await db.LetterFiles.AsNoTracking().Where(f => f.Job == claim.Job && f.PrintedAt == null).OrderBy(f => f.Number).ToListAsync(ct);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var printing = new Queue<(LetterFileId File, Task<Outcome<byte[]>> Pdf)>();
        try
        {
            foreach (var file in left)
            {
                if ((await write.HtmlAsync(await db.LetterCasesAsync(run, file.Ids(), ct), file.Language, WriteLetters.StyleBeside, ct)).Refused(out var why, out var html))
                {
                    await EndAsync(claim, LetterJobState.Failed, why.Code, ct);
                    return;
                }
                printing.Enqueue((file.Id, printer.PrintAsync(html, file.Letters, stop.Token)));
                if (printing.Count == AtOnce && !await KeepAsync(claim, printing.Dequeue(), cipher, ct)) return;
            }
            while (printing.TryDequeue(out var next))
                if (!await KeepAsync(claim, next, cipher, ct)) return;
            await EndAsync(claim, LetterJobState.Done, null, ct);
        }
        finally
        {
            await stop.CancelAsync(); // whatever still prints is for nothing
            foreach (var (_, pdf) in printing) await ((Task)pdf).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Keeps a file when it is printed, if the job is still ours and nobody has cancelled it.</summary>
    private async Task<bool> KeepAsync((LetterJobId Job, Guid Claim) claim, (LetterFileId Id, Task<Outcome<byte[]>> Pdf) file, FieldCipher cipher, CancellationToken ct)
    {
        if ((await file.Pdf).Refused(out var why, out var pdf))
        {
            await EndAsync(claim, LetterJobState.Failed, why.Code, ct);
            return false;
        }
        var (now, sealedPdf) = (clock.GetUtcNow(), cipher.Encrypt(pdf));
        await using var work = await db.BeginAsync(ct);
        if (await Mine(claim).ExecuteUpdateAsync(j => j.SetProperty(x => x.ClaimedUntil, now + Claim), ct) == 0) return false;
        await db.LetterFiles.Where(f => f.Id == file.Id).ExecuteUpdateAsync(f => f.SetProperty(x => x.Sealed, sealedPdf).SetProperty(x => x.PrintedAt, now), ct);
        await work.CommitAsync(ct);
        return true;
    }

    private async Task EndAsync((LetterJobId Job, Guid Claim) claim, LetterJobState state, string? fault, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var work = await db.BeginAsync(ct);
        if (await Mine(claim).ExecuteUpdateAsync(j => j.SetProperty(x => x.State, state).SetProperty(x => x.Fault, fault).SetProperty(x => x.EndedAt, now), ct) == 0) return;
        db.Note("printed", $"LetterJob {claim.Job.Value}", fault ?? state.ToString());
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
    }

    private IQueryable<LetterJob> Mine((LetterJobId Job, Guid Claim) claim) => db.LetterJobs.Where(j => j.Id == claim.Job && j.Claim == claim.Claim && j.State == LetterJobState.Printing);

    private async Task ForgetAsync(CancellationToken ct)
    {
        var old = clock.GetUtcNow().AddDays(-LetterJob.KeptDays);
        var over = db.LetterFiles.Where(f => f.Sealed != null && f.PrintedAt < old);
        if (!await over.AnyAsync(ct)) return; // a quiet moment writes nothing
        await using var work = await db.BeginAsync(ct);
        await over.ExecuteUpdateAsync(f => f.SetProperty(x => x.Sealed, (byte[]?)null), ct);
        await work.CommitAsync(ct);
    }
}

/// <summary>Stops a job that is not finished. Files that are printed are thrown away.</summary>
public sealed class CancelLetters(SamspillDb db, TimeProvider clock)
{
    public async Task<Outcome<Done>> RunAsync(LetterJobId id, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var work = await db.BeginAsync(ct);
        if (!await db.LetterJobs.AnyAsync(j => j.Id == id, ct)) return LetterRejections.NotFound;
        var stopped = await db.LetterJobs.Where(j => j.Id == id && (j.State == LetterJobState.Waiting || j.State == LetterJobState.Printing))
            .ExecuteUpdateAsync(j => j.SetProperty(x => x.State, LetterJobState.Cancelled).SetProperty(x => x.EndedAt, now), ct);
        if (stopped == 0) return LetterRejections.NotPrinting;
        await db.LetterFiles.Where(f => f.Job == id).ExecuteUpdateAsync(f => f.SetProperty(x => x.Sealed, (byte[]?)null), ct);
        db.Note("cancelled", $"LetterJob {id.Value}");
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return new Done();
    }
}
