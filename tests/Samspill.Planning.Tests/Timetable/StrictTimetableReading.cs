using System.Text;
using Samspill.Planning.Problems;
using Samspill.Planning.Timetable;
using Shouldly;
using Xunit;

namespace Samspill.Planning.Tests.Timetable;

public class StrictTimetableReading
{
    private const string Sound = """
        { "format": "samspill-timetable/1", "about": "a sound file", "grain": 5, "days": ["mon", "sat"], "sites": ["s1", "s2"], "travel": [[0, 25], [20, 0]],
          "rooms": [ {"id": "r1", "site": "s1", "capacity": 15, "features": ["piano"], "open": [ {"day": "mon", "from": 780, "to": 1260} ]}, {"id": "r2", "site": "s2", "open": []} ],
          "teachers": [ {"id": "t1", "available": [ {"day": "mon", "from": 780, "to": 1200} ], "maxMinutesPerDay": 330, "maxSitesPerDay": 2, "breakAfter": 330} ],
          "pupils": [ {"id": "p1", "available": [ {"day": "mon", "from": 840, "to": 1140, "cost": 3} ]}, {"id": "p2"}, {"id": "p3", "available": []} ],
          "lessons": [
            {"id": "l1", "minutes": 20, "weight": 2, "teachers": ["t1"], "pupils": ["p1"], "sites": [ {"id": "s1"}, {"id": "s2", "cost": 5} ], "features": ["piano"],
             "fixed": {"day": "mon", "start": 900, "room": "r1", "teacher": "t1"}, "previous": {"day": "mon", "start": 905, "room": "gone", "teacher": "t1"}},
            {"id": "l2", "minutes": 30, "teachers": ["t1"], "pupils": ["p2"], "sites": [ {"id": "s1"} ], "fixed": {"day": "mon", "start": 920, "room": "r1", "teacher": "t1"}},
            {"id": "l3", "minutes": 30, "teachers": ["t1"], "pupils": [], "sites": []} ],
          "together": [ ["l1", "l2"] ],
          "weights": {"unplaced": 1000, "teacherDay": 20} }
        """;

    [Fact]
    public void A_sound_file_becomes_the_problem_it_tells()
    {
        var reading = Read(Sound);
        reading.Faults.ShouldBeEmpty();
        var problem = reading.Value.ShouldNotBeNull();
        problem.Travel[1][0].ShouldBe(20);
        problem.Rooms[0].Open.ShouldBe([new Window("mon", 780, 1260)]);
        problem.Rooms[1].Capacity.ShouldBeNull();
        (problem.Teachers[0].MaxMinutesPerDay, problem.Teachers[0].MaxSitesPerDay, problem.Teachers[0].BreakAfter).ShouldBe((330, 2, 330));
        problem.Pupils[0].Available.ShouldBe([new Window("mon", 840, 1140, 3)]);
        problem.Pupils[1].Available.ShouldBeNull();
        problem.Pupils[2].Available.ShouldBeEmpty();
        problem.Lessons[0].Fixed.ShouldBe(new Slot("mon", 900, "r1", "t1"));
        problem.Lessons[0].Sites[1].ShouldBe(new SiteChoice("s2", 5));
        problem.Lessons.Select(l => l.Weight).ShouldBe([2, 1, 1]);
        problem.Together.ShouldBe([new LessonPair("l1", "l2")]);
        (problem.Weights.Unplaced, problem.Weights.TeacherDay, problem.Weights.Window).ShouldBe((1000, 20, 0));
    }

    [Fact]
    public void What_is_written_is_read_again_as_it_was()
    {
        foreach (var problem in new[] { Read(Sound).Value!, SmallSchool.Problem, Nasty.Problem(3) })
        {
            var (first, second) = (Written(problem), Written(TimetableProblemJson.Read(Written(problem)).Value!));
            second.ShouldBe(first);
        }
    }

