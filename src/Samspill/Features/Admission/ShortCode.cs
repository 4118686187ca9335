using System.Security.Cryptography;

namespace Samspill.Features.Admission;

/// <summary>Codes that people read to each other. No vowels, so they spell nothing; no 0 O 1 I 5 S 8 B 2 Z, which are taken for each other.</summary>
internal static class ShortCode
{
    private const string Letters = "34679CDFGHJKMNPQRTVWXY";

    /// <summary>A receipt such as <c>K7Q-4TD3</c>: 22⁷, two and a half thousand million. The database keeps it unique.</summary>
    public static string Receipt() => $"{RandomNumberGenerator.GetString(Letters, 3)}-{RandomNumberGenerator.GetString(Letters, 4)}";

    /// <summary>A code for a person the school has not met before: E for a pupil, F for a guardian.</summary>
    public static string Person(char kind) => $"{kind}{RandomNumberGenerator.GetString(Letters, 8)}";
}
