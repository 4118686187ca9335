using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Samspill.Planning.Problems;

/// <summary>
/// Walks through a JSON text once, forwards, and notes everything that is not as it should be. A value of the wrong kind is noted,
/// skipped and replaced by an empty one, so that one reading finds all faults.
/// </summary>
/// <remarks>A member <c>about</c> may stand anywhere and is skipped. Text that is not JSON at all throws <see cref="JsonException"/>.</remarks>
internal ref struct StrictJson(ReadOnlySpan<byte> utf8, FaultList faults)
{
    private readonly List<(string? Member, int Index)> _place = [];
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _known =
        new HashSet<string>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    private Utf8JsonReader _reader = new(utf8);

    /// <summary>Where we are, as in <c>courses[3].capacity</c>.</summary>
    public readonly string Place
    {
        get
        {
            var place = new StringBuilder();
            foreach (var (member, index) in _place)
            {
                if (member is null) place.Append(CultureInfo.InvariantCulture, $"[{index}]");
                else place.Append(place.Length > 0 ? "." : "").Append(member);
            }
            return place.Length == 0 ? "file" : place.ToString();
        }
    }

    public void Read() => _reader.Read();

    public readonly void Fault(string message) => faults.Add(faults.IsFull ? "" : Place, message);

    /// <summary>Begins an object. When there is none, that is noted and <see cref="Next"/> must not be called.</summary>
    public bool Object() => Is(JsonTokenType.StartObject, "must be an object");

    /// <summary>Goes to the next member that the shape knows, and to its value.</summary>
    /// <param name="shape">What the object may hold.</param>
    /// <param name="seen">The members so far, one bit each; starts at 0.</param>
    /// <param name="member">In: the member before, -1 at first. Out: the member's number in the shape.</param>
    /// <returns>False at the end of the object; the members that are missing have then been noted.</returns>
    public bool Next(JsonShape shape, ref uint seen, ref int member)
    {
        if (seen != 0) Leave();
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = Find(shape, member + 1);
            if (found >= 0 && (seen & (1u << found)) == 0)
            {
                member = found;
                seen |= 1u << found;
                _place.Add((shape.Names[found], 0));
                _reader.Read();
                return true;
            }
            if (found >= 0) Note(shape.Names[found], "is there twice");
            else if (!_reader.ValueTextEquals("about"u8)) NoteUnknown();
            _reader.Read();
            _reader.Skip();
        }
        for (var i = 0; i < shape.Names.Length; i++)
            if ((shape.Required & ~seen & (1u << i)) != 0) Note(shape.Names[i], "is missing");
        return false;
    }

    /// <summary>Begins a list. When there is none, that is noted and <see cref="Element"/> must not be called.</summary>
    public bool List()
    {
        if (!Is(JsonTokenType.StartArray, "must be a list")) return false;
        _place.Add((null, -1));
        return true;
    }

    /// <summary>Goes to the next element of a list; false at its end.</summary>
    public bool Element()
    {
        _reader.Read();
        if (_reader.TokenType == JsonTokenType.EndArray)
        {
            Leave();
            return false;
        }
        _place[^1] = (null, _place[^1].Index + 1);
        return true;
    }

    public string Text()
    {
        if (!Is(JsonTokenType.String, "must be a text")) return "";
        Span<char> characters = stackalloc char[128];
        var length = _reader.HasValueSequence ? int.MaxValue : _reader.ValueSpan.Length;
        if (_reader.ValueIsEscaped && !IsWhole()) return "";
        if (length > characters.Length) return _reader.GetString()!;
        // The same ids and flags come again and again: one string for each.
        characters = characters[.._reader.CopyString(characters)];
        if (!_known.TryGetValue(characters, out var text)) _known.Set.Add(text = characters.ToString());
        return text;
    }

    public int Number()
    {
        if (!Is(JsonTokenType.Number, "must be a whole number")) return 0;
        if (!_reader.TryGetInt32(out var value)) Fault("must be a whole number of at most 2147483647");
        return value;
    }

    public long LongNumber()
    {
        if (!Is(JsonTokenType.Number, "must be a whole number")) return 0;
        if (!_reader.TryGetInt64(out var value)) Fault("must be a whole number of 64 bits");
        return value;
    }

    public double Decimal()
    {
        if (!Is(JsonTokenType.Number, "must be a number")) return 0;
        if (_reader.TryGetDouble(out var value) && double.IsFinite(value)) return value;
        Fault("must be a number that can be held");
        return 0;
    }

    public DateOnly Date()
    {
        if (!Is(JsonTokenType.String, "must be a date")) return default;
        if (!_reader.ValueIsEscaped && IsoTime.TryDate(_reader.ValueSpan, out var date)) return date;
        Fault("must be a date that exists, like 2026-06-05");
        return default;
    }

    public DateTimeOffset Instant()
    {
        if (!Is(JsonTokenType.String, "must be an instant")) return default;
        if (!_reader.ValueIsEscaped && IsoTime.TryInstant(_reader.ValueSpan, out var instant)) return instant;
        Fault("must be an instant with offset that exists, like 2026-06-05T12:00:00.25+02:00, of at most seven decimals");
        return default;
    }

    /// <summary>Reads a text that must be one of those given; the number of the first when it is not.</summary>
    public int OneOf(params ReadOnlySpan<string> words)
    {
        if (!Is(JsonTokenType.String, "must be a text")) return 0;
        for (var i = 0; i < words.Length; i++)
            if (!_reader.ValueIsEscaped && _reader.ValueTextEquals(words[i])) return i;
        Fault(words.Length == 1 ? $"must be \"{words[0]}\"" : $"must be one of {string.Join(", ", words.ToArray())}");
        return 0;
    }

    /// <summary>Reads a list of texts, usually empty or short.</summary>
    public IReadOnlyList<string> Texts()
    {
        if (!List()) return [];
        List<string>? texts = null;
        while (Element()) (texts ??= []).Add(Text());
        return texts?.ToArray() ?? [];
    }

    public readonly bool IsNull() => _reader.TokenType == JsonTokenType.Null;

    /// <summary>Reads a list of whole numbers.</summary>
    public int[] Numbers()
    {
        if (!List()) return [];
        var numbers = new List<int>();
        while (Element()) numbers.Add(Number());
        return [.. numbers];
    }

    /// <summary>Throws unless the text ends here.</summary>
    public void End() => _reader.Read();

    private bool Is(JsonTokenType wanted, string message)
    {
        if (_reader.TokenType == wanted) return true;
        Fault(message);
        _reader.Skip();
        return false;
    }

    // Members usually stand in the same order, so the one after the last is tried first.
    private readonly int Find(JsonShape shape, int from)
    {
        if (_reader.ValueIsEscaped && !IsWhole()) return -1;
        for (var k = 0; k < shape.Utf8.Length; k++)
        {
            var i = (from + k) % shape.Utf8.Length;
            if (_reader.ValueTextEquals(shape.Utf8[i])) return i;
        }
        return -1;
    }

    private readonly void NoteUnknown()
    {
        if (_reader.ValueIsEscaped && !IsWhole()) return;
        var name = faults.IsFull ? "" : _reader.GetString()!;
        var plain = name.Length is > 0 and < 60 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');
        Note(plain ? name : FaultList.Quote(name), "is not a member here");
    }

    private readonly void Note(string member, string message)
    {
        _place.Add((member, 0));
        Fault(message);
        Leave();
    }

    // An escape can write half a surrogate pair, which is no text; the reader tells by throwing.
    private readonly bool IsWhole()
    {
        try
        {
            _reader.GetString();
            return true;
        }
        catch (InvalidOperationException)
        {
            Fault("holds half a character");
            return false;
        }
    }

    private readonly void Leave() => _place.RemoveAt(_place.Count - 1);
}
