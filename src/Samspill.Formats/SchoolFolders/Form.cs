using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Samspill.Formats.SchoolFolders;

/// <summary>Reads a cell that is not empty; says what is wrong with it, or null.</summary>
internal delegate string? ReadCell<T>(string text, out T value);

/// <summary>How one kind of value stands in a cell: read from it, written to it, told of in the documentation.</summary>
internal sealed record Form<T>(string Holds, ReadCell<T> Read, Func<T, string> Write)
{
    /// <summary>How a wrong value is quoted in a fault.</summary>
    public Func<string, string> Quoted { get; init; } = Quote.Short;

    /// <summary>The things whose ids these are.</summary>
    public Thing? RefersTo { get; init; }
}

/// <summary>The kinds of values the school folder knows.</summary>
internal static partial class Form
{
    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    private static readonly SearchValues<char> Control =
        SearchValues.Create([.. Enumerable.Range(0, 0xA0).Select(c => (char)c).Where(c => char.IsControl(c) && c is not ('\t' or '\r' or '\n'))]);

    private static readonly SearchValues<char> Blank =
        SearchValues.Create([.. Enumerable.Range(0, 0x10000).Select(c => (char)c).Where(c => char.IsControl(c) || char.IsWhiteSpace(c))]);

    public static Form<string> Id { get; } = IdText("id, no blanks");

    public static Form<Words> Flags { get; } = List("words with blanks between");

    public static Form<string> Name { get; } = Text(200);

    public static Form<string> Municipality { get; } = Exact<string>("number of four digits", "is no municipality number of four digits",
        (text, out value) => FourDigits().IsMatch(value = text), value => value);

    public static Form<DateOnly> Date { get; } = Exact<DateOnly>("date, as 2015-03-14", "is no date",
        (text, out value) => DateOnly.TryParseExact(text, "yyyy-MM-dd", Plain, DateTimeStyles.None, out value),
        value => value.ToString("yyyy-MM-dd", Plain));

    public static Form<DateTimeOffset> Instant { get; } = Exact<DateTimeOffset>("moment with offset, as 2026-03-14T09:30:00+01:00", "is no moment with an offset",
        (text, out value) => ReadInstant(text, out value),
        value => value.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", Plain));

    public static Form<double> Latitude { get; } = Degrees("latitude", 90);

    public static Form<double> Longitude { get; } = Degrees("longitude", 180);

    /// <summary>Kroner in the file, whole øre in the row.</summary>
    public static Form<long> Kroner { get; } = Exact<long>("NOK, at most two decimals", "is no amount in NOK with at most two decimals",
        (text, out value) => ReadKroner(text, out value),
        value => value % 100 == 0 ? (value / 100).ToString(Plain) : (value / 100m).ToString("0.00", Plain));

    public static Form<bool> YesNo { get; } = Exact<bool>("yes, no", "is neither yes nor no",
        (text, out value) => (value = text == "yes") || text == "no", value => value ? "yes" : "no");

    public static Form<NationalId> NationalId { get; } = new("eleven digits, checked; fits the birth date", ReadNationalId, id => id.Digits) { Quoted = Quote.Masked };

    public static Form<string> IdOf(Thing thing) =>
        IdText($"id in {Sheets.FileOf(thing)}") with { RefersTo = thing };

    public static Form<Words> IdsOf(Thing thing) =>
        List($"ids in {Sheets.FileOf(thing)} with blanks between") with { RefersTo = thing };

    public static Form<string> Text(int longest) => new(
        $"text, at most {longest} characters",
        (text, out value) =>
        {
            value = text;
            return text.Length > longest ? $"is longer than {longest} characters"
                : text.AsSpan().ContainsAny(Control) ? "holds control characters" : null;
        },
        value => value);

    public static Form<int> Whole(int least, int most) => Exact<int>($"whole number, {least} to {most}", $"is no whole number from {least} to {most}",
        (text, out value) => int.TryParse(text, NumberStyles.None, Plain, out value) && value >= least && value <= most,
        value => value.ToString(Plain));

    /// <summary>One of the names of an enum, in camel case.</summary>
    public static Form<T> OneOf<T>() where T : struct, Enum
    {
        var names = Enum.GetValues<T>().ToDictionary(value => value, value => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()));
        var values = names.ToDictionary(name => name.Value, name => name.Key, StringComparer.Ordinal);
        var all = string.Join(", ", names.Values);
        return Exact<T>(all, $"is none of {all}", (text, out value) => values.TryGetValue(text, out value), value => names[value]);
    }

    private delegate bool TryRead<T>(string text, out T value);

    private static Form<T> Exact<T>(string holds, string wrong, TryRead<T> read, Func<T, string> write) =>
        new(holds, (text, out value) => read(text, out value) ? null : wrong, write);

    private static Form<string> IdText(string holds) => Exact<string>(holds, "is no id (1 to 100 characters, no blanks)",
        (text, out value) => (value = text).Length <= 100 && !text.AsSpan().ContainsAny(Blank), value => value);

    private static Form<Words> List(string holds) => Exact<Words>(holds, "is no list of words with blanks between, at most 2000 characters",
        (text, out value) =>
        {
            var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var fine = text.Length <= 2000 && !Array.Exists(words, word => word.AsSpan().ContainsAny(Blank));
            value = fine ? Words.Of(words) : [];
            return fine;
        },
        value => value.ToString());

    private static Form<double> Degrees(string name, int most) => Exact<double>($"{name} in degrees, -{most} to {most}", $"is no {name} (-{most} to {most})",
        (text, out value) => double.TryParse(text.Replace(',', '.'), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, Plain, out value)
            && value >= -most && value <= most,
        value => value.ToString("0.0000######", Plain));

    private static bool ReadInstant(string text, out DateTimeOffset value)
    {
        value = default;
        return Offset().IsMatch(text) && DateTimeOffset.TryParseExact(text,
            ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"], Plain, DateTimeStyles.None, out value);
    }

    private static bool ReadKroner(string text, out long ore)
    {
        ore = 0;
        if (!Amount().IsMatch(text)) return false;
        ore = (long)(decimal.Parse(text.Replace(',', '.'), NumberStyles.AllowDecimalPoint, Plain) * 100);
        return true;
    }

    private static string? ReadNationalId(string text, out NationalId value)
    {
        if (Formats.NationalId.TryParse(text, out value, out var fault)) return null;
        return fault switch
        {
            NationalIdFault.Length => "has not 11 digits",
            NationalIdFault.NotDigits => "holds something else than digits",
            NationalIdFault.Date => "does not begin with a date of birth",
            _ => "has wrong check digits",
        };
    }

    [GeneratedRegex(@"\A[0-9]{4}\z")]
    private static partial Regex FourDigits();

    [GeneratedRegex(@"(Z|[+-][0-9]{2}:[0-9]{2})\z")]
    private static partial Regex Offset();

    [GeneratedRegex(@"\A[0-9]{1,9}([.,][0-9]{1,2})?\z")]
    private static partial Regex Amount();
}
