namespace Samspill.Formats.SchoolFolders;

/// <summary>What a person at the school does.</summary>
public enum StaffRole
{
    /// <summary>Leads the school.</summary>
    Principal,
    /// <summary>Works in the office.</summary>
    Office,
    /// <summary>Teaches.</summary>
    Teacher,
    /// <summary>Anything else.</summary>
    Other,
}

/// <summary>A row of staff.csv: a person employed at the school.</summary>
public sealed record StaffRow : Row
{
    /// <summary>The person's id.</summary>
    public string Id { get; init; } = "";
    /// <summary>Given names.</summary>
    public string GivenName { get; init; } = "";
    /// <summary>Family name.</summary>
    public string FamilyName { get; init; } = "";
    /// <summary>E-mail address.</summary>
    public string? Email { get; init; }
    /// <summary>What the person does.</summary>
    public StaffRole Role { get; init; }
    /// <summary>The size of the position, in whole per cent, 0 to 100.</summary>
    public int? PositionPercent { get; init; }
    /// <summary>The subjects the person teaches.</summary>
    public Words? Subjects { get; init; }
    /// <summary>The id of the site the person belongs to.</summary>
    public string? HomeSite { get; init; }
}
