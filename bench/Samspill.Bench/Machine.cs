using System.Globalization;
using System.Runtime.InteropServices;

namespace Samspill.Bench;

/// <summary>What a figure must be read against: the machine it was taken on, and how busy it was.</summary>
internal static class Machine
{
    public static string Line() => string.Create(CultureInfo.InvariantCulture,
        $"machine: {Environment.ProcessorCount} cores, load {Load()}, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSArchitecture}{Build}");

    private static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";

#if DEBUG
    private const string Build = ", DEBUG BUILD";
#else
    private const string Build = "";
#endif
}
