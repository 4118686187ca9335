namespace Samspill.Planning.Problems;

/// <summary>Dates and instants as RFC 3339 writes them, and nothing looser.</summary>
internal static class IsoTime
{
    /// <summary>Reads <c>2026-06-05</c>.</summary>
    public static bool TryDate(ReadOnlySpan<byte> text, out DateOnly date)
    {
        date = default;
        if (text.Length != 10 || text[4] != '-' || text[7] != '-') return false;
        if (!Digits(text[..4], out var year) || !Digits(text[5..7], out var month) || !Digits(text[8..], out var day)) return false;
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return false;
        date = new DateOnly(year, month, day);
        return true;
    }

    /// <summary>Reads <c>2026-06-05T12:00:00.25+02:00</c>; a fraction finer than 100 nanoseconds is refused, not rounded.</summary>
    public static bool TryInstant(ReadOnlySpan<byte> text, out DateTimeOffset instant)
    {
        instant = default;
        if (text.Length < 20 || !TryDate(text[..10], out var date) || text[10] != 'T' || text[13] != ':' || text[16] != ':') return false;
        if (!Digits(text[11..13], out var hour) || !Digits(text[14..16], out var minute) || !Digits(text[17..19], out var second)) return false;
        if (hour > 23 || minute > 59 || second > 59) return false;
        var rest = text[19..];
        if (!TryFraction(ref rest, out var fraction) || !TryOffset(rest, out var offset)) return false;
        var local = date.ToDateTime(new TimeOnly(hour, minute, second)).Ticks + fraction;
        var utc = local - (offset * TimeSpan.TicksPerMinute);
        if (utc < DateTime.MinValue.Ticks || utc > DateTime.MaxValue.Ticks) return false;
        instant = new DateTimeOffset(local, TimeSpan.FromMinutes(offset));
        return true;
    }

    private static bool TryFraction(ref ReadOnlySpan<byte> rest, out long ticks)
    {
        ticks = 0;
        if (rest[0] != '.') return true;
        var length = 1;
        for (var worth = TimeSpan.TicksPerSecond / 10; length < rest.Length && char.IsAsciiDigit((char)rest[length]); length++, worth /= 10)
        {
            if (worth == 0 && rest[length] != '0') return false;
            ticks += (rest[length] - '0') * worth;
        }
        rest = rest[length..];
        return length > 1;
    }

    private static bool TryOffset(ReadOnlySpan<byte> rest, out int minutes)
    {
        minutes = 0;
        if (rest.SequenceEqual("Z"u8)) return true;
        if (rest.Length != 6 || rest[0] is not ((byte)'+' or (byte)'-') || rest[3] != ':') return false;
        if (!Digits(rest[1..3], out var hours) || !Digits(rest[4..], out minutes) || minutes > 59) return false;
        minutes += 60 * hours;
        if (minutes > 14 * 60) return false;
        if (rest[0] == '-') minutes = -minutes;
        return true;
    }

    private static bool Digits(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        foreach (var digit in text)
        {
            if (!char.IsAsciiDigit((char)digit)) return false;
            value = (10 * value) + (digit - '0');
        }
        return true;
    }
}
