using System.Globalization;

namespace Samspill.Features.Shared;

/// <summary>A time of day as people and browsers write it.</summary>
internal static class ClockTime
{
    private static readonly string[] Ways = ["H:mm", "HH:mm", "HH", "HH:mm:ss"];

    /// <summary>14.05, 14:05 or 14; null when it is no time.</summary>
    public static TimeOnly? Read(string? typed) => TimeOnly.TryParseExact(typed?.Trim().Replace('.', ':'), Ways, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
}
