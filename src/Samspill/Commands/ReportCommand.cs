using System.CommandLine;
using System.Globalization;
using Samspill.Features.Gsi;
using Samspill.Host;

namespace Samspill.Commands;

/// <summary><c>samspill report gsi --school S --date D --format json|csv|xlsx</c>: a report on standard output, and nothing else there.</summary>
internal static class ReportCommand
{
    private static readonly Option<string> Date = new("--date") { Description = "The day that is counted: 2026-10-01", Required = true };
    private static readonly Option<string> Format = new("--format") { Description = "json, csv or xlsx", DefaultValueFactory = _ => "json" };

    public static Command Create()
    {
        if (Date.Validators.Count == 0) Date.Validators.Add(given =>
        {
            if (DayOf(given.GetValueOrDefault<string?>()) is null) given.AddError("--date takes a day as 2026-10-01.");
        });
        if (Format.Validators.Count == 0) Format.Validators.Add(given =>
        {
            if (!GsiFile.Formats.Contains(given.GetValueOrDefault<string?>() ?? "")) given.AddError($"--format is one of {string.Join(", ", GsiFile.Formats)}.");
        });
        var gsi = new Command("gsi", "Writes the national report of a culture school as it stands on a day. Exit 2 when there is no school") { CommandLine.School, Date, Format };
        gsi.SetAction((parsed, ct) => CommandLine.WithSchoolAsync(parsed, async (school, _, cancel) =>
        {
            await using var db = school.Database(Actor.Operator, TimeProvider.System);
            var state = await new ReckonGsi(db, Texts.Of(typeof(Texts).Assembly, strict: true)).RunAsync(DayOf(parsed.GetRequiredValue(Date))!.Value, cancel);
            var document = await GsiFile.BytesAsync(state.Document, parsed.GetRequiredValue(Format), "nb", cancel);
            await using var output = Console.OpenStandardOutput();
            await output.WriteAsync(document, cancel);
            return 0;
        }, ct));
        return new Command("report", "Reports to others") { gsi };
    }

    private static DateOnly? DayOf(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 2000 and < 2200 ? day : null;
}
