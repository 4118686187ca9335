using System.Data;
using Samspill.Data;
using Samspill.Formats.SchoolFolders;
using Samspill.Host;

namespace Samspill.Features.Exchange;

/// <summary>Writes the whole school as a school folder: the operator's hand-over, protected people included. Noted in the audit.</summary>
public sealed class ExportSchool(SamspillDb db, OpenSchool school)
{
    /// <summary>Writes the nine files into a folder, whole or not at all; files of these names that are there are replaced.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public async Task<SchoolFolder> RunAsync(string folder, CancellationToken ct)
    {
        var target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        var unfinished = $"{target}.{Environment.ProcessId}.tmp";
        try
        {
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(unfinished);
            else Directory.CreateDirectory(unfinished, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            var rows = await ReadAsync(ct);
            SchoolFolderWriter.Write(rows, name => File.Create(Path.Combine(unfinished, name)));
            Place(unfinished, target);
            return rows;
        }
        finally
        {
            if (Directory.Exists(unfinished)) Directory.Delete(unfinished, recursive: true);
        }
    }

    /// <summary>The school at one moment. The look is noted before anybody has the files.</summary>
    private async Task<SchoolFolder> ReadAsync(CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct, IsolationLevel.RepeatableRead);
        var now = await SchoolNow.LoadAsync(db, ct);
        var tell = new RowOf(now, school.Cipher);
        db.Note("exported", $"School {school.Slug}", $"{now.Pupils.Count} pupils, {now.Guardians.Count} guardians, whole school folder");
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return new SchoolFolder
        {
            Sites = [.. now.Sites.All.Values.Select(tell.Site)],
            Rooms = [.. now.Rooms.All.Values.Select(tell.Room)],
            Courses = [.. now.Courses.All.Values.Select(tell.Course)],
            Pupils = [.. now.Pupils.Values.Select(tell.Pupil)],
            Guardians = [.. now.Guardians.Values.Select(tell.Guardian)],
            Guardianships = [.. now.Guardianships.All.Values.Where(g => now.People.Find(g.Guardian)?.GuardianCode is not null).Select(tell.Guardianship)],
            Staff = [.. now.Staff.All.Values.Select(tell.Staff)],
            Places = [.. now.Places.All.Values.Select(tell.Place)],
            Applications = [.. now.Applications.All.Values.Where(a => a.IsLive).Select(tell.Application)],
        };
    }

    private static void Place(string unfinished, string target)
    {
        if (!Directory.Exists(target))
        {
            Directory.Move(unfinished, target);
            return;
        }
        foreach (var name in SchoolFolder.FileNames) File.Move(Path.Combine(unfinished, name), Path.Combine(target, name), overwrite: true);
    }
}
