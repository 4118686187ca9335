using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Samspill.Bench;

/// <summary>How long all letters of the demo's admission take as PDF files for the printer, ordered and followed as the office does it, and the single letter on demand.</summary>
internal static partial class LettersBench
{
    private const int Wanted = 5300;

    public static async Task RunAsync(TextWriter output)
    {
        output.WriteLine(Machine.Line());
        var program = Published.Program(output);
        using var folder = new TempFolder();
        using var running = await RunningProgram.StartDemoAsync(program, folder.Path, null, "/trondheim");
        using var office = await Person.SignInAsync(running.Address, "Kontor");
        var round = await office.FindAsync("/trondheim/opptak", "/trondheim/opptak/", Person.Id);
        await office.SendAsync(round, "?handler=Run", []);
        var run = RunPage().Match(await office.ReadAsync(round)).Groups[1].Value;
        await office.SendAsync(round, "?handler=Publish", [new("chosen", run)]);

        using var guardian = await Person.SignInAsync(running.Address, "Foresatt");
        var decision = await guardian.FindAsync("/trondheim/min-side", "/trondheim/vedtak/");
        var single = new double[5];
        for (var i = 0; i < single.Length; i++)
        {
            var from = Stopwatch.GetTimestamp();
            await guardian.ReadAsync(decision + "/brev.pdf");
            single[i] = Stopwatch.GetElapsedTime(from).TotalSeconds;
        }
        Array.Sort(single);

        // The demo's admission decides half as many: its letters are printed again until there are as many as asked for.
        var (letters, files, clock) = (0, 0, Stopwatch.StartNew());
        while (letters < Wanted)
        {
            var job = await office.SendAsync("/trondheim/brev", "", [new("kjoring", run)]);
            while ((await office.ReadAsync(job)).Contains("handler=Cancel", StringComparison.Ordinal)) await Task.Delay(500);
            var page = await office.ReadAsync(job);
            var (printed, asked) = (int.Parse(Printed().Match(page).Groups[1].Value, CultureInfo.InvariantCulture), int.Parse(Asked().Match(page).Groups[1].Value, CultureInfo.InvariantCulture));
            if (printed == 0 || printed != asked) throw new InvalidOperationException($"{printed} of {asked} letters were printed");
            (letters, files) = (letters + printed, files + FileLink().Count(page));
        }
        var seconds = clock.Elapsed.TotalSeconds;
        Line(output, $"single letter on demand, median of {single.Length}: {single[single.Length / 2]:0.00} s, {single[0]:0.00} to {single[^1]:0.00} s");
        Line(output, $"letters: {letters} in {files} files in {seconds:0} s, {seconds * 1000 / letters:0} ms each; {Wanted} at this pace {seconds / letters * Wanted:0} s (target 240)");
    }

    private static void Line(TextWriter output, FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    [GeneratedRegex("/opptak/kjoring/([0-9a-f-]{36})")]
    private static partial Regex RunPage();

    [GeneratedRegex("<progress[^>]* value=\"([0-9]+)\"")]
    private static partial Regex Printed();

    [GeneratedRegex("<progress[^>]* max=\"([0-9]+)\"")]
    private static partial Regex Asked();

    [GeneratedRegex("/brev/fil/[0-9a-f-]{36}\\.pdf")]
    private static partial Regex FileLink();
}
