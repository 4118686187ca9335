using Samspill.Domain.Strategy;

namespace Samspill.Domain.Tests.Strategy;

public sealed class AgreementTests
{
    private static readonly DateOnly From = new(2024, 1, 31);

    [Fact]
    public void Reviews_come_every_so_many_months_until_the_last_day()
    {
        var agreement = Made(months: 1, to: new(2024, 5, 1));
        agreement.Comes(From, new(2024, 12, 31)).ShouldBe([
            Review(new(2024, 2, 29)), Review(new(2024, 3, 31)), Review(new(2024, 4, 30)), Renew(new(2024, 5, 1))]);
        agreement.Comes(new(2024, 4, 1), new(2024, 4, 30)).ShouldBe([Review(new(2024, 4, 30))]);
    }

    [Fact]
    public void The_next_is_reckoned_from_the_last_review()
    {
        var agreement = Made(months: 24);
        _ = agreement.Review(new(2025, 3, 1), today: new(2025, 3, 2)).Value;
        agreement.Comes(From, new(2030, 1, 1)).Select(d => d.On).ShouldBe([new DateOnly(2027, 3, 1), new DateOnly(2029, 3, 1)]);
    }

    [Fact]
    public void It_reminds_six_weeks_before_and_until_it_is_done()
    {
        var agreement = Made(months: 12);
        var day = new DateOnly(2025, 1, 31);
        agreement.Due(day.AddDays(-Agreement.ReviewDays - 1)).ShouldBeEmpty();
        agreement.Due(day.AddDays(-Agreement.ReviewDays)).ShouldBe([Review(day)]);
        agreement.Due(day.AddYears(2)).Single().ShouldBe(Review(day), "once, however late");
        _ = agreement.Review(day.AddYears(2), day.AddYears(2)).Value;
        agreement.Due(day.AddYears(2)).ShouldBeEmpty();
    }

    [Fact]
    public void Before_it_runs_out_it_asks_to_be_renewed_and_after_that_nothing()
    {
        var agreement = Made(months: 120, to: new(2026, 6, 30));
        agreement.Due(new(2026, 4, 1)).ShouldBe([Renew(new(2026, 6, 30))]);
        agreement.Due(new(2026, 7, 1)).ShouldBeEmpty();
        (agreement.Holds(From), agreement.Holds(new(2026, 6, 30)), agreement.Holds(new(2026, 7, 1))).ShouldBe((true, true, false));
    }

    [Theory]
    [InlineData("2023-12-31")]
    [InlineData("2025-03-02")]
    [InlineData("2024-05-31")]
    public void A_review_is_while_it_holds_after_the_last_and_not_in_the_future(string on)
    {
        var agreement = Made(months: 12);
        _ = agreement.Review(new(2024, 6, 1), today: new(2025, 3, 1)).Value;
        agreement.Review(DateOnly.ParseExact(on, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), today: new(2025, 3, 1)).Refused(out var why).ShouldBeTrue();
        why.ShouldBe(AgreementRejections.ReviewDay);
    }

    [Fact]
    public void Of_two_who_change_it_at_once_the_later_is_told()
    {
        var agreement = Made(months: 12);
        var seen = agreement.Revision;
        _ = agreement.Change(agreement.Terms with { Name = "Ny" }, seen).Value;
        agreement.Change(agreement.Terms with { Name = "Nyere" }, seen).Refused(out var why).ShouldBeTrue();
        why.ShouldBe(AgreementRejections.ChangedMeanwhile);
        agreement.Name.ShouldBe("Ny");
    }

    [Fact]
    public void What_is_missing_or_backwards_is_refused()
    {
        var terms = Made(months: 12).Terms;
        void Refuses(AgreementTerms wrong, string code)
        {
            Agreement.Make("50", wrong, "Siri", default).Refused(out var why).ShouldBeTrue();
            why!.Code.ShouldBe(code);
        }
        Refuses(terms with { Name = "" }, "agreement.name");
        Refuses(terms with { Parties = [] }, "agreement.parties");
        Refuses(terms with { Parties = [.. Enumerable.Repeat(new string('x', 100), 6)] }, "agreement.parties");
        Refuses(terms with { To = From }, "agreement.backwards");
        Refuses(terms with { ReviewMonths = 0 }, "agreement.months");
    }

    private static AgreementDue Review(DateOnly on) => new(AgreementTask.Review, on);

    private static AgreementDue Renew(DateOnly on) => new(AgreementTask.Renew, on);

    private static Agreement Made(int months, DateOnly? to = null) => Agreement.Make("50", new AgreementTerms("Samarbeid", ["DKS", "UKM"], From, to, months, [], "Siri"), "Siri", default).Value;
}
