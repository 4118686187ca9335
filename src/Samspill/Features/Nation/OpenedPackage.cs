using System.Security.Cryptography;
using System.Text.Json;
using Samspill.Domain.Nation;
using Samspill.Domain.Statistics;
using Samspill.Features.Statistics;
using Samspill.Formats.Statistics;

namespace Samspill.Features.Nation;

/// <summary>A package with all its figures, seen to be whole.</summary>
/// <param name="Versions">With what is hidden put back.</param>
internal sealed record OpenedPackage(string School, int Year, long Number, IReadOnlyList<PackageVersion> Versions)
{
    /// <summary>What counts.</summary>
    public PackageVersion Newest => Versions[^1];

    /// <summary>Opens what was sealed for the council, and looks whether every table is there, has its shape and adds up.</summary>
    public static Outcome<OpenedPackage> Of(StatisticsPackage package, StatisticsForm form, ECDiffieHellman key)
    {
        if (package.Form != form.Form || package.Versions.Any(v => !HasShape(v, form)) || !package.Versions.Select(v => v.Version).SequenceEqual(Enumerable.Range(1, package.Versions.Count))) return PackageRejections.Tables;
        if (SealedFigures.Open(package.Sealed, key) is not { } hidden) return PackageRejections.Sealed;
        var next = 0;
        var versions = new List<PackageVersion>();
        foreach (var version in package.Versions)
        {
            var count = version.Tables.Sum(t => t.Hidden.Count);
            if (next + count > hidden.Count || !IsCovered(version)) return PackageRejections.Figures;
            versions.Add(version with { Tables = FigureTable.Uncovered(version.Tables, [.. hidden.Skip(next).Take(count)]) });
            next += count;
        }
        if (next != hidden.Count || versions.Any(v => !IsSound(v, form, package.Year, package.School))) return PackageRejections.Figures;
        return new OpenedPackage(package.School, package.Year, package.Number, versions);
    }

    /// <summary>Whether two packages say the same, however they are sealed and signed.</summary>
    public bool SaysTheSame(OpenedPackage other) => (School, Year, Number) == (other.School, other.Year, other.Number) && JsonSerializer.Serialize(Versions) == JsonSerializer.Serialize(other.Versions);

    /// <summary>Whether an earlier package's versions come first in this one, as they were.</summary>
    public bool GoesOnFrom(OpenedPackage earlier) => JsonSerializer.Serialize(Versions.Take(earlier.Versions.Count)) == JsonSerializer.Serialize(earlier.Versions);

    private static bool HasShape(PackageVersion version, StatisticsForm form) =>
        version.Tables.Select(t => t.Table).SequenceEqual(form.Tables.Select(t => t.Table))
        && version.Tables.Zip(form.Tables).All(t => t.First.Values.Count == form.SizeOf(t.Second) && t.First.Hidden.Distinct().Count() == t.First.Hidden.Count && t.First.Hidden.All(at => at >= 0 && at < t.First.Values.Count));

    private static bool IsCovered(PackageVersion version) => version.Tables.All(t => t.Hidden.All(at => t.Values[at] is null));

    /// <summary>Tables add up; counts of persons are all there, and none that is shown is small.</summary>
    private static bool IsSound(PackageVersion version, StatisticsForm form, int year, string school)
    {
        foreach (var (figures, table) in version.Tables.Zip(form.Tables))
        {
            if (figures.Values.Any(v => v is < 0 or > 1_000_000_000)) return false;
            if (table.System is null) continue;
            var hidden = figures.Hidden.ToHashSet();
            if (figures.Values.Where((v, i) => v is null || (!hidden.Contains(i) && v is > 0 and < Planning.Statistics.Suppression.Smallest)).Any()) return false;
        }
        try
        {
            foreach (var system in form.Systems.Append<string?>(null)) _ = HideFigures.Linked(form, system, year, HideFigures.PlaceOf(school), version.Tables);
            return true;
        }
        catch (ArgumentException) { return false; }
    }
}
