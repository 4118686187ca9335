using Samspill.Domain.Shared;

namespace Samspill.Domain.Strategy;

/// <summary>What a report that was given says of itself: for whom and by when, and which county's plan it tells of.</summary>
/// <param name="plan">The county's plan.</param>
/// <param name="for">To whom: "Landsmøtet 2014".</param>
public sealed class GivenReport(PlanId plan, string about, DateOnly due, string @for)
{
    public PlanId Plan { get; private init; } = plan;
    public string About { get; private init; } = about;
    public DateOnly Due { get; private init; } = due;
    public string For { get; private init; } = @for;
}
