using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Nation;
using Samspill.Gateways.Packages;
using Samspill.Host;
using Samspill.Jobs;

namespace Samspill.Features.Nation;

/// <summary>Asks every registered address for its newest package. One that is away, or has something wrong, is noted and does not stop the rest.</summary>
public sealed class PullPackages(CouncilDb db, TakePackage take, PackageLine line, TimeProvider clock) : ICouncilJob
{
    private const int AtOnce = 8;

    public async Task RunAsync(OpenCouncil council, CancellationToken ct)
    {
        var asked = await db.ReportingSchools.AsNoTracking().Where(s => s.Address != null).OrderBy(s => s.AskedAt).ThenBy(s => s.Municipality).Take(1000).Select(s => new { s.Municipality, s.Address }).ToListAsync(ct);
        foreach (var some in asked.Chunk(AtOnce))
        {
            var answers = await Task.WhenAll(some.Select(async school => (school.Municipality, Package: PackageLine.Address(school.Address) is { } address ? await line.FetchAsync(address, ct) : PackageRejections.Address)));
            foreach (var (municipality, fetched) in answers)
            {
                var answer = fetched.Refused(out var why, out var package) ? why.Code
                    : (await take.RunAsync(package, PackageWay.Pull, municipality, ct)).Refused(out why, out var taken) ? why.Code
                    : taken.Again ? "package.again" : "package.taken";
                db.ChangeTracker.Clear();
                DateTimeOffset? now = clock.GetUtcNow();
                await db.ReportingSchools.Where(s => s.Municipality == municipality).ExecuteUpdateAsync(s => s.SetProperty(x => x.Answer, answer).SetProperty(x => x.AskedAt, now), ct);
            }
        }
    }
}
