using System.Globalization;
using Samspill.Host;

namespace Samspill.Features.Shared;

/// <summary>How dates, times, amounts and numbers are written, in the reader's language.</summary>
/// <remarks>Figures are held together by no-break spaces. What is not known is a dash, <see cref="None"/>, never a blank.</remarks>
public static class Show
{
    /// <summary>What stands where there is nothing: –</summary>
    public const string None = "–";

    private const char Nbsp = '\u00a0';
    private static CultureInfo Culture => CultureInfo.CurrentCulture;
    private static bool English => Culture.TwoLetterISOLanguageName == "en";

    /// <summary><c>5. juni 2026</c>; in English <c>5 June 2026</c>.</summary>
    public static string Date(DateOnly? date) => date is { } d ? Glue(d.ToString(English ? "d MMMM yyyy" : "d. MMMM yyyy", Culture)) : None;

    /// <summary>For tables: <c>5.6.2026</c>; in English <c>5 Jun 2026</c>.</summary>
    public static string ShortDate(DateOnly? date) => date is { } d ? Glue(d.ToString(English ? "d MMM yyyy" : "d.M.yyyy", Culture)) : None;

    /// <summary><c>fredag 5. juni 2026</c>; in English <c>Friday 5 June 2026</c>.</summary>
    public static string Day(DateOnly? date) => date is { } d ? $"{d.ToString("dddd", Culture)} {Date(d)}" : None;

    /// <summary><c>kl. 14.05</c>; in English <c>14:05</c>.</summary>
    public static string Time(TimeOnly? time) => time is { } t ? (English ? "" : $"kl.{Nbsp}") + Clock(t) : None;

    /// <summary>From and to: <c>kl. 14.05–15.00</c>; in English <c>14:05–15:00</c>.</summary>
    public static string Times(TimeOnly from, TimeOnly to) => $"{Time(from)}–{Clock(to)}";

    /// <summary><c>5. juni 2026 kl. 14.05</c> as clocks in Oslo show it; in English <c>5 June 2026 at 14:05</c>.</summary>
    public static string Moment(DateTimeOffset? moment)
    {
        if (moment is not { } m) return None;
        var local = Oslo.At(m).DateTime;
        return $"{Date(DateOnly.FromDateTime(local))} {(English ? "at " : "")}{Time(TimeOnly.FromDateTime(local))}";
    }

    /// <summary><c>kr 1 470</c>, and with øre only when there are any: <c>kr 1 470,50</c>. In English <c>NOK 1,470</c>.</summary>
    public static string Kroner(Money? amount) =>
        amount is { Ore: var o } ? $"{(English ? "NOK" : "kr")}{Nbsp}{Minus((o / 100m).ToString(o % 100 == 0 ? "N0" : "N2", Culture))}" : None;

    /// <summary>A figure as people write it: with one decimal only when it has any.</summary>
    public static string Figure(decimal? number) => Number((double?)number, number is { } n && n != decimal.Truncate(n) ? 1 : 0);

    /// <summary><c>1 470</c>; in English <c>1,470</c>. Minus is −.</summary>
    public static string Number(long? number) => number is { } n ? Minus(n.ToString("N0", Culture)) : None;

    /// <summary>With decimals: <c>14,3</c>.</summary>
    public static string Number(double? number, int decimals) => number is { } n ? Minus(n.ToString("N" + decimals, Culture)) : None;

    /// <summary>A share between 0 and 1 as <c>14,3 %</c>; in English <c>14.3%</c>.</summary>
    public static string Share(double? share, int decimals = 1) =>
        share is { } s ? Number(s * 100, decimals) + (English ? "%" : $"{Nbsp}%") : None;

    /// <summary>A difference with its sign: <c>+15</c>, <c>−15</c>, <c>0</c>.</summary>
    public static string Change(long? change) => change is > 0 ? "+" + Number(change) : Number(change);

    /// <summary>From and to: <c>8–11</c>, or one number when they are the same.</summary>
    public static string Range(int from, int to) => from == to ? Number(from) : $"{Number(from)}–{Number(to)}";

    private static string Clock(TimeOnly time) => time.ToString(English ? "HH':'mm" : "HH'.'mm", Culture);

    // The day stays with its month: "5. juni" is never broken over two lines.
    private static string Glue(string date) => date.IndexOf(' ', StringComparison.Ordinal) is > 0 and var at ? date[..at] + Nbsp + date[(at + 1)..] : date;

    private static string Minus(string number) => number.Replace(Culture.NumberFormat.NegativeSign, "−", StringComparison.Ordinal);
}
