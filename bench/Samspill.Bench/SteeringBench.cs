using System.Diagnostics;
using System.Globalization;
using Samspill.Data;
using Samspill.Domain.Reporting;
using Samspill.Features.Reporting;
using Samspill.Host;

namespace Samspill.Bench;

/// <summary>The figures' pages at the demo's size of Trondheim and of the nation, a joint report of 15 counties as a document, and Klæbu merged into Trondheim.</summary>
internal static class SteeringBench
{
    private const int Rounds = 60;

    public static async Task RunAsync(TextWriter output, Sizes sizes)
    {
        output.WriteLine(Machine.Line());
        var program = sizes.Word("--program", "") is { Length: > 0 } built ? built : Published.Program(output);
        if (sizes.On is "sqlite" or "both") await OnAsync(output, program, "SQLite", null);
        if (sizes.On is "postgresql" or "both")
        {
            await using var databases = PostgresDatabases.TestServer is { } server ? new PostgresDatabases(server) : throw new InvalidOperationException("SAMSPILL_TEST_POSTGRES names no server");
            await OnAsync(output, program, "PostgreSQL", databases.Connection);
        }
        Document(output);
    }

    private static async Task OnAsync(TextWriter output, string program, string engine, string? connection)
    {
        using var folder = new TempFolder();
        using (var running = await RunningProgram.StartDemoAsync(program, folder.Path, connection, "/trondheim"))
        {
            Line(output, $"{engine}: the demo's first page {running.SecondsToFirstPage:0.0} s after a fresh start, {running.ProcessorSeconds:0.0} s of processor (target 15 s)");
            await FilledDemo.WaitAsync(new Storage(folder.Path, connection));
            using var principal = await Person.SignInAsync(running.Address, "Rektor");
            using var nation = await Person.SignInAsync(running.Address, "Kulturskolerådet", "council");
            await PagesAsync(output, principal, ["/health/live", .. new[] { "gsi", "kostra", "rekkevidde", "rekkevidde/tabeller", "rad", "rad/sentre", "statistikk", "undersokelser", "plan", "arshjul", "kontor", "sammenslaing" }.Select(p => $"/trondheim/{p}")]);
            await PagesAsync(output, nation, ["/health/live", "/council", .. new[] { "strategi", "aktiviteter", "avtaler", "arshjul", "runder", "rapporter", "statistikk", "statistikk/skoler" }.Select(p => $"/council/{p}")]);
        }
        var clock = new Effort();
        var start = new ProcessStartInfo(program, ["school", "merge", "klabu", "--into", "trondheim", "--date", Oslo.Today(TimeProvider.System).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), "--apart", "--data", folder.Path, .. connection is null ? [] : new[] { "--connection", connection }])
        { UseShellExecute = false, RedirectStandardOutput = true };
        using var merge = Process.Start(start)!;
        var said = await merge.StandardOutput.ReadToEndAsync();
        await merge.WaitForExitAsync();
        Line(output, $"{engine}: Klæbu merged into Trondheim in {clock.Seconds:0.0} s, exit {merge.ExitCode} (target 30 s)");
        foreach (var line in said.Split('\n').Where(l => l.StartsWith("in all", StringComparison.Ordinal))) output.WriteLine("  " + line);
    }

    private static async Task PagesAsync(TextWriter output, Person who, string[] pages)
    {
        // In turn, so that whatever else the machine does meets all of them.
        var times = pages.Select(_ => new double[Rounds]).ToArray();
        for (var round = -20; round < Rounds; round++)
        {
            for (var i = 0; i < pages.Length; i++)
            {
                var clock = Stopwatch.GetTimestamp();
                await who.ReadAsync(pages[i]);
                if (round >= 0) times[i][round] = Stopwatch.GetElapsedTime(clock).TotalMilliseconds;
            }
        }
        foreach (var of in times) Array.Sort(of);
        Line(output, $"  {"ms (target of a dashboard's p95: 50, of the national report: 1000)",-66} {"p50",7} {"p95",7} {"x nothing",10}");
        for (var i = 0; i < pages.Length; i++) Line(output, $"  {pages[i],-66} {times[i][Rounds / 2],7:0.0} {times[i][Rounds * 95 / 100],7:0.0} {times[i][Rounds / 2] / times[0][Rounds / 2],10:0.0}");
    }

    /// <summary>Six areas of five goals, each with six figures and two texts from 15 counties.</summary>
    private static void Document(TextWriter output)
    {
        const int Counties = 15;
        var county = Enumerable.Range(1, Counties).Select(c => $"Fylke {c}").ToList();
        var words = string.Join(' ', Enumerable.Repeat("Fylket har samlet lederne to ganger og besøkt kommunene.", 12));
        JointFigure Figure(int of) => new($"Tall {of}", 15 * of, of, false, [.. county.Select(c => new CountyFigure(c, of, of - 1, "Telt på nytt"))]);
        JointGoal Goal(string number) => new(number, "Et mål for kulturskolene", words, [new($"{number}.1", "Et tiltak")], [.. Enumerable.Range(1, 6).Select(Figure)], [.. Enumerable.Range(1, 2).Select(t => new JointWords($"Spørsmål {t}", [.. county.Select(c => new CountyWords(c, words))]))]);
        var report = new JointDocument("Samlet rapport", "Strategi", new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 31), words, [.. county.Select((c, i) => new JointCounty($"{i + 1}", c, new DateOnly(2026, 11, 1), false))],
            [.. Enumerable.Range(1, 6).Select(a => new JointArea($"{a}", $"Område {a}", [.. Enumerable.Range(1, 5).Select(g => Goal($"{a}.{g}"))]))]);
        var texts = Texts.Of(typeof(Texts).Assembly, strict: true);
        JointFile.Docx(report, "Rådet", 1, TimeProvider.System.GetUtcNow(), texts); // once for the compiler
        var clock = new Effort();
        var file = JointFile.Docx(report, "Rådet", 1, TimeProvider.System.GetUtcNow(), texts);
        Line(output, $"a joint report of {Counties} counties as .docx, {file.Length / 1024} KiB: {clock.Seconds:0.00} s (target 3 s)");
    }

    private static void Line(TextWriter output, FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
