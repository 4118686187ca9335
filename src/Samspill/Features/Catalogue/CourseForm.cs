using System.Globalization;
using System.Text.RegularExpressions;
using Samspill.Domain.Catalogue;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Catalogue;

/// <summary>A course as it is typed: text in every field, so that whatever is typed can be shown again.</summary>
public sealed partial class CourseForm
{
    public string? Name { get; set; }
    public string? Discipline { get; set; }
    public string? Subject { get; set; }
    public string? Programme { get; set; }
    public string? Form { get; set; }
    public string? Description { get; set; }
    public List<string?> Sites { get; set; } = [];
    public List<string> Days { get; set; } = [];
    public string? AgeFrom { get; set; }
    public string? AgeTo { get; set; }
    public string? Capacity { get; set; }
    public string? Minimum { get; set; }
    public string? LessonMinutes { get; set; }
    public string? WeeksPerYear { get; set; }
    public string? FeePerTerm { get; set; }
    public string? Requires { get; set; }

    /// <summary>The fields and the key of each one's label.</summary>
    public static string Label(string field) => $"katalog.{field.ToLowerInvariant()}";

    /// <summary>The field that a refusal is about.</summary>
    public static string Field(Rejection why) =>
        why.Code == CourseRejections.AgeBand.Code ? nameof(AgeTo)
        : why.Code == CourseRejections.Minimum.Code ? nameof(Minimum)
        : why.Code == CourseRejections.NoSite.Code ? nameof(Sites)
        : nameof(Capacity);

    public static CourseForm Of(Course course, IReadOnlyDictionary<SiteId, string> codes) => new()
    {
        Name = course.Name,
        Discipline = course.Discipline.Word(),
        Subject = course.Subject,
        Programme = course.Programme.Word(),
        Form = course.Form.Word(),
        Description = course.Description,
        Sites = [.. course.Sites.OrderBy(s => s.Position).Select(s => codes[s.Site])],
        Days = [.. course.Days.Split(' ', StringSplitOptions.RemoveEmptyEntries)],
        AgeFrom = Figure(course.AgeFrom),
        AgeTo = Figure(course.AgeTo),
        Capacity = Figure(course.Capacity),
        Minimum = Figure(course.Minimum),
        LessonMinutes = Figure(course.LessonMinutes),
        WeeksPerYear = Figure(course.WeeksPerYear),
        FeePerTerm = course.FeePerTerm is { } fee ? (fee.Ore / 100m).ToString(fee.Ore % 100 == 0 ? "0" : "0.00", CultureInfo.InvariantCulture).Replace('.', ',') : null,
        Requires = course.Requires.Length > 0 ? course.Requires : null,
    };

    /// <summary>The same, written as <see cref="Of"/> writes it, so that the two can be compared.</summary>
    public CourseForm Tidy()
    {
        Sites.RemoveAll(string.IsNullOrEmpty);
        Days = [.. CatalogueWords.Week.Where(Days.Contains)];
        Description = Description?.ReplaceLineEndings("\n");
        return this;
    }

    /// <summary>What was typed, or messages beside the fields.</summary>
    public (CourseFacts Facts, string? Description, string Days) Read(Typed typed, IReadOnlyDictionary<string, SiteId> sites)
    {
        List<SiteId> chosen = [];
        foreach (var code in Sites.OfType<string>())
        {
            if (!sites.TryGetValue(code, out var site)) typed.Choice<SiteId>(nameof(Sites), null);
            else if (!chosen.Contains(site)) chosen.Add(site);
        }
        var facts = new CourseFacts(
            typed.Text(nameof(Name), Name, 200),
            typed.Choice(nameof(Discipline), CatalogueWords.Of<Discipline>(Discipline)),
            typed.Optional(nameof(Subject), Subject, 200),
            typed.Choice(nameof(Programme), CatalogueWords.Of<Programme>(Programme)),
            typed.Choice(nameof(Form), CatalogueWords.Of<TeachingForm>(Form)),
            chosen,
            typed.Number(nameof(Capacity), Capacity, 0, 10_000), typed.Number(nameof(Minimum), Minimum, 0, 1_000),
            typed.Number(nameof(AgeFrom), AgeFrom, 0, 99), typed.Number(nameof(AgeTo), AgeTo, 0, 99),
            typed.Number(nameof(LessonMinutes), LessonMinutes, 5, 600), typed.Number(nameof(WeeksPerYear), WeeksPerYear, 1, 53),
            typed.Kroner(nameof(FeePerTerm), FeePerTerm, 100_000), Flags(typed));
        return (facts, typed.Optional(nameof(Description), Description, 4000), string.Join(' ', Days));
    }

    private string Flags(Typed typed)
    {
        var flags = (Requires ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Distinct().ToList();
        var text = string.Join(' ', flags);
        if (flags.TrueForAll(f => Flag().IsMatch(f)) && text.Length <= 400) return text;
        typed.Wrong(nameof(Requires), CourseRejections.Flags);
        return "";
    }

    private static string? Figure(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^[\p{L}\p{N}_-]{1,40}$", RegexOptions.NonBacktracking)]
    private static partial Regex Flag();
}

/// <summary>What the fields of a course are drawn from.</summary>
public sealed record CourseFields(CourseForm Input, IReadOnlyList<SiteChoice> Sites);
