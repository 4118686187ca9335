using Samspill.Domain.Admission;

namespace Samspill.Domain.Tests.Admission;

public class RoundTests
{
    private static readonly DateTimeOffset Closes = new(2026, 4, 1, 21, 59, 59, TimeSpan.Zero);

    [Fact]
    public void A_run_is_published_once_and_the_same_run_again_is_harmless()
    {
        var (round, run) = (Make(), RunId.New());
        round.Publish(run, Closes.AddDays(1)).Refused(out _).ShouldBeFalse();
        round.Publish(run, Closes.AddDays(2)).Refused(out _).ShouldBeFalse();
        (round.Published, round.PublishedAt).ShouldBe((run, Closes.AddDays(1)));
        round.Publish(RunId.New(), Closes.AddDays(2)).Refused(out var why).ShouldBeTrue();
        why.ShouldBe(RoundRejections.AlreadyPublished);
    }

    [Fact]
    public void Nothing_is_published_while_families_can_still_apply_on_time()
    {
        var round = Make();
        round.Publish(RunId.New(), Closes.AddSeconds(-1)).Refused(out var why).ShouldBeTrue();
        why.ShouldBe(RoundRejections.StillOpen);
        round.Published.ShouldBeNull();
    }

    [Fact]
    public void A_published_round_is_not_changed()
    {
        var round = Make();
        round.Change("Another name", Closes, new DateOnly(2026, 5, 1), new DateOnly(2026, 8, 17), RuleSetId.New()).Refused(out _).ShouldBeFalse();
        round.Publish(RunId.New(), Closes);
        round.Change("A third", Closes, new DateOnly(2026, 5, 1), new DateOnly(2026, 8, 17), RuleSetId.New()).Refused(out var why).ShouldBeTrue();
        (why, round.Name).ShouldBe((RoundRejections.AlreadyPublished, "Another name"));
    }

    private static AdmissionRound Make() => new(RoundId.New(), "Main 2026", Closes, new DateOnly(2026, 5, 1), new DateOnly(2026, 8, 17), 20260605, RuleSetId.New());
}
