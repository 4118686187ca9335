using Samspill.Domain.School;

namespace Samspill.Domain.Tests.School;

public sealed class RoomLoanTests
{
    private static readonly DateOnly Friday = new(2026, 6, 5);

    [Fact]
    public void A_room_is_asked_for_ahead_of_time_the_same_day_too()
    {
        Ask(new(10, 0)).Refused(out _).ShouldBeFalse();
        Ask(new(17, 0)).Refused(out var why).ShouldBeTrue();
        why.ShouldBe(RoomLoanRejections.Past);
    }

    [Fact]
    public void What_is_over_is_lent_to_nobody()
    {
        Ask(new(10, 0)).Value.Approve("", Friday.ToDateTime(new(18, 59)), DateTimeOffset.UnixEpoch).Refused(out _).ShouldBeFalse();
        Ask(new(10, 0)).Value.Approve("", Friday.ToDateTime(new(19, 0)), DateTimeOffset.UnixEpoch).Refused(out var why).ShouldBeTrue();
        why.ShouldBe(RoomLoanRejections.Past);
    }

    /// <summary>For 17 to 19.</summary>
    private static Outcome<RoomLoan> Ask(TimeOnly at) => RoomLoan.Ask(RoomId.New(), Friday, new(17, 0), new(19, 0), "Øving", Guid.CreateVersion7(), null, Friday.ToDateTime(at), DateTimeOffset.UnixEpoch);
}
