using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Nation;
using Samspill.Domain.School;
using Samspill.Features.Statistics;
using Samspill.Formats.Statistics;
using Samspill.Gateways.Packages;
using Samspill.Host;

namespace Samspill.Features.Nation;

/// <summary>A package was taken.</summary>
/// <param name="School">The municipality's number.</param>
/// <param name="Again">It was there already, and nothing was changed.</param>
public sealed record TakenPackage(string School, int Year, int Version, bool Again);

/// <summary>Takes a package in, however it came: all of it, or nothing with the reason.</summary>
public sealed class TakePackage(CouncilDb db, OwnKeys keys, TimeProvider clock)
{
    // The schools' clocks and ours need not agree to the second.
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);

    /// <summary>More than a school ever publishes: after the largest number there is no newer one.</summary>
    private const long LargestNumber = 1_000_000;

    /// <param name="expected">The municipality's number when it was fetched from that school.</param>
    public async Task<Outcome<TakenPackage>> RunAsync(ReadOnlyMemory<byte> utf8, PackageWay way, string? expected, CancellationToken ct)
    {
        if (utf8.Length > PackageLine.Largest) return PackageRejections.TooLarge;
        SignedPackage signed;
        try { signed = SignedPackage.Read(utf8.Span); }
        catch (FormatException) { return PackageRejections.Form; }
        try { return await TakeAsync(signed, utf8, way, expected, ct); }
        catch (DbUpdateException fault) when (fault.IsLostRace()) // the same one, taken in the same moment
        {
            db.ChangeTracker.Clear();
            return await TakeAsync(signed, utf8, way, expected, ct);
        }
    }

    private async Task<Outcome<TakenPackage>> TakeAsync(SignedPackage signed, ReadOnlyMemory<byte> utf8, PackageWay way, string? expected, CancellationToken ct)
    {
        var (package, now) = (signed.Package, clock.GetUtcNow());
        if (expected is not null && expected != package.School) return PackageRejections.OtherSchool;
        // Anybody may send: only what is whole and signed waits for a turn to write, and makes others wait.
        if (await KeyAsync(package.School, ct) is not { } schoolKey) return PackageRejections.UnknownSchool;
        if (!signed.IsSignedBy(schoolKey)) return PackageRejections.Signature;
        if (package.IssuedAt > now + Ahead || package.Versions.Any(v => v.Date > Oslo.Today(clock))) return PackageRejections.Future;
        if (package.Number is < 1 or > LargestNumber || package.Versions.Any(v => SchoolYear.Of(v.Date) != package.Year)) return PackageRejections.Form;
        using var key = await keys.OpeningAsync(ct);
        if (OpenedPackage.Of(package, StatisticsForms.Today, key).Refused(out var why, out var opened)) return why;

        await using var work = await db.BeginAsync(ct);
        await db.ReportingSchools.Where(s => s.Municipality == package.School).ExecuteUpdateAsync(s => s.SetProperty(x => x.Name, x => x.Name), ct); // holds the school: packages of one come one at a time
        if (await KeyAsync(package.School, ct) is not { } held || !held.AsSpan().SequenceEqual(schoolKey)) return PackageRejections.Signature; // another was registered in this moment
        var ofSchool = db.ReceivedPackages.AsNoTracking().Where(p => p.Municipality == package.School).OrderByDescending(p => p.Number);
        var newest = await ofSchool.FirstOrDefaultAsync(ct);
        if (newest is not null && newest.Number > package.Number) return PackageRejections.Old;
        if (newest is not null && newest.Number == package.Number)
        {
            if (OpenedPackage.Of(SignedPackage.Read(newest.Package).Package, StatisticsForms.Today, key).Refused(out _, out var known) || !known.SaysTheSame(opened)) return PackageRejections.OtherContent;
            return new TakenPackage(package.School, package.Year, opened.Newest.Version, Again: true);
        }
        // What is published never changes: of a year the versions that are known come again, and more after them.
        if (await ofSchool.FirstOrDefaultAsync(p => p.Year == package.Year, ct) is { } before
            && !OpenedPackage.Of(SignedPackage.Read(before.Package).Package, StatisticsForms.Today, key).Refused(out _, out var earlier) && !opened.GoesOnFrom(earlier)) return PackageRejections.OtherContent;
        db.ReceivedPackages.Add(new ReceivedPackage(package.School, package.Year, opened.Newest.Version, package.Number, opened.Newest.Date, package.IssuedAt, way, utf8.ToArray(), now));
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return new TakenPackage(package.School, package.Year, opened.Newest.Version, Again: false);
    }

    private Task<byte[]?> KeyAsync(string municipality, CancellationToken ct) => db.ReportingSchools.Where(s => s.Municipality == municipality).Select(s => (byte[]?)s.Key).SingleOrDefaultAsync(ct);
}
