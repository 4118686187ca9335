using System.Globalization;
using System.Text;
using Samspill.Domain.Admission;
using Samspill.Host;

namespace Samspill.Features.Admission;

/// <summary>One choice inside a sentence.</summary>
/// <param name="Field">The form field's name.</param>
/// <param name="Options">What there is to choose from; null for a number that is typed.</param>
/// <param name="Empty">What no choice is read as.</param>
public sealed record Slot(string Field, string Value, IReadOnlyList<(string Value, string Text)>? Options, string Empty = "")
{
    /// <summary>The choice as it is read.</summary>
    public string Text => Value.Length == 0 ? Empty : Options?.FirstOrDefault(o => o.Value == Value).Text ?? Value;
}

/// <summary>A rule as a sentence with its choices: <c>{0}</c> in the text is the first.</summary>
public sealed record RuleSentence(string Text, IReadOnlyList<Slot> Slots)
{
    /// <summary>The sentence cut at its choices; where <c>Slot</c> is not null, it is that choice.</summary>
    public IEnumerable<(string Text, Slot? Slot)> Parts()
    {
        foreach (var piece in Text.Split('{'))
        {
            if (piece.Length > 1 && piece[1] == '}' && char.IsAsciiDigit(piece[0]))
            {
                yield return ("", Slots[piece[0] - '0']);
                yield return (piece[2..], null);
            }
            else yield return (piece, null);
        }
    }

    /// <summary>What a choice is called for somebody who cannot see the sentence around it: the sentence with a gap.</summary>
    public string LabelOf(Slot slot) => string.Concat(Parts().Select(p => p.Slot is null ? p.Text : ReferenceEquals(p.Slot, slot) ? "…" : p.Slot.Text)).Trim();
}

/// <summary>Sentences under a heading.</summary>
public sealed record RuleSection(string Key, IReadOnlyList<RuleSentence> Sentences);

/// <summary>Every rule as a sentence: the page shows it read, the editor with its choices open. One list for both.</summary>
public static class RuleSentences
{
    /// <summary>The rules beside the order of priority and the exceptions.</summary>
    public static IReadOnlyList<RuleSection> Of(RulesForm form, Texts texts)
    {
        RuleSentence Says(string key, params Slot[] slots) => new(texts[$"says.{key}"], slots);
        Slot Pick<T>(string field, T value) where T : struct, Enum => new($"Input.{field}", value.ToString(), [.. Enum.GetValues<T>().Select(v => (v.ToString(), texts[$"says.{Words.Of(field)}.{Words.Of(v)}"]))]);
        Slot YesNo(string field, bool value) => new($"Input.{field}", value ? "true" : "false", [.. new[] { "false", "true" }.Select(v => (v, texts[$"says.{Words.Of(field)}.{(v == "true" ? "yes" : "no")}"]))]);
        Slot Number(string field, int? value, string empty = "") => new($"Input.{field}", value?.ToString(CultureInfo.InvariantCulture) ?? "", null, empty.Length == 0 ? "" : texts[empty]);
        return
        [
            new("who",
            [
                Says("residence", Pick(nameof(form.Residence), form.Residence)),
                Says("age-from", Number(nameof(form.AgeFrom), form.AgeFrom, "says.none")),
                Says("age-to", Number(nameof(form.AgeTo), form.AgeTo, "says.none"), Pick(nameof(form.AgeEnd), form.AgeEnd)),
                Says("depth-for-all", YesNo(nameof(form.DepthForAll), form.DepthForAll)),
                Says("audition-for-depth", YesNo(nameof(form.AuditionForDepth), form.AuditionForDepth)),
                Says("late-wait", YesNo(nameof(form.LateWait), form.LateWait)),
                Says("renewed", YesNo(nameof(form.Renewed), form.Renewed)),
            ]),
            new("several",
            [
                Says("rounds", Pick(nameof(form.Rounds), form.Rounds)),
                Says("max-places", Number(nameof(form.MaxPlaces), form.MaxPlaces, "says.no-limit")),
                Says("max-wishes", Number(nameof(form.MaxWishes), form.MaxWishes)),
                Says("may-ask-together", YesNo(nameof(form.MayAskTogether), form.MayAskTogether)),
            ]),
            new("seniority",
            [
                Says("seniority-in-years", YesNo(nameof(form.SeniorityInYears), form.SeniorityInYears)),
                Says("seniority-follows-change", YesNo(nameof(form.SeniorityFollowsChange), form.SeniorityFollowsChange)),
                Says("declining", Pick(nameof(form.Declining), form.Declining)),
            ]),
            new("answer", [Says("answer", Number(nameof(form.AnswerDays), form.AnswerDays), Pick(nameof(form.Silence), form.Silence))]),
            new("groups",
            [
                Says("may-pass-over", YesNo(nameof(form.MayPassOver), form.MayPassOver)),
                Says("adults", Number(nameof(form.AdultFrom), form.AdultFrom), YesNo(nameof(form.AdultsOneYear), form.AdultsOneYear)),
            ]),
            new("year",
            [
                Says("apply-by", Day(nameof(form.ApplyBy), form.ApplyBy, texts)),
                Says("confirm-by", [.. Day(nameof(form.ConfirmBy), form.ConfirmBy, texts), YesNo(nameof(form.LapseUnconfirmed), form.LapseUnconfirmed)]),
                Says("withdraw-autumn", Day(nameof(form.WithdrawAutumn), form.WithdrawAutumn, texts)),
                Says("withdraw-spring", Day(nameof(form.WithdrawSpring), form.WithdrawSpring, texts)),
                Says("leave", Pick(nameof(form.Leave), form.Leave)),
            ]),
        ];
    }

