using Samspill.Domain.Admission;

namespace Samspill.Domain.Tests.Admission;

public class LotteryDrawTests
{
    /// <summary>The answers are sha256sum's: <c>printf %s 00…00 | sha256sum</c> and <c>printf %s seed:00…00 | sha256sum</c>.</summary>
    [Fact]
    public void Commitment_and_seed_are_what_anybody_can_reckon_from_the_secret()
    {
        var draw = new LotteryDraw(new byte[32]);
        draw.Digits.ShouldBe(new string('0', 64));
        draw.Commitment.ShouldBe("60e05bd1b195af2f94112fa7197a5c88289058840ce7c6df9693756bc6250f55");
        draw.Seed.ShouldBe(unchecked((long)0xd028894c1621c8b7) & long.MaxValue);
    }

    [Fact]
    public void Two_draws_are_never_the_same_and_a_seed_is_never_negative()
    {
        var draws = Enumerable.Range(0, 200).Select(_ => LotteryDraw.New()).ToList();
        draws.Select(d => d.Commitment).Distinct().Count().ShouldBe(200);
        draws.ShouldAllBe(d => d.Seed >= 0);
    }

    [Fact]
    public void A_round_says_its_commitment_from_the_first_day_and_its_seed_follows_from_the_secret()
    {
        var draw = LotteryDraw.New();
        var round = new AdmissionRound(RoundId.New(), "Main", DateTimeOffset.UnixEpoch, new DateOnly(2026, 5, 1), new DateOnly(2026, 8, 1), draw, RuleSetId.New());
        (round.Commitment, round.Seed).ShouldBe((draw.Commitment, draw.Seed));
    }
}
