namespace Samspill.Domain.Surveys;

/// <summary>The answers of a survey made so that nobody is singled out by what they are: for research.</summary>
/// <remarks>
/// Answers in own words, names and times are left out. Of the rest, those to the background questions are what one could be known by (quasi-identifiers).
/// Each combination of them that is left has at least <see cref="Fewest"/> answers (k-anonymity, Samarati and Sweeney 1998): an answer in a smaller group
/// has its last background variable made <see cref="Coarse"/>, then the last two, and so on; when even all of them do not make a group, the smallest group joins them.
/// No answer is left out: what it held could be told from the figures of all.
/// It does not guard against a group that agrees in everything, nor against one who knows what somebody else answered.
/// The rows are sorted by what they hold, so that their order tells nothing.
/// </remarks>
/// <param name="Variables">The questions that became variables, named v1, v2 … in this order.</param>
/// <param name="Rows">A code for each variable; empty where nothing was answered.</param>
public sealed record ResearchExtract(IReadOnlyList<SurveyQuestion> Variables, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>The smallest group (k).</summary>
    public const int Fewest = 5;

    /// <summary>Stands for a background that is not told.</summary>
    public const string Coarse = "*";

    /// <summary>The name of a variable by its place.</summary>
    public static string NameOf(int place) => FormattableString.Invariant($"v{place + 1}");

    /// <param name="questions">All questions of the survey.</param>
    /// <param name="answers">Each in the order of the questions.</param>
    public static ResearchExtract Of(IReadOnlyList<SurveyQuestion> questions, IReadOnlyList<IReadOnlyList<string>> answers)
    {
        int[] kept = [.. Enumerable.Range(0, questions.Count).Where(i => questions[i].Kind != QuestionKind.Text)];
        int[] background = [.. Enumerable.Range(0, kept.Length).Where(i => questions[kept[i]].IsBackground)];
        var left = answers.Select(a => kept.Select(i => a[i]).ToArray()).ToList();
        var rows = new List<string[]>();
        for (var told = background.Length; told >= 0 && left.Count > 0; told--)
        {
            if (told < background.Length)
                foreach (var row in left) row[background[told]] = Coarse;
            var groups = left.GroupBy(Background).ToList();
            rows.AddRange(groups.Where(g => g.Count() >= Fewest).SelectMany(g => g));
            left = [.. groups.Where(g => g.Count() < Fewest).SelectMany(g => g)];
        }
        if (left.Count > 0 && rows.Count > 0)
        {
            var joining = rows.GroupBy(Background).OrderByDescending(g => background.All(i => g.First()[i] == Coarse)).ThenBy(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).First().ToList();
            foreach (var row in joining)
                foreach (var i in background) row[i] = Coarse;
            rows.AddRange(left);
        }
        return new([.. kept.Select(i => questions[i])], [.. rows.OrderBy(row => string.Join('|', row), StringComparer.Ordinal)]);

        string Background(string[] row) => string.Join('|', background.Select(i => row[i])); // codes hold no bar
    }
}