    [Theory]
    [InlineData("\"grain\": 5", "\"grain\": 0", "grain: must be 1 to 1440, is 0")]
    [InlineData("[\"mon\", \"sat\"]", "[\"mon\", \"sat\", \"mon\"]", "days[2]: \"mon\" is the id of days[0] already")]
    [InlineData("[[0, 25], [20, 0]]", "[[0, 25]]", "travel: must have a row for each of the 2 sites, has 1")]
    [InlineData("[[0, 25], [20, 0]]", "[[0, 25], [20]]", "travel[1]: must have a number for each of the 2 sites, has 1")]
    [InlineData("[[0, 25], [20, 0]]", "[[0, 25], [-20, 0]]", "travel[1][0]: must be 0 or more, is -20")]
    [InlineData("\"site\": \"s1\"", "\"site\": \"s9\"", "rooms[0].site: there is no site \"s9\"")]
    [InlineData("\"capacity\": 15", "\"capacity\": -1", "rooms[0].capacity: must be 0 or more, is -1")]
    [InlineData("{\"id\": \"r2\"", "{\"id\": \"r1\"", "rooms[1].id: \"r1\" is the id of rooms[0] already")]
    [InlineData("\"from\": 780, \"to\": 1260", "\"from\": 782, \"to\": 1260", "rooms[0].open[0].from: must be a multiple of the grain, which is 5, is 782")]
    [InlineData("\"from\": 780, \"to\": 1260", "\"from\": -5, \"to\": 1260", "rooms[0].open[0].from: must be 0 to 1440 minutes after midnight, is -5")]
    [InlineData("\"from\": 780, \"to\": 1260", "\"from\": 780, \"to\": 780", "rooms[0].open[0].to: must be after from, which is 780, is 780")]
    [InlineData("\"from\": 780, \"to\": 1260", "\"from\": 780, \"to\": 1260, \"cost\": 1", "rooms[0].open[0].cost: is not a member here")]
    [InlineData("\"day\": \"mon\", \"from\": 780, \"to\": 1200", "\"day\": \"sun\", \"from\": 780, \"to\": 1200", "teachers[0].available[0].day: there is no day \"sun\"")]
    [InlineData("\"maxMinutesPerDay\": 330", "\"maxMinutesPerDay\": -3", "teachers[0].maxMinutesPerDay: must be 0 or more, is -3")]
    [InlineData("\"cost\": 3", "\"cost\": -3", "pupils[0].available[0].cost: must be 0 or more, is -3")]
    [InlineData("{\"id\": \"p2\"}", "{\"id\": \"p1\"}", "pupils[1].id: \"p1\" is the id of pupils[0] already")]
    [InlineData("\"minutes\": 20", "\"minutes\": -20", "lessons[0].minutes: must be 1 to 1440, is -20")]
    [InlineData("\"weight\": 2", "\"weight\": 2, \"colour\": 3", "lessons[0].colour: is not a member here")]
    [InlineData("\"pupils\": [\"p2\"]", "\"pupils\": [\"p2\", \"p2\"]", "lessons[1].pupils[1]: \"p2\" is listed twice")]
    [InlineData("\"pupils\": [\"p2\"]", "\"pupils\": [\"p9\"]", "lessons[1].pupils[0]: there is no pupil \"p9\"")]
    [InlineData("{\"id\": \"l2\", \"minutes\": 30, \"teachers\": [\"t1\"]", "{\"id\": \"l2\", \"minutes\": 30, \"teachers\": [\"t2\"]", "lessons[1].teachers[0]: there is no teacher \"t2\"")]
    [InlineData("\"start\": 900, \"room\": \"r1\"", "\"start\": 900, \"room\": \"gone\"", "lessons[0].fixed.room: there is no room \"gone\"")]
    [InlineData("\"start\": 905", "\"start\": 907", "lessons[0].previous.start: must be a multiple of the grain, which is 5, is 907")]
    [InlineData(", \"room\": \"gone\", \"teacher\": \"t1\"}", ", \"teacher\": \"t1\"}", "lessons[0].previous.room: is missing")]
    [InlineData("\"start\": 920", "\"start\": 915", "lessons[1].fixed: breaks H4: room r1: l1 (mon 15:00) and l2 (mon 15:15) overlap")]
    [InlineData("\"start\": 900, \"room\": \"r1\"", "\"start\": 900, \"room\": \"r2\"", "lessons[0].fixed: breaks H1: l1: room r2 is not open mon 15:00 for 20 minutes")]
    [InlineData("[\"l1\", \"l2\"]", "[\"l1\", \"l9\"]", "together[0][1]: there is no lesson \"l9\"")]
    [InlineData("[\"l1\", \"l2\"]", "[\"l1\", \"l1\"]", "together[0]: must be two different lessons")]
    [InlineData("[\"l1\", \"l2\"]", "[\"l1\"]", "together[0]: must be two lessons")]
    [InlineData("\"teacherDay\": 20", "\"teacherDay\": -20", "weights.teacherDay: must be 0 or more, is -20")]
    [InlineData("\"teacherDay\": 20", "\"teacherDays\": 20", "weights.teacherDays: is not a member here")]
    public void Every_fault_is_named_by_its_place(string sound, string faulty, string fault)
    {
        Sound.ShouldContain(sound);
        Read(Sound.Replace(sound, faulty, StringComparison.Ordinal)).Faults.Select(f => f.ToString()).ShouldContain(fault);
    }

    [Fact]
    public void A_lesson_longer_than_any_window_is_no_fault_it_is_not_placed()
    {
        var problem = Read(Sound.Replace("\"id\": \"l3\", \"minutes\": 30", "\"id\": \"l3\", \"minutes\": 900", StringComparison.Ordinal)).Value.ShouldNotBeNull();
        var result = TimetableEngine.Solve(problem, new() { Limit = Samspill.Planning.Search.SearchLimit.OfSteps(10) });
        result.Unplaced.ShouldHaveSingleItem().Lesson.ShouldBe("l3");
    }

    [Fact]
    public void A_result_is_read_again_as_it_was_written()
    {
        var result = TimetableEngine.Solve(Nasty.Problem(3), new() { Limit = Samspill.Planning.Search.SearchLimit.OfSteps(2000) });
        using var stream = new MemoryStream();
        TimetableResultJson.Write(result, stream);
        var read = TimetableResultJson.Read(stream.ToArray()).Value.ShouldNotBeNull();
        read.Placed.ShouldBe(result.Placed);
        read.Unplaced.ShouldBe(result.Unplaced);
        read.Cost.ShouldBe(result.Cost);
    }

    private static Reading<TimetableProblem> Read(string text) => TimetableProblemJson.Read(Encoding.UTF8.GetBytes(text));

    private static byte[] Written(TimetableProblem problem)
    {
        using var stream = new MemoryStream();
        TimetableProblemJson.Write(problem, stream);
        return stream.ToArray();
    }
}
