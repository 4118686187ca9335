using System.Globalization;
using System.Text.RegularExpressions;
using Samspill.Domain.Admission;
using Samspill.Features.Admission;
using Samspill.Host;
using Samspill.Planning.Placement;
using PriorityRule = Samspill.Domain.Admission.PriorityRule;
using ReservedSeats = Samspill.Domain.Admission.ReservedSeats;

namespace Samspill.Tests.Features.Admission;

/// <summary>Every answer that a run can give has its sentences, in three languages.</summary>
public sealed partial class DecisionWordsTests
{
    private static readonly Texts Texts = Texts.Of(typeof(Texts).Assembly, strict: true);
    private static readonly string[] Languages = ["nb", "nn", "en"];

    private static readonly DecisionFacts Jonas = new(
        "Jonas", "gitar-midtbyen", "Gitar, Midtbyen", DecisionOutcome.Waiting, "placesHeld", null, Queue: 7, OfWaiting: 41, Placed: 10,
        2026, 8, new DateOnly(2018, 3, 14), 7, 19, [], null, new DateTimeOffset(2026, 1, 12, 18, 42, 0, TimeSpan.Zero), AdmissionRules.Default);

    public static TheoryData<string, DecisionOutcome?> Outcomes =>
        [.. from language in Languages from outcome in Enum.GetValues<DecisionOutcome>().Cast<DecisionOutcome?>().Append(null) select (language, outcome)];

    public static TheoryData<string, string> Deciders =>
        [.. from language in Languages from rule in Enum.GetNames<DecidedBy>() select (language, char.ToLowerInvariant(rule[0]) + rule[1..])];

    [Theory, MemberData(nameof(Outcomes))]
    public void Every_outcome_is_said_with_title_reason_rules_and_what_comes_next(string language, DecisionOutcome? outcome) => In(language, () =>
    {
        var facts = Jonas with { Outcome = outcome, DecidedBy = outcome == DecisionOutcome.Waiting ? "appliedAt" : null, Flag = outcome == DecisionOutcome.Missing ? "auditionPassed" : null, Requires = ["auditionPassed"], Minimum = 6, PassedOverFor = "Gruppa er full av barn på 10 år." };

        foreach (var sentence in new[] { Texts.Title(facts), Texts.Lede(facts), Texts.Nothing(facts) }.Concat(Texts.Rules(facts).SelectMany(r => new[] { r.Title, r.Text }).Where(t => t.Length > 0))) ShouldBeWhole(sentence);
        Texts.Rules(facts).Count(r => r.Decided).ShouldBe(outcome is null or DecisionOutcome.Placed or DecisionOutcome.Better or DecisionOutcome.AlreadyHeld or DecisionOutcome.PassedOver ? 0 : 1);
    });

    [Theory, MemberData(nameof(Deciders))]
    public void Every_rule_that_can_decide_is_said_and_marked_among_the_rules(string language, string by) => In(language, () =>
    {
        var facts = Jonas with
        {
            DecidedBy = by,
            Flag = by == "flag" ? "newlyArrived" : null,
            Rules = AdmissionRules.Default with
            {
                Order = [new(PriorityBy.Flag, "newlyArrived"), new(PriorityBy.PlacesHeld), new(PriorityBy.AppliedAt), new(PriorityBy.BirthYear), new(PriorityBy.BirthDate), new(PriorityBy.Distance)],
                Courses = [new CourseRules("gitar-midtbyen", null, [new ReservedSeats("specialNeeds", 2)])],
            },
        };

        var said = Texts.DecidedBy(facts)!;
        ShouldBeWhole(said);
        said.ShouldContain("Jonas");
        Texts.Rules(facts).Where(r => r.Decided).ShouldHaveSingleItem().Text.ShouldBe(said);
    });

    [Theory]
    [InlineData("nb", "birthDate", "yngste")]
    [InlineData("nn", "birthYear", "yngste")]
    [InlineData("en", "birthDate", "youngest")]
    public void An_order_turned_round_is_said_turned_round(string language, string by, string word) => In(language, () =>
    {
        var facts = Jonas with { DecidedBy = by, Rules = AdmissionRules.Default with { Order = [new PriorityRule(by == "birthDate" ? PriorityBy.BirthDate : PriorityBy.BirthYear, YoungestFirst: true)] } };

        Texts.Rules(facts).Single(r => r.Decided).Title.ShouldContain(word);
    });

    [Fact]
    public void A_child_that_is_too_old_is_told_its_age_and_the_band() => In("nb", () =>
        Texts.Lede(Jonas with { Child = "Kasper", Course = "Barnekor, Ila", Outcome = DecisionOutcome.TooOld, Turns = 11, AgeFrom = 6, AgeTo = 9 })
            .ShouldBe("Kasper fyller 11 i 2026. Barnekor, Ila er for barn som fyller 6 til 9."));

    [Fact]
    public void What_waited_is_counted_and_nobody_named() => In("nb", () =>
        Texts.Lede(Jonas).ShouldBe("10 fikk tilbud om plass, og 41 ble stående i køen. Jonas ble nummer 7 av dem."));

