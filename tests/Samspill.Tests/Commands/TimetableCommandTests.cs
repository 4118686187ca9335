using Samspill.Commands;
using Samspill.Planning.Search;
using Samspill.Planning.Timetable;

namespace Samspill.Tests.Commands;

public sealed class TimetableCommandTests : IDisposable
{
    private const string Sound = """
        {"format":"samspill-timetable/1","grain":5,"days":["mon"],"sites":["s"],"travel":[[0]],"rooms":[{"id":"r","site":"s","open":[{"day":"mon","from":780,"to":900}]}],
        "teachers":[{"id":"t","available":[{"day":"mon","from":780,"to":900}]}],"pupils":[{"id":"p"},{"id":"q"}],
        "lessons":[{"id":"a","minutes":60,"teachers":["t"],"pupils":["p"],"sites":[{"id":"s"}]},{"id":"b","minutes":60,"teachers":["t"],"pupils":["q"],"sites":[{"id":"s"}]}],
        "weights":{"unplaced":1000,"teacherDay":20,"teacherIdle":1}}
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("samspill-timetable-").FullName;
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    [Fact]
    public void A_sound_problem_gets_a_week_that_the_check_finds_valid()
    {
        Make(Sound).ShouldBe(0);
        File.ReadAllText(Out).ShouldStartWith("""{"format":"samspill-timetable-result/1","cost":20,"placed":[{"lesson":"a","day":"mon",""");
        CheckTimetable.Run(Problem, Out, _output, _error).ShouldBe(0);
        _output.ToString().ShouldEndWith("valid" + Environment.NewLine);
        _error.ToString().ShouldBeEmpty();
    }

    [Fact]
    public void The_check_names_what_is_broken_and_a_wrong_cost()
    {
        Make(Sound);
        File.WriteAllText(Out, File.ReadAllText(Out).Replace("\"start\":840", "\"start\":780").Replace("\"cost\":20", "\"cost\":21"));
        CheckTimetable.Run(Problem, Out, _output, _error).ShouldBe(1);
        _error.ToString().ShouldContain("H4 room r: ");
        _error.ToString().ShouldContain("the cost is 20, the result says 21");
    }

    [Fact]
    public void A_contradictory_problem_gives_a_line_per_fault_and_leaves_the_earlier_result()
    {
        File.WriteAllText(Out, "earlier");
        Make(Sound.Replace("\"grain\":5", "\"grain\":0").Replace("\"travel\":[[0]]", "\"travel\":[]")).ShouldBe(2);
        _error.ToString().ReplaceLineEndings("\n").ShouldBe("grain: must be 1 to 1440, is 0\ntravel: must have a row for each of the 1 sites, has 0\n");
        File.ReadAllText(Out).ShouldBe("earlier");
    }

    [Fact]
    public void A_lesson_is_explained_and_one_that_is_not_there_is_said()
    {
        Make(Sound.Replace("\"to\":900}]}],\"pupils\"", "\"to\":895}]}],\"pupils\"").Replace("\"teachers\":[{\"id\":\"t\",\"available\":[{\"day\":\"mon\",\"from\":780,\"to\":900}]}]", "\"teachers\":[{\"id\":\"t\",\"available\":[{\"day\":\"mon\",\"from\":780,\"to\":895}]}]"));
        var unplaced = File.ReadAllText(Out).Contains("\"unplaced\":[{\"lesson\":\"a\"", StringComparison.Ordinal) ? "a" : "b";
        ExplainTimetable.Run(Problem, Out, unplaced, _output, _error).ShouldBe(0);
        _output.ToString().ShouldContain("not placed: all 12 common times are taken: a room it may use at s is taken (12 of 12), teacher t gives");
        _output.ToString().ShouldContain("would help: teacher t mon 13:00-15:00, now 13:00-14:55");
        ExplainTimetable.Run(Problem, Out, "x", _output, _error).ShouldBe(2);
        _error.ToString().ShouldContain("There is no lesson \"x\".");
    }

    [Fact]
    public void Mending_a_week_writes_a_result_for_each_choice()
    {
        File.WriteAllText(Problem, Sound.Replace("\"id\":\"a\",", "\"id\":\"a\",\"previous\":{\"day\":\"mon\",\"start\":840,\"room\":\"gone\",\"teacher\":\"t\"},"));
        ReplanTimetable.Run(Problem, Path.Combine(_folder, "choices"), Options, _output, _error, CancellationToken.None).ShouldBe(0);
        Directory.GetFiles(Path.Combine(_folder, "choices")).Select(Path.GetFileName).ShouldContain("touch-nothing-else.json");
        _output.ToString().ShouldContain("touch nothing else");
    }

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        _output.Dispose();
        _error.Dispose();
    }

    private static TimetableOptions Options => new() { Limit = SearchLimit.OfSteps(500) };

    private string Problem => Path.Combine(_folder, "problem.json");

    private string Out => Path.Combine(_folder, "result.json");

    private int Make(string problem)
    {
        File.WriteAllText(Problem, problem);
        return TimetableCommand.Run(Problem, Out, null, Options, _output, _error, CancellationToken.None);
    }
}
