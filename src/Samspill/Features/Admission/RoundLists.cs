using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Host;

namespace Samspill.Features.Admission;

/// <summary>Something that is tried in a round.</summary>
/// <param name="Version">The version of the rules; null for a draft.</param>
public sealed record ScenarioLine(ScenarioId Id, string Name, int? Version, IReadOnlyList<OtherSeats> Seats, DateTimeOffset MadeAt, string MadeBy);

/// <summary>An application that is passed over.</summary>
/// <param name="Reason">Null when the reader may not know whom it is about.</param>
/// <param name="Used">A result was published without it, and the family told.</param>
public sealed record PassOverLine(PassOverId Id, string Name, string Course, string? Reason, string By, DateTimeOffset At, bool Used, bool Regretted);

internal static class RoundLists
{
    public static async Task<IReadOnlyList<ScenarioLine>> ScenariosOfAsync(this SamspillDb db, RoundId round, CancellationToken ct)
    {
        var scenarios = await db.Scenarios.AsNoTracking().Where(s => s.Round == round).OrderByDescending(s => s.MadeAt).Take(100)
            .Select(s => new { s.Id, s.Name, s.Capacities, s.MadeAt, s.MadeBy, Version = db.RuleSets.Where(r => r.Id == s.RuleSet).Select(r => (int?)r.Version).FirstOrDefault() }).ToListAsync(ct);
        var codes = scenarios.SelectMany(s => s.Capacities.Keys).ToHashSet();
        var names = codes.Count == 0 ? [] : await db.Courses.Where(c => codes.Contains(c.Code)).ToDictionaryAsync(c => c.Code, c => c.Name, ct);
        return [.. scenarios.Select(s => new ScenarioLine(s.Id, s.Name, s.Version, [.. s.Capacities.Select(c => new OtherSeats(names.GetValueOrDefault(c.Key, c.Key), c.Value))], s.MadeAt, s.MadeBy))];
    }

    public static async Task<IReadOnlyList<PassOverLine>> PassOversOfAsync(this SamspillDb db, RoundId round, Disclosure disclosure, CancellationToken ct)
    {
        var rows = await (from p in db.PassOvers
                          where p.Round == round
                          join a in db.Applications on p.Application equals a.Id
                          join who in db.People on a.Pupil equals who.Id
                          join c in db.Courses on a.Course equals c.Id
                          orderby p.At descending
                          select new { p.Id, Who = new PersonLine(who.Id, who.GivenName, who.FamilyName, who.Shield), Course = c.Name, p.Reason, p.By, p.At, Used = p.Run != null, Regretted = p.RegrettedAt != null }).Take(200).ToListAsync(ct);
        var lines = rows.Select(r => new PassOverLine(r.Id, disclosure.Name(r.Who), r.Course, disclosure.Show(r.Who.Id, r.Who.Shield, r.Reason), r.By, r.At, r.Used, r.Regretted)).ToList();
        if (lines.Count > 0) await db.SaveChangesAsync(ct); // a look at a protected person is noted
        return lines;
    }
}
