using Samspill.Domain.Admission;
using Samspill.Features.Admission;
using Samspill.Features.Shared;
using Samspill.Host;
using Samspill.Planning.Placement;
using PriorityRule = Samspill.Planning.Placement.PriorityRule;

namespace Samspill.Features.Complaints;

/// <summary>How two wishes stand to each other by one rule.</summary>
public enum Stands { Equal, Ahead, Behind }

/// <summary>One rule, what it says of this wish and of the one admitted last. Of the other no more than the comparison: no name, no day.</summary>
public sealed record ComparedRule(string Rule, string Mine, string Theirs, Stands Stands);

/// <summary>Compares a wish with the one that came in last on the course, rule by rule in the run's own order, from the run's own kept problem.</summary>
public static class RuleComparison
{
    public static IReadOnlyList<ComparedRule> Compare(this Texts texts, PlacementProblem problem, PlacementResult result, string mine, string last)
    {
        var (my, their) = (Side.Of(problem, result, mine, last), Side.Of(problem, result, last, last));
        var order = problem.Courses.Single(c => c.Id == my.Wish.Course).Order ?? problem.Rules.Order;
        var rows = new List<ComparedRule>();
        foreach (var rule in order)
        {
            if (!Fact.IsTurns(rule.Flag)) rows.Add(texts.Compare(rule, my, their));
            else if (rule.Flag == order.First(r => Fact.IsTurns(r.Flag)).Flag) rows.Add(texts.CompareSchoolAge(order, my, their)); // its years are one rule
        }
        return rows;
    }

    private static ComparedRule CompareSchoolAge(this Texts texts, IReadOnlyList<PriorityRule> order, Side my, Side their)
    {
        var differs = order.FirstOrDefault(r => Fact.IsTurns(r.Flag) && my.Has(r.Flag!) != their.Has(r.Flag!))?.Flag;
        var (born, other) = (my.Pupil.BirthDate, their.Pupil.BirthDate);
        return new(texts["family.decision.rule.olderinschoolage"], Show.Date(born), texts[differs is null ? "complaint.value.same" : born.Year > other.Year ? "complaint.value.older" : "complaint.value.younger"],
            differs is null ? Stands.Equal : my.Has(differs) ? Stands.Ahead : Stands.Behind);
    }

    private static ComparedRule Compare(this Texts texts, PriorityRule rule, Side my, Side their)
    {
        var name = Words.Rule(rule.By);
        var youngest = rule is { YoungestFirst: true, By: Priority.BirthDate or Priority.BirthYear };
        var title = texts[$"family.decision.rule.{name.ToLowerInvariant()}{(youngest ? ".youngest" : "")}", texts.Flag(rule.Flag)];
        string YesNo(bool yes) => texts[yes ? "complaint.value.yes" : "complaint.value.no"];
        var (born, other) = (my.Pupil.BirthDate, their.Pupil.BirthDate);
        return rule.By switch
        {
            Priority.Flag => new(title, YesNo(my.Has(rule.Flag!)), YesNo(their.Has(rule.Flag!)), Of(their.Has(rule.Flag!).CompareTo(my.Has(rule.Flag!)))),
            Priority.PlacesHeld => new(title, Show.Number(my.Held), Show.Number(their.Held), Of(my.Held.CompareTo(their.Held))),
            Priority.AppliedAt => new(title, Show.Moment(my.Wish.AppliedAt), texts.Earlier("complaint.value.applied", (my.Wish.AppliedAt - their.Wish.AppliedAt).TotalDays), Of(my.Wish.AppliedAt.CompareTo(their.Wish.AppliedAt))),
            Priority.BirthDate => new(title, Show.Date(born), texts[born == other ? "complaint.value.same" : born > other ? "complaint.value.older" : "complaint.value.younger"], Of(youngest ? other.CompareTo(born) : born.CompareTo(other))),
            Priority.BirthYear => new(title, Show.Date(born), texts[born.Year == other.Year ? "complaint.value.same" : born.Year > other.Year ? "complaint.value.older" : "complaint.value.younger"], Of(youngest ? other.Year.CompareTo(born.Year) : born.Year.CompareTo(other.Year))),
            Priority.Distance => new(title, my.Wish.Distance is { } way ? texts["complaint.value.metres", Show.Number((long)way)] : texts["complaint.value.unknown"],
                texts[my.Way == their.Way ? "complaint.value.same" : my.Way > their.Way ? "complaint.value.shorter" : "complaint.value.longer"], Of(my.Way.CompareTo(their.Way))),
            _ => new(title, texts["complaint.value.lot"], texts["complaint.value.lot"], Stands.Equal),
        };
    }

    // How far apart is told in whole days, so that the moment, and with it the other's application, is not.
    private static string Earlier(this Texts texts, string key, double days) =>
        Math.Abs(days) < 1 ? texts[days == 0 ? "complaint.value.same" : days > 0 ? $"{key}.earlier.same-day" : $"{key}.later.same-day"]
        : texts[days > 0 ? $"{key}.earlier" : $"{key}.later", (int)Math.Abs(days)];

    private static Stands Of(int compared) => compared == 0 ? Stands.Equal : compared < 0 ? Stands.Ahead : Stands.Behind;

    /// <param name="Held">Places at the start of the round in which the last one came in.</param>
    private sealed record Side(PlacementApplication Wish, PlacementPupil Pupil, int Held)
    {
        public double Way => Wish.Distance ?? double.MaxValue;

        public bool Has(string flag) => Wish.Flags.Contains(flag) || Pupil.Flags.Contains(flag);

        public static Side Of(PlacementProblem problem, PlacementResult result, string application, string last)
        {
            var wish = problem.Applications.Single(a => a.Id == application);
            var pupil = problem.Pupils.Single(p => p.Id == wish.Pupil);
            var round = result.Placed.First(p => p.Application == last).Round;
            return new Side(wish, pupil, pupil.Holds.Count + result.Placed.Count(p => p.Pupil == pupil.Id && p.Round < round));
        }
    }
}
