using Samspill.Planning.Search;

namespace Samspill.Planning.Timetable;

/// <summary>From a week that families know and a change to the problem: a few weeks to choose from, from the least disturbance to the best week.</summary>
/// <remarks>
/// The published week is each lesson's <see cref="Lesson.Previous"/>; the change is in the problem already: a teacher or a room is gone,
/// windows are others, lessons are new, some are fixed.
/// </remarks>
public static class Replanning
{
    // What a changed time weighs in the middle choices, by what a teacher's day weighs.
    private const int Many = 5;

    /// <summary>Makes the choices, from "touch nothing else" to "best week"; one that equals the one before is left out.</summary>
    /// <param name="problem">A problem without faults.</param>
    /// <param name="options">The limit of each of the choices.</param>
    /// <param name="cancellation">Ends the search; what has been found is returned.</param>
    public static IReadOnlyList<Choice> Choices(TimetableProblem problem, TimetableOptions options, CancellationToken cancellation = default)
    {
        var hit = Hit(problem);
        var weight = Math.Max(1, problem.Weights.TeacherDay);
        (string Name, TimetableProblem Problem)[] asked =
        [
            ("touch nothing else", Weighing(OthersFixed(problem, hit), weight * Many, weight)),
            ("few changes", Weighing(problem, weight * Many, weight)),
            ("some changes", Weighing(problem, Math.Max(1, weight / 2), Math.Max(1, weight / 6))),
            ("best week", Weighing(problem, 0, 0)),
        ];
        var choices = new List<Choice>();
        foreach (var (name, changed) in asked)
        {
            if (cancellation.IsCancellationRequested && choices.Count > 0) break;
            var from = choices.Count > 0 ? choices[^1].Result : options.From;
            var found = TimetableEngine.Solve(changed, options with { From = from }, cancellation: cancellation);
            var choice = Choice.Of(name, problem, hit.Count, found);
            if (choices.Count == 0 || !choice.Result.Placed.SequenceEqual(choices[^1].Result.Placed)) choices.Add(choice);
        }
        return choices;
    }

    /// <summary>The lessons that cannot stay where families know them; of two that clash, the later one of the list.</summary>
    public static IReadOnlySet<string> Hit(TimetableProblem problem)
    {
        var index = new TimetableIndex(problem);
        var week = new WeekState(index);
        week.PutAll(index.PreviousAt);
        return week.Out.Where(l => index.PreviousAt[l].IsPlaced).Select(l => problem.Lessons[l].Id).ToHashSet();
    }

    private static TimetableProblem OthersFixed(TimetableProblem problem, IReadOnlySet<string> hit) =>
        problem with { Lessons = [.. problem.Lessons.Select(l => l.Previous is not null && !hit.Contains(l.Id) ? l with { Fixed = l.Fixed ?? l.Previous } : l)] };

    private static TimetableProblem Weighing(TimetableProblem problem, int change, int room) =>
        problem with { Weights = problem.Weights with { Change = change, ChangeRoom = room } };
}

/// <summary>A week to choose, with what it means for families.</summary>
/// <param name="Name">What it goes by.</param>
/// <param name="Hit">Lessons that could not stay where they were.</param>
/// <param name="Times">Lessons at another time than before, or no longer placed.</param>
/// <param name="Rooms">Lessons at the same time in another room or with another teacher.</param>
/// <param name="Families">Pupils who must be told of another time.</param>
/// <param name="FamiliesOfRooms">Other pupils, who must be told of another room or teacher only.</param>
/// <param name="WeekCost">What the week costs, changes apart: what one would live with afterwards.</param>
/// <param name="Result">The week; its cost is by the problem's own weights.</param>
public sealed record Choice(string Name, int Hit, int Times, int Rooms, int Families, int FamiliesOfRooms, long WeekCost, TimetableResult Result)
{
    internal static Choice Of(string name, TimetableProblem problem, int hit, TimetableResult result)
    {
        var placed = result.Placed.ToDictionary(p => p.Lesson);
        var (times, rooms) = (new List<Lesson>(), new List<Lesson>());
        foreach (var lesson in problem.Lessons)
        {
            if (lesson.Previous is not { } was) continue;
            if (!placed.TryGetValue(lesson.Id, out var now) || now.Day != was.Day || now.Start != was.Start) times.Add(lesson);
            else if (now.Slot != was) rooms.Add(lesson);
        }
        var told = times.SelectMany(l => l.Pupils).ToHashSet();
        var explanation = Explanation.Of(problem, result.Placed);
        var changes = (explanation.Count(CostRule.Change) * problem.Weights.Change) + (explanation.Count(CostRule.ChangeRoom) * problem.Weights.ChangeRoom);
        return new(name, hit, times.Count, rooms.Count, told.Count, rooms.SelectMany(l => l.Pupils).Distinct().Count(p => !told.Contains(p)), explanation.Cost - changes, result with { Cost = explanation.Cost });
    }
}
