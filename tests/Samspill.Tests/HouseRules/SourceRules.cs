using System.Text.RegularExpressions;

namespace Samspill.Tests.HouseRules;

/// <summary>What may not stand in the source, whoever wrote it.</summary>
public sealed class SourceRules
{
    /// <summary>Pattern, ending, and a line that breaks the rule: the rule must be able to fail.</summary>
    public static TheoryData<string, string, string> Rules => new()
    {
        { @"FromSqlRaw|FromSqlInterpolated", ".cs", "db.People.FromSqlRaw(text)" },
        { @"\bDateTime(Offset)?\.(Utc)?Now\b", ".cs", "var now = DateTime.UtcNow;" },
        { @"Guid\.NewGuid", ".cs", "Id = Guid.NewGuid()" },
        { @"new Random\(|Random\.Shared", ".cs", "new Random().Next()" },
        { @"hx-on|hx-vals=""js:|hx-headers=""js:|hx-trigger=""[^""]*\[", ".cshtml", "<a hx-on:click=\"go()\">" },
        { @"\sstyle=""", ".cshtml", "<p style=\"color:red\">" },
        { @"<script(?![^>]*\ssrc=)", ".cshtml", "<script>alert(1)</script>" },
        { @"Html\.Raw", ".cshtml", "@Html.Raw(text)" },
        { @"\son(click|change|submit|load)=", ".cshtml", "<a onclick=\"go()\">" },
    };

    [Theory, MemberData(nameof(Rules))]
    public void Nowhere_in_the_source(string pattern, string ending, string breach)
    {
        var rule = new Regex(pattern, RegexOptions.None, TimeSpan.FromMinutes(1));
        rule.IsMatch(breach).ShouldBeTrue();
        var files = Repository.Files("src", ending).ToList();
        files.Count.ShouldBeGreaterThan(5);
        var breaches = files.SelectMany(file => File.ReadLines(file).Select((line, i) => (file, line, number: i + 1)))
            .Where(x => rule.IsMatch(x.line) && !x.line.TrimStart().StartsWith("//", StringComparison.Ordinal))
            .Select(x => $"{Path.GetRelativePath(Repository.Root, x.file)}:{x.number} {x.line.Trim()}");
        breaches.ShouldBeEmpty();
    }

    [Fact]
    public void Every_page_that_is_named_in_a_redirect_or_a_link_stands_in_the_same_folder()
    {
        var named = Repository.Files("src", ".cs").Concat(Repository.Files("src", ".cshtml"))
            .SelectMany(f => Regex.Matches(File.ReadAllText(f), "(?:RedirectToPage|Url\\.Page)\\(\"(?<page>\\w+)\"", RegexOptions.ExplicitCapture, TimeSpan.FromMinutes(1)).Select(m => (File: f, Page: m.Groups["page"].Value))).ToList();
        named.Count.ShouldBeGreaterThan(15);
        named.Where(n => !File.Exists(Path.Combine(Path.GetDirectoryName(n.File)!, n.Page + ".cshtml"))).ShouldBeEmpty();
    }

    [Fact]
    public void Every_refusal_has_its_text()
    {
        var codes = Repository.Files("src", ".cs").SelectMany(f => Regex.Matches(File.ReadAllText(f), "(?:new Rejection|Rejection \\w+ = new)\\(\"(?<code>[a-z-]+\\.[a-z-]+)\"", RegexOptions.ExplicitCapture, TimeSpan.FromMinutes(1)))
            .Select(m => m.Groups["code"].Value).Distinct().ToList();
        codes.Count.ShouldBeGreaterThan(30);
        var keys = Repository.Files("src", ".texts").SelectMany(File.ReadLines).Where(l => l.Length > 0 && !char.IsWhiteSpace(l[0])).Select(l => l.Trim()).ToHashSet();
        codes.Where(code => !keys.Contains("refusal." + code)).ShouldBeEmpty();
    }
}
