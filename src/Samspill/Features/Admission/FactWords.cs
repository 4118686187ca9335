using Samspill.Domain.Admission;
using Samspill.Host;

namespace Samspill.Features.Admission;

/// <summary>Facts as words.</summary>
public static class FactWords
{
    /// <summary>A flag as the end of a sentence: "children who …"; in quotation marks when the school has made it up.</summary>
    public static string Flag(this Texts texts, string? flag) => Fact.Parts(flag ?? "") switch
    {
        [] => texts["fact.other", flag],
        [var only] => texts.Has(Key(only)) ? texts[Key(only)] : texts["fact.other", only],
        [var first, .. var rest] => texts["fact.both", texts.Flag(first), texts.Flag(string.Join('+', rest))],
    };

    /// <summary>A rule of an order as a sentence.</summary>
    public static string Sentence(this Texts texts, PriorityRule rule, AdmissionRules rules) => RuleSentences.Read(RuleSentences.OfRow(RuleRow.Of(rule), "", rules.SeniorityInYears, [], texts));

    /// <summary>What decided, in a word or two for a list.</summary>
    public static string DecidedBy(this Texts texts, object by, string? flag) =>
        Fact.IsTurns(flag) ? texts["decided-by.older-in-school-age"] : texts[$"decided-by.{Words.Of(by)}", texts.Flag(flag)];

    /// <summary>What is wrong with rules, with the rules it speaks of as sentences.</summary>
    public static string FaultOf(this Texts texts, Rejection fault, AdmissionRules rules) =>
        texts[$"refusal.{fault.Code}", [.. fault.Facts.Select(f => f is PriorityRule rule ? texts.Sentence(rule, rules).TrimEnd('.') : f)]];

    private static string Key(string fact) => $"fact.{fact.ToLowerInvariant()}";
}
