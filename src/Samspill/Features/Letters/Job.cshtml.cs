using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Letters;
using Samspill.Host;

namespace Samspill.Features.Letters;

/// <summary>A file of a job.</summary>
/// <param name="Kept">Whether it can still be fetched.</param>
public sealed record LetterFileLine(LetterFileId Id, int Number, string Language, bool Shielded, int Letters, DateTimeOffset? PrintedAt, bool Kept);

/// <summary>How far a job of letters has come, its files, and the way to stop it.</summary>
[Authorize(Policy = Can.PrintLetters)]
public sealed class JobPage(SamspillDb db, Actor actor, CancelLetters cancel, Texts texts) : PageModel
{
    public LetterJob Job { get; private set; } = null!;
    public int RunNumber { get; private set; }
    public IReadOnlyList<LetterFileLine> Files { get; private set; } = [];
    public int Printed => Files.Where(f => f.PrintedAt is not null).Sum(f => f.Letters);
    public bool SeesProtected => actor.May(Can.SeeProtected);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await LoadAsync(id, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostCancelAsync(Guid id, CancellationToken ct)
    {
        if ((await cancel.RunAsync(new LetterJobId(id), ct)).Refused(out var why)) return await LoadAsync(id, ct) ? this.Refuse(why) : NotFound();
        TempData["Notice"] = texts["letters.cancelled"];
        return RedirectToPage(new { id });
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        var of = new LetterJobId(id);
        if (await db.LetterJobs.AsNoTracking().SingleOrDefaultAsync(j => j.Id == of, ct) is not { } job) return false;
        Job = job;
        RunNumber = await db.Runs.Where(r => r.Id == job.Run).Select(r => r.Number).SingleAsync(ct);
        Files = await db.LetterFilesOfAsync(of, ct);
        return true;
    }
}
