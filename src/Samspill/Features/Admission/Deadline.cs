using System.Globalization;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Admission;

/// <summary>How the family reads times that are near.</summary>
internal static class Deadline
{
    /// <summary><c>tirsdag 23. juni kl. 23.59</c>, as clocks in Oslo show it; in English <c>Tuesday 23 June at 23:59</c>.</summary>
    public static string Of(DateTimeOffset moment)
    {
        var (local, culture) = (Oslo.At(moment).DateTime, CultureInfo.CurrentCulture);
        var english = culture.TwoLetterISOLanguageName == "en";
        return $"{local.ToString(english ? "dddd d\u00a0MMMM" : "dddd d.\u00a0MMMM", culture)} {(english ? "at " : "")}{Show.Time(TimeOnly.FromDateTime(local))}";
    }

    /// <summary>The days a course is taught, as words: <c>tirsdager, torsdager</c>. Null when not known.</summary>
    public static string? Days(string days)
    {
        var every = CultureInfo.CurrentCulture.TwoLetterISOLanguageName switch { "nn" => "ar", "en" => "s", _ => "er" };
        var words = days.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(day => Array.IndexOf(Week, day)).Where(day => day >= 0)
            .Select(day => CultureInfo.CurrentCulture.DateTimeFormat.GetDayName((DayOfWeek)day) + every).ToList();
        return words.Count == 0 ? null : string.Join(", ", words);
    }

    private static readonly string[] Week = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
}
