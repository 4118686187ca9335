using System.Globalization;
using Samspill.Planning.Search;
using Samspill.Planning.Timetable;

namespace Samspill.Bench.Timetable;

/// <summary>Made weeks of four sizes in four kinds: time to the first complete week, and cost over the planted one after so many seconds.</summary>
internal static class TimetableBench
{
    private static readonly (string Name, int Lessons)[] Sizes = [("S", 370), ("M", 1100), ("L", 3000), ("XL", 14_000)];

    private static readonly (string Name, bool Tight, bool Scarce)[] Kinds = [("plain", false, false), ("tight", true, false), ("scarce", false, true), ("both", true, true)];

    public static void Run(TextWriter output, BenchArguments arguments)
    {
        var sizes = (arguments.Text("--sizes") ?? "S,M,L,XL").Split(',');
        var kinds = (arguments.Text("--kinds") ?? "plain,tight,scarce,both").Split(',');
        var seconds = (arguments.Text("--seconds") ?? "10,60").Split(',').Select(s => int.Parse(s, CultureInfo.InvariantCulture)).ToArray();
        var (seeds, threads) = (arguments.Number("--seeds", 5), arguments.Number("--threads", 2));
        var steps = arguments.Count("--steps");
        output.WriteLine(Machine.Line());
        Line(output, $"seeds 1 to {seeds} of problem and search, {threads} threads; medians{(steps > 0 ? $"; {steps} steps each, whatever the seconds" : "")}");
        output.WriteLine(Effort.Star);
        output.WriteLine($"{"size",-5} {"kind",-7} {"lessons",8} {"seconds",8} {"cpu s",7} {"complete",9} {"after s",8} {"after M",8} {"Msteps",7} {"planted",8} {"cost",8} {"ratio",6} {"bound",8} {"gap",6}  cost by rule");
        var last = "";
        foreach (var (name, lessons) in Sizes.Where(s => sizes.Contains(s.Name)))
            foreach (var kind in Kinds.Where(k => kinds.Contains(k.Name)))
                foreach (var limit in steps > 0 ? [0] : seconds) last = Measure(output, name, lessons, kind, limit > 0 ? SearchLimit.OfTime(TimeSpan.FromSeconds(limit)) : SearchLimit.OfSteps(steps), seeds, threads, arguments.Has("--first"));
        Line(output, $"timetable: {last}");
    }

    private static string Measure(TextWriter output, string size, int lessons, (string Name, bool Tight, bool Scarce) kind, SearchLimit limit, int seeds, int threads, bool first)
    {
        var runs = new List<Outcome>();
        for (var seed = 1; seed <= seeds; seed++)
        {
            var week = MadeWeek.Make(lessons, seed, kind.Tight, kind.Scarce);
            var (complete, completeSteps, steps) = (double.PositiveInfinity, 0L, 0L);
            using var enough = new CancellationTokenSource();
            var effort = new Effort();
            var result = TimetableEngine.Solve(week.Problem, new() { Limit = limit, Seed = seed, Threads = threads }, p =>
            {
                steps = p.Search.Steps;
                if (p.Unplaced > 0 || double.IsFinite(complete)) return;
                (complete, completeSteps) = (p.Search.Elapsed.TotalSeconds, steps);
                if (first) enough.Cancel();
            }, enough.Token);
            var (processor, wall) = (effort.Processor, effort.Seconds);
            var explanation = Explanation.Of(week.Problem, result.Placed);
            if (explanation.Breaches.Count > 0 || explanation.Cost != result.Cost) throw new InvalidOperationException($"{size} {kind.Name} seed {seed}: the week is not what it says");
            runs.Add(new(complete, completeSteps, steps, week.Planted, result.Cost, LowerBound.Of(week.Problem), explanation, processor, wall));
        }
        double Median(Func<Outcome, double> of) => runs.Select(of).Order().ElementAt(runs.Count / 2);
        var ratio = Median(r => (double)r.Cost / r.Planted);
        var seconds = limit.Steps > 0 ? Median(r => r.Wall) : limit.Time.TotalSeconds;
        var rules = string.Join(" ", Enum.GetValues<CostRule>().Where(c => runs.Exists(r => r.Explanation.Count(c) > 0)).Select(c => string.Create(CultureInfo.InvariantCulture, $"{TimetableWords.Rule(c)} {Median(r => r.Explanation.Count(c)):0}")));
        Line(output, $"{size,-5} {kind.Name,-7} {lessons,8} {seconds,8:0.#} {Effort.Cell(Median(r => r.Processor), threads, seconds),7} {$"{runs.Count(r => r.Complete < double.PositiveInfinity)} of {seeds}",9} {Median(r => r.Complete),8:0.0} {Median(r => r.CompleteSteps) / 1e6,8:0.00} {Median(r => r.Steps) / 1e6,7:0.0} {Median(r => r.Planted),8:0} {Median(r => r.Cost),8:0} {ratio,6:0.000} {Median(r => r.Bound),8:0} {Median(r => (double)r.Cost / r.Bound),6:0.000}  {rules}");
        return string.Create(CultureInfo.InvariantCulture, $"{size} {kind.Name} {seconds:0.#} s: cost over planted {ratio:0.000}, complete after {Median(r => r.Complete):0.0} s");
    }

    private static void Line(TextWriter output, FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private sealed record Outcome(double Complete, long CompleteSteps, long Steps, long Planted, long Cost, long Bound, Explanation Explanation, double Processor, double Wall);
}
