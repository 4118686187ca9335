using Samspill.Domain.School;

namespace Samspill.Domain.Admission;

/// <summary>How long one may complain about a decision on a place.</summary>
/// <remarks>
/// Public Administration Act (forvaltningsloven 1967) section 29: three weeks from when the family was told. A last day on which nobody
/// works is moved to the next working day, as courts of law reckon (domstolloven section 149). A new act is adopted but not in force:
/// the number of days is this one constant.
/// </remarks>
public static class ComplaintDeadline
{
    /// <summary>How long one has, in days.</summary>
    public const int Days = 21;

    /// <summary>The last day for a complaint about a decision that was told on a day.</summary>
    public static DateOnly LastDay(DateOnly told)
    {
        var day = told.AddDays(Days);
        while (PublicHolidays.IsDayOff(day)) day = day.AddDays(1);
        return day;
    }
}
