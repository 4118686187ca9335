using Samspill.Planning.Placement;

namespace Samspill.Planning.Hours;

/// <summary>The queue as it is, and where an hour more could be given.</summary>
/// <param name="Placement">The applications, courses and rules. A course that could be opened has capacity 0 and the applications that would go to it.</param>
/// <param name="Options">The hours to weigh.</param>
public sealed record HoursProblem(PlacementProblem Placement, IReadOnlyList<HourOption> Options)
{
    /// <summary>Offers answered before; what is learnt from them is the less sure the fewer they are. 0 when nothing is known: then nobody is reckoned to decline.</summary>
    public int Answered { get; init; }

    /// <summary>How many of <see cref="Answered"/> were declined.</summary>
    public int Declined { get; init; }

    /// <summary>How many times the answers are drawn, 0 for no uncertainty. Each draw is a placement for each of the hours examined.</summary>
    public int Draws { get; init; } = 40;

    /// <summary>How many of the best hours the draws are made for.</summary>
    public int Examined { get; init; } = 20;

    /// <summary>The seed of the draws.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>How many threads; the result is the same for any number.</summary>
    public int Threads { get; init; } = 1;
}

/// <summary>One hour a week more.</summary>
/// <param name="Subject">What is taught.</param>
/// <param name="Site">Where.</param>
/// <param name="Day">On which day.</param>
/// <param name="Course">The id of the course whose seats it adds to.</param>
/// <param name="Seats">How many seats an hour is there, 1 or more.</param>
public sealed record HourOption(string Subject, string Site, string Day, string Course, int Seats);

/// <summary>What one hour more gives.</summary>
/// <param name="Option">The hour.</param>
/// <param name="Children">How many more children get a new place when everybody accepts, the whole chain counted.</param>
/// <param name="Places">How many more places are filled.</param>
/// <param name="Chain">Who gets what instead, from the new seats on: a child that moves frees a place for the next.</param>
/// <param name="Range">What to expect when some decline; null when it was not examined.</param>
public sealed record HourGain(HourOption Option, int Children, int Places, IReadOnlyList<HourMove> Chain, HourRange? Range);

/// <summary>One step of a chain.</summary>
/// <param name="Pupil">Whom it is about.</param>
/// <param name="From">The course the pupil would have been placed in without the hour; null for none.</param>
/// <param name="To">The course the pupil is placed in with it; null for none, which rules with minimums or several rounds can lead to.</param>
public sealed record HourMove(string Pupil, string? From, string? To);

/// <summary>More children placed, over draws of who declines.</summary>
/// <param name="Mean">On average.</param>
/// <param name="Low">In one draw of ten it is this or fewer.</param>
/// <param name="High">In one draw of ten it is this or more.</param>
public sealed record HourRange(double Mean, int Low, int High);
