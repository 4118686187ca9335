using Samspill.Domain.Groups;

namespace Samspill.Domain.Tests.Groups;

public sealed class GroupTests
{
    private static readonly DateOnly August = new(2026, 8, 17);
    private readonly PlaceId place = PlaceId.New();

    [Fact]
    public void Who_takes_leave_is_out_for_as_long_and_back_when_the_year_still_runs()
    {
        var group = Made();
        group.Pause(place, new(2026, 11, 1), new(2026, 12, 31));
        group.Members.Select(m => (m.From, m.To)).ShouldBe([(August, new(2026, 10, 31)), (new(2027, 1, 1), (DateOnly?)null)]);
        group.Pause(place, new(2027, 2, 1), new(2027, 7, 31));
        group.Members.Select(m => (m.From, m.To)).ShouldBe([(August, (DateOnly?)new DateOnly(2026, 10, 31)), (new(2027, 1, 1), new(2027, 1, 31))]);
    }

    [Fact]
    public void A_lesson_of_one_has_room_again_when_its_pupils_place_has_ended()
    {
        var group = Made(lastDay: new(2026, 12, 31));
        group.Add(PlaceId.New(), PersonId.New(), new(2026, 11, 1)).Refused(out var why).ShouldBeTrue();
        why.ShouldBe(GroupRejections.OneOnly);
        group.Add(PlaceId.New(), PersonId.New(), new(2027, 1, 1)).Refused(out _).ShouldBeFalse();
    }

    [Fact]
    public void Who_is_taken_out_before_it_began_was_never_in()
    {
        var group = Made();
        group.Remove(place, August.AddDays(-30));
        group.Members.ShouldBeEmpty();
    }

    private Group Made(DateOnly? lastDay = null)
    {
        var group = new Group(GroupId.New(), CourseId.New(), 2026, null, 30);
        group.Add(place, PersonId.New(), August, lastDay).Refused(out _).ShouldBeFalse();
        return group;
    }
}
