using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Reporting;
using Samspill.Features.Counties;
using Samspill.Host;

namespace Samspill.Features.Reporting;

/// <summary>How far a county has come.</summary>
public enum Standing { None, Doing, Done }

/// <summary>A county in a round.</summary>
/// <param name="IsLate">Handed in after the deadline.</param>
/// <param name="Answered">How many of the questions have an answer.</param>
/// <param name="ReopenWhy">Why it wants its report back; null when it does not, and for other counties' people.</param>
public sealed record CountyLine(CountyReportId Id, string Number, string Name, CountyReportState State, DateTimeOffset? BegunAt, DateTimeOffset? HandedInAt, int Version, bool IsLate, int Answered, string? ReopenWhy, DateTimeOffset? RemindedAt)
{
    public Standing Standing => State == CountyReportState.HandedIn ? Standing.Done : BegunAt is null ? Standing.None : Standing.Doing;
}

/// <summary>A round as it is followed: who has handed in, on a map and in a list.</summary>
[At(Side.Council), Authorize(Policy = Can.SeeStrategy)]
public sealed class RoundPage(CouncilDb db, RunRounds run, FillReport fill, Actor actor, Texts texts, TimeProvider clock) : PageModel
{
    public ReportingRound Round { get; private set; } = null!;
    public string Plan { get; private set; } = "";
    public IReadOnlyList<CountyLine> Rows { get; private set; } = [];
    public IReadOnlyList<PublishedLine> Published { get; private set; } = [];
    public bool MayRun => actor.May(Can.RunReporting);
    public int Asked => Round.Asked.Count();
    public int DaysLeft => Round.Deadline.DayNumber - Oslo.Today(clock).DayNumber;
    public IEnumerable<(CountyLine County, Tile At)> Map => Rows.Zip(CountyTiles.Of([.. Rows.Select(r => r.Number)]));

    public int Count(Standing standing) => Rows.Count(r => r.Standing == standing);

    public bool MaySee(CountyLine row) => fill.MaySee(row.Number);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await FillAsync(id, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostOpenAsync(Guid id, CancellationToken ct) => await DoneAsync(id, await run.OpenAsync(new(id), ct), texts["reporting.round.opened"], ct);

    public async Task<IActionResult> OnPostRemindAsync(Guid id, CancellationToken ct)
    {
        if ((await run.RemindAsync(new(id), ct)).Refused(out var why, out var count)) return await AgainAsync(id, why, ct);
        TempData["Notice"] = texts["reporting.round.reminded", count];
        return this.SeeOther($"~/runder/{id}");
    }

    public async Task<IActionResult> OnPostReopenAsync(Guid id, Guid report, CancellationToken ct) => await DoneAsync(id, await run.ReopenAsync(new(report), ct), texts["reporting.round.reopened"], ct);

    private async Task<IActionResult> DoneAsync(Guid id, Outcome<Done> done, string notice, CancellationToken ct)
    {
        if (done.Refused(out var why)) return await AgainAsync(id, why, ct);
        TempData["Notice"] = notice;
        return this.SeeOther($"~/runder/{id}");
    }

    private async Task<IActionResult> AgainAsync(Guid id, Rejection why, CancellationToken ct) => await FillAsync(id, ct) ? this.Refuse(why) : NotFound();

    private async Task<bool> FillAsync(Guid id, CancellationToken ct)
    {
        var (key, runs) = (new ReportingRoundId(id), MayRun);
        if (await db.Rounds.AsNoTracking().SingleOrDefaultAsync(r => r.Id == key && (runs || r.State == RoundState.Open), ct) is not { } round) return false;
        Round = round;
        Plan = await db.Plans.Where(p => p.Id == round.Plan).Select(p => p.Name).SingleAsync(ct);
        List<string> own = actor.May(Can.WorkForCounty) ? [.. actor.Counties] : [];
        Rows = await db.CountyReports.AsNoTracking().Where(r => r.Round == key).Join(db.Counties, r => r.County, c => c.Number, (r, c) => new { Report = r, c.Name }).OrderBy(x => x.Report.County).Take(100)
            .Select(x => new CountyLine(x.Report.Id, x.Report.County, x.Name, x.Report.State, x.Report.BegunAt, x.Report.HandedInAt, x.Report.Version,
                db.ReportDeliveries.Any(d => d.Report == x.Report.Id && d.Version == x.Report.Version && d.IsLate), db.ReportAnswers.Count(a => a.Report == x.Report.Id && a.Version == 1),
                runs || own.Contains(x.Report.County) ? x.Report.ReopenWhy : null, x.Report.RemindedAt)).ToListAsync(ct);
        Published = await db.PublishedAsync(key, ct);
        return true;
    }
}
