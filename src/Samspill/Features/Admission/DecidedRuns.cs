using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Host;

namespace Samspill.Features.Admission;

/// <summary>The run that decided a wish, and the day the family was told.</summary>
public sealed record DecidedRun(RunId Run, DateOnly ToldOn);

public static class DecidedRuns
{
    /// <summary>The run whose decision on a wish is the family's now: the newest round's, or the later vacancy's that gave a place or passed it over. Null when nothing is decided.</summary>
    public static async Task<DecidedRun?> DecidedRunAsync(this SamspillDb db, ApplicationId id, CancellationToken ct)
    {
        var found = await (from d in db.Decisions
                           where d.Application == id
                           join r in db.Runs on d.Run equals r.Id
                           where r.Kind == RunKind.Round || d.Outcome == DecisionOutcome.Placed || d.Outcome == DecisionOutcome.PassedOver
                           orderby r.Number descending
                           select new { r.Id, r.MadeAt, PublishedAt = db.Rounds.Where(x => x.Id == r.Round).Select(x => x.PublishedAt).FirstOrDefault() }).FirstOrDefaultAsync(ct);
        return found is null ? null : new DecidedRun(found.Id, Oslo.DayOf(found.PublishedAt ?? found.MadeAt));
    }
}
