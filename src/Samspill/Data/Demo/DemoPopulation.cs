using Microsoft.EntityFrameworkCore;
using Samspill.Domain.People;
using Samspill.Domain.Reach;
using Samspill.Domain.School;

namespace Samspill.Data;

/// <summary>A made-up table of population of about a city's size: by school in school age, by district below and above it.</summary>
internal static class DemoPopulation
{
    /// <summary>Girls, or boys, of one age at a primary school, more or less.</summary>
    private const int Usual = 24, MoreOrLess = 6;

    public static async Task MakeAsync(SamspillDb db, Dice dice, int year, CancellationToken ct)
    {
        var sites = await db.Sites.AsNoTracking().Where(s => s.District != null).OrderBy(s => s.Code).ToListAsync(ct);
        var rows = new List<Inhabitants>();
        foreach (var district in sites.GroupBy(s => s.District!).OrderBy(d => d.Key, StringComparer.Ordinal))
        {
            var (primary, lower) = (district.Where(s => s.Kind == SiteKind.Primary).ToList(), district.Where(s => s.Kind == SiteKind.LowerSecondary).ToList());
            for (var age = 0; age <= Inhabitants.OldestAge; age++)
            {
                IReadOnlyList<Site> schools = age is >= 6 and <= 12 ? primary : age is >= 13 and <= 15 ? lower : [];
                if (schools.Count == 0) Add(district.Key, null, age, primary.Count);
                foreach (var school in schools) Add(district.Key, school.Id, age, Math.Max(1, primary.Count / schools.Count));
            }
        }
        await db.InsertAsync(rows, ct);

        void Add(string district, SiteId? school, int age, int times)
        {
            foreach (var sex in new[] { Sex.F, Sex.M }) rows.Add(new Inhabitants(year, rows.Count + 2, district, school, age, sex, times * dice.Next(Usual - MoreOrLess, Usual + MoreOrLess + 1)));
        }
    }
}
