using System.Globalization;
using Samspill.Domain.Admission;

namespace Samspill.Features.Admission;

/// <summary>What is shown of a round's lottery when it is over.</summary>
internal static class LotteryWords
{
    /// <summary>The secret's digits; of a round that came with a seed of its own, the seed.</summary>
    public static string Revealed(AdmissionRound round) => round.Secret is { } secret ? new LotteryDraw(secret).Digits : round.Seed.ToString(CultureInfo.InvariantCulture);
}
