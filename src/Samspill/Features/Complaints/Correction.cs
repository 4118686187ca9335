using Samspill.Domain.Admission;
using Samspill.Planning.Placement;

namespace Samspill.Features.Complaints;

/// <summary>What a complaint, if it is granted, puts right.</summary>
/// <param name="Flags">Facts about the wish that were missed: specialNeeds, onTime …</param>
/// <param name="AppliedAt">When the wish really was received; null when that was right.</param>
/// <param name="ExtraSeats">Seats more on the course than the run had.</param>
public sealed record Correction(IReadOnlyList<string> Flags, DateTimeOffset? AppliedAt, int ExtraSeats)
{
    public static readonly Correction None = new([], null, 0);

    public bool IsNone => Flags.Count == 0 && AppliedAt is null && ExtraSeats == 0;

    /// <summary>The kept problem as it would have been.</summary>
    /// <param name="closesAt">Who applied by then was on time; null when the run asked for no such thing.</param>
    /// <param name="seniority">How the rules reckon seniority from the moment of applying.</param>
    public PlacementProblem Apply(PlacementProblem problem, string application, DateTimeOffset? closesAt, Func<DateTimeOffset, DateTimeOffset> seniority)
    {
        var wish = problem.Applications.Single(a => a.Id == application);
        var course = wish.Course;
        var together = (problem.Courses.Single(c => c.Id == course).Order ?? problem.Rules.Order).Select(r => r.Flag).OfType<string>().Where(f => f.Contains('+', StringComparison.Ordinal)).ToList();
        var ofPupil = problem.Pupils.Single(p => p.Id == wish.Pupil).Flags;
        return problem with
        {
            Courses = [.. problem.Courses.Select(c => c.Id == course ? c with { Capacity = c.Capacity + ExtraSeats } : c)],
            Applications = [.. problem.Applications.Select(a => a.Id == application ? WithFlags(Apply(a, closesAt, seniority), together, ofPupil) : a)],
        };
    }

    private PlacementApplication Apply(PlacementApplication wish, DateTimeOffset? closesAt, Func<DateTimeOffset, DateTimeOffset> seniority)
    {
        var at = AppliedAt is { } corrected ? seniority(corrected) : wish.AppliedAt;
        var flags = wish.Flags.Concat(Flags);
        if (AppliedAt is not null && closesAt is { } closes) flags = AppliedAt <= closes ? flags.Append(Fact.OnTime) : flags.Where(f => f != Fact.OnTime || Flags.Contains(f));
        return wish with { AppliedAt = at, Flags = [.. flags.Distinct()] };
    }

    /// <summary>A rule may ask for two facts together: whoever has both now, has that too.</summary>
    private static PlacementApplication WithFlags(PlacementApplication wish, List<string> together, IReadOnlyList<string> ofPupil) =>
        wish with { Flags = [.. wish.Flags.Concat(together.Where(f => Fact.Parts(f).All(part => wish.Flags.Contains(part) || ofPupil.Contains(part)))).Distinct()] };
}
