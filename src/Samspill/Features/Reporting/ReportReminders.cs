using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Reporting;
using Samspill.Host;

namespace Samspill.Features.Reporting;

/// <summary>A report that one's county has not handed in.</summary>
/// <param name="Number">The county's.</param>
/// <param name="DaysLeft">Below 0 when the deadline is past.</param>
/// <param name="RemindedAt">When the council last reminded; null when it has not.</param>
public sealed record ReportReminder(CountyReportId Report, string Round, string Number, string County, DateOnly Deadline, int DaysLeft, DateTimeOffset? RemindedAt);

/// <summary>What an adviser is reminded of. It is shown on the front page and above the rounds, and goes out by e-mail.</summary>
public static class ReportReminders
{
    private const int Shown = 20;

    /// <summary>What the actor's counties have not handed in; the most urgent first.</summary>
    public static async Task<IReadOnlyList<ReportReminder>> ReportRemindersAsync(this CouncilDb db, Actor actor, DateOnly today, CancellationToken ct)
    {
        if (!actor.WorksForAny) return [];
        return await db.ReportRemindersAsync(actor.Counties, Shown, today, ct);
    }

    /// <summary>What counties have not handed in; the most urgent first.</summary>
    public static async Task<IReadOnlyList<ReportReminder>> ReportRemindersAsync(this CouncilDb db, IReadOnlyCollection<string> counties, int most, DateOnly today, CancellationToken ct)
    {
        var own = counties.ToList();
        var waiting = await db.CountyReports.Where(r => own.Contains(r.County) && r.State != CountyReportState.HandedIn)
            .Join(db.Rounds, r => r.Round, x => x.Id, (r, x) => new { r.Id, Round = x.Name, r.County, x.Deadline, r.RemindedAt })
            .Join(db.Counties, x => x.County, c => c.Number, (x, c) => new { x.Id, x.Round, c.Number, c.Name, x.Deadline, x.RemindedAt }).OrderBy(x => x.Deadline).ThenBy(x => x.Number).Take(most).ToListAsync(ct);
        return [.. waiting.Select(x => new ReportReminder(x.Id, x.Round, x.Number, x.Name, x.Deadline, x.Deadline.DayNumber - today.DayNumber, x.RemindedAt))];
    }
}
