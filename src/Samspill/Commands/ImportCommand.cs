using System.CommandLine;
using System.Security.Cryptography;
using Samspill.Data;
using Samspill.Features.Exchange;
using Samspill.Formats.SchoolFolders;
using Samspill.Formats.Xlsx;
using Samspill.Host;

namespace Samspill.Commands;

/// <summary><c>samspill import FOLDER --school S [--create NAME --municipality NNNN] [--dry-run]</c>. Its report is what it prints.</summary>
internal static class ImportCommand
{
    private static readonly Argument<string> Folder = new("folder") { Description = "The school folder: CSV files as docs/formats.md has them, or the same sheets in one .xlsx" };
    private static readonly Option<string?> Create = new("--create") { Description = "Makes the school with this name when there is none" };
    private static readonly Option<string?> Municipality = new("--municipality") { Description = "Four-digit number of the school's municipality, with --create" };
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Prints the same report and changes nothing" };

    public static Command Make()
    {
        var import = new Command("import", "Brings a school folder into a school: all of it or nothing. Exit 1 when there are faults, 2 when there is no folder or no school") { Folder, CommandLine.School, Create, Municipality, DryRun };
        import.SetAction(RunAsync);
        return import;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        var (name, number) = (parsed.GetValue(Create), parsed.GetValue(Municipality));
        if (name is null != number is null) return Refuse("--create and --municipality go together.");
        if (number is not null && !(number.Length == 4 && number.All(char.IsAsciiDigit))) return Refuse($"--municipality \"{number}\" is no number of four digits.");
        if (name is not null && (string.IsNullOrWhiteSpace(name) || name.Length > 200)) return Refuse("--create takes a name of 1 to 200 characters.");
        var folder = new DirectoryInfo(parsed.GetRequiredValue(Folder));
        try
        {
            var reading = folder.Extension.Equals(".xlsx", StringComparison.OrdinalIgnoreCase) && File.Exists(folder.FullName) ? ReadWorkbook(folder.FullName) : SchoolFolderReader.Read(folder);
            return reading.IsNoSchoolFolder ? Refuse($"{folder.FullName} is no school folder: none of the nine files is in it.") : await ImportAsync(parsed, reading, name, number, ct);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or XlsxException)
        {
            return Refuse(unreadable.Message.ReplaceLineEndings(" "));
        }
    }

    private static FolderReading ReadWorkbook(string path)
    {
        var unpacked = Directory.CreateTempSubdirectory("samspill-xlsx-");
        try
        {
            using var book = File.OpenRead(path);
            var ignored = SchoolWorkbook.Unpack(book, name => File.Create(Path.Combine(unpacked.FullName, name)));
            var reading = SchoolFolderReader.Read(unpacked);
            return reading with { Remarks = [.. reading.Remarks, .. ignored.Select(sheet => new Fault(sheet, 0, null, "is none of the nine sheets and is ignored"))] };
        }
        finally { unpacked.Delete(recursive: true); }
    }

    private static async Task<int> ImportAsync(ParseResult parsed, FolderReading reading, string? name, string? number, CancellationToken ct)
    {
        var slug = parsed.GetRequiredValue(CommandLine.School);
        var schools = new Schools(CommandLine.StorageOf(parsed), TimeProvider.System);
        await schools.OpenAllAsync(ct);
        var (school, dryRun) = (schools.Find(slug), parsed.GetValue(DryRun));
        if (school is null && name is null) return Refuse($"No school \"{slug}\" here; --create makes one. There are: {string.Join(", ", schools.All.Select(s => s.Slug))}");
        if (school is not null && number is not null && school.Municipality != number)
        {
            Console.WriteLine($"School \"{slug}\" is there already, for municipality {school.Municipality}, not {number}.");
            return 1;
        }
        if (school is null)
        {
            if (!Schools.IsSlug(slug)) return Refuse($"--school \"{slug}\" can be no first segment of addresses: 2 to 39 lower-case letters, digits and hyphens, a letter first.");
            // The school is made only when there is something to put in: its numbers are compared with a key that is thrown away.
            var trial = ImportSchool.Try(reading, new FieldCipher(RandomNumberGenerator.GetBytes(32), slug), demo: false, TimeProvider.System);
            if (dryRun || trial.Faults.Count > 0) return Print(trial, slug, dryRun);
            var made = await schools.CreateAsync(new HostedSchool(slug, name!, number!, Demo: false), ct);
            if (made.Refused(out var why)) return Refuse($"{why.Code}: {string.Join(", ", why.Facts)}");
            school = made.Value;
        }
        await using var db = school.Database(Actor.Operator, TimeProvider.System);
        return Print(await new ImportSchool(db, school, TimeProvider.System).RunAsync(reading, dryRun, ct), slug, dryRun);
    }

    private static int Print(ImportReport report, string slug, bool dryRun)
    {
        foreach (var line in report.Lines()) Console.WriteLine(line);
        Console.WriteLine(report.Faults.Count > 0 ? $"{slug}: nothing imported, for there are faults." : dryRun ? $"{slug}: nothing imported, for this is a dry run." : $"{slug}: imported.");
        return report.Faults.Count > 0 ? 1 : 0;
    }

    private static int Refuse(string why)
    {
        Console.Error.WriteLine(why);
        return 2;
    }
}
