using System.Globalization;
using Samspill.Domain.Admission;
using Samspill.Features.Admission;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Admission;

/// <summary>One rule in the order it was applied.</summary>
/// <param name="Decided">This is the one that decided.</param>
public sealed record RuleInWords(string Title, string Text, bool Decided);

/// <summary>Says a decision in the reader's language: what, why, by which rules, and what had nothing to say. Pure: facts in, sentences out.</summary>
public static class DecisionWords
{
    public static string Title(this Texts texts, DecisionFacts facts) => texts[$"family.decision.title.{Key(facts.Outcome)}", facts.Child, facts.Course];

    /// <summary>The answer in a sentence or two.</summary>
    public static string Lede(this Texts texts, DecisionFacts facts) => facts.Outcome switch
    {
        DecisionOutcome.Waiting when facts.Placed == 0 => texts["family.decision.lede.waiting.none-placed", facts.OfWaiting, facts.Child, facts.Queue],
        DecisionOutcome.Waiting when facts.OfWaiting == 1 => texts["family.decision.lede.waiting.alone", facts.Placed, facts.Child],
        DecisionOutcome.Waiting => texts["family.decision.lede.waiting", facts.Placed, facts.OfWaiting, facts.Child, facts.Queue],
        DecisionOutcome.Closed when facts.Minimum > 0 => texts["family.decision.lede.closed.minimum", facts.Course, facts.Minimum],
        DecisionOutcome.TooYoung or DecisionOutcome.TooOld => $"{Turns(texts, facts)} {texts.ForAges(facts)}",
        DecisionOutcome.PassedOver => texts["family.decision.lede.passedover", facts.Child, facts.Course, facts.PassedOverFor],
        DecisionOutcome.Missing when AdmissionRules.IsForNow(facts.Flag) => texts["family.decision.lede.late", facts.Child, facts.Course],
        DecisionOutcome.Missing => texts["family.decision.lede.missing", facts.Course, texts.Flag(facts.Flag), facts.Child],
        DecisionOutcome.AtMaximum when facts.Rules.MaxPlacesPerPupil is { } most => texts["family.decision.lede.atmaximum.most", facts.Child, most],
        var outcome => texts[$"family.decision.lede.{Key(outcome)}", facts.Child, facts.Course],
    };

    /// <summary>What the rule that decided meant for this child. The rule itself is the title above it; nothing is said of anybody else.</summary>
    public static string? DecidedBy(this Texts texts, DecisionFacts facts) => facts.DecidedBy is not { } by ? null : by switch
    {
        "flag" when Fact.IsTurns(facts.Flag) => texts["family.decision.by.birthyear", facts.Child, Year(facts.Born?.Year)],
        "appliedAt" => texts["family.decision.by.appliedat", facts.Child, Show.Moment(facts.AppliedAt)],
        "birthDate" => texts["family.decision.by.birthdate", facts.Child, Show.Date(facts.Born)],
        "birthYear" => texts["family.decision.by.birthyear", facts.Child, Year(facts.Born?.Year)],
        _ => texts[$"family.decision.by.{by.ToLowerInvariant()}", facts.Child],
    };

    /// <summary>The rules in the order they apply, with what each of them did here.</summary>
    public static IReadOnlyList<RuleInWords> Rules(this Texts texts, DecisionFacts facts)
    {
        var all = AllRules(texts, facts).ToList();
        var decisive = all.FindIndex(r => r.Decided);
        return facts.Outcome is not { } outcome ? [.. all.Select(r => r.Rule)]
            : [.. all.Select((r, at) => r.Rule with
            {
                Decided = at == decisive,
                Text = at == decisive && outcome == DecisionOutcome.Waiting ? texts.DecidedBy(facts)!
                    : r.Rule.Text.Length > 0 ? r.Rule.Text
                    : decisive < 0 || at == decisive ? "" : texts[at < decisive ? "family.decision.rule.before" : "family.decision.rule.after"],
            })];
    }

    /// <summary>What made no difference, because no rule asks for it.</summary>
    public static string Nothing(this Texts texts, DecisionFacts facts)
    {
        var things = new List<string> { "income", "sex", "language" };
        if (!facts.Uses(PriorityBy.Distance) && !facts.UsesFlag("resident")) things.Insert(0, "address");
        if (!facts.Uses(PriorityBy.AppliedAt) && !facts.UsesFlag(Fact.OnTime)) things.Add("time");
        if (!facts.Uses(PriorityBy.BirthDate) && !facts.Uses(PriorityBy.BirthYear) && !facts.Uses(PriorityBy.OlderInSchoolAge) && facts is { AgeFrom: null, AgeTo: null }) things.Add("age");
        if (!facts.UsesFlag("sibling")) things.Add("siblings");
        var words = things.ConvertAll(thing => texts[$"family.decision.nothing.{thing}"]);
        return texts["family.decision.nothing", string.Join(", ", words[..^1]), words[^1]];
    }

