using System.CommandLine;
using System.Globalization;
using Samspill.Features.Merging;
using Samspill.Host;

namespace Samspill.Commands;

/// <summary><c>samspill school merge FROM --into SCHOOL --date D [--dry-run] [--apart]</c>. Its report is what it prints.</summary>
internal static class MergeCommand
{
    private static readonly Argument<string> From = new("from") { Description = "The school that becomes a part of the other" };
    private static readonly Option<string> Into = new("--into") { Description = "The school it becomes a part of", Required = true };
    private static readonly Option<string> Date = new("--date") { Description = "The day from which they are one: 2026-08-01", Required = true };
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Prints the same report and changes nothing" };
    private static readonly Option<bool> Apart = new("--apart") { Description = "People who look alike and whom nobody has answered for are two" };

    public static Command Create()
    {
        if (Date.Validators.Count == 0) Date.Validators.Add(given =>
        {
            if (DayOf(given.GetValueOrDefault<string?>()) is null) given.AddError("--date takes a day as 2026-08-01.");
        });
        var merge = new Command("merge", "Makes one school a part of another: all of it or nothing. The old one stays, to be read. Exit 1 when it is refused, 2 when there is no such school") { From, Into, Date, DryRun, Apart };
        merge.SetAction(RunAsync);
        return merge;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        var schools = new Schools(CommandLine.StorageOf(parsed), TimeProvider.System);
        await schools.OpenAllAsync(ct);
        foreach (var slug in new[] { parsed.GetRequiredValue(From), parsed.GetRequiredValue(Into) })
        {
            if (schools.Find(slug) is not null) continue;
            await Console.Error.WriteLineAsync($"No school \"{slug}\" here. There are: {string.Join(", ", schools.All.Select(s => s.Slug))}");
            return 2;
        }
        var (from, into, date, dryRun) = (schools.Find(parsed.GetRequiredValue(From))!, schools.Find(parsed.GetRequiredValue(Into))!, DayOf(parsed.GetRequiredValue(Date))!.Value, parsed.GetValue(DryRun));
        var merge = new MergeSchools(new Closings(TimeProvider.System), TimeProvider.System);
        MergeReport report;
        if (dryRun)
        {
            if ((await merge.TryAsync(from, into, date, Actor.Operator, ct)).Refused(out var why, out var tried)) return Refuse(why);
            report = tried.Report;
            foreach (var pair in tried.Likely) Console.WriteLine($"likely double: {pair.Theirs.Id.Value} there, {pair.Ours.Id.Value} here: {pair.Same switch { true => "one", false => "two", null => "not answered" }}");
        }
        else if ((await merge.RunAsync(from, into, date, parsed.GetValue(Apart), Actor.Operator, ct)).Refused(out var why, out report!)) return Refuse(why);
        foreach (var line in report.Lines()) Console.WriteLine(line);
        Console.WriteLine(dryRun ? $"{from.Slug}: nothing merged, for this is a dry run." : $"{from.Slug}: a part of {into.Slug}.");
        return 0;
    }

    private static int Refuse(Rejection why)
    {
        Console.WriteLine($"Nothing merged. {Texts.Of(typeof(Texts).Assembly, strict: true).In("en")[$"refusal.{why.Code}", why.Facts]}");
        return 1;
    }

    private static DateOnly? DayOf(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 2000 and < 2200 ? day : null;
}
