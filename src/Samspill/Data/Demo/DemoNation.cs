using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Samspill.Domain.Nation;
using Samspill.Domain.School;
using Samspill.Domain.Statistics;
using Samspill.Features.Nation;
using Samspill.Features.Statistics;
using Samspill.Formats.Statistics;
using Samspill.Host;
using Samspill.Jobs;

namespace Samspill.Data;

/// <summary>The demo's statistics: Trondheim hands in its own, the other municipalities made-up figures, and the council publishes the nation's. Made while the demo is in use already.</summary>
/// <remarks>Klæbu publishes too, but is no municipality of today, so the council has no place for its package.</remarks>
internal sealed class DemoNation(CouncilDb db, TakePackage take, PublishNation publish, OwnKeys keys, Schools schools, ServerOptions options, TimeProvider clock) : ICouncilJob
{
    public async Task RunAsync(OpenCouncil council, CancellationToken ct)
    {
        if (!council.Demo || await db.NationPublications.AnyAsync(ct)) return;
        db.AuditRows = false;
        var (key, today, now) = (await keys.PublicAsync(ct), Oslo.Today(clock), clock.GetUtcNow());
        var packages = new List<byte[]>();
        foreach (var slug in new[] { DemoSchools.Trondheim, DemoSchools.Klabu })
            if (schools.Find(slug) is { Demo: true } school && await HandInAsync(school, key, today, ct) is { } package) packages.Add(package);
        var (registered, joining, year) = ((await db.ReportingSchools.Select(s => s.Municipality).Take(1000).ToListAsync(ct)).ToHashSet(), new List<ReportingSchool>(), SchoolYear.Of(today));
        foreach (var municipality in await db.Municipalities.AsNoTracking().Where(m => !registered.Contains(m.Number)).OrderBy(m => m.Number).Take(1000).ToListAsync(ct))
        {
            using var own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var tables = MadeNation.Tables(StatisticsForms.Today, municipality.Number, year);
            joining.Add(new ReportingSchool(municipality.Number, $"{municipality.Name} kulturskole", own.ExportSubjectPublicKeyInfo(), null, "Samspill", now));
            packages.Add(SignedPackage.Write(StatisticsPackage.Of(StatisticsForms.Today.Form, municipality.Number, $"{municipality.Name} kulturskole", year, 1, now, [new PackageVersion(1, today, tables)], key), own));
        }
        await using (var work = await db.BeginAsync(ct)) // whoever is registered has handed in, also when the demo is stopped here
        {
            db.ReportingSchools.AddRange(joining);
            await db.SaveChangesAsync(ct);
            foreach (var package in packages) await take.RunAsync(package, PackageWay.Push, null, ct);
            await work.CommitAsync(ct);
        }
        await publish.RunAsync(Guid.CreateVersion7(), year, ct);
    }

    /// <summary>The school publishes, and gives its package when the council knows its municipality.</summary>
    private async Task<byte[]?> HandInAsync(OpenSchool school, byte[] council, DateOnly today, CancellationToken ct)
    {
        await using var own = school.Database(Actor.System, clock);
        if (!await own.StatisticsSnapshots.AnyAsync(ct)) await new PublishStatistics(own, new ReckonStatistics(own), Actor.System, clock).RunAsync(StatisticsSnapshotId.New(), today, null, ct);
        await new RegisterReceiver(own).RunAsync(PublicKeyText.Write(council), $"{options.PublicUrl}/{OpenCouncil.Address}", ct);
        var ownKeys = new OwnKeys(own, school);
        if (!await db.Municipalities.AnyAsync(m => m.Number == school.Municipality, ct)) return null;
        if (!await db.ReportingSchools.AnyAsync(s => s.Municipality == school.Municipality, ct))
        {
            db.ReportingSchools.Add(new ReportingSchool(school.Municipality, school.Name, await ownKeys.PublicAsync(ct), $"{options.PublicUrl}/{school.Slug}", "Samspill", clock.GetUtcNow()));
            await db.SaveChangesAsync(ct);
        }
        return (await new MakePackage(own, ownKeys).RunAsync(ct)).Refused(out _, out var package) ? null : package;
    }
}
