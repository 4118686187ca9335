using Samspill.Domain.Lessons;
using Samspill.Domain.School;
using Samspill.Domain.Shared;

namespace Samspill.Domain.Tests.Lessons;

public sealed class LessonTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 5, 8, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Friday = new(2026, 6, 5);

    [Fact]
    public void A_lesson_counts_what_families_must_know_anew_and_remembers_where_the_week_had_it()
    {
        var lesson = Made();
        lesson.Move(Friday.AddDays(3), new TimeOnly(15, 0), RoomId.New(), Now).Value.ShouldBe(new Done());
        lesson.Write("Skalaer", null, Now).Value.ShouldBe(new Done());
        lesson.SubstituteBy(StaffId.New(), Now).Value.ShouldBe(new Done());
        (lesson.Sequence, lesson.IsMoved, lesson.PlannedDate).ShouldBe((2, true, Friday)); // a note is nothing to tell
        lesson.Cancel(CancelCause.Weather, Now).Value.ShouldBe(new Done());
        lesson.Cancel(CancelCause.Other, Now).Value.ShouldBe(new Done());
        (lesson.Sequence, lesson.Cause, lesson.Substitute).ShouldBe((3, (CancelCause?)CancelCause.Weather, (StaffId?)null));
        lesson.Give().Refused(out var why).ShouldBeTrue();
        why.ShouldBe(LessonRejections.Cancelled);
    }

    [Fact]
    public void What_is_made_up_for_is_not_given_after_all_and_not_made_up_for_twice()
    {
        var lesson = Made();
        lesson.MakeUp(LessonId.New()).Refused(out var why).ShouldBeTrue();
        why.ShouldBe(LessonRejections.NotCancelled);
        lesson.Cancel(CancelCause.TeacherIll, Now);
        lesson.MakeUp(LessonId.New()).Value.ShouldBe(new Done());
        lesson.MakeUp(LessonId.New()).Refused(out _).ShouldBeTrue();
        lesson.Restore(Now).Refused(out why).ShouldBeTrue();
        why.ShouldBe(LessonRejections.MadeUp);
        lesson.Move(Friday.AddDays(1), new TimeOnly(13, 0), lesson.Room, Now).Refused(out why).ShouldBeTrue();
        why.ShouldBe(LessonRejections.MadeUp);
        lesson.SubstituteBy(StaffId.New(), Now).Refused(out why).ShouldBeTrue();
        why.ShouldBe(LessonRejections.MadeUp);
        lesson.ForgetMakeUp(); // it was cancelled too
        lesson.Restore(Now).Refused(out _).ShouldBeFalse();
    }

    [Fact]
    public void That_it_is_given_is_seen_once_by_whoever_looked_before()
    {
        var lesson = Made();
        lesson.Give();
        lesson.Give();
        (lesson.State, lesson.Sequence).ShouldBe((LessonState.Given, 1));
    }

    [Fact]
    public void A_lesson_that_was_not_given_after_all_is_planned_again_and_only_what_the_family_said_is_left()
    {
        var lesson = Made();
        lesson.Give();
        lesson.Regret();
        lesson.Regret();
        (lesson.State, lesson.Sequence).ShouldBe((LessonState.Planned, 2));
        lesson.Cancel(CancelCause.TeacherIll, Now).Value.ShouldBe(new Done());
        lesson.Regret();
        lesson.State.ShouldBe(LessonState.Cancelled);
        var told = new Attendance(lesson.Id, PersonId.New(), Presence.ToldAway, Now, "Kari", Now);
        told.Settle(Presence.Here, Now.AddMinutes(5), "Trine", Now.AddMinutes(5)).ShouldBeTrue();
        told.Untap().ShouldBeTrue();
        (told.Presence, told.TappedAt).ShouldBe((Presence.ToldAway, Now));
        new Attendance(lesson.Id, PersonId.New(), Presence.Here, Now, "Trine", Now).Untap().ShouldBeFalse();
    }

    [Fact]
    public void What_one_has_written_another_does_not_overwrite_unseen()
    {
        var lesson = Made();
        lesson.Write("Skalaer", null, Now).Value.ShouldBe(new Done());
        lesson.Write("Skalaer", null, Now.AddMinutes(1)).Value.ShouldBe(new Done()); // sent twice
        lesson.Write("Noter", null, Now.AddMinutes(2)).Refused(out var why).ShouldBeTrue();
        why.ShouldBe(LessonRejections.NoteChanged);
        lesson.Write("Skalaer. Noter", Now, Now.AddMinutes(3)).Value.ShouldBe(new Done());
        (lesson.Note, lesson.NotedAt).ShouldBe(("Skalaer. Noter", (DateTimeOffset?)Now.AddMinutes(3)));
    }

    [Fact]
    public void One_hands_taps_of_the_same_minute_count_in_the_order_they_come()
    {
        var attendance = new Attendance(LessonId.New(), PersonId.New(), Presence.Here, Now, "Trine", Now);
        attendance.Settle(Presence.Away, Now.AddSeconds(-5), "Trine", Now.AddSeconds(1)).ShouldBeTrue(); // the first one was longer on its way
        attendance.Settle(Presence.Here, Now.AddSeconds(-10), "Tor", Now.AddSeconds(2)).ShouldBeFalse();
        attendance.Settle(Presence.Here, Now.AddMinutes(-2), "Trine", Now.AddSeconds(3)).ShouldBeFalse();
        attendance.Presence.ShouldBe(Presence.Away);
    }

    [Fact]
    public void It_begins_on_the_minute_by_the_clock_on_the_wall()
    {
        Made().HasBegun(new DateTime(2026, 6, 5, 12, 59, 59)).ShouldBeFalse();
        Made().HasBegun(new DateTime(2026, 6, 5, 13, 0, 0)).ShouldBeTrue();
        Lesson.OpensAt(Friday, new TimeOnly(0, 5)).ShouldBe(new DateTime(2026, 6, 4, 23, 50, 0));
    }

    [Fact]
    public void The_later_tap_wins_whenever_it_arrives_and_none_is_later_than_now()
    {
        var attendance = new Attendance(LessonId.New(), PersonId.New(), Presence.ToldAway, Now, "Kari", Now);
        attendance.Settle(Presence.Here, Now.AddMinutes(-1), "Trine", Now).ShouldBeFalse();
        attendance.Settle(Presence.Away, Now.AddMinutes(1), "Trine", Now.AddMinutes(2)).ShouldBeFalse();
        attendance.Presence.ShouldBe(Presence.ToldAway); // away as the family had said
        attendance.Settle(Presence.Here, Now.AddYears(1), "Trine", Now.AddMinutes(3)).ShouldBeTrue();
        attendance.TappedAt.ShouldBe(Now.AddMinutes(3));
        attendance.Settle(Presence.Away, Now.AddMinutes(4), "Trine", Now.AddMinutes(4)).ShouldBeTrue();
        (attendance.Presence, attendance.ToldAt).ShouldBe((Presence.ToldAway, (DateTimeOffset?)Now));
    }

    [Fact]
    public void An_absence_lasts_at_most_sixty_days_grows_and_ends_when_one_is_back()
    {
        StaffAbsence.Of(StaffId.New(), DateOnly.MaxValue, DateOnly.MaxValue, CancelCause.TeacherIll, Friday, "Trine", Now).Value.To.ShouldBe(DateOnly.MaxValue);
        StaffAbsence.Of(StaffId.New(), Friday, Friday.AddDays(61), CancelCause.TeacherIll, Friday, "Trine", Now).Refused(out var why).ShouldBeTrue();
        why.ShouldBe(StaffAbsenceRejections.Days);
        StaffAbsence.Of(StaffId.New(), Friday.AddDays(-2), Friday.AddDays(-1), CancelCause.TeacherIll, Friday, "Trine", Now).Refused(out why).ShouldBeTrue();
        why.ShouldBe(StaffAbsenceRejections.Over);
        var absence = StaffAbsence.Of(StaffId.New(), Friday, Friday, CancelCause.TeacherIll, Friday, "Trine", Now).Value;
        absence.LastTo(Friday.AddDays(2));
        absence.LastTo(Friday.AddDays(1));
        absence.To.ShouldBe(Friday.AddDays(2));
        absence.BackFrom(Friday.AddDays(5), Friday).Value.ShouldBeTrue();
        absence.To.ShouldBe(Friday.AddDays(2));
        absence.BackFrom(Friday.AddDays(2), Friday).Value.ShouldBeTrue();
        absence.To.ShouldBe(Friday.AddDays(1));
        absence.BackFrom(Friday.AddDays(-1), Friday).Refused(out why).ShouldBeTrue();
        why.ShouldBe(StaffAbsenceRejections.Over);
        absence.BackFrom(Friday, Friday).Value.ShouldBeFalse(); // there was none
    }

    [Theory]
    [InlineData(SiteKind.Primary, DayOfWeek.Monday, 13, 20)]
    [InlineData(SiteKind.Centre, DayOfWeek.Saturday, 9, 16)]
    [InlineData(SiteKind.Primary, DayOfWeek.Saturday, null, null)]
    [InlineData(SiteKind.Centre, DayOfWeek.Sunday, null, null)]
    public void A_site_that_has_said_nothing_is_open_as_such_sites_are(SiteKind kind, DayOfWeek day, int? from, int? to)
    {
        var hours = OpeningHours.Usual(kind, day);
        (hours?.From.Hour, hours?.To.Hour).ShouldBe((from, to));
    }

    [Theory]
    [InlineData(CancelCause.TeacherIll, true)]
    [InlineData(CancelCause.RoomLost, true)]
    [InlineData(CancelCause.Weather, false)]
    [InlineData(CancelCause.PupilAway, false)]
    public void The_school_pays_for_what_it_answers_for(CancelCause cause, bool counts) => LessonSettings.Counting.Contains(cause).ShouldBe(counts);

    [Fact]
    public void Travel_is_reckoned_from_where_the_sites_lie()
    {
        Position ila = new(63.4290, 10.3700), lade = new(63.4440, 10.4450);
        Travel.Minutes(ila, lade)!.Value.ShouldBeInRange(14, 17); // four kilometres as the crow flies
        Travel.Minutes(ila, null).ShouldBeNull();
    }

    private static Lesson Made() => new(LessonId.New(), GroupId.New(), Friday, new TimeOnly(13, 0), 30, RoomId.New(), StaffId.New(), Now);
}
