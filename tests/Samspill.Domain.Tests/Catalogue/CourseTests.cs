using Samspill.Domain.Catalogue;

namespace Samspill.Domain.Tests.Catalogue;

public sealed class CourseTests
{
    private static readonly SiteId Midtbyen = SiteId.New();
    private static readonly SiteId Ila = SiteId.New();

    [Fact]
    public void A_new_course_is_a_draft_without_places() => (Made().Status, Made().Free).ShouldBe((CourseStatus.Draft, 10));

    [Fact]
    public void A_course_whose_capacity_is_not_decided_has_no_free_seat() => Made(Facts() with { Capacity = null }).Free.ShouldBe(0);

    [Theory]
    [InlineData(9, 6, false)]
    [InlineData(6, 9, true)]
    [InlineData(7, 7, true)]
    [InlineData(null, 9, true)]
    [InlineData(6, null, true)]
    public void An_age_band_may_be_open_or_narrow_but_not_turned_round(int? from, int? to, bool accepted) =>
        Refusal(Made().Record(Facts() with { AgeFrom = from, AgeTo = to })).ShouldBe(accepted ? null : CourseRejections.AgeBand);

    [Theory]
    [InlineData(2, true)]
    [InlineData(1, false)]
    [InlineData(0, false)]
    [InlineData(null, false)]
    public void Capacity_cannot_fall_below_the_seats_in_use_and_offered(int? capacity, bool accepted)
    {
        var course = WithSeats(taken: 1, held: 1);
        var why = Refusal(course.Record(Facts() with { Capacity = capacity, Minimum = 0 }));
        (why?.Code).ShouldBe(accepted ? null : "course.below-taken");
        if (!accepted) why!.Facts.ShouldBe([1, 1]);
        course.Capacity.ShouldBe(accepted ? capacity : 10);
    }

    [Fact]
    public void A_course_that_came_with_more_places_than_seats_can_still_be_corrected_in_other_things()
    {
        var course = WithSeats(taken: 12, held: 0);
        Refusal(course.Record(Facts() with { Name = "Barnekor" })).ShouldBeNull();
        course.Name.ShouldBe("Barnekor");
    }

    [Fact]
    public void More_pupils_to_start_than_there_are_places_is_refused() =>
        Refusal(Made().Record(Facts() with { Capacity = 5, Minimum = 6 })).ShouldBe(CourseRejections.Minimum);

    [Fact]
    public void A_refused_change_changes_nothing()
    {
        var course = Made();
        course.Record(Facts() with { Name = "Kor", AgeFrom = 9, AgeTo = 6 });
        course.Name.ShouldBe("Gitar");
    }

    [Fact]
    public void Sites_keep_the_order_given_and_a_site_given_twice_counts_once()
    {
        var course = Made(Facts() with { Sites = [Ila, Midtbyen, Ila] });
        course.Sites.OrderBy(s => s.Position).Select(s => s.Site).ShouldBe([Ila, Midtbyen]);
        course.Record(Facts() with { Sites = [Midtbyen, Ila] });
        course.Sites.OrderBy(s => s.Position).Select(s => s.Site).ShouldBe([Midtbyen, Ila]);
        course.Record(Facts() with { Sites = [Ila] });
        course.Sites.ShouldHaveSingleItem().Site.ShouldBe(Ila);
    }

    [Fact]
    public void A_course_is_not_published_before_it_is_somewhere()
    {
        var course = Made(Facts() with { Sites = [] });
        Refusal(course.Publish()).ShouldBe(CourseRejections.NoSite);
        course.Status.ShouldBe(CourseStatus.Draft);
    }

    [Fact]
    public void A_published_course_cannot_lose_its_last_site()
    {
        var course = Made();
        course.Publish();
        Refusal(course.Record(Facts() with { Sites = [] })).ShouldBe(CourseRejections.NoSite);
    }

    [Fact]
    public void A_published_course_can_be_closed_and_opened_again()
    {
        var course = Made();
        course.Publish();
        Refusal(course.Close()).ShouldBeNull();
        Refusal(course.Close()).ShouldBeNull();
        course.Status.ShouldBe(CourseStatus.Closed);
        Refusal(course.Publish()).ShouldBeNull();
        course.Status.ShouldBe(CourseStatus.Published);
    }

    [Fact]
    public void A_draft_cannot_be_closed() => Refusal(Made().Close()).ShouldBe(CourseRejections.NotPublished);

    [Theory]
    [InlineData(0, 0, false, true)]
    [InlineData(1, 0, false, false)]
    [InlineData(0, 1, false, false)]
    [InlineData(0, 0, true, false)]
    public void A_course_goes_back_to_a_draft_only_while_nobody_is_in_it(int taken, int held, bool applied, bool accepted)
    {
        var course = WithSeats(taken, held);
        course.Publish();
        Refusal(course.Withdraw(applied)).ShouldBe(accepted ? null : CourseRejections.InUse);
        course.Status.ShouldBe(accepted ? CourseStatus.Draft : CourseStatus.Published);
    }

    private static CourseFacts Facts() => new("Gitar", Discipline.Music, "gitar", Programme.Core, TeachingForm.Individual, [Midtbyen], 10, 0, 7, 19, 20, 36, new Money(147000), "");

    private static Course Made(CourseFacts? facts = null)
    {
        var course = new Course(CourseId.New(), "gitar");
        course.Record(facts ?? Facts()).Refused(out _).ShouldBeFalse();
        return course;
    }

    /// <summary>The database counts seats; here we put the counts where it puts them.</summary>
    private static Course WithSeats(int taken, int held)
    {
        var course = Made();
        typeof(Course).GetProperty(nameof(Course.Taken))!.SetValue(course, taken);
        typeof(Course).GetProperty(nameof(Course.Held))!.SetValue(course, held);
        return course;
    }

    private static Rejection? Refusal(Outcome<Done> outcome) => outcome.Refused(out var why) ? why : null;
}
