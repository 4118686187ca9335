using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Planning.Placement;
using PriorityRule = Samspill.Domain.Admission.PriorityRule;

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
        var rules = frame.Rules.Courses.FirstOrDefault(c => c.Course == only.Id)?.Order ?? frame.Rules.Order;
        var pupils = problem.Pupils.ToDictionary(p => p.Id, StringComparer.Ordinal);
        var rows = new List<QueueRow>();
        PlacementApplication? ahead = null;
        foreach (var wish in PlacementEngine.Queue(problem, only.Id))
        {
            var pupil = pupils[wish.Pupil];
            var by = ahead is null ? null : rules.FirstOrDefault(rule => Differ(rule, (ahead, pupils[ahead.Pupil]), (wish, pupil)));
            rows.Add(new QueueRow(rows.Count + 1, new ApplicationId(Guid.Parse(wish.Id)), new PersonId(Guid.Parse(wish.Pupil)), pupil.BirthDate, today.Year - pupil.BirthDate.Year, wish.Rank, wish.AppliedAt, pupil.Holds, by));
            ahead = wish;
        }
        return rows;
    }

    private static bool Differ(PriorityRule rule, (PlacementApplication Wish, PlacementPupil Pupil) a, (PlacementApplication Wish, PlacementPupil Pupil) b)
    {
        bool Has((PlacementApplication Wish, PlacementPupil Pupil) x) => x.Wish.Flags.Contains(rule.Flag!) || x.Pupil.Flags.Contains(rule.Flag!);
        return rule.By switch
        {
            PriorityBy.Flag => Has(a) != Has(b),
            PriorityBy.PlacesHeld => a.Pupil.Holds.Count != b.Pupil.Holds.Count,
            PriorityBy.AppliedAt => a.Wish.AppliedAt != b.Wish.AppliedAt,
            PriorityBy.BirthDate => a.Pupil.BirthDate != b.Pupil.BirthDate,
            PriorityBy.BirthYear => a.Pupil.BirthDate.Year != b.Pupil.BirthDate.Year,
            PriorityBy.Distance => a.Wish.Distance != b.Wish.Distance,
            _ => true,
        };
    }
}
