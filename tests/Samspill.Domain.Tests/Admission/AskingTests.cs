using Samspill.Domain.Admission;
using Samspill.Domain.Shared;

namespace Samspill.Domain.Tests.Admission;

public sealed class AskingTests
{
    private static readonly AskedCourse Choir = new(CourseId.New(), "Barnekor", Open: true, 6, 9);
    private static readonly AskedCourse Piano = new(CourseId.New(), "Piano", Open: true, 7, null);
    private static readonly AskedCourse Closed = new(CourseId.New(), "Sirkus", Open: false, null, null);

    [Fact]
    public void One_who_is_too_old_is_told_the_age_and_the_band_by_name()
    {
        Child(11).MayAsk(Choir).Refused(out var why).ShouldBeTrue();
        why.Code.ShouldBe("application.outside-age");
        why.Facts.ShouldBe(["Kasper", 11, "Barnekor", 6, 9]);
    }

    [Theory]
    [InlineData(6)]
    [InlineData(9)]
    public void The_ends_of_the_band_are_in_it(int turns) => Child(turns).MayAsk(Choir).Refused(out _).ShouldBeFalse();

    [Fact]
    public void A_band_without_an_upper_end_names_only_the_lower()
    {
        Child(6).MayAsk(Piano).Refused(out var why).ShouldBeTrue();
        why.Code.ShouldBe("application.too-young");
        why.Facts.ShouldBe(["Kasper", 6, "Piano", 7]);
    }

    [Fact]
    public void A_course_that_is_not_published_takes_no_wish() => Code(Child(8).MayAsk(Closed)).ShouldBe("application.course-closed");

    [Fact]
    public void A_place_held_cannot_be_asked_for_again() => Code(Child(8, held: [Choir.Id]).MayAsk(Choir)).ShouldBe("application.already-held");

    [Fact]
    public void A_live_application_cannot_be_sent_again() => Code(Child(8, waiting: [Choir.Id]).MayAsk(Choir)).ShouldBe("application.twice");

    [Fact]
    public void The_same_course_twice_in_one_list_is_refused() => Code(Child(8).MayAsk([Choir, Choir], 1, AdmissionRules.Default)).ShouldBe("application.twice");

    [Fact]
    public void No_wishes_are_no_application() => Code(Child(8).MayAsk([], 1, AdmissionRules.Default)).ShouldBe("application.no-wishes");

    [Fact]
    public void What_already_waits_counts_towards_the_most_a_child_may_wait_for()
    {
        var rules = AdmissionRules.Default with { MaxWishes = 2 };
        Code(Child(8, waiting: [CourseId.New()]).MayAsk([Choir, Piano], 1, rules)).ShouldBe("application.too-many");
        Child(8, waiting: [CourseId.New()]).MayAsk([Choir], 1, rules).Refused(out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void Nobody_wants_no_place_or_more_than_the_rules_give(int wants) =>
        Code(Child(8).MayAsk([Choir, Piano, new(CourseId.New(), "Dans", true, null, null)], wants, AdmissionRules.Default)).ShouldBe("application.wants-outside");

    [Fact]
    public void Nobody_wants_more_places_than_wishes() => Code(Child(8).MayAsk([Choir], 2, AdmissionRules.Default)).ShouldBe("application.wants-outside");

    private static AskingChild Child(int turns, CourseId[]? held = null, CourseId[]? waiting = null) => new("Kasper", turns, (held ?? []).ToHashSet(), (waiting ?? []).ToHashSet());

    private static string? Code(Outcome<Done> outcome) => outcome.Refused(out var why) ? why.Code : null;
}
