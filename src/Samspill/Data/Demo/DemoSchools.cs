using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Samspill.Domain.Admission;
using Samspill.Features.Access;
using Samspill.Features.Exchange;
using Samspill.Formats.SchoolFolders;
using Samspill.Host;

namespace Samspill.Data;

/// <summary>The demo: two schools of made-up people. The same on the same day, wherever it is made.</summary>
public static class DemoSchools
{
    public const string Trondheim = "trondheim", Klabu = "klabu";

    /// <summary>After so many days a demo's deadlines and admission look old.</summary>
    public const int FreshDays = 42;

    private const string Made = "demo-made";

    private static readonly DemoPlan[] Plans = [DemoPlan.Trondheim, DemoPlan.Klabu];

    /// <summary>Makes the schools that are not there, or were never finished. Refused when a school of that name is real.</summary>
    /// <param name="fresh">Makes all of them anew.</param>
    /// <returns>The day on which the older of them was made.</returns>
    public static async Task<Outcome<DateOnly>> EnsureAsync(Schools schools, TimeProvider clock, bool fresh, CancellationToken ct)
    {
        if (Plans.Select(p => schools.Find(p.Slug)).FirstOrDefault(s => s is { Demo: false }) is { } real) return new Rejection("demo.real-school", real.Slug);
        var oldest = Oslo.Today(clock);
        foreach (var plan in Plans)
        {
            var made = fresh ? null : await MadeOnAsync(schools, plan, clock, ct);
            if (made is null)
            {
                await schools.DeleteDemoAsync(plan.Slug, ct);
                await MakeAsync(schools, plan, clock, ct);
            }
            else if (made < oldest) oldest = made.Value;
        }
        return oldest;
    }

    /// <summary>The day on which a school was finished; null when it was not.</summary>
    private static async Task<DateOnly?> MadeOnAsync(Schools schools, DemoPlan plan, TimeProvider clock, CancellationToken ct)
    {
        if (schools.Find(plan.Slug) is not { } school) return null;
        await using var db = school.Database(Actor.System, clock);
        var at = await db.AuditEntries.Where(e => e.Action == Made).Select(e => (DateTimeOffset?)e.At).FirstOrDefaultAsync(ct);
        return at is { } moment ? Oslo.DayOf(moment) : null;
    }

    internal static async Task<OpenSchool> MakeAsync(Schools schools, DemoPlan plan, TimeProvider clock, CancellationToken ct)
    {
        var today = Oslo.Today(clock);
        var closes = Oslo.EndOf(today.AddDays(-2));
        var made = new DemoFolder(plan, today, closes);
        var folder = made.Make();
        var school = (await schools.CreateAsync(new HostedSchool(plan.Slug, plan.Name, plan.Municipality, Demo: true), ct)).Value;
        await using var db = school.Database(Actor.System, clock);
        var report = await new ImportSchool(db, school, clock).RunAsync(FolderReading.Of(folder), dryRun: false, ct);
        if (report.Faults.Count > 0) throw new InvalidOperationException($"The demo's folder has a fault: {report.Faults[0]}");

        await using var work = await db.BeginAsync(ct);
        db.AuditRows = false;
        (await db.Profile.SingleAsync(ct)).Describe(plan.Name, plan.Address, plan.Phone, $"{plan.Slug}@example.org");
        foreach (var course in await db.Courses.ToListAsync(ct)) course.Present(made.Presented[course.Code].Description, made.Presented[course.Code].Days);
        foreach (var start in new[] { DemoCalendar.YearOf(today), DemoCalendar.YearOf(today) + 1 }) db.SchoolYears.Add(DemoCalendar.Make(start));
        AddAdmission(db, plan, today, closes, clock.GetUtcNow());
        await AddCastAsync(db, plan, today, ct);
        await db.SaveChangesAsync(ct);
        await DemoWeek.MakeAsync(db, new Dice(plan.Seed + 1), clock, ct);
        await DemoPaths.MakeAsync(db, clock, ct);
        await DemoPopulation.MakeAsync(db, new Dice(plan.Seed + 21), today.Year - 1, ct);
        DemoOwnPlan.Add(db, plan, today, clock.GetUtcNow());
        db.Note(Made, $"School {plan.Slug}");
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return school;
    }

    private static void AddAdmission(SamspillDb db, DemoPlan plan, DateOnly today, DateTimeOffset closes, DateTimeOffset now)
    {
        var adopted = new DateOnly(today.Year - 2, 3, 13);
        var council = plan.Slug == Trondheim ? "Bystyret" : "Kommunestyret";
        var rules = new RuleSet(RuleSetId.New(), 1, new DateOnly(today.Year - 2, 8, 1), $"{council} {adopted.ToString("d. MMMM yyyy", CultureInfo.GetCultureInfo("nb-NO"))}, sak 31/{adopted:yy}", now, plan.Slug == Trondheim ? AdmissionRules.Default : PublishedRules.Find("valer")!.Rules);
        db.RuleSets.Add(rules);
        var year = DemoCalendar.YearOf(today);
        var (name, from) = today.Month is >= 8 and <= 12
            ? ($"Opptak til vårhalvåret {year + 1}", DemoCalendar.SpringDay(year))
            : ($"Hovedopptak {SchoolYear(year + 1)}", DemoCalendar.FirstDay(year + 1));
        db.Rounds.Add(new AdmissionRound(RoundId.New(), name, closes, today, from, DrawOf(plan, today), rules.Id));
    }

    /// <summary>The demo's lottery is the same on the same day, as all of it.</summary>
    private static LotteryDraw DrawOf(DemoPlan plan, DateOnly today) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"{plan.Slug} {plan.Seed} {today:O}")));

    private static string SchoolYear(int start) => Domain.School.SchoolYear.Name(start);

    private static async Task AddCastAsync(SamspillDb db, DemoPlan plan, DateOnly today, CancellationToken ct)
    {
        foreach (var member in Cast.All.Where(m => m.School == plan.Slug))
        {
            var person = member.Staff is { } staff ? await db.Staff.Where(s => s.Code == staff).Select(s => s.Person).SingleAsync(ct)
                : member.Guardian is null && member.Pupil is null ? (PersonId?)null
                : await db.People.Where(p => p.GuardianCode == member.Guardian && member.Guardian != null || p.PupilCode == member.Pupil && member.Pupil != null).Select(p => p.Id).SingleAsync(ct);
            var user = Cast.UserName(member);
            var account = new UserAccount { UserName = user, NormalizedUserName = user.ToUpperInvariant(), DisplayName = member.Name, Person = person, SecurityStamp = Guid.CreateVersion7().ToString("N") };
            db.Users.Add(account);
            foreach (var role in member.Roles) db.Grants.Add(new RoleGrant(account.Id, role, new DateOnly(today.Year - 1, 8, 1), null, "Samspill"));
        }
        // The web is closed for a protected family until a named handler opens it: as has been done for the cast's.
        foreach (var guardian in Cast.All.Where(m => m.School == plan.Slug && m.Guardian is not null).Select(m => m.Guardian))
        {
            foreach (var guardianship in await db.Guardianships.Where(g => !g.Online && db.People.Any(p => p.Id == g.Guardian && p.GuardianCode == guardian)).ToListAsync(ct)) guardianship.SetOnline(true);
        }
    }
}
