using Samspill.Domain.Shared;

namespace Samspill.Domain.Yearly;

/// <summary>Why moving up is refused as a whole.</summary>
public static class MoveUpRejections
{
    /// <summary>No pupil was chosen.</summary>
    public static readonly Rejection Nobody = new("move-up.nobody");

    /// <summary>The next course is of another subject, is a draft, or is the same course.</summary>
    public static readonly Rejection OtherSubject = new("move-up.other-subject");
}
