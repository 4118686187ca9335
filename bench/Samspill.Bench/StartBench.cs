using System.Globalization;

namespace Samspill.Bench;

/// <summary>How long the demo takes to make, how long a start takes to the first page, and how much memory it takes.</summary>
internal static class StartBench
{
    private const int Times = 5;
    private static readonly string[] Around = ["/trondheim", "/trondheim/tilbud", "/klabu", "/klabu/tilbud", "/health/live"];

    public static async Task RunAsync(TextWriter output)
    {
        output.WriteLine(Machine.Line());
        var program = Published.Program(output);
        using var folder = new TempFolder();

        double first;
        using (var made = await RunningProgram.StartDemoAsync(program, folder.Path, null, "/trondheim")) first = made.SecondsToFirstPage;

        var starts = new double[Times];
        var (now, most) = (0.0, 0.0);
        for (var i = 0; i < Times; i++)
        {
            using var running = await RunningProgram.StartDemoAsync(program, folder.Path, null, "/trondheim");
            starts[i] = running.SecondsToFirstPage;
            await LookAroundAsync(running.Address);
            (now, most) = (Math.Max(now, running.Memory.Now), Math.Max(most, running.Memory.Most));
        }
        Array.Sort(starts);
        var (start, made2) = (starts[Times / 2], first - starts[0]);
        Line(output, $"{"",-34} {"figure",9} {"target",9}");
        Line(output, $"{"demo made (first run less a start)",-34} {made2,7:0.00} s {"< 10 s",9}");
        Line(output, $"{"cold start to first page, median",-34} {start,7:0.00} s {"< 3 s",9}   {Times} times: {starts[0]:0.00} to {starts[^1]:0.00} s");
        Line(output, $"{"resident memory after 500 pages",-34} {now,6:0} MB {"< 300 MB",9}   at most {most:0} MB");
        Line(output, $"start: demo {made2:0.0} s (target 10), first page {start:0.00} s (target 3), resident {now:0} MB (target 300)");
    }

    private static async Task LookAroundAsync(Uri address)
    {
        using var http = new HttpClient { BaseAddress = address };
        for (var i = 0; i < 500; i++) (await http.GetAsync(Around[i % Around.Length])).EnsureSuccessStatusCode().Dispose();
    }

    private static void Line(TextWriter output, FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
