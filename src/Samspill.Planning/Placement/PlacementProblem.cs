using Samspill.Planning.Problems;

namespace Samspill.Planning.Placement;

/// <summary>Everything one placement run needs to know: the rules, the courses, the pupils and what they have applied for.</summary>
/// <remarks>The order of the three lists never matters. The same problem always has the same result, to the byte.</remarks>
/// <param name="Date">The day the run is about; only its year counts, for the age pupils reach.</param>
/// <param name="Seed">The seed of the lottery, drawn and published before the run.</param>
/// <param name="Rules">The school's order of priority and limits.</param>
/// <param name="Courses">What can be applied for; ids are unique.</param>
/// <param name="Pupils">Who applies; ids are unique.</param>
/// <param name="Applications">The wishes; ids are unique, and at most one per pupil and course.</param>
public sealed record PlacementProblem(
    DateOnly Date,
    long Seed,
    PlacementRules Rules,
    IReadOnlyList<PlacementCourse> Courses,
    IReadOnlyList<PlacementPupil> Pupils,
    IReadOnlyList<PlacementApplication> Applications)
{
    /// <summary>What is contradictory in the problem: numbers out of range, an id used twice, a reference to nobody.</summary>
    /// <returns>Empty when the problem can be run; of two with the same id, the later one has the fault. At most a thousand, and one line that counts the rest.</returns>
    public IReadOnlyList<Fault> Faults()
    {
        var faults = new FaultList();
        PlacementIndex.Build(this, faults);
        return faults.ToList();
    }
}
