using Samspill.Features.Complaints;
using Samspill.Planning.Placement;

namespace Samspill.Tests.Features.Complaints;

public sealed class ShadowReplayTests
{
    private static readonly DateTimeOffset Monday = new(2026, 5, 4, 8, 0, 0, TimeSpan.Zero);

    /// <summary>Two seats; a, b, c and d apply on four days in turn, and who is newly arrived goes first.</summary>
    private static readonly PlacementProblem Problem = new(new DateOnly(2026, 6, 5), 1,
        new PlacementRules([new(Priority.Flag, "onTime"), new(Priority.Flag, "newlyArrived"), new(Priority.AppliedAt)]), [new("gitar", 2)],
        [.. "abcd".Select(p => new PlacementPupil($"p{p}", new DateOnly(2016, 1, 1)))],
        [.. "abcd".Select((p, i) => new PlacementApplication($"{p}", $"p{p}", "gitar", 1, Monday.AddDays(i)) { Flags = ["onTime"] })]);

    [Fact]
    public void A_flag_that_was_missed_displaces_the_last_who_came_in_and_moves_those_who_wait()
    {
        var shadow = Replay("d", new Correction(["newlyArrived"], null, 0));

        (shadow.Own.Before, shadow.Own.QueueBefore, shadow.Own.After).ShouldBe((Outcome.Waiting, 2, Outcome.Placed));
        var change = shadow.Changes.ShouldHaveSingleItem();
        (change.Before, change.After, change.QueueAfter).ShouldBe((Outcome.Placed, Outcome.Waiting, 1));
        (shadow.Displaced, shadow.Moved).ShouldBe((1, 1));
    }

    [Fact]
    public void An_earlier_moment_that_is_still_behind_only_moves_in_the_queue()
    {
        var shadow = Replay("d", new Correction([], Monday.AddDays(1.5), 0));

        (shadow.Own.QueueBefore, shadow.Own.QueueAfter).ShouldBe((2, 1));
        (shadow.Changes.Count, shadow.Moved).ShouldBe((0, 1));
    }

    [Fact]
    public void One_seat_more_displaces_nobody()
    {
        var shadow = Replay("c", new Correction([], null, 1));

        shadow.Own.After.ShouldBe(Outcome.Placed);
        (shadow.Displaced, shadow.Moved).ShouldBe((0, 1));
    }

    [Fact]
    public void A_moment_after_the_round_closed_is_no_longer_in_time()
    {
        var shadow = Replay("a", new Correction([], Monday.AddDays(10), 0));

        (shadow.Own.Before, shadow.Own.After, shadow.Own.QueueAfter).ShouldBe((Outcome.Placed, Outcome.Waiting, 2));
    }

    private static Shadow Replay(string application, Correction correction) =>
        ShadowReplays.Of(Problem, PlacementEngine.Place(Problem), application, correction, Monday.AddDays(5), at => at, CancellationToken.None);
}
