using System.Globalization;
using Samspill.Formats.SchoolFolders;

namespace Samspill.Data;

/// <summary>A real site in Trondheim, from sites.csv beside this file: names and districts as the municipality has published them, positions approximate.</summary>
internal sealed record DemoSite(string Id, string Name, SiteKind Kind, string District, double Latitude, double Longitude)
{
    /// <summary>What stands after the comma in a course's name: "Midtbyen", "Ila", "Huseby ungdomsskole".</summary>
    public string Short => Name.Split(" (")[0].Replace("Kulturskolesenter ", "", StringComparison.Ordinal) switch
    {
        var name when Kind == SiteKind.Primary => name.Replace(" skole", "", StringComparison.Ordinal),
        var name when Kind == SiteKind.Centre && Id != "midtbyen" => $"{name} kulturskolesenter",
        var name => name,
    };

    public static IReadOnlyList<DemoSite> Read()
    {
        using var reader = new StreamReader(typeof(DemoSite).Assembly.GetManifestResourceStream("Samspill.Data.Demo.sites.csv")!);
        return
        [
            .. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.TrimEnd('\r').Split(',')).Select(cells => new DemoSite(
                cells[0], cells[1], Enum.Parse<SiteKind>(cells[2], ignoreCase: true), cells[3], double.Parse(cells[5], CultureInfo.InvariantCulture), double.Parse(cells[6], CultureInfo.InvariantCulture))),
        ];
    }
}
