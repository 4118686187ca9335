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
        round.Change("Another name", Closes, new DateOnly(2026, 5, 1), new DateOnly(2026, 8, 17), RuleSetId.New(), Closes.AddDays(-1)).Refused(out _).ShouldBeFalse();
        round.Publish(RunId.New(), Closes);
        round.Change("A third", Closes, new DateOnly(2026, 5, 1), new DateOnly(2026, 8, 17), RuleSetId.New(), Closes).Refused(out var why).ShouldBeTrue();
        (why, round.Name).ShouldBe((RoundRejections.AlreadyPublished, "Another name"));
    }

    [Fact]
    public void When_the_deadline_has_passed_it_stands_and_so_do_the_date_and_the_rules()
    {
        var round = Make();
        Change(Closes.AddDays(30), round.Date, round.Rules).ShouldBe(RoundRejections.Closed);
        Change(Closes, round.Date.AddYears(1), round.Rules).ShouldBe(RoundRejections.Closed);
        Change(Closes, round.Date, RuleSetId.New()).ShouldBe(RoundRejections.Closed);
        Change(Closes, round.Date, round.Rules).ShouldBeNull();

        Rejection? Change(DateTimeOffset closes, DateOnly date, RuleSetId rules) =>
            round.Change("Main 2026", closes, date, new DateOnly(2026, 8, 18), rules, Closes).Refused(out var why) ? why : null;
    }

    [Fact]
    public void An_open_round_cannot_be_closed_in_the_past_and_a_trial_gets_none_of_its_lots()
    {
        var round = Make();
        var now = Closes.AddDays(-10);
        round.Change("Main 2026", now.AddDays(-1), round.Date, round.PlacesFrom, round.Rules, now).Refused(out var why).ShouldBeTrue();
        why.ShouldBe(RoundRejections.ClosesInThePast);
        (round.SeedAt(now), round.SeedAt(Closes)).ShouldBe((0, round.Seed));
    }

    private static AdmissionRound Make() => new(RoundId.New(), "Main 2026", Closes, new DateOnly(2026, 5, 1), new DateOnly(2026, 8, 17), 20260605, RuleSetId.New());
}
