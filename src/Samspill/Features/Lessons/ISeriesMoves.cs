using Samspill.Domain.Lessons;

namespace Samspill.Features.Lessons;

/// <summary>Whoever keeps the week: it follows, in the caller's transaction, when a lesson and others of its series have moved.</summary>
public interface ISeriesMoves
{
    /// <param name="last">The last of those that moved, where it stands now.</param>
    /// <param name="wasOn">The day on which one of them stood.</param>
    Task FollowAsync(Lesson last, DateOnly wasOn, TimeOnly wasAt, CancellationToken ct);
}
