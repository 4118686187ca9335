using System.Diagnostics;
using System.Globalization;

namespace Samspill.Bench;

/// <summary>Time on the wall, and how much of it this process really had the processors: on a shared machine the two differ.</summary>
internal sealed class Effort
{
    // Below this share a reader must know that the machine was busy with something else.
    private const double Shared = 0.85;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly TimeSpan _before = Used;

    /// <summary>Seconds on the wall since it began.</summary>
    public double Seconds => _clock.Elapsed.TotalSeconds;

    /// <summary>Seconds of processor that this process, all threads together, had since it began.</summary>
    public double Processor => (Used - _before).TotalSeconds;

    /// <summary>In a table: the seconds had, with a star when they are fewer than 85 % of threads x limit.</summary>
    public static string Cell(double processor, int threads, double limit) =>
        string.Create(CultureInfo.InvariantCulture, $"{processor:0.0}{(processor < Shared * threads * limit ? "*" : "")}");

    /// <summary>What the star means.</summary>
    public const string Star = "cpu s: processor seconds the process really had; * fewer than 85 % of threads x limit, so the machine was shared";

    private static TimeSpan Used => Environment.CpuUsage.TotalTime;
}
