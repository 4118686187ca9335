using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Surveys;
using Samspill.Planning.Statistics;

namespace Samspill.Features.Surveys;

/// <summary>What was answered to one question, as far as it may be told.</summary>
/// <param name="Answered">How many answered this question; null when that is hidden.</param>
/// <param name="Counts">For each code, null where it is hidden. Null when there are too few to tell anything; empty for a text.</param>
/// <param name="Mean">Of a scale, when no figure of it is hidden: else it would give one away.</param>
/// <param name="Texts">In an order drawn for each question, so that one receiver's answers cannot be put together.</param>
public sealed record QuestionResult(SurveyQuestion Question, long? Answered, IReadOnlyList<long?>? Counts, double? Mean, IReadOnlyList<string> Texts);

/// <summary>A question's figures as they are drawn.</summary>
public sealed record SurveyCounts(IReadOnlyList<(string Answer, long? Count)> Rows)
{
    /// <summary>Whether there is any bar to draw.</summary>
    public bool IsDrawn => Rows.Any(r => r.Count > 0);
}

internal static class SurveyResults
{
    /// <summary>All answers of a survey, in an order that tells nothing.</summary>
    public static async Task<List<IReadOnlyList<string>>> SurveyAnswersAsync(this SamspillDb db, Survey survey, CancellationToken ct) => survey.Anonymous
        ? await db.SurveyAnswers.Where(a => a.Survey == survey.Id).OrderBy(a => a.Id).Select(a => a.Values).Take(Survey.MostReceivers).ToListAsync(ct)
        : await db.NamedSurveyAnswers.Where(a => a.Survey == survey.Id).OrderBy(a => a.Person).Select(a => a.Values).Take(Survey.MostReceivers).ToListAsync(ct);

    /// <summary>The results, question by question; none with fewer than five answers.</summary>
    public static IReadOnlyList<QuestionResult> Of(Survey survey, IReadOnlyList<IReadOnlyList<string>> answers) =>
        answers.Count < Survey.FewestAnswers ? [] : [.. survey.Questions.Select((question, i) => Of(survey, question, [.. answers.Select(a => a[i])]))];

    /// <summary>The answers, with all that the results hide made <see cref="ResearchExtract.Coarse"/>: what is made of them tells no more than the results.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Masked(Survey survey, IReadOnlyList<IReadOnlyList<string>> answers)
    {
        var shown = survey.Questions.Select((question, i) => question.Kind == QuestionKind.Text ? null : Counts(survey, question, [.. answers.Select(a => a[i])])).ToList();
        bool IsTold(SurveyQuestion question, int i, string answer) => question.Kind == QuestionKind.Text || shown[i]?[Place(question, answer)] is not null;
        return [.. answers.Select(a => (IReadOnlyList<string>)[.. survey.Questions.Select((question, i) => IsTold(question, i, a[i]) ? a[i] : ResearchExtract.Coarse)])];
    }

    private static QuestionResult Of(Survey survey, SurveyQuestion question, List<string> given)
    {
        if (question.Kind == QuestionKind.Text)
        {
            var texts = given.Where(t => t.Length > 0).ToList();
            return texts.Count < Survey.FewestAnswers ? new(question, null, null, null, []) : new(question, texts.Count, [], null, Shuffled(question, texts));
        }
        if (Counts(survey, question, given) is not { } shown) return new(question, null, null, null, []);
        var said = given.Where(a => a.Length > 0).ToList();
        var mean = question.Kind == QuestionKind.Scale && !shown.Contains(null) && said.Count > 0 ? said.Average(a => Place(question, a) + 1) : (double?)null;
        return new(question, shown[^1] is null ? null : said.Count, [.. shown.SkipLast(1)], mean, []);
    }

    /// <summary>How many gave each answer, and last how many gave none, as far as it may be told; null when nothing may.</summary>
    /// <remarks>Where nearly everybody who was asked said the same, the figure tells what each of them said: then nothing of it is shown, unless the answers have names.</remarks>
    private static IReadOnlyList<long?>? Counts(Survey survey, SurveyQuestion question, List<string> given)
    {
        var counts = new long[question.Options() + 1];
        foreach (var answer in given) counts[Place(question, answer)]++;
        return survey.Anonymous && survey.Receivers - counts.SkipLast(1).Max() < Survey.FewestAnswers ? null : Shown(counts);
    }

    /// <summary>Counts of which everybody knows the sum, as they may be shown; null when nothing may.</summary>
    /// <remarks>A count of 1 to 4 is hidden, and so much more that the sum does not give it away; where that cannot be done, all is.</remarks>
    public static IReadOnlyList<long?>? Shown(IReadOnlyList<long> counts)
    {
        var sum = counts.Sum();
        if (sum < Suppression.Smallest) return null;
        var table = new FixedTable("answers", [new TableAxis("answer", [new AxisCategory("all"), .. counts.Select((_, i) => new AxisCategory($"a{i}", "all"))])], [sum, .. counts.Select(c => (long?)c)]);
        var known = new TableSystem();
        known.Cell("answers", sum);
        var tables = new TableSystem();
        tables.Add(table);
        tables.AddEarlier(known, new HashSet<string>());
        var hidden = Suppression.Of(tables);
        return hidden.Exposed.Count > 0 ? null : [.. hidden.Of(table).Skip(1)];
    }

    // The same order each time: two looks must not tell more than one.
    private static IReadOnlyList<string> Shuffled(SurveyQuestion question, List<string> texts) =>
        [.. texts.OrderBy(text => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{question.Key} {text}"))), StringComparer.Ordinal)];

    /// <summary>Where an answer stands among the counts; nothing is last.</summary>
    private static int Place(SurveyQuestion question, string answer) => answer.Length == 0 ? question.Options() : int.Parse(answer, CultureInfo.InvariantCulture) - 1;
}
