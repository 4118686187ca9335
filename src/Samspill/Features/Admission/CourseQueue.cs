using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Planning.Placement;
using PriorityRule = Samspill.Domain.Admission.PriorityRule;
using ProblemRule = Samspill.Planning.Placement.PriorityRule;

namespace Samspill.Features.Admission;

/// <summary>One who waits at a course, in the order the rules give today.</summary>
/// <param name="AheadBy">The first rule that puts the one before ahead; null for the first, and when only the lottery's tail decides.</param>
public sealed record QueueRow(int Number, ApplicationId Application, PersonId Pupil, DateOnly Born, int Age, int Rank, DateTimeOffset AppliedAt, IReadOnlyList<string> Holds, PriorityRule? AheadBy);

/// <summary>The queue of a course as it stands.</summary>
public static class CourseQueue
{
    /// <summary>Everybody who waits, first to last. Ineligible ones are not in it.</summary>
    public static async Task<IReadOnlyList<QueueRow>> QueueOfAsync(this SamspillDb db, CourseId course, DateOnly today, CancellationToken ct)
    {
        if (await db.FrameOfTodayAsync(today, ct) is not { } frame) return [];
        var problem = await db.ForCoursesAsync(frame, [course], ct);
        if (problem.Courses is not [var only]) return [];
        var rules = frame.Rules.OrderOf(only.Id, await db.Courses.Where(c => c.Id == course).Select(c => c.Form).SingleAsync(ct));
        var applied = await db.Applications.Where(a => a.Course == course && a.State == ApplicationState.Waiting).Select(a => new { a.Id, a.AppliedAt }).ToDictionaryAsync(a => a.Id, a => a.AppliedAt, ct);
        var pupils = problem.Pupils.ToDictionary(p => p.Id, StringComparer.Ordinal);
        var rows = new List<QueueRow>();
        PlacementApplication? ahead = null;
        foreach (var wish in PlacementEngine.Queue(problem, only.Id))
        {
            var pupil = pupils[wish.Pupil];
            var by = ahead is null ? null : rules.FirstOrDefault(rule => ProblemRules.Of(rule, frame.Rules).Any(r => Differ(r, (ahead, pupils[ahead.Pupil]), (wish, pupil))));
            var id = new ApplicationId(Guid.Parse(wish.Id));
            rows.Add(new QueueRow(rows.Count + 1, id, new PersonId(Guid.Parse(wish.Pupil)), pupil.BirthDate, today.Year - pupil.BirthDate.Year, wish.Rank, applied.GetValueOrDefault(id, wish.AppliedAt), pupil.Holds, by));
            ahead = wish;
        }
        return rows;
    }

    private static bool Differ(ProblemRule rule, (PlacementApplication Wish, PlacementPupil Pupil) a, (PlacementApplication Wish, PlacementPupil Pupil) b)
    {
        bool Has((PlacementApplication Wish, PlacementPupil Pupil) x) => x.Wish.Flags.Contains(rule.Flag!) || x.Pupil.Flags.Contains(rule.Flag!);
        return rule.By switch
        {
            Priority.Flag => Has(a) != Has(b),
            Priority.PlacesHeld => a.Pupil.Holds.Count != b.Pupil.Holds.Count,
            Priority.AppliedAt => a.Wish.AppliedAt != b.Wish.AppliedAt,
            Priority.BirthDate => a.Pupil.BirthDate != b.Pupil.BirthDate,
            Priority.BirthYear => a.Pupil.BirthDate.Year != b.Pupil.BirthDate.Year,
            Priority.Distance => a.Wish.Distance != b.Wish.Distance,
            _ => true,
        };
    }
}