    /// <summary>A rule of an order.</summary>
    /// <param name="name">The form's name of the row.</param>
    /// <param name="facts">The facts to choose from.</param>
    public static RuleSentence OfRow(RuleRow row, string name, bool inYears, IEnumerable<string> facts, Texts texts)
    {
        var birth = row.By is PriorityBy.BirthDate or PriorityBy.BirthYear;
        var flags = facts.Concat([row.Flag, row.And]).OfType<string>().Where(f => f.Length > 0).Distinct().Select(f => (f, texts.Flag(f))).ToList();
        return row.By switch
        {
            PriorityBy.Flag => new(texts["order.flag"], [new($"{name}.Flag", row.Flag ?? "", [("", "…"), .. flags]), new($"{name}.And", row.And ?? "", [("", texts["order.and.none"]), .. flags.Select(f => (f.f, texts["order.and", f.Item2]))])]),
            _ when birth => new(texts["order.birth"],
            [
                new($"{name}.YoungestFirst", row.YoungestFirst ? "true" : "false", [("false", texts["order.oldest"]), ("true", texts["order.youngest"])]),
                new($"{name}.By", row.By.ToString(), [.. new[] { PriorityBy.BirthDate, PriorityBy.BirthYear }.Select(by => (by.ToString(), texts[$"order.{Words.Of(by)}"]))]),
            ]),
            PriorityBy.AppliedAt when inYears => new(texts["order.applied-at.years"], []),
            var by => new(texts[$"order.{Words.Of(by)}"], []),
        };
    }

    /// <summary>What is special about a course, beside its order.</summary>
    public static IReadOnlyList<RuleSentence> OfCourse(CourseRulesForm form, string name, Texts texts) =>
    [
        new(texts["says.grades"], [new($"{name}.GradeFrom", Show(form.GradeFrom), null, texts["says.none"]), new($"{name}.GradeTo", Show(form.GradeTo), null, texts["says.none"])]),
        new(texts["says.audition"], [new($"{name}.Audition", form.Audition ? "true" : "false", [("false", texts["says.audition.no"]), ("true", texts["says.audition.yes"])])]),
    ];

    /// <summary>The sentence with its choices made.</summary>
    public static string Read(RuleSentence sentence)
    {
        var read = new StringBuilder();
        foreach (var (text, slot) in sentence.Parts()) read.Append(slot is null ? text : slot.Text);
        return read.ToString().Replace(" .", ".", StringComparison.Ordinal).Replace(" ,", ",", StringComparison.Ordinal).Trim();
    }

    private static Slot[] Day(string field, DayForm day, Texts texts) =>
    [
        new($"Input.{field}.Day", Show(day.Day), [("", texts["says.no-day"]), .. Enumerable.Range(1, 31).Select(d => (Show(d), $"{d}."))], texts["says.no-day"]),
        new($"Input.{field}.Month", Show(day.Month), [("", ""), .. Enumerable.Range(1, 12).Select(m => (Show(m), CultureInfo.CurrentCulture.DateTimeFormat.GetMonthName(m)))]),
    ];

    private static string Show(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
