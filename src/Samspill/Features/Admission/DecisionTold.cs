using Samspill.Domain.Admission;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Admission;

/// <summary>What is told with a decision beside the facts it was made from.</summary>
/// <param name="ToldOn">The day the family was told: the time to complain runs from it.</param>
/// <param name="Wait">How long it may take from the number in the decision; null when the child does not wait.</param>
/// <param name="AnswerBy">The last moment to answer, when a place is offered.</param>
/// <param name="ComplaintBody">Who decides complaints that the school sends on, as the school has written it.</param>
public sealed record DecisionBasis(DateOnly ToldOn, int Run, int RulesVersion, string? AdoptedBy, WaitingTime? Wait, DateTimeOffset? AnswerBy, string? ComplaintBody);

/// <summary>A decision in whole sentences: one source for the web page, the e-mail and the letter.</summary>
/// <param name="Number">Where the child stood in the queue.</param>
/// <param name="Nothing">What made no difference; null when it was not a matter of order.</param>
public sealed record DecisionTold(
    string Title, string Lede, string? Number, string? Wait, string Adopted, IReadOnlyList<RuleInWords> Rules, string? Nothing, string Next,
    string ComplainBy, string ComplainTo, string Insight, string Law, string Made)
{
    /// <summary>The rule that decided, with what it meant here.</summary>
    public string? Why => Rules.FirstOrDefault(r => r.Decided) is { } rule ? $"{rule.Title} {rule.Text}".TrimEnd() : null;

    /// <summary>As paragraphs of an e-mail, the right to complain left out: it is the same for all of a child's decisions.</summary>
    public IEnumerable<string> Short => new[] { Title, Lede, Why, Wait }.OfType<string>();
}

/// <summary>Puts a decision into words, in the reader's language.</summary>
public static class DecisionTellings
{
    public static DecisionTold Told(this Texts texts, DecisionFacts facts, DecisionBasis basis)
    {
        var waits = facts is { Outcome: DecisionOutcome.Waiting, Queue: not null };
        return new DecisionTold(
            texts.Title(facts), texts.Lede(facts),
            waits ? texts["family.queue.number", facts.Child, facts.Queue, facts.OfWaiting] : null,
            waits && basis.Wait is { } wait ? texts.Wait(wait) : null,
            texts.Adopted(basis.AdoptedBy), facts.Outcome == DecisionOutcome.Placed ? [] : texts.Rules(facts), facts.Outcome == DecisionOutcome.Placed ? null : texts.Nothing(facts),
            facts.Outcome switch
            {
                DecisionOutcome.Placed when basis.AnswerBy is { } by => $"{texts["letter.next.answer", facts.Child, Deadline.Of(by)]} {texts[$"family.offer.silence.{Words.Of(facts.Rules.Silence)}", facts.Child]}",
                DecisionOutcome.Placed => texts["family.decision.next.placed", facts.Child, facts.Course],
                _ when facts.IsRefused && !AdmissionRules.IsForNow(facts.Flag) => texts["family.decision.next.refused", facts.Child, facts.Course],
                _ => texts["family.decision.next.waiting", facts.Child, facts.Course],
            },
            texts["family.complaint.until", Show.Day(ComplaintDeadline.LastDay(basis.ToldOn)), Show.Date(basis.ToldOn)],
            texts.ComplainTo(basis.ComplaintBody), texts["family.complaint.insight"], texts["family.complaint.law"],
            texts["family.decision.made", basis.RulesVersion, basis.AdoptedBy, basis.Run, Show.Date(basis.ToldOn)]);
    }

    /// <summary>Whose rules they are.</summary>
    public static string Adopted(this Texts texts, string? by) => by is null ? texts["family.decision.rules.standard"] : texts["family.decision.rules.adopted", by];

    /// <summary>How one complains, and who decides in the end.</summary>
    public static string ComplainTo(this Texts texts, string? body) => texts["family.complaint.how", body ?? texts["family.complaint.body"]];

    /// <summary>How long it may take and what that is reckoned from; or that nobody can say.</summary>
    public static string Wait(this Texts texts, WaitingTime wait)
    {
        if (wait is not { From: { } from, To: { } to }) return wait.Given == 0 ? texts["family.wait.unknown.none"] : texts["family.wait.unknown", wait.Given];
        var range = wait.IsLong ? texts["family.wait.long"] : wait.IsOpen ? texts["family.wait.open", from] : from == 0 ? texts["family.wait.up-to", to] : from == to ? texts["family.wait.about", to] : texts["family.wait.range", from, to];
        return $"{range} {(wait.Left == 0 ? texts["family.wait.reckoned", wait.Given] : texts["family.wait.reckoned.left", wait.Given, wait.Left])} {texts["family.wait.sure"]}";
    }
}
