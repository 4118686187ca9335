using System.Globalization;
using Samspill.Planning.Timetable;

namespace Samspill.Commands;

/// <summary>How a search stands, in one line on standard error that is written over twice a second when somebody is looking.</summary>
internal sealed class LiveTable : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.5);
    private readonly TimetableProblem _problem;
    private readonly bool _interactive = !Console.IsErrorRedirected && !Console.IsOutputRedirected;
    private TimeSpan _next = Pause;

    private LiveTable(TimetableProblem problem) => _problem = problem;

    public long Steps { get; private set; }

    public TimeSpan Elapsed { get; private set; }

    public static LiveTable Open(TimetableProblem problem) => new(problem);

    public void Show(TimetableProgress progress)
    {
        (Steps, Elapsed) = (progress.Search.Steps, progress.Search.Elapsed);
        if (!_interactive || Elapsed < _next) return;
        _next = Elapsed + Pause;
        var explanation = Explanation.Of(_problem, progress.Plan());
        var rules = Enum.GetValues<CostRule>().Where(r => explanation.Count(r) > 0)
            .Select(r => string.Create(CultureInfo.InvariantCulture, $"{TimetableWords.Rule(r)} {explanation.Count(r) * _problem.Weights.Of(r):0}"));
        var line = string.Create(CultureInfo.InvariantCulture, $"{progress.Search.Share,4:0%} {Elapsed.TotalSeconds,6:0.0} s  cost {progress.Search.Cost:#,0}  unplaced {progress.Unplaced}  ({string.Join(", ", rules)})");
        Console.Error.Write($"\r{line[..Math.Min(line.Length, Math.Max(20, Console.WindowWidth - 1))]}\u001b[K");
    }

    public void Clear()
    {
        if (_interactive) Console.Error.Write("\r\u001b[K");
    }

    public void Dispose() => Clear();
}
