using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.Letters;
using Samspill.Features.Shared;
using Samspill.Formats.Xlsx;
using Samspill.Gateways.Printing;
using Samspill.Host;

namespace Samspill.Features.Letters;

/// <summary>A run whose letters can be printed.</summary>
/// <param name="Round">What the admission is called; null for a vacancy.</param>
public sealed record LetterRun(RunId Id, int Number, string? Round, DateTimeOffset At, int Decisions);

/// <summary>A job in the list.</summary>
public sealed record LetterJobLine(LetterJob Job, int RunNumber, int Printed);

/// <summary>Letters for the post: order all of a run, follow and fetch them; the way to the school's own words.</summary>
[Authorize(Policy = Can.PrintLetters)]
public sealed class LettersPage(SamspillDb db, Actor actor, OrderLetters order, PdfPrinter printer, Texts texts) : PageModel
{
    private const int Size = 20;

    public IReadOnlyList<LetterRun> Runs { get; private set; } = [];
    public IReadOnlyList<LetterJobLine> Jobs { get; private set; } = [];
    public Paging Paging { get; private set; } = new(1, Size, 0);
    public bool HasBrowser => printer.Browser is not null;
    public bool HasFault { get; private set; }

    [BindProperty(SupportsGet = true, Name = "kjoring")] public Guid? Run { get; set; }
    [BindProperty] public bool OnlyUnreached { get; set; }
    [BindProperty(SupportsGet = true, Name = "side")] public int At { get; set; } = 1;

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostOrderAsync(CancellationToken ct)
    {
        if (Run is null) ModelState.AddModelError("Run", texts["letters.run.choose"]);
        else if (!(await order.RunAsync(new RunId(Run.Value), OnlyUnreached, ct)).Refused(out var why, out var job)) return RedirectToPage("Job", new { id = job.Value });
        else
        {
            await LoadAsync(ct);
            return this.Refuse(why, "Run");
        }
        await LoadAsync(ct);
        return Page();
    }

    /// <summary>The list of jobs, all of it.</summary>
    public IActionResult OnGetXlsx(CancellationToken ct) => !actor.May(Can.ExportLists) ? Forbid() : new ListFile("brev",
        [texts["letters.job.asked"], texts["letters.job.by"], texts["letters.job.run"], texts["letters.job.letters"], texts["letters.job.printed"], texts["letters.job.state"]],
        WholeList.Of<LetterJobLine>(async (page, size) => await db.LetterJobLinesAsync((page - 1) * size, size, ct)).Select(j => (IReadOnlyList<XlsxCell>)
            [Oslo.At(j.Job.AskedAt), j.Job.AskedBy, j.RunNumber, j.Job.Letters, j.Printed, texts[$"letters.state.{j.Job.State.ToString().ToLowerInvariant()}"]]));

    private async Task LoadAsync(CancellationToken ct)
    {
        At = Math.Clamp(At, 1, 100_000);
        HasFault = LetterTemplate.Faults(await db.LetterTextsAsync(texts, ct), Languages.All).Any();
        Runs = await (from r in db.Runs
                      where db.Rounds.Any(x => x.Published == r.Id) || r.Kind == RunKind.Vacancy
                      orderby r.Kind, r.Number descending
                      select new LetterRun(r.Id, r.Number, db.Rounds.Where(x => x.Id == r.Round).Select(x => x.Name).FirstOrDefault(), r.MadeAt, r.Kind == RunKind.Round ? r.Applications : r.Placed)).Take(50).ToListAsync(ct);
        Paging = new Paging(At, Size, await db.LetterJobs.CountAsync(ct));
        Jobs = await db.LetterJobLinesAsync((At - 1) * Size, Size, ct);
    }
}

internal static class LetterLists
{
    /// <summary>Some of the jobs, the newest first.</summary>
    public static Task<List<LetterJobLine>> LetterJobLinesAsync(this SamspillDb db, int before, int most, CancellationToken ct) =>
        (from j in db.LetterJobs.AsNoTracking()
         join r in db.Runs on j.Run equals r.Id
         orderby j.AskedAt descending
         select new LetterJobLine(j, r.Number, db.LetterFiles.Where(f => f.Job == j.Id && f.PrintedAt != null).Sum(f => f.Letters))).Skip(before).Take(most).ToListAsync(ct);

    /// <summary>The files of a job, in order.</summary>
    public static Task<List<LetterFileLine>> LetterFilesOfAsync(this SamspillDb db, LetterJobId job, CancellationToken ct) =>
        db.LetterFiles.Where(f => f.Job == job).OrderBy(f => f.Number).Take(1000).Select(f => new LetterFileLine(f.Id, f.Number, f.Language, f.Shielded, f.Letters, f.PrintedAt, f.Sealed != null)).ToListAsync(ct);
}
