using Samspill.Domain.Admission;

namespace Samspill.Domain.Tests.Admission;

public class OfferTests
{
    private static readonly DateTimeOffset Made = new(2026, 6, 16, 7, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset AnswerBy = new(2026, 6, 23, 21, 59, 59, TimeSpan.Zero);

    [Fact]
    public void Saying_yes_twice_changes_nothing_the_second_time()
    {
        var offer = Open();
        offer.Accept(Made.AddHours(1)).Value.ShouldBeTrue();
        offer.Accept(Made.AddHours(2)).Value.ShouldBeFalse();
        (offer.Status, offer.AnsweredAt).ShouldBe((OfferStatus.Accepted, Made.AddHours(1)));
    }

    [Fact]
    public void The_last_second_counts_and_the_next_does_not()
    {
        Open().Accept(AnswerBy).Value.ShouldBeTrue();
        Refusal(Open().Accept(AnswerBy.AddSeconds(1))).ShouldBe(OfferRejections.TooLate);
        Open().Lapse(AnswerBy).ShouldBeFalse();
        Open().Lapse(AnswerBy.AddTicks(1)).ShouldBeTrue();
    }

    [Fact]
    public void A_yes_said_in_time_is_still_a_yes_when_repeated_late()
    {
        var offer = Open();
        offer.Accept(Made);
        offer.Accept(AnswerBy.AddDays(3)).Value.ShouldBeFalse();
        offer.Lapse(AnswerBy.AddDays(3)).ShouldBeFalse();
    }

    [Fact]
    public void Whatever_was_answered_first_stands()
    {
        foreach (var (first, status) in new (Action<Offer>, OfferStatus)[]
        {
            (o => o.Accept(Made), OfferStatus.Accepted), (o => o.Decline(Made), OfferStatus.Declined),
            (o => o.Lapse(AnswerBy.AddDays(1)), OfferStatus.Lapsed), (o => o.Withdraw("because", Made), OfferStatus.Withdrawn),
        })
        {
            var offer = Open();
            first(offer);
            offer.Accept(AnswerBy.AddDays(2));
            offer.Decline(AnswerBy.AddDays(2));
            offer.Withdraw("again", AnswerBy.AddDays(2));
            offer.Lapse(AnswerBy.AddDays(2));
            offer.Status.ShouldBe(status);
        }
    }

    [Fact]
    public void A_lapsed_offer_says_too_late_and_a_declined_one_already_answered()
    {
        var lapsed = Open();
        lapsed.Lapse(AnswerBy.AddDays(1));
        Refusal(lapsed.Accept(AnswerBy.AddDays(2))).ShouldBe(OfferRejections.TooLate);
        var declined = Open();
        declined.Decline(Made);
        Refusal(declined.Accept(Made)).ShouldBe(OfferRejections.AlreadyAnswered);
    }

    private static Offer Open() =>
        new(OfferId.New(), new Application(ApplicationId.New(), "a1", PersonId.New(), CourseId.New(), null, 1, 1, Made.AddYears(-1), ""), RunId.New(), new DateOnly(2026, 8, 17), Made, AnswerBy);

    private static Rejection Refusal<T>(Outcome<T> outcome) where T : notnull => outcome.Refused(out var why) ? why : throw new InvalidOperationException("not refused");
}
