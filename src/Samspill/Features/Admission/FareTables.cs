using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Admission;

/// <summary>A part of the comparison: who gains and loses, grouped one way.</summary>
/// <param name="Careful">Small numbers are hidden: the groups are of children, not of wishes.</param>
public sealed record FareTable(string Key, IReadOnlyList<Fare> Rows, bool Careful);

internal static class FareTables
{
    private const int MostCourses = 20;

    /// <summary>Two runs of a round: those that are asked for, or else the newest two.</summary>
    public static async Task<Outcome<(Run First, Run Second)>> TwoRunsAsync(this SamspillDb db, RoundId round, Guid? a, Guid? b, CancellationToken ct)
    {
        var newest = await db.Runs.Where(r => r.Round == round).OrderByDescending(r => r.Number).Select(r => r.Id).Take(2).ToListAsync(ct);
        if (newest.Count < 2) return RunRejections.OnlyOne;
        var (first, second) = (a is { } one ? new RunId(one) : newest[^1], b is { } other ? new RunId(other) : newest[0]);
        var runs = await db.Runs.AsNoTracking().Where(r => r.Round == round && (r.Id == first || r.Id == second)).ToDictionaryAsync(r => r.Id, ct);
        return runs.TryGetValue(first, out var before) && runs.TryGetValue(second, out var after) ? (before, after) : RunRejections.NotFound;
    }

    /// <summary>The comparison by course, programme, district, age and sex, in the reader's language; and how many courses are as before.</summary>
    public static async Task<(IReadOnlyList<FareTable> Tables, int CoursesAsBefore)> FareTablesAsync(this SamspillDb db, RunComparison comparison, Texts texts, CancellationToken ct)
    {
        var courses = await db.Courses.AsNoTracking().Select(c => new { c.Code, c.Name, c.Programme }).ToDictionaryAsync(c => c.Code, ct);
        var people = await (from p in db.People where p.PupilCode != null join s in db.Sites on p.School equals s.Id into school from s in school.DefaultIfEmpty() select new { p.Id, p.Sex, s.District }).ToDictionaryAsync(p => p.Id, ct);
        var byCourse = comparison.Courses.Where(c => c.Gains + c.Loses > 0).OrderByDescending(c => c.Gains + c.Loses).ThenBy(c => c.Name, StringComparer.Ordinal).ToList();
        return (
        [
            new("course", [.. byCourse.Take(MostCourses).Select(c => c with { Name = courses[c.Name].Name })], false),
            new("programme", [.. comparison.Courses.GroupBy(c => courses[c.Name].Programme).OrderBy(g => g.Key).Select(g => new Fare(texts[$"compare.programme.{Words.Of(g.Key)}"], g.Sum(c => c.Asked), g.Sum(c => c.Gains), g.Sum(c => c.Loses)))], true),
            new("district", [.. comparison.By(c => people.GetValueOrDefault(c.Pupil)?.District ?? texts["run.district.none"]).OrderByDescending(d => d.Asked)], true),
            new("age", [.. comparison.By(c => Show.Number(c.Age)).OrderBy(f => f.Name.Length).ThenBy(f => f.Name, StringComparer.Ordinal)], true),
            new("sex", [.. comparison.By(c => texts[$"compare.sex.{people.GetValueOrDefault(c.Pupil)?.Sex?.ToString().ToLowerInvariant() ?? "none"}"]).OrderByDescending(f => f.Asked)], true),
        ], comparison.Courses.Count - byCourse.Count);
    }
}
