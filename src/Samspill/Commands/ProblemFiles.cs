using Samspill.Planning.Problems;

namespace Samspill.Commands;

/// <summary>Files of problems and results, as the planning commands read and write them.</summary>
internal static class ProblemFiles
{
    // What a problem in memory needs, with all that is reckoned from it: a week of a million lessons 32 times its file.
    private const int TimesTheFile = 32;

    /// <summary>Does the work, and says in one line why it could not when a file cannot be used or memory does not suffice.</summary>
    public static int Guarded(TextWriter error, Func<int> work)
    {
        try
        {
            return work();
        }
        catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException)
        {
            return Refuse(unusable.Message, error);
        }
        catch (OutOfMemoryException)
        {
            return Refuse("There is not enough memory for a problem of this size.", error);
        }
    }

    /// <summary>Reads a file; null, with a line for every fault, when it does not hold what it should.</summary>
    public static T? Read<T>(string path, Func<Stream, Reading<T>> read, TextWriter error) where T : class
    {
        using var file = File.OpenRead(path);
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (file.CanSeek && file.Length > memory / TimesTheFile)
        {
            Refuse($"{path} is too large for the memory there is: {file.Length >> 20} MiB, and {memory >> 20} MiB of memory.", error);
            return null;
        }
        var reading = read(file);
        foreach (var fault in reading.Faults) error.WriteLine(fault);
        return reading.Value;
    }

    /// <summary>The file is there whole or not at all: it is written under another name beside its place, and moved.</summary>
    public static void WriteWhole(string path, Action<Stream> write)
    {
        var unfinished = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            using (var file = File.Create(unfinished)) write(file);
            File.Move(unfinished, path, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    public static int Refuse(string why, TextWriter error)
    {
        error.WriteLine(why.ReplaceLineEndings(" "));
        return 2;
    }
}
