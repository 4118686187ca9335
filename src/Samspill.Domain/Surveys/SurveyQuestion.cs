using System.Globalization;
using Samspill.Domain.Shared;

namespace Samspill.Domain.Surveys;

/// <summary>What the office has typed in the three languages. Nynorsk and English may be empty: then the bokmål stands.</summary>
public sealed record SurveyWords(string Nb, string Nn, string En)
{
    /// <summary>In a language; bokmål when nothing was typed in it.</summary>
    public string In(string language) => language switch
    {
        "nn" when Nn.Length > 0 => Nn,
        "en" when En.Length > 0 => En,
        _ => Nb,
    };
}

/// <summary>Choice: one of some. Scale: 1 to 5, where 5 is most. Text: in one's own words.</summary>
public enum QuestionKind { Choice, Scale, Text }

/// <summary>One thing that is asked.</summary>
/// <param name="IsBackground">It tells who answers rather than what they think (a district, a subject): what an extract for research must not single anybody out by.</param>
/// <param name="Choices">Empty unless the kind is Choice.</param>
public sealed record SurveyQuestion(Guid Key, QuestionKind Kind, SurveyWords Words, bool Required, bool IsBackground, IReadOnlyList<SurveyWords> Choices)
{
    /// <summary>The steps of a scale.</summary>
    public const int Steps = 5;

    /// <summary>Most characters of an answer in one's own words.</summary>
    public const int TextLength = 2000;

    /// <summary>How many answers there are to choose from: the codes are 1 to this; 0 for a text.</summary>
    public int Options() => Kind switch { QuestionKind.Choice => Choices.Count, QuestionKind.Scale => Steps, _ => 0 };

    /// <summary>What is wrong with an answer; null when it is one. Nothing is the empty text.</summary>
    public Rejection? Fault(string answer)
    {
        if (answer.Length == 0) return Required ? SurveyRejections.Missing : null;
        if (Kind == QuestionKind.Text) return answer.Length > TextLength ? SurveyRejections.TooLong : null;
        return int.TryParse(answer, NumberStyles.None, CultureInfo.InvariantCulture, out var code) && code >= 1 && code <= Options() && answer[0] != '0' ? null : SurveyRejections.Forged;
    }
}
