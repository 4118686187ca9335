using Samspill.Domain.Admission;
using Samspill.Domain.Shared;

namespace Samspill.Domain.Tests.Admission;

public sealed class ApplicationTests
{
    private static readonly DateTimeOffset Received = new(2026, 1, 12, 18, 42, 0, TimeSpan.Zero);

    [Fact]
    public void Changing_ones_mind_keeps_the_seniority()
    {
        var wish = Wish();
        wish.Reorder(3, 2).Refused(out _).ShouldBeFalse();
        (wish.Rank, wish.Wants, wish.AppliedAt).ShouldBe((3, 2, Received));
    }

    [Fact]
    public void Withdrawing_twice_is_harmless_and_keeps_the_first_moment()
    {
        var wish = Wish();
        wish.Withdraw(Received.AddDays(1)).Refused(out _).ShouldBeFalse();
        wish.Withdraw(Received.AddDays(2)).Refused(out _).ShouldBeFalse();
        (wish.State, wish.StateAt).ShouldBe((ApplicationState.Withdrawn, Received.AddDays(1)));
    }

    [Fact]
    public void An_open_offer_is_answered_not_withdrawn()
    {
        var wish = Wish();
        wish.Offered(Received.AddDays(1));
        wish.Withdraw(Received.AddDays(2)).Refused(out var why).ShouldBeTrue();
        why.ShouldBe(ApplicationRejections.HasOffer);
    }

    [Fact]
    public void What_is_withdrawn_cannot_be_put_in_another_order()
    {
        var wish = Wish();
        wish.Withdraw(Received);
        wish.Reorder(1, 1).Refused(out var why).ShouldBeTrue();
        why.ShouldBe(ApplicationRejections.NotLive);
    }

    [Fact]
    public void A_declined_offer_that_keeps_the_queue_waits_on_from_the_first_day()
    {
        var wish = Wish();
        wish.Offered(Received.AddDays(30));
        wish.BackToQueue(Received.AddDays(31));
        (wish.State, wish.AppliedAt, wish.IsLive).ShouldBe((ApplicationState.Waiting, Received, true));
    }

    private static Application Wish() => new(ApplicationId.New(), "K7Q-4TD3-1", PersonId.New(), CourseId.New(), null, 1, 1, Received, "");
}
