using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Samspill.Data;
using Samspill.Domain.Counties;
using Samspill.Host;

namespace Samspill.Features.Counties;

/// <summary>The country's counties, those of today and those before, and its municipalities.</summary>
/// <remarks>
/// Municipalities of 2024 with names and middles: Kartverket by robhop/fylker-og-kommuner, CC BY 4.0.
/// Counties and what they became a part of: SSB, Klass 104; the years before 2018 are not asked for and stand as 1838.
/// </remarks>
internal static class Country
{
    public static async Task FillAsync(CouncilDb db, CancellationToken ct)
    {
        if (await db.Counties.AnyAsync(ct)) return;
        db.AuditRows = false;
        db.Counties.AddRange(Rows("fylker.tsv").Select(r => new County(r[0], r[1], Year(r[2]), r[3].Length > 0 ? Year(r[3]) : null, r[4].Length > 0 ? r[4] : null)));
        db.Municipalities.AddRange(Rows("kommuner-2024.tsv").Select(r => new Municipality(r[0], r[1], r[2], Degrees(r[4]), Degrees(r[5]))));
        db.Note("filled", "Country", "2024");
        await db.SaveChangesAsync(ct);
        db.AuditRows = true;
    }

    /// <summary>A municipality of 2024 as people know it: "5028 Melhus"; the number alone when it is another.</summary>
    public static string Named(string number) => Names.Value.TryGetValue(number, out var name) ? $"{number} {name}" : number;

    private static readonly Lazy<Dictionary<string, string>> Names = new(() => Rows("kommuner-2024.tsv").ToDictionary(r => r[0], r => r[1]));

    private static IEnumerable<string[]> Rows(string name)
    {
        using var reader = new StreamReader(typeof(Country).Assembly.GetManifestResourceStream($"Samspill.Features.Counties.{name}")!);
        reader.ReadLine();
        while (reader.ReadLine() is { Length: > 0 } line) yield return line.Split('\t');
    }

    private static int Year(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static double Degrees(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}

[At(Side.Council)]
internal sealed class CountyTable : IEntityTypeConfiguration<County>
{
    public void Configure(EntityTypeBuilder<County> county)
    {
        county.ToTable("country_county");
        county.HasKey(c => c.Number);
        county.Property(c => c.Number).HasMaxLength(2);
        county.Property(c => c.Name).HasMaxLength(100);
        county.Property(c => c.Into).HasMaxLength(2);
    }
}

[At(Side.Council)]
internal sealed class MunicipalityTable : IEntityTypeConfiguration<Municipality>
{
    public void Configure(EntityTypeBuilder<Municipality> municipality)
    {
        municipality.ToTable("country_municipality");
        municipality.HasKey(m => m.Number);
        municipality.Property(m => m.Number).HasMaxLength(4);
        municipality.Property(m => m.Name).HasMaxLength(100);
        municipality.Property(m => m.County).HasMaxLength(2);
        municipality.HasOne<County>().WithMany().HasForeignKey(m => m.County).OnDelete(DeleteBehavior.Restrict);
    }
}
