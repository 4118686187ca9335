using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Samspill.Planning.Search;
using Samspill.Planning.Timetable;

namespace Samspill.Bench.Timetable;

/// <summary>FET, the free timetabler, beside ours on the same week for the same time; both weeks are scored by the same plain rules.</summary>
internal static class FetBench
{
    public static int Run(TextWriter output, BenchArguments arguments)
    {
        var (lessons, seconds, seed, threads) = (arguments.Number("--lessons", 370), arguments.Number("--seconds", 60), arguments.Number("--seed", 1), arguments.Number("--threads", 2));
        output.WriteLine(Machine.Line());
        var week = MadeWeek.Make(lessons, seed, coarse: true);
        Line(output, $"{week.Problem.Lessons.Count} lessons, {week.Problem.Teachers.Count} teachers, seed {seed}, {seconds} s each, ours on {threads} threads, FET on one");
        output.WriteLine(Effort.Star);
        output.WriteLine($"{"",-9} {"placed",7} {"broken",7} {"cost",9} {"teacher-days",13} {"idle hours",11} {"site changes",13} {"time s",7} {"cpu s",7}");
        using var folder = new TempFolder();
        var clock = new Effort();
        if (Ask(week.Problem, folder.Path, seconds, out var used) is not { } answer)
        {
            output.WriteLine("fet: fet-cl is not installed (Debian's package fet), or did not answer");
            return 2;
        }
        var theirs = Show(output, "fet", week.Problem, answer, clock.Seconds, Effort.Cell(used.TotalSeconds, 1, clock.Seconds));
        clock = new Effort();
        var result = TimetableEngine.Solve(week.Problem, new() { Limit = SearchLimit.OfTime(TimeSpan.FromSeconds(seconds)), Seed = seed, Threads = threads });
        var ours = Show(output, "samspill", week.Problem, result.Placed, clock.Seconds, Effort.Cell(clock.Processor, threads, seconds));
        Show(output, "planted", week.Problem, week.Plan, 0, "");
        Line(output, $"fet: {ours.Placed} lessons placed to {theirs.Placed}, teacher-days {Share(ours.Days, theirs.Days):0%} (target 60 %), idle time {Share(ours.Idle, theirs.Idle):0%} (target 25 %)");
        return 0;
    }

    private static double Share(long a, long b) => (double)a / Math.Max(1, b);

    private static List<PlacedLesson>? Ask(TimetableProblem problem, string folder, int seconds, out TimeSpan used)
    {
        used = TimeSpan.Zero;
        var file = new FetFile(problem);
        file.Write(Path.Combine(folder, "made.fet"));
        var start = new ProcessStartInfo("fet-cl", [$"--inputfile={Path.Combine(folder, "made.fet")}", $"--outputdir={folder}", string.Create(CultureInfo.InvariantCulture, $"--timelimitseconds={seconds}")]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        try
        {
            using var fet = Process.Start(start)!;
            var told = fet.StandardError.ReadToEndAsync();
            var said = fet.StandardOutput.ReadToEndAsync();
            // Once it has ended nobody can tell any more.
            while (!fet.WaitForExit(100)) used = fet.TotalProcessorTime;
            _ = (told, said);
        }
        catch (Win32Exception)
        {
            return null;
        }
        // The whole answer, or the one with most lessons when time ran out.
        var answers = Directory.EnumerateFiles(folder, "*_activities.xml", SearchOption.AllDirectories).OrderBy(f => f.Contains("highest", StringComparison.Ordinal) ? 0 : 1).ToList();
        return answers.Count == 0 ? null : answers.Select(file.Read).MaxBy(p => p.Count);
    }

    private static (int Placed, long Days, long Idle) Show(TextWriter output, string name, TimetableProblem problem, IReadOnlyList<PlacedLesson> plan, double time, string processor)
    {
        var explanation = Explanation.Of(problem, plan);
        var (days, idle) = (explanation.Count(CostRule.TeacherDay), explanation.Count(CostRule.TeacherIdle));
        Line(output, $"{name,-9} {plan.Count,7} {explanation.Breaches.Count,7} {explanation.Cost,9} {days,13} {idle / 12.0,11:0.0} {explanation.Charges.Count(c => c.Rule == CostRule.TeacherTravel),13} {time,7:0.0} {processor,7}");
        return (plan.Count, days, idle);
    }

    private static void Line(TextWriter output, FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
