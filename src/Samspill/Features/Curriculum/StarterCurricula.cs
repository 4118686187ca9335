using Samspill.Domain.Catalogue;
using Samspill.Domain.Curriculum;

namespace Samspill.Features.Curriculum;

/// <summary>A first set of curricula in our own words, for the framework plan's three programmes: drafts for a school to make its own.</summary>
/// <remarks>The file: <c>== Discipline Programme</c>, <c># level</c>, <c>- goal</c>, then <c>innhold:</c>, <c>arbeid:</c> and <c>vurdering:</c>, a line each.</remarks>
internal static class StarterCurricula
{
    private const string Resource = "Samspill.Features.Curriculum.starter.txt";

    public static IReadOnlyList<(CurriculumScope Scope, IReadOnlyList<Level> Levels)> All()
    {
        using var file = new StreamReader(typeof(StarterCurricula).Assembly.GetManifestResourceStream(Resource)!);
        return Read(file.ReadToEnd());
    }

    /// <exception cref="FormatException">A line is none of the kinds there are.</exception>
    internal static IReadOnlyList<(CurriculumScope Scope, IReadOnlyList<Level> Levels)> Read(string text)
    {
        var all = new List<(CurriculumScope Scope, IReadOnlyList<Level> Levels)>();
        var levels = new List<Level>();
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (line.StartsWith("== ", StringComparison.Ordinal))
            {
                var words = line[3..].Split(' ');
                all.Add((new CurriculumScope(Enum.Parse<Discipline>(words[0]), "", Enum.Parse<Programme>(words[1])), levels = []));
            }
            else if (line.StartsWith("# ", StringComparison.Ordinal)) levels.Add(Level.New(line[2..]));
            else levels[^1] = With(levels[^1], line);
        }
        return all;
    }

    private static Level With(Level level, string line) => line.Split([' '], 2) switch
    {
        ["-", var goal] => level with { Goals = [.. level.Goals, new Goal(Guid.CreateVersion7(), goal)] },
        ["innhold:", var content] => level with { Content = content },
        ["arbeid:", var methods] => level with { Methods = methods },
        ["vurdering:", var assessment] => level with { Assessment = assessment },
        _ => throw new FormatException($"Not a line of a curriculum: {line}"),
    };
}
