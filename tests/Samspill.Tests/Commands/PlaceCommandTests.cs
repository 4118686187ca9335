using Samspill.Commands;

namespace Samspill.Tests.Commands;

public sealed class PlaceCommandTests : IDisposable
{
    private const string Sound = """
        {"format":"samspill-placement/1","date":"2026-06-05","seed":1,"rules":{"order":[]},"courses":[{"id":"kor","capacity":1}],
        "pupils":[{"id":"p","birthDate":"2015-01-01"}],"applications":[{"id":"a","pupil":"p","course":"kor","rank":1,"appliedAt":"2026-01-01T10:00:00Z"}]}
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("samspill-place-").FullName;
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    [Fact]
    public void A_sound_problem_is_placed_and_the_table_says_how_it_went()
    {
        Place(Sound).ShouldBe(0);
        File.ReadAllText(Out).ShouldStartWith("""{"format":"samspill-placement-result/1","placed":[{"application":"a","pupil":"p","course":"kor","round":1}]""");
        _output.ToString().Split('\n').Select(line => line.Split(' ')[0]).ShouldBe(["applications", "placed", "waiting", "closed", "time", ""]);
        _error.ToString().ShouldBeEmpty();
    }

    [Fact]
    public void A_contradictory_problem_gives_a_line_per_fault_and_leaves_the_earlier_result()
    {
        File.WriteAllText(Out, "earlier");
        Place(Sound.Replace("\"capacity\":1", "\"capacity\":-1").Replace("\"rank\":1", "\"rank\":0")).ShouldBe(2);
        _error.ToString().ReplaceLineEndings("\n").ShouldBe("courses[0].capacity: must be 0 or more, is -1\napplications[0].rank: must be 1 or more, is 0\n");
        File.ReadAllText(Out).ShouldBe("earlier");
        OnlyTheTwoFilesAreThere();
    }

    [Fact]
    public void An_absent_problem_is_said_in_one_line()
    {
        PlaceCommand.Run(Path.Combine(_folder, "absent.json"), Out, _output, _error).ShouldBe(2);
        _error.ToString().Trim().Split('\n').ShouldHaveSingleItem().ShouldContain("absent.json");
        File.Exists(Out).ShouldBeFalse();
    }

    [Fact]
    public void A_result_that_cannot_be_written_leaves_nothing_behind()
    {
        Directory.CreateDirectory(Out);
        Place(Sound).ShouldBe(2);
        _error.ToString().Trim().Split('\n').ShouldHaveSingleItem();
        OnlyTheTwoFilesAreThere();
    }

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        _output.Dispose();
        _error.Dispose();
    }

    private string Out => Path.Combine(_folder, "result.json");

    private int Place(string problem)
    {
        var file = Path.Combine(_folder, "problem.json");
        File.WriteAllText(file, problem);
        return PlaceCommand.Run(file, Out, _output, _error);
    }

    private void OnlyTheTwoFilesAreThere() =>
        Directory.EnumerateFileSystemEntries(_folder).Select(Path.GetFileName).Order().ShouldBe(["problem.json", "result.json"]);
}
