using Samspill.Domain.Admission;
using Samspill.Features.Admission;
using Samspill.Host;

namespace Samspill.Tests.Features.Admission;

/// <summary>Rules become sentences and a form, and come back as the same rules.</summary>
public class RuleSentencesTests
{
    private static readonly Texts Texts = Texts.Of(typeof(Server).Assembly, strict: true);

    [Fact]
    public void Any_rules_come_back_from_the_form_as_they_were()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var rules = Made(new Random(seed));
            RulesForm.Of(rules).ToRules().SameAs(rules).ShouldBeTrue($"seed {seed}");
        }
    }

    [Fact]
    public void Another_choice_is_another_rule()
    {
        var rules = Made(new Random(1));
        rules.SameAs(rules with { MaxWishes = rules.MaxWishes + 1 }).ShouldBeFalse();
        rules.SameAs(rules with { Order = [.. rules.Order, new(PriorityBy.Flag, "other")] }).ShouldBeFalse();
        rules.SameAs(rules with { Year = rules.Year with { ApplyBy = new(12, 24) } }).ShouldBeFalse();
    }

    [Fact]
    public void Every_rule_can_be_read_in_three_languages_with_no_choice_left_open()
    {
        foreach (var language in new[] { "nb-NO", "nn-NO", "en-GB" })
        {
            System.Globalization.CultureInfo.CurrentUICulture = System.Globalization.CultureInfo.CurrentCulture = new(language);
            foreach (var seed in Enumerable.Range(0, 60))
            {
                var rules = Made(new Random(seed));
                var read = RuleSentences.Of(RulesForm.Of(rules), Texts).SelectMany(s => s.Sentences).Select(RuleSentences.Read).Concat(rules.Order.Select(r => Texts.Sentence(r, rules))).ToList();
                read.Count.ShouldBeGreaterThan(20);
                read.ShouldAllBe(s => s.Length > 5 && !s.Contains('{') && !s.Contains("  ") && s.EndsWith('.'));
            }
        }
    }

    [Fact]
    public void A_choice_is_called_by_the_sentence_around_it()
    {
        System.Globalization.CultureInfo.CurrentUICulture = new("nb-NO");
        var answer = RuleSentences.Of(RulesForm.Of(AdmissionRules.Default), Texts).Single(s => s.Key == "answer").Sentences[0];
        answer.LabelOf(answer.Slots[0]).ShouldBe("Familien har … dager på seg til å svare på et tilbud. Svarer den ikke, går plassen til den neste og ønsket ut av køen.");
    }

    /// <summary>Rules of any kind; they need not be wise.</summary>
    private static AdmissionRules Made(Random random)
    {
        T Any<T>() where T : struct, Enum => Enum.GetValues<T>()[random.Next(Enum.GetValues<T>().Length)];
        bool Coin() => random.Next(2) == 0;
        int? Perhaps(int most) => Coin() ? random.Next(1, most) : null;
        DayOfYear? Day() => Coin() ? new(random.Next(1, 13), random.Next(1, 29)) : null;
        PriorityRule Rule() => Any<PriorityBy>() switch
        {
            PriorityBy.Flag => new(PriorityBy.Flag, Coin() ? Fact.Ranking[random.Next(Fact.Ranking.Count)] : $"{Fact.Ranking[0]}+{Fact.Ranking[random.Next(1, Fact.Ranking.Count)]}"),
            var by => new(by, YoungestFirst: by is PriorityBy.BirthDate or PriorityBy.BirthYear && Coin()),
        };
        IReadOnlyList<PriorityRule> Order() => [.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => Rule())];
        var keeps = Coin();
        return new(Order(), Any<RoundsRule>(), Perhaps(5), random.Next(1, 20), random.Next(1, 60), keeps,
            [.. Enumerable.Range(0, random.Next(3)).Select(i => new CourseRules($"c{i}", Coin() ? Order() : null, Coin() ? [new ReservedSeats("newlyArrived", random.Next(1, 4))] : []) { GradeFrom = Perhaps(13), GradeTo = Perhaps(13), Audition = Coin() })])
        {
            Eligible = new(Any<Residence>(), Perhaps(20), Perhaps(20), Any<AgeEnd>()) { DepthForAll = Coin(), AuditionForDepth = Coin(), LateWait = Coin(), Renewed = Coin() },
            Preparatory = [.. Enumerable.Range(0, random.Next(3)).Select(i => $"p{i}")],
            AdultFrom = random.Next(16, 30),
            AdultsOneYear = Coin(),
            Silence = Any<Silence>(),
            DecliningGoesLast = keeps && Coin(),
            SeniorityInYears = Coin(),
            SeniorityFollowsChange = Coin(),
            MayPassOver = Coin(),
            MayAskTogether = Coin(),
            Year = new() { ApplyBy = Day(), ConfirmBy = Day(), LapseUnconfirmed = Coin(), WithdrawAutumn = Day(), WithdrawSpring = Day(), Leave = Any<Leave>() },
        };
    }
}
