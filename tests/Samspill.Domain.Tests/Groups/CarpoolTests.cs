using Samspill.Domain.Groups;

namespace Samspill.Domain.Tests.Groups;

public sealed class CarpoolTests
{
    [Fact]
    public void Two_agree_and_a_third_finds_no_such_code()
    {
        var (one, other) = (PersonId.New(), PersonId.New());
        var carpool = new Carpool("K7Q-4TD3", one);
        carpool.Agree(one).Refused(out var why).ShouldBeTrue();
        why.ShouldBe(CarpoolRejections.OwnCode);
        for (var twice = 0; twice < 2; twice++) carpool.Agree(other).Refused(out _).ShouldBeFalse();
        carpool.Agree(PersonId.New()).Refused(out why).ShouldBeTrue();
        why.ShouldBe(CarpoolRejections.Unknown);
        carpool.Second.ShouldBe(other);
    }
}
