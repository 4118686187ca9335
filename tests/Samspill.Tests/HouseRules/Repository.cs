namespace Samspill.Tests.HouseRules;

/// <summary>The working copy that the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    /// <summary>Source files with an ending, build output aside; paths from the root.</summary>
    public static IEnumerable<string> Files(string under, string ending) => Directory
        .EnumerateFiles(Path.Combine(Root, under), "*" + ending, SearchOption.AllDirectories)
        .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal) && !f.Contains("/node_modules/", StringComparison.Ordinal));

    private static string Find(string folder) => File.Exists(Path.Combine(folder, "Samspill.slnx")) ? folder : Find(Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("Samspill.slnx"));
}
