using System.Globalization;
using Samspill.Domain.Surveys;

namespace Samspill.Domain.Tests.Surveys;

public sealed class SurveyTests
{
    private static readonly DateOnly Today = new(2026, 6, 5);
    private static readonly DateTimeOffset Now = new(2026, 6, 5, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void What_is_sent_is_frozen_and_the_later_of_two_writers_is_told()
    {
        var survey = Asking(Scale(required: true));
        survey.Write(survey.Content, 0).Refused(out var late).ShouldBeTrue();
        late.ShouldBe(SurveyRejections.ChangedMeanwhile);
        survey.Send(20, 20, Today, "Per", Now).Refused(out _).ShouldBeFalse();
        survey.Write(survey.Content, survey.Revision).Refused(out var frozen).ShouldBeTrue();
        frozen.ShouldBe(SurveyRejections.Frozen);
        survey.Send(20, 20, Today, "Per", Now).Refused(out _).ShouldBeTrue();
    }

    [Theory]
    [InlineData(0, "survey.nobody")]
    [InlineData(4, "survey.too-few")]
    [InlineData(20_001, "survey.too-many-receivers")]
    public void It_is_not_sent_to_none_to_too_few_to_be_anonymous_or_to_too_many(int receivers, string code)
    {
        Asking(Scale(true)).Send(receivers, receivers, Today, "Per", Now).Refused(out var why).ShouldBeTrue();
        why!.Code.ShouldBe(code);
    }

    [Fact]
    public void Those_who_cannot_be_reached_do_not_make_it_anonymous()
    {
        Asking(Scale(true)).Send(717, 0, Today, "Per", Now).Refused(out var nobody).ShouldBeTrue();
        nobody.ShouldBe(SurveyRejections.Nobody);
        Asking(Scale(true)).Send(717, 4, Today, "Per", Now).Refused(out var few).ShouldBeTrue();
        few.ShouldBe(SurveyRejections.TooFew);
    }

    [Theory]
    [InlineData(14, 0, 11)]
    [InlineData(14, 12, 12)]
    [InlineData(2, 0, 1)]
    [InlineData(0, 0, null)]
    public void The_day_of_the_reminder_is_one_that_comes_and_never_the_first(int lasts, int seen, int? reminded)
    {
        var survey = Asking(Scale(true));
        _ = survey.Write(survey.Content with { Closes = Today.AddDays(lasts), DeleteOn = Today.AddDays(lasts + 1) }, survey.Revision).Value;
        _ = survey.Send(20, 20, Today, "Per", Now).Value;
        survey.ReminderOn(Today.AddDays(seen)).ShouldBe(reminded is { } days ? Today.AddDays(days) : (DateOnly?)null);
        survey.RemindsOn(Today).ShouldBeFalse();
    }

    [Fact]
    public void It_is_open_from_its_first_day_to_its_last()
    {
        var survey = Asking(Scale(true));
        survey.PhaseOn(Today).ShouldBe(SurveyPhase.Draft);
        _ = survey.Send(20, 20, Today, "Per", Now).Value;
        survey.PhaseOn(survey.Opens.AddDays(-1)).ShouldBe(SurveyPhase.Waiting);
        survey.PhaseOn(survey.Opens).ShouldBe(SurveyPhase.Open);
        survey.PhaseOn(survey.Closes).ShouldBe(SurveyPhase.Open);
        survey.PhaseOn(survey.Closes.AddDays(1)).ShouldBe(SurveyPhase.Closed);
        survey.Delete(survey.DeleteOn);
        survey.PhaseOn(survey.DeleteOn).ShouldBe(SurveyPhase.Deleted);
    }

    [Theory]
    [InlineData("", "survey.missing")]
    [InlineData("0", "survey.forged")]
    [InlineData("6", "survey.forged")]
    [InlineData("03", "survey.forged")]
    [InlineData("1,2", "survey.forged")]
    [InlineData("-1", "survey.forged")]
    [InlineData("bra", "survey.forged")]
    [InlineData("5", null)]
    public void A_step_that_is_not_on_the_scale_is_no_answer(string answer, string? code) => (Scale(required: true).Fault(answer)?.Code).ShouldBe(code);

    [Fact]
    public void A_question_that_is_not_asked_and_a_form_with_nothing_in_it_are_refused()
    {
        var question = Scale(required: false);
        var survey = Asking(question);
        survey.Faults(new Dictionary<Guid, string> { [question.Key] = "3", [Guid.CreateVersion7()] = "3" }).ShouldHaveSingleItem().Why.ShouldBe(SurveyRejections.Forged);
        survey.Faults(new Dictionary<Guid, string>()).ShouldHaveSingleItem().Why.ShouldBe(SurveyRejections.Nothing);
        survey.Read(new Dictionary<Guid, string> { [question.Key] = "3" }).Value.ShouldBe(["3"]);
    }

    [Fact]
    public void Words_that_were_not_typed_in_a_language_are_bokmål()
    {
        var words = new SurveyWords("Hei", "", "Hello");
        (words.In("nb"), words.In("nn"), words.In("en")).ShouldBe(("Hei", "Hei", "Hello"));
    }

    /// <summary>Many made-up surveys: whatever the answers, nobody is in a group of fewer than five.</summary>
    [Fact]
    public void Every_combination_of_backgrounds_in_an_extract_has_five_rows_or_more()
    {
        var random = new Random(383);
        var (coarse, whole) = (0, 0);
        for (var world = 0; world < 500; world++)
        {
            SurveyQuestion[] questions = [.. Enumerable.Range(0, random.Next(1, 6)).Select(i => new SurveyQuestion(Guid.CreateVersion7(), (QuestionKind)random.Next(3), new SurveyWords($"{i}", "", ""), false, random.Next(2) == 0, [.. Enumerable.Range(0, random.Next(2, 8)).Select(c => new SurveyWords($"{c}", "", ""))]))];
            IReadOnlyList<string>[] answers = [.. Enumerable.Range(0, random.Next(0, 120)).Select(_ => questions.Select(q => q.Kind == QuestionKind.Text ? "Jeg heter Kari" : random.Next(6) == 0 ? "" : (1 + Math.Min(random.Next(q.Options()), random.Next(q.Options()))).ToString(CultureInfo.InvariantCulture)).ToArray())];
            var extract = ResearchExtract.Of(questions, answers);
            extract.Variables.ShouldAllBe(v => v.Kind != QuestionKind.Text);
            extract.Rows.SelectMany(r => r).ShouldNotContain("Jeg heter Kari");
            var background = Enumerable.Range(0, extract.Variables.Count).Where(i => extract.Variables[i].IsBackground).ToList();
            extract.Rows.GroupBy(r => string.Join('|', background.Select(i => r[i]))).ShouldAllBe(g => g.Count() >= 5);
            extract.Rows.Count.ShouldBe(answers.Length < ResearchExtract.Fewest ? 0 : answers.Length, "whoever is left out could be told from the figures of all");
            extract.Rows.Select(r => string.Join('|', r)).ShouldBe(extract.Rows.Select(r => string.Join('|', r)).Order(StringComparer.Ordinal));
            coarse += extract.Rows.Count(r => r.Contains(ResearchExtract.Coarse));
            whole += extract.Rows.Count(r => !r.Contains(ResearchExtract.Coarse));
        }
        coarse.ShouldBeGreaterThan(500);
        whole.ShouldBeGreaterThan(500);
    }

    private static SurveyQuestion Scale(bool required) => new(Guid.CreateVersion7(), QuestionKind.Scale, new SurveyWords("Trives du?", "", ""), required, false, []);

    private static Survey Asking(params SurveyQuestion[] questions)
    {
        var survey = Survey.Begin(SurveyId.New(), "Hvordan går det?", Today, "Per", Now);
        _ = survey.Write(survey.Content with { Questions = questions }, 0).Value;
        return survey;
    }
}
