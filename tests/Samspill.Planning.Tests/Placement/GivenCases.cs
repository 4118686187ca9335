using System.Text.Json.Nodes;
using Samspill.Planning.Placement;
using Samspill.Planning.Problems;
using Shouldly;
using Xunit;

namespace Samspill.Planning.Tests.Placement;

/// <summary>Small problems with their answers, worked out by hand and by an independent program.</summary>
public class GivenCases
{
    public static TheoryData<string> Names => [.. Directory.GetFiles(Folder, "*.problem.json")
        .Select(f => Path.GetFileName(f).Replace(".problem.json", "", StringComparison.Ordinal)).Order()];

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Placement", "Cases");

    [Fact]
    public void There_are_ten_cases() => Names.Count.ShouldBe(10);

    [Theory, MemberData(nameof(Names))]
    public void A_case_has_the_answer_that_stands_beside_it(string name)
    {
        var problem = ReadProblem(name);
        using var written = new MemoryStream();
        PlacementResultJson.Write(PlacementEngine.Place(problem), written);

        var expected = JsonNode.Parse(File.ReadAllBytes(Path.Combine(Folder, $"{name}.result.json")));
        JsonNode.DeepEquals(JsonNode.Parse(written.ToArray()), expected).ShouldBeTrue();
    }

    [Theory, MemberData(nameof(Names))]
    public void A_result_that_is_read_and_written_again_has_the_same_bytes(string name)
    {
        using var once = new MemoryStream();
        PlacementResultJson.Write(PlacementEngine.Place(ReadProblem(name)), once);
        using var twice = new MemoryStream();
        PlacementResultJson.Write(PlacementResultJson.Read(once.ToArray()).Value.ShouldNotBeNull(), twice);
        twice.ToArray().ShouldBe(once.ToArray());
    }

    [Theory, MemberData(nameof(Names))]
    public void A_problem_that_is_kept_and_run_again_gives_the_same_bytes(string name)
    {
        var problem = ReadProblem(name);
        using var kept = new MemoryStream();
        PlacementProblemJson.Write(problem, kept);
        var again = PlacementProblemJson.Read(kept.ToArray()).Value.ShouldNotBeNull();

        using var first = new MemoryStream();
        PlacementResultJson.Write(PlacementEngine.Place(problem), first);
        using var second = new MemoryStream();
        PlacementResultJson.Write(PlacementEngine.Place(again), second);
        second.ToArray().ShouldBe(first.ToArray());
        using var keptAgain = new MemoryStream();
        PlacementProblemJson.Write(again, keptAgain);
        keptAgain.ToArray().ShouldBe(kept.ToArray());
    }

    private static PlacementProblem ReadProblem(string name)
    {
        using var file = File.OpenRead(Path.Combine(Folder, $"{name}.problem.json"));
        return PlacementProblemJson.Read(file).Value.ShouldNotBeNull();
    }
}
