using System.CommandLine;
using Samspill.Features.Exchange;
using Samspill.Host;

namespace Samspill.Commands;

/// <summary><c>samspill export FOLDER --school S</c>: the whole school as a school folder.</summary>
internal static class ExportCommand
{
    private static readonly Argument<string> Folder = new("folder") { Description = "Where to write; made when it is not there. Protected people are in it: keep it as safe as the database" };

    public static Command Make()
    {
        var export = new Command("export", "Writes a whole school as a school folder. Exit 2 when there is no school or the folder cannot be written") { Folder, CommandLine.School };
        export.SetAction((parsed, ct) => CommandLine.WithSchoolAsync(parsed, async (school, _, cancel) =>
        {
            await using var db = school.Database(Actor.Operator, TimeProvider.System);
            try
            {
                var rows = await new ExportSchool(db, school).RunAsync(parsed.GetRequiredValue(Folder), cancel);
                Console.WriteLine($"{school.Slug}: {rows.Pupils.Count} pupils, {rows.Guardians.Count} guardians, {rows.Courses.Count} courses, {rows.Places.Count} places, {rows.Applications.Count} applications written");
                return 0;
            }
            catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
            {
                await Console.Error.WriteLineAsync(unwritable.Message.ReplaceLineEndings(" "));
                return 2;
            }
        }, ct));
        return export;
    }
}
