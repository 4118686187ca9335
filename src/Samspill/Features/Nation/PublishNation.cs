using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Nation;
using Samspill.Features.Statistics;
using Samspill.Formats.Statistics;
using Samspill.Host;

namespace Samspill.Features.Nation;

/// <summary>The council publishes the nation's and the counties' tables of a school year, summed from the packages that have come: never changed, a correction is another version.</summary>
public sealed class PublishNation(CouncilDb db, OpenCouncil council, OwnKeys keys, Actor actor, TimeProvider clock)
{
    /// <returns>The version.</returns>
    public async Task<Outcome<int>> RunAsync(Guid id, int year, CancellationToken ct)
    {
        if (await VersionAsync(id, ct) is { } before) return before;
        var places = await db.NationPlacesAsync(ct);
        var known = places.Select(p => p.Id).ToHashSet();
        var packages = new Dictionary<string, OpenedPackage>();
        using (var key = await keys.OpeningAsync(ct))
        {
            foreach (var one in await db.NewestPackagesAsync(year, ct))
                if (known.Contains(one.Municipality) && !OpenedPackage.Of(SignedPackage.Read(one.Package).Package, StatisticsForms.Today, key).Refused(out _, out var opened)) packages[one.Municipality] = opened;
        }
        if (packages.Count == 0) return NationRejections.NoPackages;
        var earlier = await db.NationPublications.AsNoTracking().Where(p => p.Year == year).OrderBy(p => p.Version).Take(NationReading.Most).ToListAsync(ct);
        if (SumNation.Of(StatisticsForms.Today, year, places, packages, [.. earlier.Select(Whole)], ct).Refused(out var why, out var tables)) return why;
        var shown = tables.ConvertAll(t => t.Cover());
        var json = JsonSerializer.Serialize(new NationDocument(places, shown), JsonSerializerOptions.Web);
        if (earlier.Count > 0 && earlier[^1].Tables == json && earlier[^1].Schools == packages.Count) return NationRejections.Unchanged;
        long? Total(string table) => shown.First(t => t.Table == table).Values[0]; // the nation comes first of the places, and its total first of the figures
        var version = (earlier.Count > 0 ? earlier[^1].Version : 0) + 1;
        db.NationPublications.Add(new NationPublication(id, year, version, packages.Count, Total("pupils"), Total("disciplines"), Total("waiting"), json, council.Cipher.Encrypt(JsonSerializer.SerializeToUtf8Bytes(FigureTable.HiddenOf(tables))), actor.Name, clock.GetUtcNow()));
        try { await db.SaveChangesAsync(ct); }
        catch (DbUpdateException fault) when (fault.IsLostRace())
        {
            db.ChangeTracker.Clear();
            return await VersionAsync(id, ct) is { } there ? there : NationRejections.ChangedMeanwhile;
        }
        return version;
    }

    private NationDocument Whole(NationPublication published)
    {
        var document = NationReading.Read(published);
        return document with { Tables = FigureTable.Uncovered(document.Tables, JsonSerializer.Deserialize<List<long?>>(council.Cipher.DecryptBytes(published.Hidden))!) };
    }

    private Task<int?> VersionAsync(Guid id, CancellationToken ct) => db.NationPublications.Where(p => p.Id == id).Select(p => (int?)p.Version).SingleOrDefaultAsync(ct);
}
