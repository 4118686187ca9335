using Samspill.Domain.Timetables;
using Samspill.Features.Timetables;
using Samspill.Planning.Timetable;

namespace Samspill.Tests.Features.Timetables;

/// <summary>What stands in a lesson's way, by what the engine knows nothing of: in which weeks it is, and with which others it changes times.</summary>
public sealed class ClashesTests
{
    private static readonly Guid Rotation = Guid.CreateVersion7();

    [Fact]
    public void A_lesson_of_odd_weeks_shares_its_time_with_one_of_even_weeks()
    {
        var clashes = new Clashes(Problem(), new Dictionary<string, Standing> { ["a"] = new(At(14), Rhythm.OddWeeks) });
        clashes.Of("b", new(At(14), Rhythm.EvenWeeks)).ShouldBeEmpty();
        foreach (var rhythm in new[] { Rhythm.OddWeeks, Rhythm.EveryWeek }) clashes.Of("b", new(At(14), rhythm)).Select(c => c.Code).ShouldBe(["room-taken", "teacher-taken"], ignoreOrder: true);
    }

    [Fact]
    public void A_teachers_day_is_full_in_the_weeks_that_it_is_full()
    {
        var placed = new Dictionary<string, Standing> { ["a"] = new(At(14), Rhythm.OddWeeks), ["b"] = new(At(15)) };
        var clashes = new Clashes(Problem(most: 60), placed);
        clashes.Of("c", new(At(16), Rhythm.EvenWeeks)).ShouldBeEmpty();
        clashes.Of("c", new(At(16), Rhythm.OddWeeks)).Select(c => c.Code).ShouldBe(["day-minutes"]);
        clashes.Of("c", new(At(16))).Select(c => c.Code).ShouldBe(["day-minutes"]); // once, though every other week is free
    }

    [Fact]
    public void Everybody_in_a_rotation_must_be_able_to_come_at_all_its_times()
    {
        var problem = Problem(cannot: new Window("mon", 14 * 60, 15 * 60));
        var clashes = new Clashes(problem, new Dictionary<string, Standing> { ["a"] = new(At(14), Rotation: Rotation) });
        clashes.Of("b", new(At(15))).ShouldBeEmpty();
        clashes.Of("b", new(At(15), Rotation: Rotation)).ShouldBe([new Clash("pupil-away", "pb", Turn: 14 * 60)]);
        // The other way too: who joins brings the time to those who are there.
        var joined = new Clashes(problem, new Dictionary<string, Standing> { ["b"] = new(At(15), Rotation: Rotation) });
        joined.Of("a", new(At(14), Rotation: Rotation)).ShouldBe([new Clash("pupil-away", "pb", Turn: 14 * 60)]);
        joined.Of("a", new(At(16), Rotation: Rotation)).ShouldBeEmpty();
    }

    [Fact]
    public void A_pupils_other_lesson_is_at_every_time_of_its_rotation()
    {
        var placed = new Dictionary<string, Standing> { ["a"] = new(At(14), Rotation: Rotation), ["b"] = new(At(15), Rotation: Rotation) };
        new Clashes(Problem(), placed).Of("a2", new(At(15, "r2", "t2"))).ShouldBe([new Clash("pupil-taken", "pa", "a", Turn: 15 * 60)]);
        new Clashes(Problem(), placed).Of("a2", new(At(16, "r2", "t2"))).ShouldBeEmpty();
    }

    private static Slot At(int hour, string room = "r", string teacher = "t") => new("mon", hour * 60, room, teacher);

    /// <summary>Three pupils with a lesson each of one teacher; the first has another with another teacher in another room.</summary>
    /// <param name="most">The most minutes of a teacher's day.</param>
    /// <param name="cannot">When the second cannot.</param>
    private static TimetableProblem Problem(int? most = null, Window? cannot = null)
    {
        Window[] day = [new Window("mon", 9 * 60, 21 * 60)];
        Window[] rest = cannot is { } gap ? [new Window("mon", 9 * 60, gap.From), new Window("mon", gap.To, 21 * 60)] : day;
        return new TimetableProblem(5, ["mon"], ["s"], [[0]], [new Room("r", "s") { Open = day }, new Room("r2", "s") { Open = day }],
            [new Teacher("t") { Available = day, MaxMinutesPerDay = most }, new Teacher("t2") { Available = day }],
            [new Pupil("pa"), new Pupil("pb") { Available = rest }, new Pupil("pc")],
            [Lesson("a", "t", "pa"), Lesson("b", "t", "pb"), Lesson("c", "t", "pc"), Lesson("a2", "t2", "pa")], [], WeekProblem.Weights);
    }

    private static Lesson Lesson(string id, string teacher, string pupil) => new(id, 30) { Teachers = [teacher], Pupils = [pupil], Sites = [new SiteChoice("s")] };
}
