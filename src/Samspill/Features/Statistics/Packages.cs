using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Statistics;
using Samspill.Formats.Statistics;
using Samspill.Gateways.Packages;

namespace Samspill.Features.Statistics;

/// <summary>The newest that is published, signed by the school and sealed for the council.</summary>
public sealed class MakePackage(SamspillDb db, OwnKeys keys)
{
    public async Task<Outcome<byte[]>> RunAsync(CancellationToken ct)
    {
        if (await db.StatisticsReceivers.AsNoTracking().SingleOrDefaultAsync(ct) is not { } receiver) return StatisticsRejections.NoReceiver;
        if (await db.StatisticsSnapshots.AsNoTracking().OrderByDescending(s => s.Number).FirstOrDefaultAsync(ct) is not { } newest) return StatisticsRejections.NothingPublished;
        var versions = await db.StatisticsSnapshots.AsNoTracking().Where(s => s.Year == newest.Year).OrderBy(s => s.Version).Take(StatisticsReading.Most).ToListAsync(ct);
        var school = await db.Profile.AsNoTracking().Select(p => new { p.Name, p.Municipality }).SingleAsync(ct);
        using var key = await keys.SigningAsync(ct);
        return SignedPackage.Write(StatisticsPackage.Of(newest.Form, school.Municipality, school.Name, newest.Year, newest.Number, newest.At,
            [.. versions.Select(v => new PackageVersion(v.Version, v.Date, StatisticsForms.Read(v.Tables)))], receiver.Key), key);
    }
}

/// <summary>Sends the newest package to the council. Sent twice it is taken once.</summary>
public sealed class SendPackage(SamspillDb db, MakePackage make, PackageLine line)
{
    public async Task<Outcome<Done>> RunAsync(CancellationToken ct)
    {
        if (await db.StatisticsReceivers.AsNoTracking().Select(r => r.Address).SingleOrDefaultAsync(ct) is not { } address || PackageLine.Address(address) is not { } council) return StatisticsRejections.NoReceiver;
        if ((await make.RunAsync(ct)).Refused(out var why, out var package)) return why;
        var sent = await line.SendAsync(council, package, ct);
        if (sent.Refused(out _)) return sent;
        db.Note("sent", "StatisticsReceiver 1");
        await db.SaveChangesAsync(ct);
        return sent;
    }
}

/// <summary>Says which council packages are sealed for, and where they are sent.</summary>
public sealed class RegisterReceiver(SamspillDb db)
{
    public async Task<Outcome<Done>> RunAsync(string? key, string? address, CancellationToken ct)
    {
        if (PublicKeyText.Read(key) is not { } read) return StatisticsRejections.Key;
        if (!string.IsNullOrWhiteSpace(address) && PackageLine.Address(address) is null) return StatisticsRejections.Address;
        var root = PackageLine.Address(address)?.AbsoluteUri;
        if (await db.StatisticsReceivers.SingleOrDefaultAsync(ct) is { } known) known.Correct(read, root);
        else db.StatisticsReceivers.Add(new StatisticsReceiver(read, root));
        try { await db.SaveChangesAsync(ct); }
        catch (DbUpdateException fault) when (fault.IsLostRace()) { return StatisticsRejections.ChangedMeanwhile; }
        return new Done();
    }
}
