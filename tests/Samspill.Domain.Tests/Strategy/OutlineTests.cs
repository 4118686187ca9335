using Samspill.Domain.Strategy;

namespace Samspill.Domain.Tests.Strategy;

public sealed class OutlineTests
{
    private const string Text = "# 1 Samfunn\n## 1.1 Tydelig profil\n- 1 Alle barn\n- 2\n* Besøkt | 100 * visits / all | 60\n* Egen plan | @Fagsjefen\n## 1.2 Samarbeid\n# 2 Kvalitet\n## 2.1 Fag";

    [Fact]
    public void What_is_read_is_written_as_it_was()
    {
        var areas = Outline.Read(Text, []).Value;
        Outline.Write(areas).ShouldBe(Text);
        areas.Length.ShouldBe(2);
        var goal = areas[0].Goals[0];
        (goal.Measures.Count, goal.Indicators.Count).ShouldBe((2, 2));
        goal.Indicators[0].Target.ShouldBe(60m);
        goal.Indicators[1].AnsweredBy.ShouldBe("Fagsjefen");
    }

    [Fact]
    public void Spaces_and_empty_lines_mean_nothing() =>
        Outline.Write(Outline.Read("\n  # 1   Samfunn \n\n\t## 1.1 Profil\r\n-  1  Alle ", []).Value).ShouldBe("# 1 Samfunn\n## 1.1 Profil\n- 1 Alle");

    [Fact]
    public void What_keeps_its_number_keeps_its_key_however_it_is_worded()
    {
        var before = Outline.Read(Text, []).Value;
        var after = Outline.Read(Text.Replace("Alle barn", "Hvert barn", StringComparison.Ordinal).Replace("Samfunn", "Fellesskap", StringComparison.Ordinal) + "\n- 1 Ny", before).Value;
        after[0].Key.ShouldBe(before[0].Key);
        after[0].Goals[0].Measures.Select(m => m.Key).ShouldBe(before[0].Goals[0].Measures.Select(m => m.Key));
        after[0].Goals[0].Indicators.Select(i => i.Key).ShouldBe(before[0].Goals[0].Indicators.Select(i => i.Key));
        after[1].Goals[0].Measures.Single().Key.ShouldNotBe(before[0].Goals[0].Measures[0].Key, "the same number under another goal is another measure");
    }

    [Theory]
    [InlineData("## 1.1 uten område", "plan.line", 1)]
    [InlineData("# 1 A\n- 1 uten mål", "plan.line", 2)]
    [InlineData("# 1 A\n## 1.1 B\nhva som helst", "plan.line", 3)]
    [InlineData("# 1 A\n## 1.1 B\n* uten formel", "plan.indicator", 3)]
    [InlineData("# 1 A\n## 1.1 B\n* x | 1 + | 2", "plan.formula", 3)]
    [InlineData("# 1 A\n## 1.1 B\n* x | 1 | mange", "plan.target", 3)]
    public void The_first_line_that_cannot_be_read_is_named(string text, string code, int line)
    {
        Outline.Read(text, []).Refused(out var why).ShouldBeTrue();
        why!.Code.ShouldBe(code);
        why.Facts[0].ShouldBe(line);
    }

    [Theory]
    [InlineData("# 1 A\n# 1 B")]
    [InlineData("# 1 A\n## 1.1 B\n## 1.1 C")]
    [InlineData("# 1 A\n## 1.1 B\n# 2 C\n## 1.1 D")]
    [InlineData("# 1 A\n## 1.1 B\n- 1 x\n- 1 y")]
    public void A_number_stands_once(string text)
    {
        Outline.Read(text, []).Refused(out var why).ShouldBeTrue();
        why!.Code.ShouldBe("plan.number-twice");
    }

    [Fact]
    public void The_longest_plan_is_read_and_one_line_more_is_refused()
    {
        string Measures(int count) => "# 1 A\n## 1.1 B" + string.Concat(Enumerable.Range(1, count).Select(n => $"\n- {n} x"));
        Outline.Read(Measures(Outline.Most - 2), []).Value[0].Goals[0].Measures.Count.ShouldBe(Outline.Most - 2);
        Outline.Read(Measures(Outline.Most - 1), []).Refused(out var why).ShouldBeTrue();
        why!.Code.ShouldBe("plan.many");
        Outline.Read($"# 1 {new string('x', Outline.WordsLength + 1)}", []).Refused(out why).ShouldBeTrue();
        why!.Code.ShouldBe("plan.words");
    }
}
