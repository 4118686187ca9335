using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Admission;

/// <summary>A part of the comparison: who gains and loses, grouped one way.</summary>
/// <param name="Careful">Small numbers are hidden: the groups are of children, not of wishes.</param>
public sealed record FareTable(string Key, IReadOnlyList<Fare> Rows, bool Careful);

/// <summary>Two runs of a round side by side: who gains and who loses.</summary>
[Authorize(Policy = Can.SeeAdmission)]
public sealed class ComparePage(SamspillDb db, Actor actor, OpenedRuns opened, Texts texts) : PageModel
{
    private const int MostCourses = 20;

    public AdmissionRound Round { get; private set; } = null!;
    public (Run Run, string? Scenario) First { get; private set; }
    public (Run Run, string? Scenario) Second { get; private set; }

    /// <summary>Null while the round has no two runs.</summary>
    public RunComparison? Comparison { get; private set; }
    public IReadOnlyList<FareTable> Tables { get; private set; } = [];
    public int CoursesAsBefore { get; private set; }
    public bool MayRun => actor.May(Can.RunAdmission);

    public async Task<IActionResult> OnGetAsync(Guid id, Guid? a, Guid? b, CancellationToken ct)
    {
        if (await db.Rounds.AsNoTracking().SingleOrDefaultAsync(r => r.Id == new RoundId(id), ct) is not { } found) return NotFound();
        Round = found;
        var round = found.Id;
        var newest = await db.Runs.Where(r => r.Round == round).OrderByDescending(r => r.Number).Select(r => r.Id).Take(2).ToListAsync(ct);
        if (newest.Count < 2) return Page();
        var ids = new[] { a is { } first ? new RunId(first) : newest[^1], b is { } second ? new RunId(second) : newest[0] };
        var runs = await db.Runs.AsNoTracking().Where(r => r.Round == round && ids.Contains(r.Id)).ToDictionaryAsync(r => r.Id, ct);
        if (!runs.ContainsKey(ids[0]) || !runs.ContainsKey(ids[1])) return NotFound();
        var names = await db.Scenarios.Where(s => s.Round == round).Select(s => new { s.Id, s.Name }).ToDictionaryAsync(s => s.Id, s => s.Name, ct);
        (First, Second) = (Named(runs[ids[0]]), Named(runs[ids[1]]));
        Comparison = RunComparison.Of(opened.Open(First.Run), opened.Open(Second.Run));
        await ShowAsync(Comparison, ct);
        return Page();

        (Run, string?) Named(Run run) => (run, run.Scenario is { } tried ? names.GetValueOrDefault(tried) : null);
    }

    private async Task ShowAsync(RunComparison comparison, CancellationToken ct)
    {
        var courses = await db.Courses.AsNoTracking().Select(c => new { c.Code, c.Name, c.Programme }).ToDictionaryAsync(c => c.Code, ct);
        var people = await (from p in db.People where p.PupilCode != null join s in db.Sites on p.School equals s.Id into school from s in school.DefaultIfEmpty() select new { p.Id, p.Sex, s.District }).ToDictionaryAsync(p => p.Id, ct);
        var byCourse = comparison.Courses.Where(c => c.Gains + c.Loses > 0).OrderByDescending(c => c.Gains + c.Loses).ThenBy(c => c.Name, StringComparer.Ordinal).ToList();
        CoursesAsBefore = comparison.Courses.Count - byCourse.Count;
        Tables =
        [
            new("course", [.. byCourse.Take(MostCourses).Select(c => c with { Name = courses[c.Name].Name })], false),
            new("programme", [.. comparison.Courses.GroupBy(c => courses[c.Name].Programme).OrderBy(g => g.Key).Select(g => new Fare(texts[$"compare.programme.{Words.Of(g.Key)}"], g.Sum(c => c.Asked), g.Sum(c => c.Gains), g.Sum(c => c.Loses)))], true),
            new("district", [.. comparison.By(c => people.GetValueOrDefault(c.Pupil)?.District ?? texts["run.district.none"]).OrderByDescending(d => d.Asked)], true),
            new("age", [.. comparison.By(c => Show.Number(c.Age)).OrderBy(f => f.Name.Length).ThenBy(f => f.Name, StringComparer.Ordinal)], true),
            new("sex", [.. comparison.By(c => texts[$"compare.sex.{people.GetValueOrDefault(c.Pupil)?.Sex?.ToString().ToLowerInvariant() ?? "none"}"]).OrderByDescending(f => f.Asked)], true),
        ];
    }
}
