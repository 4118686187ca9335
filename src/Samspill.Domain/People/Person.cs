using Samspill.Domain.Shared;

namespace Samspill.Domain.People;

/// <summary>Legal sex as the population register or the family gives it.</summary>
public enum Sex { F, M, X }

/// <summary>How hard a person's address is protected (norway.md 2.4: adressesperre). It covers the name too.</summary>
public enum Protection { None, Confidential, StrictlyConfidential }

/// <summary>A human being known to the school: pupil, guardian, employee, or several of these. One row per human being.</summary>
public sealed class Person
{
    private Person() { }

    /// <summary>A person with a name; the rest may come later.</summary>
    public Person(PersonId id, string givenName, string familyName)
    {
        Id = id;
        Rename(givenName, familyName);
    }

    public PersonId Id { get; private init; }
    public string GivenName { get; private set; } = "";
    public string FamilyName { get; private set; } = "";

    /// <summary>Unknown for most guardians.</summary>
    public DateOnly? BirthDate { get; private set; }
    public Sex? Sex { get; private set; }
    public string? Address { get; private set; }
    public string? PostalCode { get; private set; }

    /// <summary>Four-digit number of the municipality where the person lives.</summary>
    public string? Municipality { get; private set; }

    /// <summary>The primary school the child goes to.</summary>
    public SiteId? School { get; private set; }

    /// <summary>nb, nn, en, or what the family wrote; null when nobody said.</summary>
    public string? Language { get; private set; }
    public string? Email { get; private set; }
    public string? Phone { get; private set; }

    /// <summary>The person's own grade.</summary>
    public Protection Protection { get; private set; }

    /// <summary>The highest grade in the household: what the Disclosure gate goes by.</summary>
    public Protection Shield { get; private set; }

    /// <summary>Words that admission rules may ask for, space-separated, in the order they came: specialNeeds newlyArrived auditionPassed …</summary>
    public string Flags { get; private set; } = "";

    /// <summary>The code of this person among the pupils, as imported or given; null for one who is no pupil or applicant.</summary>
    public string? PupilCode { get; private set; }

    /// <summary>The code of this person among the guardians; null for one who is no guardian.</summary>
    public string? GuardianCode { get; private set; }

    /// <summary>The national id, encrypted with the school's key (never shown whole in a list).</summary>
    public byte[]? NationalIdCipher { get; private set; }

    /// <summary>Keyed index of the national id: the same number gives the same index at this school only.</summary>
    public byte[]? NationalIdIndex { get; private set; }

    /// <summary>Lower-case "given family" for search.</summary>
    public string SearchName { get; private set; } = "";

    /// <summary>The flags as words.</summary>
    public IEnumerable<string> FlagWords => Flags.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Sets the name.</summary>
    public void Rename(string givenName, string familyName)
    {
        (GivenName, FamilyName) = (givenName, familyName);
        SearchName = $"{givenName} {familyName}".ToLowerInvariant();
    }

    /// <summary>Makes the person a pupil or applicant with this code, or corrects what is known of one.</summary>
    public void RecordPupil(string code, PupilFacts facts)
    {
        PupilCode = code;
        (BirthDate, Sex, Address, PostalCode, Municipality, School, Language, Protection, Flags) =
            (facts.BirthDate, facts.Sex, facts.Address, facts.PostalCode, facts.Municipality, facts.School, facts.Language, facts.Protection, facts.Flags);
        if (Shield < Protection) Shield = Protection;
    }

    /// <summary>Makes the person a guardian with this code, or corrects how to reach one.</summary>
    public void RecordGuardian(string code, string? email, string? phone)
    {
        GuardianCode = code;
        Reach(email, phone);
    }

    /// <summary>How to reach the person.</summary>
    public void Reach(string? email, string? phone) => (Email, Phone) = (email, phone);

    /// <summary>The language that messages to this person are written in.</summary>
    public void Speak(string language) => Language = language;

    /// <summary>Keeps the national id; both null when there is none.</summary>
    public void Identify(byte[]? cipher, byte[]? index)
    {
        if (NationalIdIndex is not null && index is not null && NationalIdIndex.AsSpan().SequenceEqual(index)) return; // a new cipher of the same number is no change
        (NationalIdCipher, NationalIdIndex) = (cipher, index);
    }

    /// <summary>Sets the person's own grade; the household's follows by <see cref="ShieldAs"/>.</summary>
    public void Protect(Protection own) => Protection = own;

    /// <summary>Sets the grade that the household's most protected member gives it.</summary>
    public void ShieldAs(Protection household) => Shield = household > Protection ? household : Protection;

    /// <summary>Takes over from the row of the same human being at a school that is merged into this one: what is not known here, the codes that are lacking, and the harder protection.</summary>
    /// <param name="school">The primary school, as it is called here.</param>
    /// <param name="pupilCode">The code it has among the pupils when it has none here.</param>
    /// <param name="guardianCode">The code it has among the guardians when it has none here.</param>
    public void Absorb(Person other, SiteId? school, string? pupilCode, string? guardianCode)
    {
        if (Address is null) (Address, PostalCode) = (other.Address, other.PostalCode);
        BirthDate ??= other.BirthDate;
        Sex ??= other.Sex;
        Municipality ??= other.Municipality;
        School ??= school;
        Language ??= other.Language;
        Email ??= other.Email;
        Phone ??= other.Phone;
        PupilCode ??= pupilCode;
        GuardianCode ??= guardianCode;
        Flags = string.Join(' ', FlagWords.Union(other.FlagWords));
        if (Protection < other.Protection) Protection = other.Protection;
        if (Shield < other.Shield) Shield = other.Shield;
    }

    /// <summary>How old the person turns in the calendar year of a date; null when the birth date is unknown.</summary>
    public int? TurnsIn(int year) => BirthDate is { } born ? year - born.Year : null;
}

/// <summary>What is recorded of a pupil or applicant beside the name.</summary>
/// <param name="Municipality">Four-digit number.</param>
/// <param name="Flags">Space-separated words in the order given.</param>
public sealed record PupilFacts(DateOnly BirthDate, Sex Sex, string? Address, string? PostalCode, string Municipality, SiteId? School, string? Language, Protection Protection, string Flags);
