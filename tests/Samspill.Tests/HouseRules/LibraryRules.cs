using System.Reflection;
using System.Text.RegularExpressions;
using Samspill.Domain.People;
using Samspill.Formats;
using Samspill.Host;
using Samspill.Planning.Placement;

namespace Samspill.Tests.HouseRules;

/// <summary>What the libraries and modules may use. Each rule first proves that it looked at something.</summary>
public sealed partial class LibraryRules
{
    public static TheoryData<string> Libraries => ["Samspill.Domain", "Samspill.Planning", "Samspill.Formats"];

    [Theory, MemberData(nameof(Libraries))]
    public void A_library_uses_nothing_but_the_base_library(string name)
    {
        var used = References(Load(name));
        used.ShouldNotBeEmpty();
        used.ShouldAllBe(reference => reference.StartsWith("System", StringComparison.Ordinal));
    }

    [Fact]
    public void The_rule_sees_what_the_program_uses() => References(typeof(Actor).Assembly).ShouldContain("Microsoft.EntityFrameworkCore");

    [Fact]
    public void A_module_uses_only_the_modules_that_the_map_allows()
    {
        var allowed = Allowed();
        allowed.Count.ShouldBeGreaterThan(8);
        var seen = 0;
        var breaches = new List<string>();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories).Where(f => !f.Contains("/obj/", StringComparison.Ordinal)))
        {
            if (ModuleOf(file) is not { } module || !allowed.TryGetValue(module, out var may)) continue;
            foreach (Match use in ModuleUse().Matches(File.ReadAllText(file)))
            {
                seen++;
                var other = use.Groups["module"].Value;
                if (other != module && other != "Shared" && allowed.ContainsKey(other) && !may.Contains(other)) breaches.Add($"{Path.GetRelativePath(Repository.Root, file)} uses {other}");
            }
        }
        seen.ShouldBeGreaterThan(50);
        breaches.ShouldBeEmpty();
    }

    [Fact]
    public void Modules_do_not_use_each_other_in_a_circle()
    {
        var allowed = Allowed();
        var done = new HashSet<string>();
        while (allowed.Keys.Except(done).Where(m => allowed[m].All(done.Contains)).ToList() is { Count: > 0 } free) done.UnionWith(free);
        allowed.Keys.Except(done).ShouldBeEmpty();
    }

    private static Assembly Load(string name) => name switch
    {
        "Samspill.Domain" => typeof(Person).Assembly,
        "Samspill.Planning" => typeof(PlacementProblem).Assembly,
        _ => typeof(NationalId).Assembly,
    };

    private static List<string> References(Assembly assembly) => [.. assembly.GetReferencedAssemblies().Select(a => a.Name!)];

    private static Dictionary<string, HashSet<string>> Allowed() => File.ReadLines(Path.Combine(Repository.Root, "docs", "map.md"))
        .SkipWhile(line => !line.StartsWith("| module |", StringComparison.Ordinal)).Skip(2).TakeWhile(line => line.StartsWith('|'))
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
        .ToDictionary(cells => cells[1], cells => cells[2].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToHashSet());

    private static string? ModuleOf(string file) => ModuleFolder().Match(Path.GetRelativePath(Repository.Root, file)) is { Success: true } match ? match.Groups["module"].Value : null;

    [GeneratedRegex(@"^src/(Samspill\.Domain|Samspill/Features)/(?<module>\w+)/", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex ModuleFolder();

    [GeneratedRegex(@"Samspill\.(Domain|Features)\.(?<module>\w+)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex ModuleUse();
}