    [Theory]
    [InlineData(1, 1, "Én fikk tilbud om plass. Jonas er den eneste som ble stående i køen.")]
    [InlineData(0, 3, "Ingen fikk tilbud om plass, og 3 ble stående i køen. Jonas ble nummer 7 av dem.")]
    [InlineData(0, 1, "Ingen fikk tilbud om plass. Jonas er den eneste i køen.")]
    public void Few_are_counted_in_words(int placed, int waiting, string said) => In("nb", () => Texts.Lede(Jonas with { Placed = placed, OfWaiting = waiting }).ShouldBe(said));

    [Fact]
    public void The_rules_stand_in_their_order_with_the_one_that_decided_marked() => In("en", () =>
    {
        var rules = Texts.Rules(Jonas with { DecidedBy = "appliedAt" });

        rules.Select(r => r.Title).ShouldBe([
            "Gitar, Midtbyen is for children turning 7 to 19.", "A pupil can have at most 2 places at once.", "Everybody gets one place each before anybody gets two.",
            "Those with the fewest places already go first.", "The one who applied first goes first.", "The oldest goes first."]);
        rules.Select(r => r.Decided).ShouldBe([false, false, false, false, true, false]);
        rules[4].Text.Replace('\u00a0', ' ').ShouldContain("12 January 2026 at 19:42");
        rules[5].Text.ShouldBe("Did not come into use, since it was decided.");
    });

    [Fact]
    public void Who_is_too_young_reads_only_what_is_required() => In("nb", () =>
        Texts.Rules(Jonas with { Outcome = DecisionOutcome.TooYoung, DecidedBy = null }).ShouldHaveSingleItem().Decided.ShouldBeTrue());

    [Fact]
    public void What_a_rule_asks_for_is_not_said_to_make_no_difference() => In("nb", () =>
    {
        Texts.Nothing(Jonas).ShouldContain("adresse");
        Texts.Nothing(Jonas with { Rules = AdmissionRules.Default with { Order = [new(PriorityBy.Distance)] } }).ShouldNotContain("adresse");
        Texts.Nothing(Jonas with { Requires = ["resident"] }).ShouldNotContain("adresse");
        Texts.Nothing(Jonas).ShouldNotContain("når dere søkte");
        Texts.Nothing(Jonas with { Rules = AdmissionRules.Default with { Order = [new(PriorityBy.Lottery)] } }).ShouldContain("når dere søkte");
    });

    [Fact]
    public void The_courses_own_order_counts_before_the_schools() => In("nb", () =>
    {
        var facts = Jonas with { DecidedBy = "lottery", Rules = AdmissionRules.Default with { Courses = [new CourseRules("gitar-midtbyen", [new(PriorityBy.Lottery)], [])] } };

        Texts.Rules(facts)[^1].ShouldBe(new RuleInWords("Står det likt, trekker vi lodd.", Texts.DecidedBy(facts)!, true));
    });

    [Fact]
    public void A_flag_that_the_school_made_up_is_said_in_quotation_marks() => In("nb", () => Texts.Flag("korpsmedlem").ShouldBe("søkere med «korpsmedlem»"));

    [Theory]
    [InlineData("nb", "tirsdag 23. juni kl. 23.59")]
    [InlineData("nn", "tysdag 23. juni kl. 23.59")]
    [InlineData("en", "Tuesday 23 June at 23:59")]
    public void A_deadline_is_said_as_people_say_it(string language, string said) => In(language, () =>
        Deadline.Of(new DateTimeOffset(2026, 6, 23, 21, 59, 59, TimeSpan.Zero)).Replace('\u00a0', ' ').ShouldBe(said));

    [Fact]
    public void Days_are_said_in_words() => In("nn", () =>
    {
        Deadline.Days("tue sat").ShouldBe("tysdagar, laurdagar");
        Deadline.Days("").ShouldBeNull();
    });

    [Theory]
    [InlineData(DecisionOutcome.TooOld, false, "Elle fyller 10 i 2026. Barnekor, Ila er for barn som fyller 6 til 9.")]
    [InlineData(DecisionOutcome.AlreadyHeld, false, "Elle har plass på Barnekor, Ila fra før.")]
    [InlineData(DecisionOutcome.AtMaximum, true, "Elle har så mange plasser og tilbud som en elev kan ha: 2.")]
    [InlineData(DecisionOutcome.AtMaximum, false, "Elle har fått så mange plasser som dere ba om.")]
    public void Whoever_waits_without_a_number_is_told_why(DecisionOutcome why, bool full, string said) => In("nb", () =>
        Texts.Hindrance(new Hindrance(why, Full: full), "Elle", "Barnekor, Ila", 2026, 10, 6, 9, 2).ShouldBe(said));

    private static void ShouldBeWhole(string sentence)
    {
        sentence.ShouldNotBeNullOrWhiteSpace();
        LeftOver().IsMatch(sentence).ShouldBeFalse(sentence);
        sentence.ShouldNotContain("dessverre", Case.Insensitive);
    }

    private static void In(string language, Action look)
    {
        var (formats, words) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (Samspill.Host.Languages.Formats(language), CultureInfo.GetCultureInfo(language));
            look();
        }
        finally { (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (formats, words); }
    }

    /// <summary>A placeholder or a key instead of words, a doubled full stop, an empty value.</summary>
    [GeneratedRegex(@"[{}]|\bfamily\.\w|\.\.|  |–", RegexOptions.NonBacktracking)]
    private static partial Regex LeftOver();
}
