using System.Globalization;
using Samspill.Domain.Catalogue;
using Samspill.Features.Catalogue;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Public;

/// <summary>What somebody looks for, as the address says it. What cannot be read is left out.</summary>
/// <param name="Age">The age the child turns this year.</param>
/// <param name="Words">Words of the course's name, subject, discipline or site, all of which must occur.</param>
public sealed record Wanted(int? Age, IReadOnlyList<string> Words, Discipline? Discipline, TeachingForm? Form, string? Day, SiteLine? Near, SiteLine? At, bool Room, string Sort)
{
    /// <summary>The ages one may choose.</summary>
    public const int Youngest = 0, Oldest = 25;

    private static readonly string[] Sorts = ["navn", "-navn", "alder", "-alder", "pris", "-pris", "plass", "-plass", "avstand", "-avstand"];

    /// <summary>Reads the address.</summary>
    public static Wanted From(IQueryCollection query, PublishedCatalogue catalogue)
    {
        string? Value(string name) => query[name].ToString() is { Length: > 0 } value ? value : null;
        var near = catalogue.Site(Value("naer"));
        return new Wanted(
            int.TryParse(Value("alder"), NumberStyles.None, CultureInfo.InvariantCulture, out var age) && age is >= Youngest and <= Oldest ? age : null,
            (Value("lyst") ?? "").Split((char[]?)null, 8, StringSplitOptions.RemoveEmptyEntries),
            CatalogueWords.Of<Discipline>(Value("fag")), CatalogueWords.Of<TeachingForm>(Value("form")),
            CatalogueWords.Week.FirstOrDefault(d => d == Value("dag")), near, catalogue.Site(Value("sted")), Value("ledig") is not null,
            Sorts.FirstOrDefault(s => s == Value("sorter")) ?? (near is null ? "navn" : "avstand"));
    }

    /// <summary>Whether anything is asked for beside the order.</summary>
    public bool Narrows => Age is not null || Words.Count > 0 || Discipline is not null || Form is not null || Day is not null || At is not null || Room;

    /// <summary>The courses that fit, in the order wished.</summary>
    public List<PublishedCourse> In(PublishedCatalogue catalogue, Texts texts) => [.. Ordered(catalogue.Courses.Where(c => Fits(c, texts)))];

    private bool Fits(PublishedCourse course, Texts texts) =>
        (Age is not { } age || course.IsFor(age))
        && (Discipline is null || course.Discipline == Discipline)
        && (Form is null || course.Form == Form)
        && (Day is null || course.IsOn(Day))
        && (At is null || course.Sites.Contains(At))
        && (!Room || course.HasRoom)
        && Words.All(word => Says(course.Name, word) || Says(course.Subject, word) || Says(texts.Name(course.Discipline), word) || Says(texts.Name(course.Form), word) || course.Sites.Any(s => Says(s.Name, word)));

    private IEnumerable<PublishedCourse> Ordered(IEnumerable<PublishedCourse> courses) => Sort switch
    {
        "-navn" => courses.Reverse(),
        "alder" => courses.OrderBy(c => c.AgeFrom ?? 0),
        "-alder" => courses.OrderByDescending(c => c.AgeTo ?? int.MaxValue),
        "pris" => courses.OrderBy(c => c.FeePerTerm?.Ore ?? long.MaxValue),
        "-pris" => courses.OrderByDescending(c => c.FeePerTerm?.Ore ?? -1),
        "plass" => courses.OrderByDescending(c => c.Free - c.Waiting),
        "-plass" => courses.OrderBy(c => c.Free - c.Waiting),
        "avstand" => courses.OrderBy(c => c.KilometresFrom(Near) ?? double.MaxValue),
        "-avstand" => courses.OrderByDescending(c => c.KilometresFrom(Near) ?? -1),
        _ => courses,
    };

    /// <summary>What is asked for, each with the address without it.</summary>
    public List<Filter> Filters(HttpRequest request, Texts texts)
    {
        List<Filter> filters = [];
        void Add(string? text, string name)
        {
            if (text is not null) filters.Add(new Filter(text, request.Without(name)));
        }
        Add(Age is { } age ? texts["find.chip.age", age] : null, "alder");
        Add(Words.Count > 0 ? texts["find.chip.words", string.Join(' ', Words)] : null, "lyst");
        Add(Discipline is { } discipline ? texts.Name(discipline) : null, "fag");
        Add(Form is { } form ? texts.Name(form) : null, "form");
        Add(Day is { } day ? texts["find.chip.day", texts.Day(day)] : null, "dag");
        Add(At is not null ? texts["find.chip.at", At.Name] : null, "sted");
        Add(Near is not null ? texts["find.chip.near", Near.Name] : null, "naer");
        Add(Room ? texts["find.chip.room"] : null, "ledig");
        return filters;
    }

    private static bool Says(string? text, string word) => text is not null && Norwegian.IndexOf(text, word, CompareOptions.IgnoreCase) >= 0;

    private static readonly CompareInfo Norwegian = CultureInfo.GetCultureInfo("nb-NO").CompareInfo;
}
