namespace Samspill.Formats.SchoolFolders;

/// <summary>Sex as the population register has it, spelled f, m, x in the file.</summary>
public enum Sex
{
    /// <summary>Girl or woman.</summary>
    F,
    /// <summary>Boy or man.</summary>
    M,
    /// <summary>Neither, or not said.</summary>
    X,
}

/// <summary>How a person's address is protected in the population register.</summary>
public enum Protection
{
    /// <summary>Not at all.</summary>
    None,
    /// <summary>Confidential address (code 7).</summary>
    Confidential,
    /// <summary>Strictly confidential address (code 6).</summary>
    StrictlyConfidential,
}

/// <summary>A row of pupils.csv: a child with a place, or waiting for one.</summary>
public sealed record PupilRow : Row
{
    /// <summary>The pupil's id.</summary>
    public string Id { get; init; } = "";
    /// <summary>The national id; it fits <see cref="BirthDate"/>.</summary>
    public NationalId? NationalId { get; init; }
    /// <summary>Given names.</summary>
    public string GivenName { get; init; } = "";
    /// <summary>Family name.</summary>
    public string FamilyName { get; init; } = "";
    /// <summary>Day of birth.</summary>
    public DateOnly BirthDate { get; init; }
    /// <summary>Sex.</summary>
    public Sex Sex { get; init; }
    /// <summary>Street and number; may hold line breaks.</summary>
    public string? Address { get; init; }
    /// <summary>Postal code, with its leading zeros.</summary>
    public string? PostalCode { get; init; }
    /// <summary>The number of the municipality the pupil lives in: four digits.</summary>
    public string Municipality { get; init; } = "";
    /// <summary>The id of the site where the pupil goes to school.</summary>
    public string? School { get; init; }
    /// <summary>The language the family is written to in, such as nb, nn, en.</summary>
    public string? Language { get; init; }
    /// <summary>Address protection. Null says nothing: it never lifts a protection the school knows of.</summary>
    public Protection? Protection { get; init; }
    /// <summary>What the school must know, such as specialNeeds, newlyArrived.</summary>
    public Words? Flags { get; init; }
}

/// <summary>A row of guardians.csv: an adult answerable for pupils.</summary>
public sealed record GuardianRow : Row
{
    /// <summary>The guardian's id.</summary>
    public string Id { get; init; } = "";
    /// <summary>The national id.</summary>
    public NationalId? NationalId { get; init; }
    /// <summary>Given names.</summary>
    public string GivenName { get; init; } = "";
    /// <summary>Family name.</summary>
    public string FamilyName { get; init; } = "";
    /// <summary>E-mail address.</summary>
    public string? Email { get; init; }
    /// <summary>Telephone number.</summary>
    public string? Phone { get; init; }
}

/// <summary>A row of guardianships.csv: who is guardian of whom.</summary>
public sealed record GuardianshipRow : Row
{
    /// <summary>The pupil's id.</summary>
    public string Pupil { get; init; } = "";
    /// <summary>The guardian's id.</summary>
    public string Guardian { get; init; } = "";
    /// <summary>Whether this guardian pays for this pupil.</summary>
    public bool? Payer { get; init; }
}
