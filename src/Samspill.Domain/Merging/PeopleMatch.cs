using Samspill.Domain.Shared;

namespace Samspill.Domain.Merging;

/// <summary>As much of a person as it takes to find the same one at another school.</summary>
/// <param name="Code">What the school calls the row: never the name.</param>
/// <param name="Number">The keyed index of the national id, by one key for both schools; null when there is none.</param>
public sealed record KnownPerson(PersonId Id, string Code, string? Number, DateOnly? Born, string GivenName, string FamilyName, string? Email, string? Phone)
{
    /// <summary>Whether two names have a word in common. A family name may change, and a given name may be one of two.</summary>
    public bool SharesNameWith(KnownPerson other) => Words(GivenName).Intersect(Words(other.GivenName)).Any() || Words(FamilyName).Intersect(Words(other.FamilyName)).Any();

    /// <summary>What two rows of one human being are likely to have in common: the birth date, the first given name and the last family name; or the whole name and a way to reach one.</summary>
    public IEnumerable<string> Likeness()
    {
        var (given, family) = (Words(GivenName), Words(FamilyName));
        if (given.Length == 0 || family.Length == 0) yield break;
        if (Born is { } born) yield return $"{born.DayNumber} {given[0]} {family[^1]}";
        var name = string.Join(' ', given.Concat(family));
        if (Email is { Length: > 0 }) yield return $"{name} {Email.ToLowerInvariant()}";
        if (Phone is { Length: > 0 }) yield return $"{name} {string.Concat(Phone.Where(char.IsAsciiDigit))}";
    }

    private static string[] Words(string name) => name.ToLowerInvariant().Split([' ', '-'], StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>A row there and a row here.</summary>
public sealed record PersonPair(KnownPerson Theirs, KnownPerson Ours)
{
    /// <summary>The rows by their codes.</summary>
    public string Rows => $"{Theirs.Code} = {Ours.Code}";
}

/// <summary>Who of another school is known here.</summary>
/// <param name="Same">Those with the same national id.</param>
/// <param name="TwoPersons">The same national id on rows that cannot be one human being: born on different days, or with no name in common.</param>
/// <param name="Likely">Those who look like one human being without a number that says so: a person must answer. At most <see cref="MostLikely"/>.</param>
public sealed record PeopleMatch(IReadOnlyList<PersonPair> Same, IReadOnlyList<PersonPair> TwoPersons, IReadOnlyList<PersonPair> Likely)
{
    /// <summary>More than anybody can answer.</summary>
    public const int MostLikely = 500;

    /// <summary>Matches by the national id alone, and lists who may be the same besides.</summary>
    public static PeopleMatch Of(IReadOnlyCollection<KnownPerson> theirs, IReadOnlyCollection<KnownPerson> ours)
    {
        var byNumber = ours.Where(p => p.Number is not null).ToDictionary(p => p.Number!, StringComparer.Ordinal);
        var numbered = theirs.Where(p => p.Number is not null && byNumber.ContainsKey(p.Number)).Select(p => new PersonPair(p, byNumber[p.Number!])).ToList();
        var taken = numbered.SelectMany(pair => new[] { pair.Theirs.Id, pair.Ours.Id }).ToHashSet();
        var alike = ours.Where(p => !taken.Contains(p.Id)).SelectMany(p => p.Likeness().Select(key => (key, p))).ToLookup(x => x.key, x => x.p, StringComparer.Ordinal);
        var likely = theirs.Where(p => !taken.Contains(p.Id))
            .SelectMany(p => p.Likeness().SelectMany(key => alike[key]).Distinct().Where(o => p.Number is null || o.Number is null).Select(o => new PersonPair(p, o)))
            .Take(MostLikely).ToList();
        return new PeopleMatch([.. numbered.Where(IsOne)], [.. numbered.Where(pair => !IsOne(pair))], likely);
    }

    private static bool IsOne(PersonPair pair) => (pair.Theirs.Born is null || pair.Ours.Born is null || pair.Theirs.Born == pair.Ours.Born) && pair.Theirs.SharesNameWith(pair.Ours);
}
