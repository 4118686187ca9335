using System.IO.Compression;
using System.Security.Cryptography;
using Samspill.Data;
using Samspill.Formats.SchoolFolders;
using Samspill.Host;
using Samspill.Jobs;

namespace Samspill.Features.Exchange;

/// <summary>School folders that somebody has uploaded and tried, kept for an hour until the same person says yes: one for each account.</summary>
/// <remarks>They hold people's data in the clear, so they lie in the data folder, readable by the program's user only, and are deleted by the clock.</remarks>
public sealed class KeptUploads(OpenSchool school, Storage storage, TimeProvider clock) : IClockJob, IGoesOnWhenClosed
{
    public static readonly TimeSpan KeptFor = TimeSpan.FromHours(1);

    /// <summary>Bytes of the record that ends a zip file.</summary>
    private const int EndOfZip = 22;

    private const long LargestFile = 64L * 1024 * 1024;

    private string Root => Path.Combine(storage.Folder, "uploads", school.Slug);

    /// <summary>Keeps the files instead of what the account kept before; a zip's files and a spreadsheet's sheets one by one. What is none of the nine files is left out.</summary>
    /// <returns>What to name when saying yes.</returns>
    /// <exception cref="InvalidDataException">What is called a zip file is none.</exception>
    /// <exception cref="Formats.Xlsx.XlsxException">What is called a spreadsheet is none, or too large.</exception>
    public async Task<string> KeepAsync(Guid account, IReadOnlyList<IFormFile> files, CancellationToken ct)
    {
        Forget(account);
        var folder = FolderOf(account);
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        foreach (var file in files)
        {
            await using var stream = file.OpenReadStream();
            if (Path.GetExtension(file.FileName).Equals(".zip", StringComparison.OrdinalIgnoreCase)) await UnpackAsync(stream, folder, ct);
            else if (Path.GetExtension(file.FileName).Equals(".xlsx", StringComparison.OrdinalIgnoreCase)) SchoolWorkbook.Unpack(stream, name => File.Create(Path.Combine(folder, name)));
            else await SaveAsync(stream, folder, file.FileName, ct);
        }
        return Digest(folder);
    }

    /// <summary>Reads what the account kept; null when nothing, when it is too old, or when it is not what was named.</summary>
    public FolderReading? Read(Guid account, string? digest)
    {
        var folder = new DirectoryInfo(FolderOf(account));
        if (!folder.Exists || IsOld(folder) || digest is not null && digest != Digest(folder.FullName)) return null;
        return SchoolFolderReader.Read(folder);
    }

    public void Forget(Guid account)
    {
        if (Directory.Exists(FolderOf(account))) Directory.Delete(FolderOf(account), recursive: true);
    }

    Task IClockJob.RunAsync(OpenSchool of, CancellationToken ct)
    {
        var root = new DirectoryInfo(Root);
        if (root.Exists)
        {
            foreach (var folder in root.EnumerateDirectories().Where(IsOld)) folder.Delete(recursive: true);
        }
        return Task.CompletedTask;
    }

    private bool IsOld(DirectoryInfo folder) => clock.GetUtcNow().UtcDateTime - folder.LastWriteTimeUtc > KeptFor;

    private string FolderOf(Guid account) => Path.Combine(Root, account.ToString("N"));

    /// <exception cref="InvalidDataException">It is no zip file.</exception>
    private static async Task UnpackAsync(Stream stream, string folder, CancellationToken ct)
    {
        if (stream.Length < EndOfZip) throw new InvalidDataException("too short for a zip file"); // the framework takes its end before its beginning and says so in another way
        await using var zip = await ZipArchive.CreateAsync(stream, ZipArchiveMode.Read, leaveOpen: true, entryNameEncoding: null, ct);
        foreach (var entry in zip.Entries.Where(e => SchoolFolder.FileNames.Contains(e.Name)))
        {
            await using var content = await entry.OpenAsync(ct);
            await SaveAsync(content, folder, entry.Name, ct);
        }
    }

    /// <summary>A name that is no plain file name of ours is never used as one. What is beyond the largest size is cut off one byte later, so that the reader tells of it.</summary>
    private static async Task SaveAsync(Stream content, string folder, string name, CancellationToken ct)
    {
        if (!SchoolFolder.FileNames.Contains(name)) return;
        await using var file = File.Create(Path.Combine(folder, name));
        var buffer = new byte[81920];
        for (var left = LargestFile + 1; left > 0;)
        {
            var read = await content.ReadAsync(buffer.AsMemory(0, (int)Math.Min(left, buffer.Length)), ct);
            if (read == 0) break;
            await file.WriteAsync(buffer.AsMemory(0, read), ct);
            left -= read;
        }
    }

    private static string Digest(string folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var path in Directory.GetFiles(folder).Order(StringComparer.Ordinal))
        {
            using var file = File.OpenRead(path);
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes(Path.GetFileName(path)));
            hash.AppendData(SHA256.HashData(file));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
