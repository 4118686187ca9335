using System.Globalization;
using Samspill.Domain.Surveys;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Surveys;

/// <summary>A question as typed. One with nothing in it goes.</summary>
public sealed class QuestionRow
{
    /// <summary>Where it is to stand among the others.</summary>
    public string? Number { get; set; }
    public QuestionKind? Kind { get; set; }
    public string? Nb { get; set; }
    public string? Nn { get; set; }
    public string? En { get; set; }

    /// <summary>One a line.</summary>
    public string? ChoicesNb { get; set; }
    public string? ChoicesNn { get; set; }
    public string? ChoicesEn { get; set; }
    public bool Required { get; set; }
    public bool Background { get; set; }

    public bool IsEmpty => new[] { Nb, Nn, En, ChoicesNb, ChoicesNn, ChoicesEn }.All(string.IsNullOrWhiteSpace);

    public static QuestionRow Of(SurveyQuestion question, int place) => new()
    {
        Number = (place + 1).ToString(CultureInfo.InvariantCulture), Kind = question.Kind, Nb = question.Words.Nb, Nn = question.Words.Nn, En = question.Words.En, Required = question.Required, Background = question.IsBackground,
        ChoicesNb = Lines(question, c => c.Nb), ChoicesNn = Lines(question, c => c.Nn), ChoicesEn = Lines(question, c => c.En),
    };

    private static string Lines(SurveyQuestion question, Func<SurveyWords, string> of) => string.Join('\n', question.Choices.Select(of)).Trim('\n');
}

/// <summary>A survey as it is typed.</summary>
public sealed class SurveyForm
{
    /// <summary>Empty rows for new questions.</summary>
    private const int Blank = 2;

    public string? TitleNb { get; set; }
    public string? TitleNn { get; set; }
    public string? TitleEn { get; set; }
    public string? IntroNb { get; set; }
    public string? IntroNn { get; set; }
    public string? IntroEn { get; set; }
    public SurveyAudience? Audience { get; set; }

    /// <summary>anonym or navn.</summary>
    public string? Naming { get; set; }
    public string? Opens { get; set; }
    public string? Closes { get; set; }
    public string? DeleteOn { get; set; }
    public List<QuestionRow> Questions { get; set; } = [];

    public static SurveyForm Of(Survey survey) => new SurveyForm
    {
        TitleNb = survey.Title.Nb, TitleNn = survey.Title.Nn, TitleEn = survey.Title.En, IntroNb = survey.Intro.Nb, IntroNn = survey.Intro.Nn, IntroEn = survey.Intro.En,
        Audience = survey.Audience, Naming = survey.Anonymous ? "anonym" : "navn", Opens = Day(survey.Opens), Closes = Day(survey.Closes), DeleteOn = Day(survey.DeleteOn),
        Questions = [.. survey.Questions.Select(QuestionRow.Of)],
    }.WithBlanks();

    /// <summary>With room for more questions at the end.</summary>
    public SurveyForm WithBlanks()
    {
        var empty = Questions.Count - (Questions.FindLastIndex(q => !q.IsEmpty) + 1);
        for (var i = empty; i < Blank && Questions.Count < Survey.MostQuestions; i++) Questions.Add(new QuestionRow { Number = (Questions.Count + 1).ToString(CultureInfo.InvariantCulture), Kind = QuestionKind.Choice });
        return this;
    }

    /// <summary>What is to be written; null with what is wrong beside the fields.</summary>
    public SurveyContent? Read(Typed typed, Texts texts)
    {
        var title = Words(typed, "Title", TitleNb, TitleNn, TitleEn, Survey.TitleLength);
        var intro = new SurveyWords(typed.Optional(nameof(IntroNb), IntroNb, Survey.IntroLength) ?? "", typed.Optional(nameof(IntroNn), IntroNn, Survey.IntroLength) ?? "", typed.Optional(nameof(IntroEn), IntroEn, Survey.IntroLength) ?? "");
        var audience = typed.Choice(nameof(Audience), Audience);
        if (Naming is not ("anonym" or "navn")) typed.Wrong(nameof(Naming), texts["form.unknown"]);
        var (opens, closes, deleteOn) = (typed.Date(nameof(Opens), Opens), typed.Date(nameof(Closes), Closes), typed.Date(nameof(DeleteOn), DeleteOn));
        var questions = new List<(int Number, SurveyQuestion Question)>();
        for (var i = 0; i < Questions.Count && i <= Survey.MostQuestions; i++)
            if (!Questions[i].IsEmpty) questions.Add((typed.Number($"Questions[{i}].Number", Questions[i].Number, 1, 999) ?? i + 1, Question(typed, texts, i)));
        return typed.IsFine ? new SurveyContent(title, intro, audience, Naming == "anonym", opens, closes, deleteOn, [.. questions.OrderBy(q => q.Number).Select(q => q.Question)]) : null;
    }

    private SurveyQuestion Question(Typed typed, Texts texts, int place)
    {
        var (row, field) = (Questions[place], $"Questions[{place}].");
        var kind = typed.Choice(field + nameof(QuestionRow.Kind), row.Kind);
        var words = Words(typed, field, row.Nb, row.Nn, row.En, Survey.QuestionLength);
        return new SurveyQuestion(Guid.CreateVersion7(), kind, words, row.Required, row.Background && kind != QuestionKind.Text, kind == QuestionKind.Choice ? Choices(typed, texts, row, field) : []);
    }

    private static List<SurveyWords> Choices(Typed typed, Texts texts, QuestionRow row, string field)
    {
        List<string> nb = Lines(row.ChoicesNb), nn = Lines(row.ChoicesNn), en = Lines(row.ChoicesEn);
        if (nb.Count is < 2 or > Survey.MostChoices) typed.Wrong(field + nameof(row.ChoicesNb), SurveyRejections.Choices);
        if (nn.Count > 0 && nn.Count != nb.Count) typed.Wrong(field + nameof(row.ChoicesNn), texts["surveys.choices.other-count", nn.Count, nb.Count]);
        if (en.Count > 0 && en.Count != nb.Count) typed.Wrong(field + nameof(row.ChoicesEn), texts["surveys.choices.other-count", en.Count, nb.Count]);
        if (nb.Concat(nn).Concat(en).FirstOrDefault(line => line.Length > Survey.ChoiceLength) is { } lengthy) typed.Wrong(field + nameof(row.ChoicesNb), texts["typed.too-long", Survey.ChoiceLength, lengthy.Length]);
        return [.. nb.Select((words, i) => new SurveyWords(words, nn.ElementAtOrDefault(i) ?? "", en.ElementAtOrDefault(i) ?? ""))];
    }

    private static List<string> Lines(string? typed) => [.. PlainText.Block(typed).Split('\n').Select(PlainText.Line).Where(line => line.Length > 0)];

    private static SurveyWords Words(Typed typed, string field, string? nb, string? nn, string? en, int most) => new(
        typed.Text(field + "Nb", PlainText.Line(nb), most), typed.Optional(field + "Nn", PlainText.Line(nn), most) ?? "", typed.Optional(field + "En", PlainText.Line(en), most) ?? "");

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
