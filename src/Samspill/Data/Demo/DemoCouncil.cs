using Microsoft.EntityFrameworkCore;
using Samspill.Domain.Strategy;
using Samspill.Features.Access;
using Samspill.Features.Strategy;
using Samspill.Formats.Reports;
using Samspill.Host;

namespace Samspill.Data;

/// <summary>The demo's council: the country as it is, a real report of one county from 2012 to 2014, and a made-up plan and log of today.</summary>
public static class DemoCouncil
{
    /// <summary>Trøndelag, the county of the demo's schools and of its adviser.</summary>
    public const string County = "50";

    private const string Made = "demo-made";

    /// <summary>Makes the council when it is not there, or was never finished. A real one is left alone.</summary>
    public static async Task EnsureAsync(Schools schools, TimeProvider clock, bool fresh, CancellationToken ct)
    {
        if (schools.Council is { Demo: false }) return;
        if (schools.Council is { } there && !fresh)
        {
            await using var seen = there.Database(Actor.System, clock);
            if (await seen.AuditEntries.AnyAsync(e => e.Action == Made, ct)) return;
        }
        await schools.DeleteDemoCouncilAsync(ct);
        var council = await schools.CreateCouncilAsync(new HostedCouncil("Kulturskolerådet", Demo: true), ct);
        await using var db = council.Database(Actor.System, clock);
        await using var work = await db.BeginAsync(ct);
        AddCast(db, Oslo.Today(clock));
        await using (var json = typeof(DemoCouncil).Assembly.GetManifestResourceStream("Samspill.Data.Demo.activity-report-2012-2014.json")!)
            _ = (await new ImportReport(db, clock).RunAsync(ActivityReport.Read(json), ct)).Value;
        await AddTodayAsync(db, Oslo.Today(clock), clock.GetUtcNow(), ct);
        await DemoRound.AddAsync(db, Oslo.Today(clock), clock.GetUtcNow(), ct);
        db.Note(Made, "Council");
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
    }

    private static void AddCast(CouncilDb db, DateOnly today)
    {
        foreach (var member in Cast.All.Where(m => m.School == OpenCouncil.Address))
        {
            var user = Cast.UserName(member);
            var account = new UserAccount { UserName = user, NormalizedUserName = user.ToUpperInvariant(), DisplayName = member.Name, SecurityStamp = Guid.CreateVersion7().ToString("N") };
            db.Users.Add(account);
            foreach (var role in member.Roles) db.Grants.Add(new RoleGrant(account.Id, role, new DateOnly(today.Year - 1, 8, 1), null, "Samspill", member.County));
        }
    }

    /// <summary>The plan of these four years, the county's own measures in it, and what its adviser has logged this autumn or spring.</summary>
    private static async Task AddTodayAsync(CouncilDb db, DateOnly today, DateTimeOffset now, CancellationToken ct)
    {
        var before = await db.Plans.SingleAsync(p => p.County == null, ct);
        var period = new Period(new DateOnly(today.Year - 1, 1, 1), new DateOnly(today.Year + 2, 12, 31));
        var nation = before.For(period, $"Strategi {today.Year - 1}–{today.Year + 2}", null, "Nils Grøtte", now).Value;
        var text = Outline.Write(nation.Areas).Replace("\n## 1.2", "\n* Kommuner besøkt, prosent | 100 * municipalities-reached / municipalities | 60\n* Skoler med egen plan, prosent | @Fagsjefen | 75\n## 1.2", StringComparison.Ordinal);
        _ = nation.Write(Outline.Read(text, nation.Areas).Value, 0).Value;
        _ = nation.Adopt("Landsmøtet", period.From).Value;
        var plan = nation.ForCounty(County, nation.Name, "Siri Fjelde", now).Value;
        text = Outline.Write(plan.Areas).Replace("\n## 1.2", "\n- 1 Besøke alle kommuner i perioden\n- 2 Kulturskoletimen i alle kommuner\n## 1.2", StringComparison.Ordinal).Replace("\n## 2.2", "\n- 1 Fagdag i dans hvert år\n## 2.2", StringComparison.Ordinal);
        _ = plan.Write(Outline.Read(text, plan.Areas).Value, 0).Value;
        db.Plans.AddRange(nation, plan);
        var measures = plan.Goals.SelectMany(g => g.Measures).ToList();
        var municipalities = await db.Municipalities.Where(m => m.County == County).OrderBy(m => m.Number).Select(m => m.Number).Take(20).ToListAsync(ct);
        Activity Done(ActivityKind kind, int daysAgo, Recurrence? every, ActivityFacts facts, int measure, Attended[] attended, IEnumerable<string> where, long? kroner)
        {
            var day = today.AddDays(-daysAgo);
            var activity = Activity.Log(County, kind, new ActivityTime(new DaySpan(day, day), every), daysAgo < 0, facts, [measures[measure].Key], 0, "Siri Fjelde", now).Value;
            _ = activity.Count(attended, [.. where], kroner is { } cost ? new Money(cost * 100) : null).Value;
            return activity;
        }
        db.Activities.AddRange(
            Done(ActivityKind.MunicipalVisit, 12, null, new(Subject: "kulturskoletimen"), 1, [new("ledere", 2), new("lærere", 9)], municipalities.Take(1), 2400),
            Done(ActivityKind.MunicipalVisit, 40, null, new(Note: "felles møte"), 0, [new("ledere", 6)], municipalities.Skip(4).Take(5), 5100),
            Done(ActivityKind.LeaderGathering, 170, Recurrence.HalfYear, new(Name: "Ledersamling"), 0, [new("ledere", 31)], [], 64000),
            Done(ActivityKind.TrainingDay, 60, Recurrence.Year, new(Subject: "dans"), 2, [new("lærere", 44)], municipalities.Skip(9).Take(3), 38000),
            Done(ActivityKind.Conference, -25, Recurrence.Year, new(Name: "Kulturskoledagene"), 2, [], [], null));
        Agreement Agreed(string name, string[] parties, int monthsAgo, int? lasts, int review, int? reviewedAgo)
        {
            var from = today.AddMonths(-monthsAgo);
            var agreement = Agreement.Make(County, new AgreementTerms(name, parties, from, lasts is { } months ? from.AddMonths(months).AddDays(-1) : null, review, [measures[0].Key], "Siri Fjelde"), "Siri Fjelde", now).Value;
            if (reviewedAgo is { } ago) _ = agreement.Review(today.AddMonths(-ago), today).Value;
            return agreement;
        }
        db.Agreements.AddRange(
            Agreed("Samarbeid med DKS og UKM", ["Den kulturelle skolesekken i Trøndelag", "UKM Trøndelag"], 47, null, 24, 23),
            Agreed("Praksisplasser for studenter", ["Nord universitet"], 34, 36, 12, 10),
            Agreed("Felles fagdager", ["Trøndelag fylkeskommune"], 8, 48, 24, null));
        await db.SaveChangesAsync(ct);
    }
}
