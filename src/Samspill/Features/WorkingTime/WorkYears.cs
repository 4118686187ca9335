using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.People;
using Samspill.Domain.School;
using Samspill.Domain.WorkingTime;
using Samspill.Host;

namespace Samspill.Features.WorkingTime;

/// <summary>A teacher's year.</summary>
/// <param name="Percent">How big the position is on the day asked for.</param>
public sealed record TeacherYear(StaffId Staff, PersonLine Person, int Percent, Positions Positions, WorkYear Work);

internal static class WorkYears
{
    private const int Most = 5_000;

    /// <summary>The rules in force on each day of a school year: of those that have begun, the newest.</summary>
    public static async Task<IReadOnlyList<WorkRules>> WorkRulesOfAsync(this SamspillDb db, int schoolYear, CancellationToken ct)
    {
        var last = SchoolYear.LastDayOf(schoolYear);
        return await db.WorkRules.AsNoTracking().Where(r => r.InForceFrom <= last).OrderByDescending(r => r.Version).Take(100).ToListAsync(ct);
    }

    /// <param name="newestFirst">As <see cref="WorkRulesOfAsync"/> gives them.</param>
    public static WorkRules On(this IReadOnlyList<WorkRules> newestFirst, DateOnly day) => newestFirst.FirstOrDefault(r => r.InForceFrom <= day) ?? WorkRules.Example;

    /// <summary>One teacher's year, week by week; null when there is no such employment.</summary>
    public static async Task<TeacherYear?> TeacherYearAsync(this SamspillDb db, StaffId staff, int schoolYear, DateOnly today, CancellationToken ct) =>
        (await db.YearsAsync(staff, schoolYear, today, ct)).FirstOrDefault();

    /// <summary>The year of everybody who teaches, in sums.</summary>
    public static Task<IReadOnlyList<TeacherYear>> TeacherYearsAsync(this SamspillDb db, int schoolYear, DateOnly today, CancellationToken ct) => db.YearsAsync(null, schoolYear, today, ct);

    private static async Task<IReadOnlyList<TeacherYear>> YearsAsync(this SamspillDb db, StaffId? only, int schoolYear, DateOnly today, CancellationToken ct)
    {
        var staff = await db.Staff.AsNoTracking().Where(s => only == null ? s.Role == StaffRole.Teacher : s.Id == only)
            .Join(db.People, s => s.Person, p => p.Id, (s, p) => new { s.Id, s.PositionPercent, Person = new PersonLine(p.Id, p.GivenName, p.FamilyName, p.Shield) }).Take(Most).ToListAsync(ct);
        if (staff.Count == 0) return [];
        var changes = (await db.PositionChanges.AsNoTracking().Where(c => only == null || c.Staff == only).Select(c => new { c.Staff, c.From, c.Percent }).ToListAsync(ct)).ToLookup(c => c.Staff, c => (c.From, c.Percent));
        var calendar = await db.SchoolYears.AsNoTracking().Include(y => y.Terms).Include(y => y.Free).AsSplitQuery().SingleOrDefaultAsync(y => y.Start == schoolYear, ct);
        var (days, rules) = (WorkYear.WorkingDays(schoolYear, calendar), await db.WorkRulesOfAsync(schoolYear, ct));
        var facts = await db.FactsAsync(rules, only, schoolYear, today, ct);
        return [.. staff.Select(s =>
        {
            var positions = new Positions(s.PositionPercent, [.. changes[s.Id]]);
            return new TeacherYear(s.Id, s.Person, positions.On(today), positions, WorkYear.Of(days, rules.On, positions, facts[s.Id], today));
        })];
    }

    /// <summary>The year is read in as many pieces as its rules change: mostly one.</summary>
    private static async Task<ILookup<StaffId, WorkFact>> FactsAsync(this SamspillDb db, IReadOnlyList<WorkRules> rules, StaffId? only, int schoolYear, DateOnly today, CancellationToken ct)
    {
        var (first, last) = (new DateOnly(schoolYear, 8, 1), SchoolYear.LastDayOf(schoolYear));
        var starts = rules.Select(r => r.InForceFrom).Where(d => d > first).Append(first).Distinct().Order().ToList();
        var facts = new List<(StaffId Staff, WorkFact Fact)>();
        foreach (var (i, start) in starts.Index())
            facts.AddRange(await new WorkFacts(start, i + 1 < starts.Count ? starts[i + 1].AddDays(-1) : last, rules.On(start), today, only).ReadAsync(db, ct));
        return facts.ToLookup(f => f.Staff, f => f.Fact);
    }
}
