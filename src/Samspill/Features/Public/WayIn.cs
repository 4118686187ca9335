using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Features.Admission;
using Samspill.Host;

namespace Samspill.Features.Public;

/// <summary>How one gets a place: the school's rules in force, and the next admission.</summary>
/// <param name="Next">The admission that closes next; null when none is announced.</param>
public sealed record WayIn(AdmissionRules Rules, NextRound? Next);

/// <summary>An admission that one can still be on time for.</summary>
/// <param name="Date">When places are decided.</param>
public sealed record NextRound(string Name, DateTimeOffset ClosesAt, DateOnly Date, DateOnly PlacesFrom);

public static class WaysIn
{
    public static async Task<WayIn> WayInAsync(this SamspillDb db, DateTimeOffset now, CancellationToken ct)
    {
        var today = Oslo.DayOf(now);
        var rules = await db.RulesInForceAsync(today, ct);
        var next = await db.Rounds.Where(r => r.Published == null && r.ClosesAt >= now).OrderBy(r => r.ClosesAt)
            .Select(r => new NextRound(r.Name, r.ClosesAt, r.Date, r.PlacesFrom)).FirstOrDefaultAsync(ct);
        return new WayIn(rules, next);
    }

    /// <summary>The order of priority, a sentence a rule.</summary>
    public static IEnumerable<string> Order(this Texts texts, AdmissionRules rules) => rules.Order.Select((rule, place) => texts[
        place == 0 ? "way.first" : "way.then", rule.By == PriorityBy.Flag ? texts.Flag(rule.Flag) : texts[$"way.by.{rule.By.ToString().ToLowerInvariant()}{(rule.YoungestFirst ? ".youngest" : "")}"]]);
}
