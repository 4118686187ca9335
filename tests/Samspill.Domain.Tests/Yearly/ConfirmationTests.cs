using Samspill.Domain.Admission;
using Samspill.Domain.People;
using Samspill.Domain.Shared;
using Samspill.Domain.Yearly;

namespace Samspill.Domain.Tests.Yearly;

public sealed class ConfirmationTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 3, 1);

    [Fact]
    public void A_round_is_for_the_school_year_after_its_last_day()
    {
        Opened(lapses: true).SchoolYear.ShouldBe(2026);
        Opened(lapses: true).PlacesEnd.ShouldBe(new(2026, 7, 31));
    }

    [Fact]
    public void Families_have_two_weeks_at_least()
    {
        ConfirmationRound.Open(Today.AddDays(13), false, Now, Today, "Per").Refused(out var why).ShouldBeTrue();
        why!.Code.ShouldBe("confirmation.too-soon");
        ConfirmationRound.Open(Today.AddDays(14), false, Now, Today, "Per").Refused(out _).ShouldBeFalse();
    }

    [Fact]
    public void It_is_reminded_of_two_weeks_before_and_a_last_warning_comes_the_day_after()
    {
        var round = Opened(lapses: true);
        round.DueOn(new(2026, 4, 16)).ShouldBe(ConfirmationStep.None);
        round.DueOn(new(2026, 4, 17)).ShouldBe(ConfirmationStep.Remind);
        round.DueOn(new(2026, 5, 1)).ShouldBe(ConfirmationStep.Remind);
        round.DueOn(new(2026, 5, 2)).ShouldBe(ConfirmationStep.Warn);
        round.DueOn(new(2026, 9, 1)).ShouldBe(ConfirmationStep.Warn); // a program that was off all summer still warns first
    }

    [Fact]
    public void Where_nothing_lapses_it_only_closes() => Opened(lapses: false).DueOn(new(2026, 5, 2)).ShouldBe(ConfirmationStep.Close);

    [Fact]
    public void Keeping_twice_changes_nothing_and_what_was_given_up_does_not_come_back()
    {
        var one = Confirmation.Of(ConfirmationRoundId.New(), PersonId.New(), PlaceId.New());
        one.Keep("Kari", Now).Value.ShouldBeTrue();
        one.Keep("Kari", Now.AddDays(1)).Value.ShouldBeFalse();
        one.AnsweredAt.ShouldBe(Now);
        one.Leave("Kari", Now.AddDays(2)).Value.ShouldBeTrue();
        one.Keep("Kari", Now.AddDays(3)).Refused(out var why).ShouldBeTrue();
        why!.ShouldBe(ConfirmationRejections.Left);
    }

    [Fact]
    public void Who_was_not_warned_loses_nothing()
    {
        var one = Confirmation.Of(ConfirmationRoundId.New(), PersonId.New(), ApplicationId.New());
        one.Lapse(Now).ShouldBeFalse();
        one.State.ShouldBe(ConfirmationState.Asked);
    }

    [Fact]
    public void A_renewed_wish_is_asked_again_the_year_after()
    {
        var wish = new Application(ApplicationId.New(), "a", PersonId.New(), CourseId.New(), null, 1, 1, Now, "sibling");
        wish.Renew();
        wish.Renew();
        wish.Flags.ShouldBe("sibling renewed");
        wish.AskRenewal();
        wish.Flags.ShouldBe("sibling");
    }

    [Fact]
    public void A_place_given_up_before_it_began_is_free_at_once_and_keeps_an_earlier_end()
    {
        var next = new Place(PlaceId.New(), PersonId.New(), CourseId.New(), new(2026, 8, 17), null, null, null, Today);
        next.GiveUp(new(2026, 7, 31), Today).Value.ShouldBeTrue();
        next.State.ShouldBe(PlaceState.Ended);
        next.To.ShouldBe(next.From);

        var ending = new Place(PlaceId.New(), PersonId.New(), CourseId.New(), new(2025, 8, 17), new(2026, 4, 1), null, null, Today);
        ending.GiveUp(new(2026, 7, 31), Today).Value.ShouldBeFalse();
        ending.To.ShouldBe(new(2026, 4, 1));
    }

    [Fact]
    public void Leave_lasts_as_long_as_the_rule_says()
    {
        var place = new Place(PlaceId.New(), PersonId.New(), CourseId.New(), new(2025, 8, 17), null, null, null, Today);
        LeaveOfAbsence.Take(place, Leave.None, Today, Today, "Kari", Now).Refused(out var none).ShouldBeTrue();
        none!.ShouldBe(LeaveRejections.NotGiven);
        LeaveOfAbsence.Take(place, Leave.ToEndOfTerm, new(2026, 9, 1), Today, "Kari", Now).Value.To.ShouldBe(new(2026, 12, 31));
        var leave = LeaveOfAbsence.Take(place, Leave.ToEndOfSchoolYear, Today, Today, "Kari", Now).Value;
        leave.To.ShouldBe(new(2026, 7, 31));
        leave.Expire(new(2026, 7, 31)).ShouldBeFalse();
        leave.Expire(new(2026, 8, 1)).ShouldBeTrue();
        leave.Return().Refused(out _).ShouldBeTrue();
        LeaveOfAbsence.Take(place, Leave.ToEndOfTerm, Today.AddDays(-1), Today, "Kari", Now).Refused(out _).ShouldBeTrue();
    }

    private static ConfirmationRound Opened(bool lapses) => ConfirmationRound.Open(new(2026, 5, 1), lapses, Now, Today, "Per").Value;
}
