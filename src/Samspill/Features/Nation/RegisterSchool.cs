using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Nation;
using Samspill.Formats.Statistics;
using Samspill.Gateways.Packages;
using Samspill.Host;

namespace Samspill.Features.Nation;

/// <summary>The council registers whom it takes packages from, or corrects it.</summary>
public sealed class RegisterSchool(CouncilDb db, Actor actor, TimeProvider clock)
{
    public async Task<Outcome<Done>> RunAsync(string municipality, string name, string? key, string? address, CancellationToken ct)
    {
        if (!await db.Municipalities.AnyAsync(m => m.Number == municipality, ct)) return NationRejections.UnknownMunicipality;
        if (PublicKeyText.Read(key) is not { } read) return new Rejection("nation.key");
        if (!string.IsNullOrWhiteSpace(address) && PackageLine.Address(address) is null) return PackageRejections.Address;
        var root = PackageLine.Address(address)?.AbsoluteUri;
        if (await db.ReportingSchools.SingleOrDefaultAsync(s => s.Municipality == municipality, ct) is { } known) known.Correct(name, read, root, actor.Name, clock.GetUtcNow());
        else db.ReportingSchools.Add(new ReportingSchool(municipality, name, read, root, actor.Name, clock.GetUtcNow()));
        try { await db.SaveChangesAsync(ct); }
        catch (DbUpdateException fault) when (fault.IsLostRace()) { return NationRejections.ChangedMeanwhile; }
        return new Done();
    }
}
