using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Samspill.Data;
using Samspill.Domain.Timetables;
using Samspill.Host;
using Samspill.Planning.Timetable;

namespace Samspill.Features.Timetables;

/// <summary>Plans on the table: laid out once, and kept for some minutes while somebody works on them, so that a drag is answered at once.</summary>
/// <remarks>
/// What was laid out by another version of the plan is laid out anew, or moved along when it is one lesson behind; and anew when anything that the week is made of has changed.
/// That is asked of the audit trail, which is the same for every node; a minute before the board was laid out is looked at too, for what was being saved then and for clocks that differ.
/// </remarks>
public sealed class WeekBoards(IMemoryCache cache, TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(5), Slack = TimeSpan.FromMinutes(1);

    /// <summary>The plan as it is now.</summary>
    internal Task<WeekBoard> OfAsync(SamspillDb db, OpenSchool school, WeekPlan plan, CancellationToken ct) => OfAsync(db, school, plan, plan.Version, ct);

    /// <summary>The plan's lessons as they are in the database, known as a version.</summary>
    internal async Task<WeekBoard> OfAsync(SamspillDb db, OpenSchool school, WeekPlan plan, int version, CancellationToken ct)
    {
        var key = (school.Slug, plan.Id);
        if (cache.TryGetValue(key, out WeekBoard? known) && known!.Version == version && known.Changes == await ChangesAsync(db, known.Since, ct)) return known;
        var since = clock.GetUtcNow() - Slack;
        var changes = await ChangesAsync(db, since, ct); // before the rest is read: what comes meanwhile is seen the next time
        var problem = await db.WeekProblemAsync(plan.SchoolYear, plan.State == PlanState.Draft ? await PublishedAsync(db, plan, ct) : null, null, ct);
        var lessons = await db.PlannedLessons.AsNoTracking().Where(l => l.Plan == plan.Id).ToListAsync(ct);
        var board = new WeekBoard(problem, lessons) { Version = version, Since = since, Changes = changes };
        using var entry = cache.CreateEntry(key);
        entry.SetAbsoluteExpiration(Kept).SetValue(board);
        return board;
    }

    /// <summary>A plan has its next version, in which one lesson stands so, or nowhere.</summary>
    internal void Stands(OpenSchool school, WeekPlan plan, GroupId group, Standing? at)
    {
        if (cache.TryGetValue((school.Slug, plan.Id), out WeekBoard? known)) known!.Moved(group, at, plan.Version);
    }

    /// <summary>How often groups, those who are in them and teach them, their times, and the rooms have changed since a moment. What was only looked at has not.</summary>
    private static Task<int> ChangesAsync(SamspillDb db, DateTimeOffset since, CancellationToken ct) => db.AuditEntries.CountAsync(e => e.At >= since && e.Action != "looked"
        && (EF.Functions.Like(e.Subject, "Group%") || EF.Functions.Like(e.Subject, "Place %") || EF.Functions.Like(e.Subject, "Person %") || EF.Functions.Like(e.Subject, "Guardianship %") || EF.Functions.Like(e.Subject, "Staff %") || EF.Functions.Like(e.Subject, "Carpool %")
            || EF.Functions.Like(e.Subject, "PossibleTime %") || EF.Functions.Like(e.Subject, "Site%") || EF.Functions.Like(e.Subject, "Room %") || EF.Functions.Like(e.Subject, "Course%") || EF.Functions.Like(e.Subject, "School%")), ct);

    private static Task<WeekPlanId?> PublishedAsync(SamspillDb db, WeekPlan plan, CancellationToken ct) =>
        db.WeekPlans.Where(p => p.SchoolYear == plan.SchoolYear && p.State == PlanState.Published).Select(p => (WeekPlanId?)p.Id).SingleOrDefaultAsync(ct);
}

/// <summary>One plan on the table. Ask it with its turn held: the engine's board is one person's.</summary>
internal sealed class WeekBoard
{
    private readonly Lock turn = new();
    private readonly Dictionary<string, Standing> placed;
    private readonly Lazy<Board> board;
    private readonly HashSet<string> known;

    public WeekBoard(TimetableProblem problem, IEnumerable<PlannedLesson> lessons)
    {
        Problem = problem;
        known = [.. problem.Lessons.Select(l => l.Id)];
        placed = lessons.Where(l => known.Contains(WeekProblem.Code(l.Group.Value))).ToDictionary(l => WeekProblem.Code(l.Group.Value), WeekProblem.StandingOf);
        board = new Lazy<Board>(() => new Board(problem, Plan()), LazyThreadSafetyMode.None);
    }

    public TimetableProblem Problem { get; }

    /// <summary>The version of the plan that is laid out.</summary>
    public int Version { get; set; }

    /// <summary>How often what the week is made of had changed since a moment.</summary>
    public required int Changes { get; init; }
    public required DateTimeOffset Since { get; init; }

    public bool Knows(GroupId group) => known.Contains(WeekProblem.Code(group.Value));

    public Lesson LessonOf(GroupId group) => Problem.Lessons.First(l => l.Id == WeekProblem.Code(group.Value));

    /// <summary>Every rule that the lesson would break when it stands so.</summary>
    public IReadOnlyList<Clash> ClashesOf(GroupId group, Standing at)
    {
        lock (turn) return new Clashes(Problem, placed).Of(WeekProblem.Code(group.Value), at);
    }

    /// <summary>The five best other times for a lesson. The engine knows neither rhythms nor rotations, so what it finds is tried.</summary>
    public IReadOnlyList<Alternative> Alternatives(GroupId group, int most = 5)
    {
        lock (turn)
        {
            var (id, clashes) = (WeekProblem.Code(group.Value), new Clashes(Problem, placed));
            var now = placed.GetValueOrDefault(id);
            return [.. board.Value.Alternatives(id, 10 * most).Where(a => clashes.Of(id, now?.MovedTo(a.Slot) ?? new Standing(a.Slot)).Count == 0).Take(most)];
        }
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
            var explanation = Explanation.Of(Problem, Plan());
            return [.. explanation.OfLesson(WeekProblem.Code(group.Value)).GroupBy(c => c.Rule).Select(c => (c.Key, c.Sum(x => x.Count), c.Sum(explanation.CostOf)))];
        }
    }

    /// <summary>A lesson stands otherwise, or nowhere, and the plan has its next version.</summary>
    public void Moved(GroupId group, Standing? at, int version)
    {
        lock (turn)
        {
            if (version != Version + 1) return; // another moved meanwhile: it is laid out anew
            Version = version;
            var id = WeekProblem.Code(group.Value);
            if (!known.Contains(id)) return;
            if (at is null) placed.Remove(id);
            else placed[id] = at;
            if (board.IsValueCreated) board.Value.Put(id, at?.Slot);
        }
    }

    private List<PlacedLesson> Plan() => [.. placed.Select(p => new PlacedLesson(p.Key, p.Value.Slot.Day, p.Value.Slot.Start, p.Value.Slot.Room, p.Value.Slot.Teacher))];
}
