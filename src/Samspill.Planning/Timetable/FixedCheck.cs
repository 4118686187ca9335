using Samspill.Planning.Problems;

namespace Samspill.Planning.Timetable;

/// <summary>H7: a fixed lesson that breaks a hard rule, or fixed lessons that cannot stand together, contradict the problem.</summary>
internal static class FixedCheck
{
    public static void Run(TimetableProblem problem, FaultList faults)
    {
        var place = new Dictionary<string, int>();
        var plan = new List<PlacedLesson>();
        for (var i = 0; i < problem.Lessons.Count; i++)
        {
            if (problem.Lessons[i].Fixed is not { } slot) continue;
            place[problem.Lessons[i].Id] = i;
            plan.Add(new PlacedLesson(problem.Lessons[i].Id, slot.Day, slot.Start, slot.Room, slot.Teacher));
        }
        if (plan.Count == 0) return;
        foreach (var breach in HardRules.Breaches(new Week(problem, plan)))
            faults.Add($"lessons[{breach.Lessons.Max(l => place[l])}].fixed", $"breaks {breach.Rule}: {breach.Why}");
    }
}
