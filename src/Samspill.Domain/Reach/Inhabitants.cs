using Samspill.Domain.People;
using Samspill.Domain.School;
using Samspill.Domain.Shared;

namespace Samspill.Domain.Reach;

/// <summary>A line of the municipality's table of a year: how many children of one age live in a district at the end of it.</summary>
public sealed class Inhabitants
{
    /// <summary>Up to the age at which the offer to children and young people ends.</summary>
    public const int OldestAge = 19;

    /// <summary>Most children in a line.</summary>
    public const int Most = 100_000;

    /// <summary>Most lines of a year.</summary>
    public const int MostLines = 20_000;

    private Inhabitants() { }

    public Inhabitants(int year, int line, string district, SiteId? school, int age, Sex? sex, int count) =>
        (Year, Line, District, School, Age, Sex, Count) = (year, line, district, school, age, sex, count);

    public int Year { get; private init; }

    /// <summary>Where it stood in the table.</summary>
    public int Line { get; private init; }
    public string District { get; private init; } = "";

    /// <summary>The primary school that the children belong to; null when the table does not say.</summary>
    public SiteId? School { get; private init; }

    /// <summary>Whole years at the end of the year, 0 to <see cref="OldestAge"/>.</summary>
    public int Age { get; private init; }

    /// <summary>Null when the table does not tell the sexes apart.</summary>
    public Sex? Sex { get; private init; }

    /// <summary>0 to <see cref="Most"/>.</summary>
    public int Count { get; private init; }
}

/// <summary>A line as it was typed, or stands in the municipality's file.</summary>
/// <param name="Number">1 is the first line of the file.</param>
public sealed record PopulationLine(int Number, string District, string School, string Age, string Sex, string Count);

/// <summary>What is wrong with a line.</summary>
public sealed record PopulationFault(int Line, Rejection Why);

/// <summary>The municipality's table of a year, read against the school's own districts and sites.</summary>
public static class PopulationTable
{
    /// <summary>Reads the lines. A table with faults is not to be used: what is left out would be missing without a word.</summary>
    /// <remarks>No child stands twice: an age of a district is told either for the whole district or school by school, and either for all together or by sex.</remarks>
    public static (IReadOnlyList<Inhabitants> Rows, IReadOnlyList<PopulationFault> Faults) Of(int year, IReadOnlyList<PopulationLine> lines, IReadOnlyList<Site> sites)
    {
        var (rows, faults) = (new List<Inhabitants>(), new List<PopulationFault>());
        var reader = new Reader(sites);
        foreach (var line in lines)
        {
            if (reader.Read(year, line).Refused(out var why, out var row)) faults.Add(new(line.Number, why));
            else rows.Add(row);
        }
        var seen = new Dictionary<(string, SiteId?, int, Sex?), int>();
        var first = new Dictionary<(string, int), Inhabitants>();
        foreach (var row in rows)
        {
            if (!seen.TryAdd((row.District, row.School, row.Age, row.Sex), row.Line)) faults.Add(new(row.Line, new Rejection(PopulationRejections.Twice.Code, seen[(row.District, row.School, row.Age, row.Sex)])));
            else if (!first.TryAdd((row.District, row.Age), row) && first[(row.District, row.Age)] is var other)
            {
                if ((other.School is null) != (row.School is null)) faults.Add(new(row.Line, new Rejection(PopulationRejections.WholeAndSchools.Code, row.District, row.Age, other.Line)));
                else if ((other.Sex is null) != (row.Sex is null)) faults.Add(new(row.Line, new Rejection(PopulationRejections.WholeAndSexes.Code, row.District, row.Age, other.Line)));
            }
        }
        return (rows, [.. faults.OrderBy(f => f.Line)]);
    }

    private sealed class Reader(IReadOnlyList<Site> sites)
    {
        private readonly Dictionary<string, string> districts = sites.Select(s => s.District).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).ToDictionary(d => d, StringComparer.OrdinalIgnoreCase);
        private readonly ILookup<string, Site> byCode = sites.ToLookup(s => s.Code, StringComparer.OrdinalIgnoreCase);
        private readonly ILookup<string, Site> byName = sites.ToLookup(s => s.Name, StringComparer.OrdinalIgnoreCase);

        public Outcome<Inhabitants> Read(int year, PopulationLine line)
        {
            if (!districts.TryGetValue(line.District, out var district)) return new Rejection(PopulationRejections.District.Code, line.District, string.Join(", ", districts.Values.Order(StringComparer.Ordinal)));
            Site? school = null;
            if (line.School.Length > 0)
            {
                school = byCode[line.School].FirstOrDefault() ?? (byName[line.School].ToList() is [var only] ? only : null);
                if (school is null) return new Rejection(PopulationRejections.School.Code, line.School);
                if (!string.Equals(school.District, district, StringComparison.OrdinalIgnoreCase)) return new Rejection(PopulationRejections.Elsewhere.Code, line.School, school.District ?? "–");
            }
            if (!IsNumber(line.Age, Inhabitants.OldestAge, out var age)) return new Rejection(PopulationRejections.Age.Code, line.Age, Inhabitants.OldestAge);
            if (SexOf(line.Sex) is not { } sex) return new Rejection(PopulationRejections.Sex.Code, line.Sex);
            if (!IsNumber(line.Count, Inhabitants.Most, out var count)) return new Rejection(PopulationRejections.Count.Code, line.Count, Inhabitants.Most);
            return new Inhabitants(year, line.Number, district, school?.Id, age, sex.Of, count);
        }

        private static bool IsNumber(string text, int most, out int number)
        {
            number = 0;
            var bare = string.Concat(text.Where(c => !char.IsWhiteSpace(c))); // 1 470 as people write it
            return bare.Length is > 0 and <= 9 && bare.All(char.IsAsciiDigit) && (number = int.Parse(bare, System.Globalization.CultureInfo.InvariantCulture)) <= most;
        }

        private static (Sex? Of, bool)? SexOf(string word) => word.ToLowerInvariant() switch
        {
            "" => (null, true),
            "f" or "j" or "k" or "jente" or "jenter" or "kvinne" or "kvinner" or "girl" or "girls" or "female" => (Sex.F, true),
            "m" or "g" or "gutt" or "gutter" or "gut" or "gutar" or "mann" or "menn" or "boy" or "boys" or "male" => (Sex.M, true),
            _ => null,
        };
    }
}

/// <summary>Why a line of the table, or the table, is refused.</summary>
public static class PopulationRejections
{
    public static readonly Rejection District = new("population.district");
    public static readonly Rejection School = new("population.school");
    public static readonly Rejection Elsewhere = new("population.elsewhere");
    public static readonly Rejection Age = new("population.age");
    public static readonly Rejection Sex = new("population.sex");
    public static readonly Rejection Count = new("population.count");
    public static readonly Rejection Twice = new("population.twice");
    public static readonly Rejection WholeAndSchools = new("population.whole-and-schools");
    public static readonly Rejection WholeAndSexes = new("population.whole-and-sexes");

    /// <summary>The file itself: nothing in it, columns that are missing, a line with more or fewer values than the header, or one that cannot be read.</summary>
    public static readonly Rejection Empty = new("population.empty");
    public static readonly Rejection Columns = new("population.columns");
    public static readonly Rejection Values = new("population.values");
    public static readonly Rejection Unreadable = new("population.unreadable");
    public static readonly Rejection TooMany = new("population.too-many");

    /// <summary>Somebody else has written the year's table since it was shown.</summary>
    public static readonly Rejection ChangedMeanwhile = new("population.changed-meanwhile");
}
