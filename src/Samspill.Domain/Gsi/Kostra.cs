namespace Samspill.Domain.Gsi;

/// <summary>What is typed for a year's indicators; null is not known. See <see cref="GsiYear"/> for what each is.</summary>
public sealed record KostraTyped(int? Children, int? Elsewhere, int? Running, int? Depreciation, int? Deducted, int? Net);

/// <summary>An indicator of function 383, and the numbers it was reckoned from.</summary>
/// <param name="Value">Null while a number is missing.</param>
/// <param name="Numbers">As they stand in the words that say how it was reckoned.</param>
public sealed record KostraIndicator(string Code, double? Value, params double?[] Numbers);

/// <summary>KOSTRA's indicators for function 383, music and culture schools (SSB, "Utvalgte nøkkeltall for kultur").</summary>
public static class Kostra
{
    /// <summary>Months of the accounting year that belong to the school year before; the other five belong to the next.</summary>
    public const int MonthsBefore = 7;

    /// <param name="before">Delivered for the school year that ends in the accounting year.</param>
    /// <param name="now">Delivered for the one that begins in it.</param>
    public static IReadOnlyList<KostraIndicator> Of(GsiReport? before, GsiReport? now, KostraTyped typed)
    {
        double? ownPupils = now is null ? null : now["A4", "pupils"] - now["A12", "pupils"] - now["A13", "pupils"] + (typed.Elsewhere ?? 0);
        double? gross = typed.Running + (typed.Depreciation ?? 0) - (typed.Deducted ?? 0);
        double? last = before?["A2", "pupils"], present = now?["A2", "pupils"], waiting = now?["A2", "waiting"], children = typed.Children;
        return
        [
            new("gross", Divide(1000 * gross, ownPupils), typed.Running, typed.Depreciation ?? 0, typed.Deducted ?? 0, ownPupils),
            new("net", Divide(1000.0 * typed.Net, children), typed.Net, children),
            new("share", Divide((last * MonthsBefore + present * (12 - MonthsBefore)) / 12, children), last, present, children),
            new("waiting", Divide(waiting, children), waiting, children),
        ];
    }

    private static double? Divide(double? amount, double? by) => by is > 0 ? amount / by : null;
}
