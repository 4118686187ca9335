using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Samspill.Data;
using Samspill.Domain.Timetables;
using Samspill.Host;
using Samspill.Planning.Timetable;

namespace Samspill.Features.Timetables;

/// <summary>Plans on the table: laid out once, and kept for some minutes while somebody works on them, so that a drag is answered at once.</summary>
/// <remarks>What was laid out by another version of the plan is laid out anew, or moved along when it is one lesson behind.</remarks>
public sealed class WeekBoards(IMemoryCache cache)
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(5);

    /// <summary>The plan as it is now.</summary>
    internal Task<WeekBoard> OfAsync(SamspillDb db, OpenSchool school, WeekPlan plan, CancellationToken ct) => OfAsync(db, school, plan, plan.Version, ct);

    /// <summary>The plan's lessons as they are in the database, known as a version.</summary>
    internal async Task<WeekBoard> OfAsync(SamspillDb db, OpenSchool school, WeekPlan plan, int version, CancellationToken ct)
    {
        var key = (school.Slug, plan.Id);
        if (cache.TryGetValue(key, out WeekBoard? known) && known!.Version == version) return known;
        var problem = await db.WeekProblemAsync(plan.SchoolYear, plan.State == PlanState.Draft ? await PublishedAsync(db, plan, ct) : null, null, ct);
        var lessons = await db.PlannedLessons.AsNoTracking().Where(l => l.Plan == plan.Id).ToListAsync(ct);
        var board = new WeekBoard(problem, lessons) { Version = version };
        using var entry = cache.CreateEntry(key);
        entry.SetAbsoluteExpiration(Kept).SetValue(board);
        return board;
    }

    /// <summary>A plan has its next version, and every lesson is where it was.</summary>
    internal void StandAsBefore(OpenSchool school, WeekPlan plan)
    {
        if (cache.TryGetValue((school.Slug, plan.Id), out WeekBoard? known) && known!.Version == plan.Version - 1) known.Version = plan.Version;
    }

    private static Task<WeekPlanId?> PublishedAsync(SamspillDb db, WeekPlan plan, CancellationToken ct) =>
        db.WeekPlans.Where(p => p.SchoolYear == plan.SchoolYear && p.State == PlanState.Published).Select(p => (WeekPlanId?)p.Id).SingleOrDefaultAsync(ct);
}

/// <summary>One plan on the table. Ask it with its turn held: the engine's board is one person's.</summary>
internal sealed class WeekBoard
{
    private readonly Lock turn = new();
    private readonly Dictionary<string, Slot> placed;
    private readonly Lazy<Board> board;
    private readonly HashSet<string> known;

    public WeekBoard(TimetableProblem problem, IEnumerable<PlannedLesson> lessons)
    {
        Problem = problem;
        known = [.. problem.Lessons.Select(l => l.Id)];
        placed = lessons.Where(l => known.Contains(WeekProblem.Code(l.Group.Value))).ToDictionary(l => WeekProblem.Code(l.Group.Value), WeekProblem.SlotOf);
        board = new Lazy<Board>(() => new Board(problem, [.. placed.Select(p => new PlacedLesson(p.Key, p.Value.Day, p.Value.Start, p.Value.Room, p.Value.Teacher))]), LazyThreadSafetyMode.None);
    }

    public TimetableProblem Problem { get; }

    /// <summary>The version of the plan that is laid out.</summary>
    public int Version { get; set; }

    public bool Knows(GroupId group) => known.Contains(WeekProblem.Code(group.Value));

    /// <summary>Every rule that the lesson would break at the place.</summary>
    public IReadOnlyList<Clash> ClashesOf(GroupId group, Slot slot)
    {
        lock (turn) return new Clashes(Problem, placed).Of(WeekProblem.Code(group.Value), slot);
    }

    /// <summary>The five best other times for a lesson.</summary>
    public IReadOnlyList<Alternative> Alternatives(GroupId group, int most = 5)
    {
        lock (turn) return board.Value.Alternatives(WeekProblem.Code(group.Value), most);
    }

    /// <summary>The best room and teacher for a lesson at a time; null when there is none.</summary>
    public Alternative? MoveTo(GroupId group, string day, int start)
    {
        lock (turn) return board.Value.MoveTo(WeekProblem.Code(group.Value), day, start).To;
    }

    /// <summary>What the lesson costs where it is, rule by rule.</summary>
    public IReadOnlyList<(CostRule Rule, int Count, long Cost)> WhyHere(GroupId group)
    {
        lock (turn)
        {
            var explanation = Explanation.Of(Problem, [.. placed.Select(p => new PlacedLesson(p.Key, p.Value.Day, p.Value.Start, p.Value.Room, p.Value.Teacher))]);
            return [.. explanation.OfLesson(WeekProblem.Code(group.Value)).GroupBy(c => c.Rule).Select(c => (c.Key, c.Sum(x => x.Count), c.Sum(explanation.CostOf)))];
        }
    }

    /// <summary>A lesson went elsewhere, and the plan has its next version.</summary>
    public void Moved(GroupId group, Slot? slot, int version)
    {
        lock (turn)
        {
            if (version != Version + 1) return; // another moved meanwhile: it is laid out anew
            var id = WeekProblem.Code(group.Value);
            if (slot is null) placed.Remove(id);
            else placed[id] = slot;
            if (board.IsValueCreated) board.Value.Put(id, slot);
            Version = version;
        }
    }
}
