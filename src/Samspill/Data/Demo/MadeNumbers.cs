using Samspill.Formats;

namespace Samspill.Data;

/// <summary>Synthetic national ids (month + 80, as Skatteetaten makes them): valid, and nobody's.</summary>
/// <param name="small">The smaller school's: every fifth number is kept for it, so that nobody is in both schools by chance.</param>
internal sealed class MadeNumbers(Dice dice, bool small)
{
    private readonly HashSet<NationalId> given = [];

    /// <summary>A number nobody else has got; null when the day's numbers are used up.</summary>
    public NationalId? Next(DateOnly born, bool girl)
    {
        var least = born.Year >= 2000 ? 500 : 0;
        var start = dice.Next(250);
        for (var i = 0; i < 250; i++)
        {
            if ((start + i) % 250 % 5 == 4 != small) continue;
            var number = least + (start + i) % 250 * 2 + (girl ? 0 : 1);
            if (Number($"{born.Day:00}{born.Month + 80:00}{born.Year % 100:00}{number:000}") is { } id && given.Add(id)) return id;
        }
        return null;
    }

    private static NationalId? Number(string nine)
    {
        var first = CheckDigit(nine, [3, 7, 6, 1, 8, 9, 4, 5, 2]);
        var second = CheckDigit($"{nine}{first}", [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]);
        return first < 10 && second < 10 && NationalId.TryParse($"{nine}{first}{second}", out var id, out _) ? id : null;
    }

    private static int CheckDigit(string digits, ReadOnlySpan<int> weights)
    {
        var sum = 0;
        for (var i = 0; i < weights.Length; i++) sum += weights[i] * (digits[i] - '0');
        return (11 - sum % 11) % 11;
    }
}
