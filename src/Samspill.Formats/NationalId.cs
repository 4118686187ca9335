using System.Diagnostics.CodeAnalysis;

namespace Samspill.Formats;

/// <summary>Why a text is no national id.</summary>
public enum NationalIdFault
{
    /// <summary>Nothing is wrong.</summary>
    None,
    /// <summary>It has not eleven characters.</summary>
    Length,
    /// <summary>It holds something else than the digits 0 to 9.</summary>
    NotDigits,
    /// <summary>The first nine digits are no birth date.</summary>
    Date,
    /// <summary>The last two digits do not fit the others.</summary>
    CheckDigits,
}

/// <summary>A Norwegian national identity number: fødselsnummer, D-number, or one of the synthetic kinds used in tests.</summary>
/// <remarks>
/// <para>DDMMYYiiikk. A D-number has 40 added to the day; a synthetic number has 80 (Skatteetaten), 40 or 65 (NAV) added to
/// the month. An H-number also has 40 added to the month, and cannot be told from NAV's.</para>
/// <para>From 2032 the first check digit may leave a rest of 1, 2 or 3, and the century is no longer in the number
/// (Skatteetaten, "nytt fødselsnummer fra 2032"). Such numbers are accepted already.</para>
/// <para>Text made of it is masked. Only <see cref="Digits"/> shows the whole number.</para>
/// </remarks>
public readonly record struct NationalId
{
    private readonly string? digits;

    private NationalId(string digits) => this.digits = digits;

    /// <summary>All eleven digits: for encryption, look-up and hand-over, never for a page or a log. Empty for <c>default</c>.</summary>
    public string Digits => digits ?? "";

    /// <summary>The day holds 40 more: the person has no permanent number yet.</summary>
    public bool IsDNumber => digits?[0] >= '4';

    /// <summary>The month holds 40, 65 or 80 more: the number belongs to nobody.</summary>
    public bool IsSynthetic => digits is not null && Number(digits, 2) > 12;

    /// <summary>The birth date, or null when the number does not tell the century: it fits only the rule of 2032, or its
    /// individual number was not given out for that year (some synthetic numbers).</summary>
    public DateOnly? BirthDate =>
        digits is not null && ToldYear(digits) is { } year ? new DateOnly(year, Month(digits), Day(digits)) : null;

    /// <summary>Reads eleven digits; blanks around them and one blank after the sixth are fine.</summary>
    /// <param name="text">What somebody wrote.</param>
    /// <param name="id">The number, or <c>default</c>.</param>
    /// <param name="fault">What is wrong, the first of length, digits, date and check digits.</param>
    public static bool TryParse([NotNullWhen(true)] string? text, out NationalId id, out NationalIdFault fault)
    {
        var eleven = (text ?? "").Trim();
        if (eleven.Length == 12 && eleven[6] == ' ') eleven = eleven.Remove(6, 1);
        fault = Check(eleven);
        id = fault == NationalIdFault.None ? new(eleven) : default;
        return fault == NationalIdFault.None;
    }

    /// <summary>Whether a person born on this day can have this number; the century counts only where the number tells it.</summary>
    public bool Fits(DateOnly birthDate)
    {
        if (digits is null) return false;
        if (birthDate.Year < 2032 && BirthDate is { } own) return own == birthDate;
        return birthDate.Day == Day(digits) && birthDate.Month == Month(digits) && birthDate.Year % 100 == Number(digits, 4);
    }

    /// <summary>The first six digits and five stars, as in <c>148312 *****</c>.</summary>
    public override string ToString() => digits is null ? "" : $"{digits[..6]} *****";

    private static NationalIdFault Check(string digits)
    {
        if (digits.Length != 11) return NationalIdFault.Length;
        if (!digits.All(char.IsAsciiDigit)) return NationalIdFault.NotDigits;
        // 2000 + YY stands in where the century is not told, and makes the same years leap years.
        var (year, month, day) = (ToldYear(digits) ?? 2000 + Number(digits, 4), Month(digits), Day(digits));
        if (month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return NationalIdFault.Date;
        return FirstRest(digits) <= 3 && SecondRest(digits) == 0 ? NationalIdFault.None : NationalIdFault.CheckDigits;
    }

    private static int Day(string digits) => Number(digits, 0) is > 40 and var day ? day - 40 : Number(digits, 0);

    private static int Month(string digits) => Number(digits, 2) switch
    {
        > 80 and var month => month - 80,
        > 65 and var month => month - 65,
        > 40 and var month => month - 40,
        var month => month,
    };

    /// <summary>The year of birth by the individual number (digits 7 to 9), as it was given out until 2031.</summary>
    private static int? ToldYear(string digits) => (int.Parse(digits.AsSpan(6, 3)), Number(digits, 4)) switch
    {
        _ when FirstRest(digits) != 0 => null,
        ( <= 499, var year) => 1900 + year,
        ( <= 749, >= 54 and var year) => 1800 + year,
        (_, <= 39 and var year) => 2000 + year,
        ( >= 900, var year) => 1900 + year,
        _ => null,
    };

    private static int FirstRest(string digits) => Rest(digits, [3, 7, 6, 1, 8, 9, 4, 5, 2, 1]);

    private static int SecondRest(string digits) => Rest(digits, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]);

    private static int Rest(string digits, ReadOnlySpan<int> weights)
    {
        var sum = 0;
        for (var i = 0; i < weights.Length; i++) sum += weights[i] * (digits[i] - '0');
        return sum % 11;
    }

    private static int Number(string digits, int at) => ((digits[at] - '0') * 10) + digits[at + 1] - '0';
}
