using System.Globalization;
using Samspill.Domain.Surveys;
using Samspill.Formats;
using Samspill.Host;

namespace Samspill.Features.Surveys;

/// <summary>An extract for research as files: the rows, and the codebook that says what they hold and how they were made.</summary>
internal static class SurveyExtract
{
    public static byte[] Rows(ResearchExtract extract) => Csv([.. extract.Variables.Select((_, i) => ResearchExtract.NameOf(i))], extract.Rows);

    public static byte[] Codebook(Survey survey, ResearchExtract extract, TextsIn texts)
    {
        var variables = extract.Variables.Select((question, i) => Row(ResearchExtract.NameOf(i), question.Words.In(texts.Language), texts[$"surveys.kind.{question.Kind.ToString().ToLowerInvariant()}"], Values(question, texts), texts[question.IsBackground ? "surveys.codebook.background" : "surveys.codebook.answer"]));
        IReadOnlyList<string>[] method =
        [
            Row(texts["surveys.survey"], survey.Title.In(texts.Language), "", "", ""),
            Row(texts["surveys.codebook.period"], texts["surveys.codebook.from-to", survey.Opens, survey.Closes], "", "", ""),
            Row(texts["surveys.audience"], texts[$"surveys.audience.{survey.Audience.ToString().ToLowerInvariant()}"], "", "", ""),
            Row(texts["surveys.codebook.rows"], extract.Rows.Count.ToString(CultureInfo.InvariantCulture), "", "", ""),
            Row(texts["surveys.codebook.method"], texts["surveys.codebook.how", ResearchExtract.Fewest, ResearchExtract.Coarse], "", "", ""),
            Row(texts["surveys.codebook.limits"], texts["surveys.codebook.limits.are"], "", "", ""),
        ];
        return Csv(Row(texts["surveys.codebook.variable"], texts["surveys.codebook.question"], texts["surveys.kind"], texts["surveys.codebook.values"], texts["surveys.codebook.role"]), variables.Concat(method));
    }

    private static IReadOnlyList<string> Row(params string[] cells) => cells;

    private static string Values(SurveyQuestion question, TextsIn texts)
    {
        var values = question.Choices.Select((choice, i) => $"{i + 1} = {choice.In(texts.Language)}").ToList();
        if (question.Kind == QuestionKind.Scale) values.Add(texts["surveys.codebook.scale"]);
        values.Add(texts["surveys.codebook.none"]);
        values.Add(texts["surveys.codebook.coarse", ResearchExtract.Coarse]);
        return string.Join(" | ", values);
    }

    private static byte[] Csv(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows)
    {
        using var file = new MemoryStream();
        SafeCsv.Write(file, header, rows);
        return file.ToArray();
    }
}
