using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Samspill.Host;

namespace Samspill.Features.Shared;

/// <summary>Reads what was typed in a form as text: the value, or a plain message beside the field. The page keeps what was typed.</summary>
/// <param name="prefix">Stands before the field's name in the form: <c>Input.</c></param>
public sealed class Typed(ModelStateDictionary state, Texts texts, string prefix = "")
{
    /// <summary>Whether nothing was wrong.</summary>
    public bool IsFine => state.IsValid;

    /// <summary>Says what is wrong with a field.</summary>
    public void Wrong(string field, string message) => state.AddModelError(prefix + field, message);

    /// <summary>Says why the domain refuses a field.</summary>
    public void Wrong(string field, Rejection why) => Wrong(field, texts[$"refusal.{why.Code}", why.Facts]);

    /// <summary>Text that must be there; at most so many characters.</summary>
    public string Text(string field, string? typed, int most)
    {
        if (Optional(field, typed, most) is { } text) return text;
        if (PlainText.Block(typed).Length == 0) Wrong(field, texts["form.missing"]);
        return "";
    }

    /// <summary>Text that may be left empty. Characters that cannot be seen are dropped, line breaks are kept.</summary>
    public string? Optional(string field, string? typed, int most)
    {
        var text = PlainText.Block(typed);
        if (text.Length == 0) return null;
        if (text.Length <= most) return text;
        Wrong(field, texts["typed.too-long", most, text.Length]);
        return null;
    }

    /// <summary>An e-mail address; null when it may be left empty and is.</summary>
    public string? Email(string field, string? typed, bool optional = false) => Reach(field, typed, optional, EmailAddress.Read, "typed.email");

    /// <summary>A telephone number; null when it may be left empty and is.</summary>
    public string? Phone(string field, string? typed, bool optional = false) => Reach(field, typed, optional, PhoneNumber.Read, "typed.phone");

    /// <summary>A whole number between two, or nothing.</summary>
    public int? Number(string field, string? typed, int low, int high)
    {
        if (string.IsNullOrWhiteSpace(typed)) return null;
        if (int.TryParse(Bare(typed), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= low && number <= high) return number;
        Wrong(field, texts["typed.number.between", low, high, typed]);
        return null;
    }

    /// <summary>An amount such as 1470 or 1470,50, or nothing.</summary>
    public Money? Kroner(string field, string? typed, int most)
    {
        if (string.IsNullOrWhiteSpace(typed)) return null;
        if (decimal.TryParse(Bare(typed).Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var kroner)
            && kroner <= most && kroner * 100 == decimal.Truncate(kroner * 100)) return new Money((long)(kroner * 100));
        Wrong(field, texts["typed.kroner", most, typed]);
        return null;
    }

    /// <summary>Degrees such as 63,4345, or nothing.</summary>
    public double? Degrees(string field, string? typed, double low, double high)
    {
        if (string.IsNullOrWhiteSpace(typed)) return null;
        if (double.TryParse(Bare(typed).Replace(',', '.'), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var degrees) && degrees >= low && degrees <= high) return degrees;
        Wrong(field, texts["typed.degrees", low, high, typed]);
        return null;
    }

    /// <summary>A day that must be there, as a date field sends it (2026-08-17) or as people write it (17.8.2026).</summary>
    public DateOnly Date(string field, string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed)) Wrong(field, texts["form.missing"]);
        else if (DateOnly.TryParseExact(typed.Trim(), ["yyyy-MM-dd", "d.M.yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date.Year is > 1900 and < 2200) return date;
        else Wrong(field, texts["typed.date", typed]);
        return default;
    }

    /// <summary>One of the words there are; the message when it is another.</summary>
    public T Choice<T>(string field, T? chosen) where T : struct
    {
        if (chosen is { } value) return value;
        Wrong(field, texts["form.unknown"]);
        return default;
    }

    private string? Reach(string field, string? typed, bool optional, Func<string?, string?> read, string wrong)
    {
        if (optional && string.IsNullOrWhiteSpace(typed)) return null;
        if (read(typed) is { } reach) return reach;
        Wrong(field, texts[wrong]);
        return null;
    }

    // People write 1 470 with a space, and programs with a no-break one.
    private static string Bare(string typed) => string.Concat(typed.Where(c => !char.IsWhiteSpace(c))).Replace('−', '-');
}
