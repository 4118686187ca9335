namespace Samspill.Domain.Strategy;

/// <summary>What kinds of activity are called in formulas and files.</summary>
public static class ActivityWords
{
    /// <summary><c>municipal-visit</c></summary>
    public static string Of(ActivityKind kind) => string.Concat(kind.ToString().Select((c, i) => i > 0 && char.IsUpper(c) ? $"-{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));
}
