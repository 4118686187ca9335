using System.Globalization;
using Samspill.Planning.Search;
using Samspill.Planning.Timetable;

namespace Samspill.Bench.Timetable;

/// <summary>Disturbances of a published week, in the shares seen in real timetables: a room lost, a time lost, an enrolment changed; and a teacher out.</summary>
internal static class ReplanBench
{
    private const int Change = 100;

    public static void Run(TextWriter output, BenchArguments arguments)
    {
        var (lessons, seeds, threads) = (arguments.Number("--lessons", 3000), arguments.Number("--seeds", 5), arguments.Number("--threads", 2));
        var seconds = arguments.Number("--seconds", 10);
        output.WriteLine(Machine.Line());
        Line(output, $"{lessons} lessons, seeds 1 to {seeds}, {threads} threads, change weighs {Change}");
        output.WriteLine(Effort.Star);
        output.WriteLine("stuck: lessons, hit or new, that fit nowhere unless others move; may: 1.05 x hit + 3 x stuck");
        output.WriteLine($"{"disturbance",-28} {"seconds",8} {"hit",6} {"new",4} {"stuck",6} {"changed",8} {"may",5} {"x hit",6} {"unplaced",9} {"before",7} {"time s",7} {"cpu s",7}");
        double worst = 0;
        for (var seed = 1; seed <= seeds; seed++)
        {
            var week = MadeWeek.Make(lessons, seed);
            var published = TimetableEngine.Solve(week.Problem, new() { Limit = SearchLimit.OfSteps(lessons * 700L), Seed = seed, Threads = threads });
            var known = Known(week.Problem, published);
            Measure("one teacher out", 0.8, p => Disturbances.TeacherOut(p, new Random(seed)));
            Measure("fifteen at once", seconds, p => Disturbances.Mixed(p, new Random(seed), 15));

            void Measure(string name, double limit, Func<TimetableProblem, TimetableProblem> disturb)
            {
                var problem = disturb(known);
                var hits = Replanning.Hit(problem);
                var (hit, come) = (hits.Count, problem.Lessons.Count - known.Lessons.Count);
                var effort = new Effort();
                var result = TimetableEngine.Solve(problem, new() { Limit = SearchLimit.OfTime(TimeSpan.FromSeconds(limit)), Seed = seed, Threads = threads });
                var (time, processor) = (effort.Seconds, effort.Processor);
                var explanation = Explanation.Of(problem, result.Placed);
                if (explanation.Breaches.Count > 0 || explanation.Cost != result.Cost) throw new InvalidOperationException($"{name} seed {seed}: the week is not what it says");
                var changed = explanation.Count(CostRule.Change) + explanation.Count(CostRule.ChangeRoom);
                var stuck = TimetableEngine.Solve(OthersStay(problem, hits), new() { Limit = SearchLimit.OfSteps(100_000), Seed = seed }).Unplaced.Count;
                if (name == "fifteen at once") worst = Math.Max(worst, changed / Math.Max(1.0, hit));
                Line(output, $"{$"{name}, seed {seed}",-28} {limit,8} {hit,6} {come,4} {stuck,6} {changed,8} {(1.05 * hit) + (3 * stuck),5:0} {changed / Math.Max(1.0, hit),6:0.00} {result.Unplaced.Count,9} {published.Unplaced.Count,7} {time,7:0.0} {Effort.Cell(processor, threads, limit),7}");
            }
        }
        Line(output, $"replan: fifteen at once change at most {worst:0.00} x the lessons hit (target 1.3; what new lessons push aside is counted)");
    }

    private static TimetableProblem OthersStay(TimetableProblem problem, IReadOnlySet<string> hits) =>
        problem with { Lessons = [.. problem.Lessons.Select(l => l.Previous is null || hits.Contains(l.Id) ? l : l with { Fixed = l.Previous })] };

    private static TimetableProblem Known(TimetableProblem problem, TimetableResult published)
    {
        var was = published.Placed.ToDictionary(p => p.Lesson, p => p.Slot);
        return problem with { Weights = problem.Weights with { Change = Change }, Lessons = [.. problem.Lessons.Select(l => was.TryGetValue(l.Id, out var slot) ? l with { Previous = slot } : l)] };
    }

    private static void Line(TextWriter output, FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
