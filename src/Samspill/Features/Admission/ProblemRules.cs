using Samspill.Domain.Admission;
using Samspill.Domain.School;
using Samspill.Host;
using Samspill.Planning.Placement;
using PriorityRule = Samspill.Domain.Admission.PriorityRule;
using ProblemRule = Samspill.Planning.Placement.PriorityRule;

namespace Samspill.Features.Admission;

/// <summary>The school's rules in the words of a placement problem.</summary>
internal static class ProblemRules
{
    /// <summary>An order of priority. The order of age within school age becomes a flag for each year, so that it says nothing of adults.</summary>
    public static IReadOnlyList<ProblemRule> Of(IEnumerable<PriorityRule> order, AdmissionRules rules) => [.. order.SelectMany(rule => Of(rule, rules))];

    public static IEnumerable<ProblemRule> Of(PriorityRule rule, AdmissionRules rules) => rule.By == PriorityBy.OlderInSchoolAge
        ? Enumerable.Range(AskingPupil.SchoolAge, Math.Max(0, rules.AdultFrom - AskingPupil.SchoolAge)).Reverse().Select(age => new ProblemRule(Priority.Flag, Fact.Turns(age)))
        : [new ProblemRule((Priority)(int)rule.By, rule.Flag, rule.YoungestFirst)];

    /// <summary>Every flag that the orders and the reserved seats ask for.</summary>
    public static HashSet<string> FlagsOf(AdmissionRules rules) =>
        [.. rules.Courses.SelectMany(c => c.Order ?? []).Concat(rules.Order).SelectMany(r => Of(r, rules)).Select(r => r.Flag).OfType<string>(), .. rules.Courses.SelectMany(c => c.Reserved).Select(r => r.Flag)];

    /// <summary>Where an application stands in the queue by these rules: its own moment, or the start of its school year.</summary>
    public static DateTimeOffset SeniorityOf(this AdmissionRules rules, DateTimeOffset since) =>
        rules.SeniorityInYears ? Oslo.StartOf(new DateOnly(SchoolYear.Of(Oslo.DayOf(since)), 8, 1)) : since;

    public static bool Uses(this AdmissionRules rules, PriorityBy by) => rules.Courses.SelectMany(c => c.Order ?? []).Concat(rules.Order).Any(r => r.By == by);
}