    /// <summary>Why a child that waits has no number in the queue now.</summary>
    public static string Hindrance(this Texts texts, Hindrance hindrance, string child, string course, int year, int? turns, int? ageFrom, int? ageTo, int? most) => hindrance switch
    {
        { Why: DecisionOutcome.TooYoung or DecisionOutcome.TooOld } => $"{texts.Turns(child, turns, year)} {texts.ForAges(course, ageFrom, ageTo)}",
        { Why: DecisionOutcome.Missing } => texts["family.decision.lede.missing", course, texts.Flag(hindrance.Flag), child],
        { Why: DecisionOutcome.AlreadyHeld } => texts["family.hindrance.alreadyheld", child, course],
        { Full: true } => texts["family.hindrance.full", child, most],
        _ => texts["family.hindrance.enough", child],
    };

    private static IEnumerable<(RuleInWords Rule, bool Decided)> AllRules(Texts texts, DecisionFacts facts)
    {
        if (facts.AgeFrom is not null || facts.AgeTo is not null)
            yield return (new(texts.ForAges(facts), Turns(texts, facts), false), facts.Outcome is DecisionOutcome.TooYoung or DecisionOutcome.TooOld);
        foreach (var flag in facts.Requires)
            yield return (new(texts["family.decision.rule.requires", texts.Flag(flag)], facts.Outcome == DecisionOutcome.Missing && facts.Flag == flag ? texts["family.decision.rule.missing", facts.Child] : texts["family.decision.rule.asked"], false), facts.Outcome == DecisionOutcome.Missing && facts.Flag == flag);
        if (facts.Outcome == DecisionOutcome.NotTogether) yield return (new(texts["family.decision.rule.nottogether"], texts["family.decision.rule.nottogether.here"], false), true);
        if (facts.IsRefused || facts.Outcome is DecisionOutcome.PassedOver or DecisionOutcome.NotTogether) yield break; // the order of the queue never came into it

        if (facts.Rules.MaxPlacesPerPupil is { } most) yield return (new(texts["family.decision.rule.most", most], "", false), facts.Outcome == DecisionOutcome.AtMaximum);
        if (facts.Outcome == DecisionOutcome.AtMaximum) yield break;
        if (facts.Minimum > 0) yield return (new(texts["family.decision.rule.minimum", facts.Minimum], "", false), facts.Outcome == DecisionOutcome.Closed);
        if (facts.Outcome == DecisionOutcome.Closed) yield break;
        if (facts.DecidedBy == "capacity") yield return (new(texts["family.decision.rule.capacity"], "", false), true);
        if (facts.OneEachFirst || facts.DecidedBy == "round") yield return (new(texts["family.decision.rule.round"], "", false), facts.DecidedBy == "round");
        foreach (var (at, reserved) in facts.Reserved.Index())
            yield return (new(texts["family.decision.rule.reserved", reserved.Places, texts.Flag(reserved.Flag)], "", false), facts.DecidedBy == "reserved" && at == 0);
        foreach (var rule in facts.Order)
            yield return (new(texts[$"family.decision.rule.{Words.Rule(rule.By).ToLowerInvariant()}{Direction(rule)}", texts.Flag(rule.Flag)], "", false), Decides(rule, facts));
        if (!facts.Uses(PriorityBy.Lottery) && facts.DecidedBy is "lottery" or "id") yield return (new(texts["family.decision.rule.lottery"], "", false), true);
    }

    private static string Turns(Texts texts, DecisionFacts facts) => texts.Turns(facts.Child, facts.Turns, facts.Year);

    private static string Turns(this Texts texts, string child, int? turns, int year) => turns is { } age ? texts["family.decision.turns", child, age, Year(year)] : "";

    private static string ForAges(this Texts texts, DecisionFacts facts) => texts.ForAges(facts.Course, facts.AgeFrom, facts.AgeTo);

    private static string ForAges(this Texts texts, string course, int? ageFrom, int? ageTo) => (ageFrom, ageTo) switch
    {
        ({ } from, null) => texts["family.decision.ages.from", course, from],
        (null, { } to) => texts["family.decision.ages.to", course, to],
        ({ } from, { } to) => texts["family.decision.ages", course, from, to],
        _ => "",
    };

    // A year is no number: nothing between its thousands.
    private static string Year(int? year) => year?.ToString(CultureInfo.InvariantCulture) ?? Show.None;

    private static string Direction(PriorityRule? rule) => rule is { YoungestFirst: true, By: PriorityBy.BirthDate or PriorityBy.BirthYear } ? ".youngest" : "";

    /// <summary>The order of age within school age is told by the run as the flag of a year.</summary>
    private static bool Decides(PriorityRule rule, DecisionFacts facts) =>
        rule.By == PriorityBy.OlderInSchoolAge ? facts.DecidedBy == "flag" && Fact.IsTurns(facts.Flag) : facts.DecidedBy == Words.Rule(rule.By) && rule.Flag == facts.Flag;

    private static string Key(DecisionOutcome? outcome) => outcome?.ToString().ToLowerInvariant() ?? "undecided";
}
