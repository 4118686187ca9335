using System.Globalization;
using Samspill.Domain.Shared;

namespace Samspill.Domain.Strategy;

/// <summary>How one sees whether a goal is neared: a formula over figures, or a number that somebody answers for.</summary>
/// <param name="Source">A formula; or <c>@</c> and who answers for the number.</param>
/// <param name="Target">Null when none is set.</param>
public sealed record Indicator(Guid Key, string Name, string Source, decimal? Target)
{
    /// <summary>Most characters of a name, and of a formula.</summary>
    public const int Length = 200;

    /// <summary>No indicator's number is larger, or more below zero.</summary>
    private const decimal Largest = 1_000_000_000_000;

    /// <summary>Who answers for the number; null when it is reckoned.</summary>
    public string? AnsweredBy => Source.StartsWith('@') ? Source[1..].Trim() : null;

    /// <summary>The line that one reads and writes: name, source, target.</summary>
    public string Written => Target is { } target ? $"{Name} | {Source} | {target.ToString(CultureInfo.InvariantCulture)}" : $"{Name} | {Source}";

    /// <summary>The figures its formula asks for.</summary>
    public IReadOnlyList<string> Figures() => AnsweredBy is not null || Formula.Read(Source).Refused(out _, out var formula) ? [] : formula.Names;

    /// <summary>The number today: reckoned from figures, or the last that was answered.</summary>
    public decimal? Value(IReadOnlyDictionary<string, decimal> figures, IReadOnlyList<decimal> answers) =>
        AnsweredBy is not null ? answers is [.., var last] ? last : null
        : !Formula.Read(Source).Refused(out _, out var formula) && formula.Of(figures) is { } number && Math.Abs(number) <= Largest ? number : null;

    /// <summary>A number as people write it, such as 1 200,5; null when it is none, or too large.</summary>
    public static decimal? Number(string? written) =>
        decimal.TryParse(string.Concat((written ?? "").Where(c => !char.IsWhiteSpace(c))).Replace(',', '.').Replace('−', '-'), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        && Math.Abs(number) <= Largest ? Math.Round(number, 4) : null;

    /// <summary>Reads a line. Refused when it has no name, or its formula cannot be read.</summary>
    /// <param name="before">What is called the same keeps its key.</param>
    internal static Outcome<Indicator> Read(string line, IReadOnlyList<Indicator> before)
    {
        var parts = line.Split('|', StringSplitOptions.TrimEntries);
        if (parts.Length is < 2 or > 3 || parts[0].Length is 0 or > Length || parts[1].Length is 0 or > Length) return new Rejection("plan.indicator");
        decimal? target = null;
        if (parts.Length == 3)
        {
            if (Number(parts[2]) is not { } number) return new Rejection("plan.target", parts[2]);
            target = number;
        }
        if (!parts[1].StartsWith('@') && Formula.Read(parts[1]).Refused(out var why)) return why;
        return new Indicator(before.FirstOrDefault(i => i.Name == parts[0])?.Key ?? Guid.CreateVersion7(), parts[0], parts[1], target);
    }
}

/// <summary>A formula over named figures: numbers, names, + - * / and brackets. <c>100 * pupils / children</c></summary>
public sealed class Formula
{
    private readonly Func<IReadOnlyDictionary<string, decimal>, decimal?> reckon;

    private Formula(Func<IReadOnlyDictionary<string, decimal>, decimal?> reckon, IReadOnlyList<string> names, bool dividesByFigure) => (this.reckon, Names, DividesByFigure) = (reckon, names, dividesByFigure);

    /// <summary>The figures it asks for.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Whether it is a share of something that is counted itself.</summary>
    public bool DividesByFigure { get; }

    /// <summary>The number; null when a figure is missing, or something would be divided by nothing.</summary>
    public decimal? Of(IReadOnlyDictionary<string, decimal> figures)
    {
        try { return reckon(figures); }
        catch (OverflowException) { return null; }
    }

    /// <summary>Reads a formula. Refused when it is none.</summary>
    public static Outcome<Formula> Read(string text)
    {
        var reader = new Reader(text);
        return text.Length <= Indicator.Length && reader.Sum() is { } reckon && reader.IsAtEnd ? new Formula(reckon, reader.Names, reader.DividesByFigure) : new Rejection("plan.formula", text.Length > 60 ? text[..60] : text);
    }

    private sealed class Reader(string text)
    {
        private const int Deepest = 40;
        private int at, deep;

        public List<string> Names { get; } = [];
        public bool DividesByFigure { get; private set; }
        public bool IsAtEnd => Peek() == '\0';

        public Func<IReadOnlyDictionary<string, decimal>, decimal?>? Sum() => Chain(Product, '+', '-');

        private Func<IReadOnlyDictionary<string, decimal>, decimal?>? Product() => Chain(Term, '*', '/');

        private Func<IReadOnlyDictionary<string, decimal>, decimal?>? Chain(Func<Func<IReadOnlyDictionary<string, decimal>, decimal?>?> part, char one, char other)
        {
            var left = part();
            while (left is not null && Peek() is var sign && (sign == one || sign == other))
            {
                at++;
                var named = Names.Count;
                if (part() is not { } right) return null;
                DividesByFigure |= sign == '/' && Names.Count > named;
                var before = left;
                left = sign switch
                {
                    '+' => f => before(f) + right(f),
                    '-' => f => before(f) - right(f),
                    '*' => f => before(f) * right(f),
                    _ => f => right(f) is { } by and not 0 ? before(f) / by : null,
                };
            }
            return left;
        }

        private Func<IReadOnlyDictionary<string, decimal>, decimal?>? Term()
        {
            if (++deep > Deepest) return null;
            try
            {
                if (Peek() == '(')
                {
                    at++;
                    var inside = Sum();
                    if (inside is null || Peek() != ')') return null;
                    at++;
                    return inside;
                }
                var begin = at;
                while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] is '.' or '_' || text[at] == '-' && at > begin && char.IsLetter(text[begin]) && at + 1 < text.Length && char.IsLetterOrDigit(text[at + 1]))) at++;
                var word = text[begin..at];
                if (word.Length == 0) return null;
                if (decimal.TryParse(word, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return _ => number;
                if (!char.IsLetter(word[0])) return null;
                Names.Add(word);
                return f => f.TryGetValue(word, out var figure) ? figure : null;
            }
            finally { deep--; }
        }

        private char Peek()
        {
            while (at < text.Length && text[at] == ' ') at++;
            return at < text.Length ? text[at] : '\0';
        }
    }
}

/// <summary>A number that somebody answered for an indicator. Added, never changed.</summary>
public sealed class IndicatorAnswer(Guid indicator, DateOnly on, decimal value, string by, DateTimeOffset at)
{
    public Guid Id { get; init; } = Guid.CreateVersion7(at);

    /// <summary>The indicator's key: it is the same in every version and period.</summary>
    public Guid Indicator { get; private init; } = indicator;

    /// <summary>The day it holds for.</summary>
    public DateOnly On { get; private init; } = on;
    public decimal Value { get; private init; } = value;
    public string By { get; private init; } = by;
    public DateTimeOffset At { get; private init; } = at;
}
