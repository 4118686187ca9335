using System.Globalization;
using System.Text;
using Samspill.Domain.Shared;

namespace Samspill.Domain.People;

/// <summary>A child that a family or the office tells the school about for the first time.</summary>
/// <param name="Municipality">Four-digit number of the municipality where the child lives.</param>
public sealed record NewPupil(string GivenName, string FamilyName, DateOnly Born, Sex Sex, string? Address, string? PostalCode, string Municipality, SiteId? School)
{
    /// <summary>Longest name, in characters.</summary>
    public const int NameLength = 100;

    /// <summary>Longest address, in characters.</summary>
    public const int AddressLength = 200;

    /// <summary>What is wrong with it, each with the field it concerns; nothing when it can be recorded.</summary>
    public IEnumerable<(string Field, Rejection Why)> Faults(DateOnly today)
    {
        if (NameFault(GivenName) is { } given) yield return (nameof(GivenName), given);
        if (NameFault(FamilyName) is { } family) yield return (nameof(FamilyName), family == PersonRejections.NameMissing ? PersonRejections.FamilyNameMissing : family);
        if (Born > today) yield return (nameof(Born), new(PersonRejections.BornAhead.Code, Born));
        if (Born < today.AddYears(-100)) yield return (nameof(Born), new(PersonRejections.BornLongAgo.Code, Born));
        if (Address is { Length: > AddressLength }) yield return (nameof(Address), new(PersonRejections.TooLong.Code, AddressLength));
        if (PostalCode is not null && !IsFourDigits(PostalCode)) yield return (nameof(PostalCode), PersonRejections.PostalCode);
        if (!IsFourDigits(Municipality)) yield return (nameof(Municipality), PersonRejections.Municipality);
    }

    /// <summary>Why a text is no name; null when it is one. A name has a letter, and otherwise only marks, blanks and - ' ’ . ·</summary>
    public static Rejection? NameFault(string name)
    {
        if (name.Length == 0) return PersonRejections.NameMissing;
        if (name.Length > NameLength) return new(PersonRejections.TooLong.Code, NameLength);
        var letters = 0;
        foreach (var c in name.EnumerateRunes())
        {
            if (Rune.IsLetter(c)) letters++;
            else if (Rune.GetUnicodeCategory(c) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark) && c.Value is not (' ' or '-' or '\'' or '’' or '.' or '·'))
                return PersonRejections.NameCharacters;
        }
        return letters == 0 ? PersonRejections.NameCharacters : null;
    }

    private static bool IsFourDigits(string text) => text.Length == 4 && text.All(char.IsAsciiDigit);
}

/// <summary>Why what was told of a person cannot be recorded.</summary>
public static class PersonRejections
{
    public static readonly Rejection NotFound = new("person.not-found");
    public static readonly Rejection NameMissing = new("person.name-missing");
    public static readonly Rejection FamilyNameMissing = new("person.family-name-missing");
    public static readonly Rejection NameCharacters = new("person.name-characters");
    public static readonly Rejection TooLong = new("person.too-long");
    public static readonly Rejection BornAhead = new("person.born-ahead");
    public static readonly Rejection BornLongAgo = new("person.born-long-ago");
    public static readonly Rejection PostalCode = new("person.postal-code");
    public static readonly Rejection Municipality = new("person.municipality");

    /// <summary>The family already has a child with this given name and birth date.</summary>
    public static readonly Rejection SameChild = new("person.same-child");

    /// <summary>Somebody here has this national id already.</summary>
    public static readonly Rejection SameNationalId = new("person.same-national-id");
}
