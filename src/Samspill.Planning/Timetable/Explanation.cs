namespace Samspill.Planning.Timetable;

/// <summary>What a plan breaks and what it costs, rule by rule and lesson by lesson.</summary>
/// <remarks>Reckoned slowly and plainly from the plan alone; the engine's fast reckoning is tested against it.</remarks>
public sealed class Explanation
{
    private readonly Weights _weights;
    private ILookup<string, Charge>? _ofLesson;

    private Explanation(Week week)
    {
        _weights = week.Problem.Weights;
        Breaches = [.. HardRules.Breaches(week)];
        Charges = [.. CostRules.Charges(week)];
    }

    /// <summary>The hard rules that are broken; empty for a valid plan.</summary>
    public IReadOnlyList<Breach> Breaches { get; }

    /// <summary>Everything that costs.</summary>
    public IReadOnlyList<Charge> Charges { get; }

    /// <summary>The cost of the plan.</summary>
    public long Cost => Charges.Sum(CostOf);

    /// <summary>Explains any plan, also one made by hand; what it names and is not there is a breach.</summary>
    /// <param name="problem">A problem without faults.</param>
    /// <param name="plan">Where the lessons are; those not listed are not placed.</param>
    public static Explanation Of(TimetableProblem problem, IReadOnlyList<PlacedLesson> plan) => new(new Week(problem, plan));

    /// <summary>How much of a kind is counted, before the weight.</summary>
    public long Count(CostRule rule) => Charges.Where(c => c.Rule == rule).Sum(c => (long)c.Count);

    /// <summary>What a charge costs.</summary>
    public long CostOf(Charge charge) => (long)charge.Count * _weights.Of(charge.Rule);

    /// <summary>What a lesson has a part in: of a teacher's day every lesson has a part, of a gap the two beside it.</summary>
    public IEnumerable<Charge> OfLesson(string lesson) =>
        (_ofLesson ??= Charges.SelectMany(c => c.Lessons, (c, l) => (c, l)).ToLookup(x => x.l, x => x.c))[lesson];
}
