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

internal static class SurveyResults
{
    /// <summary>All answers of a survey, in an order that tells nothing.</summary>
    public static async Task<List<IReadOnlyList<string>>> SurveyAnswersAsync(this SamspillDb db, Survey survey, CancellationToken ct) => survey.Anonymous
        ? await db.SurveyAnswers.Where(a => a.Survey == survey.Id).OrderBy(a => a.Id).Select(a => a.Values).Take(Survey.MostReceivers).ToListAsync(ct)
        : await db.NamedSurveyAnswers.Where(a => a.Survey == survey.Id).OrderBy(a => a.Person).Select(a => a.Values).Take(Survey.MostReceivers).ToListAsync(ct);

    /// <summary>The results, question by question; none with fewer than five answers.</summary>
    public static IReadOnlyList<QuestionResult> Of(IReadOnlyList<SurveyQuestion> questions, IReadOnlyList<IReadOnlyList<string>> answers) =>
        answers.Count < Survey.FewestAnswers ? [] : [.. questions.Select((question, i) => Of(question, [.. answers.Select(a => a[i])]))];

    private static QuestionResult Of(SurveyQuestion question, List<string> given)
    {
        if (question.Kind == QuestionKind.Text)
        {
            var texts = given.Where(t => t.Length > 0).ToList();
            return texts.Count < Survey.FewestAnswers ? new(question, null, null, null, []) : new(question, texts.Count, [], null, Shuffled(question, texts));
        }
        var counts = new long[question.Options() + 1]; // last: said nothing
        foreach (var answer in given) counts[answer.Length == 0 ? counts.Length - 1 : Code(answer) - 1]++;
        var silent = counts[^1];
        if (Shown(counts) is not { } shown) return new(question, null, null, null, []);
        var all = !shown.Contains(null);
        var mean = question.Kind == QuestionKind.Scale && all && given.Count > silent ? given.Where(a => a.Length > 0).Average(a => Code(a)) : (double?)null;
        return new(question, shown[^1] is null ? null : given.Count - silent, [.. shown.SkipLast(1)], mean, []);
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

    private static int Code(string answer) => int.Parse(answer, CultureInfo.InvariantCulture);
}
