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

        double first, firstBusy;
        using (var made = await RunningProgram.StartDemoAsync(program, folder.Path, null, "/trondheim")) (first, firstBusy) = (made.SecondsToFirstPage, made.ProcessorSeconds);

        var (starts, busy) = (new double[Times], new double[Times]);
        var (now, most) = (0.0, 0.0);
        for (var i = 0; i < Times; i++)
        {
            using var running = await RunningProgram.StartDemoAsync(program, folder.Path, null, "/trondheim");
            (starts[i], busy[i]) = (running.SecondsToFirstPage, running.ProcessorSeconds);
            await LookAroundAsync(running.Address);
            (now, most) = (Math.Max(now, running.Memory.Now), Math.Max(most, running.Memory.Most));
        }
        Array.Sort(starts);
        Array.Sort(busy);
        var (start, demo, demoBusy) = (starts[Times / 2], first - starts[Times / 2], firstBusy - busy[Times / 2]);
        Line(output, $"{"",-34} {"figure",9} {"target",9}   processor time, which a busy machine does not stretch");
        Line(output, $"{"demo made (first run less a start)",-34} {demo,7:0.00} s {"< 10 s",9}   {demoBusy:0.00} s");
        Line(output, $"{"cold start to first page, median",-34} {start,7:0.00} s {"< 3 s",9}   {busy[Times / 2]:0.00} s; {Times} times: {starts[0]:0.00} to {starts[^1]:0.00} s");
        Line(output, $"{"resident memory after 500 pages",-34} {now,6:0} MB {"< 300 MB",9}   at most {most:0} MB");
        Line(output, $"start: demo {demo:0.0} s (target 10), first page {start:0.00} s (target 3), resident {now:0} MB (target 300)");
    }

    private static async Task LookAroundAsync(Uri address)
    {
        using var http = new HttpClient { BaseAddress = address };
        for (var i = 0; i < 500; i++) (await http.GetAsync(Around[i % Around.Length])).EnsureSuccessStatusCode().Dispose();
    }

    private static void Line(TextWriter output, FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
