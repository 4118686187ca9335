using System.Globalization;
using System.Text.Json;
using Samspill.Domain.Catalogue;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Catalogue;

/// <summary>The words of the catalogue: in addresses and files as in courses.csv (visualArt), on pages in the reader's language.</summary>
public static class CatalogueWords
{
    /// <summary>Days in the order of the week, as the course stores them.</summary>
    public static readonly IReadOnlyList<string> Week = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    public static string Word<T>(this T value) where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    /// <summary>The value with this word; null when there is none. Numbers are no words.</summary>
    public static T? Of<T>(string? word) where T : struct, Enum =>
        Enum.GetValues<T>().Where(v => v.Word() == word).Select(v => (T?)v).FirstOrDefault();

    public static string Name(this Texts texts, Discipline discipline) => texts[$"discipline.{discipline.Key()}"];

    public static string Name(this Texts texts, TeachingForm form) => texts[$"form-of-teaching.{form.Key()}"];

    public static string Name(this Texts texts, Programme programme) => texts[$"programme.{programme.Key()}"];

    public static string Name(this Texts texts, CourseStatus status) => texts[$"course-status.{status.Key()}"];

    public static string Day(this Texts texts, string day) => texts[$"day.{day}"];

    /// <summary>What the flag of a requirement means; the flag itself when the school has made it up.</summary>
    public static string Requirement(this Texts texts, string flag) =>
        texts.Has($"requirement.{flag.ToLowerInvariant()}") ? texts[$"requirement.{flag.ToLowerInvariant()}"] : texts["requirement.other", flag];

    public static string Ages(this Texts texts, int? from, int? to) => (from, to) switch
    {
        (null, null) => texts["course.ages.all"],
        ({ } low, null) => texts["course.ages.from", low],
        (null, { } high) => texts["course.ages.to", high],
        ({ } low, { } high) => texts["course.ages", Show.Range(low, high)],
    };

    public static string Fee(this Texts texts, Money? perTerm) => perTerm switch
    {
        null => texts["course.fee.unknown"],
        { Ore: 0 } => texts["course.fee.none"],
        _ => Show.Kroner(perTerm),
    };

    /// <summary>A subject as the first word of a heading.</summary>
    public static string Heading(string subject) => subject is [var first, .. var rest] ? char.ToUpper(first, CultureInfo.CurrentCulture) + rest : subject;

    private static string Key<T>(this T value) where T : struct, Enum => value.ToString().ToLowerInvariant();
}
