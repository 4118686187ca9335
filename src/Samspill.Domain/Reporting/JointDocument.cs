using Samspill.Domain.Strategy;

namespace Samspill.Domain.Reporting;

/// <summary>What all counties say together, area by area: as it is shown, printed, given as data and kept.</summary>
public sealed record JointDocument(string Name, string Plan, DateOnly From, DateOnly To, string Introduction, IReadOnlyList<JointCounty> Counties, IReadOnlyList<JointArea> Areas)
{
    /// <summary>Sums up what has been handed in.</summary>
    /// <param name="counties">All that were asked, with the newest that each handed in; null for nothing.</param>
    /// <param name="once">Events of those that have handed in, each once.</param>
    /// <param name="texts">The joint texts by goal; empty is the introduction's.</param>
    public static JointDocument Of(ReportingRound round, string plan, IReadOnlyList<(string Number, string Name, ReportDelivery? Delivery, DateOnly? On)> counties, IReadOnlyList<LoggedEvent> once, IReadOnlyDictionary<Guid, string> texts)
    {
        List<(string Name, DeliveredReport Report, Dictionary<Guid, DeliveredAnswer> Answers)> told =
            [.. counties.Where(c => c.Delivery is not null).Select(c => (c.Name, c.Delivery!.Content, c.Delivery.Content.Answers.ToDictionary(a => a.Asked)))];
        var municipalities = told.Sum(t => t.Report.Municipalities);
        List<LoggedEvent> apart = [.. told.SelectMany(t => t.Report.Events)];
        JointGoal Goal(AskedGoal goal) => new(goal.Number, goal.Words, texts.GetValueOrDefault(goal.Key) ?? "", [.. goal.Measures.Select(m => new JointMeasure(m.Number, m.Words))],
            [.. goal.Asked.Where(a => a.Kind == AskedKind.Figure).Select(a => Figure(goal, a))], [.. goal.Asked.Where(a => a.Kind == AskedKind.Words).Select(Words)]);
        JointFigure Figure(AskedGoal goal, Asked asked)
        {
            List<CountyFigure> figures = [.. told.Where(t => t.Answers.ContainsKey(asked.Key)).Select(t => (t.Name, Answer: t.Answers[asked.Key])).Select(t => new CountyFigure(t.Name, t.Answer.Value, t.Answer.Proposed, t.Answer.Reason))];
            var sum = figures.Any(f => f.Value is not null) ? figures.Sum(f => f.Value) : null;
            if (asked.Source is null || AskedFigures.Propose(goal, asked, once, municipalities) is not { } together) return new(asked.Words, sum, 0, asked.IsShare, figures);
            if (asked.IsShare) return new(asked.Words, figures.Count > 0 ? together : null, 0, true, figures);
            var twice = (AskedFigures.Propose(goal, asked, apart, municipalities) ?? together) - together;
            return new(asked.Words, sum - twice, twice, false, figures);
        }
        JointWords Words(Asked asked) => new(asked.Words, [.. told.Where(t => t.Answers.TryGetValue(asked.Key, out var answer) && answer.Words is { Length: > 0 }).Select(t => new CountyWords(t.Name, t.Answers[asked.Key].Words!))]);
        return new JointDocument(round.Name, plan, round.From, round.To, texts.GetValueOrDefault(Guid.Empty) ?? "",
            [.. counties.Select(c => new JointCounty(c.Number, c.Name, c.On, c.Delivery?.IsLate == true))],
            [.. round.Template.Select(a => new JointArea(a.Number, a.Name, [.. a.Goals.Select(Goal)]))]);
    }
}

/// <summary>Who was asked.</summary>
/// <param name="HandedIn">The day; null for one that has not.</param>
public sealed record JointCounty(string Number, string Name, DateOnly? HandedIn, bool IsLate);

/// <summary>An area of the plan.</summary>
public sealed record JointArea(string Number, string Name, IReadOnlyList<JointGoal> Goals);

/// <summary>A goal.</summary>
/// <param name="Text">The joint text.</param>
public sealed record JointGoal(string Number, string Words, string Text, IReadOnlyList<JointMeasure> Measures, IReadOnlyList<JointFigure> Figures, IReadOnlyList<JointWords> Told);

/// <summary>A national measure.</summary>
public sealed record JointMeasure(string Number, string Words);

/// <summary>A figure of the nation, and what each county gave.</summary>
/// <param name="Sum">Null when nobody gave any.</param>
/// <param name="CountedTwice">What was taken off, because two counties counted the same event.</param>
/// <param name="IsShare">Reckoned anew from all counties' events: shares are not added up.</param>
public sealed record JointFigure(string Words, decimal? Sum, decimal CountedTwice, bool IsShare, IReadOnlyList<CountyFigure> Counties);

/// <summary>A county's figure.</summary>
/// <param name="Proposed">What its log said.</param>
/// <param name="Reason">Why the figure is another.</param>
public sealed record CountyFigure(string County, decimal? Value, decimal? Proposed, string? Reason);

/// <summary>What counties answered in words.</summary>
public sealed record JointWords(string Words, IReadOnlyList<CountyWords> Counties);

/// <summary>A county's words.</summary>
public sealed record CountyWords(string County, string Words);
