namespace Samspill.Domain.Admission;

/// <summary>The right to complain about a decision on a place.</summary>
/// <remarks>Public Administration Act (forvaltningsloven 1967) sections 28 and 29: three weeks from when the family was told. A new act is adopted but not in force: the number of weeks is this one constant.</remarks>
public static class Complaint
{
    /// <summary>How long one has, in days.</summary>
    public const int Days = 21;

    /// <summary>The last day for a complaint about a decision that was told on a day.</summary>
    public static DateOnly LastDay(DateOnly told) => told.AddDays(Days);
}
