using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;

namespace Samspill.Features.Admission;

internal static class RulesInForce
{
    /// <summary>The rules in force on a day: the newest version that has begun; the standard ones when the school has adopted none.</summary>
    public static async Task<AdmissionRules> RulesInForceAsync(this SamspillDb db, DateOnly day, CancellationToken ct) =>
        (await db.RuleSets.AsNoTracking().Where(r => r.InForceFrom <= day).OrderByDescending(r => r.Version).FirstOrDefaultAsync(ct))?.Rules ?? AdmissionRules.Default;
}
