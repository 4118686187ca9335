using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Groups;
using Samspill.Features.Admission;
using Samspill.Host;

namespace Samspill.Features.Groups;

/// <summary>Two families agree that their children travel together. Who may say it for a child is asked before.</summary>
public sealed class AgreeCarpools(SamspillDb db)
{
    /// <summary>A code to give to the other family. The one that waits for its other family is the answer again.</summary>
    public async Task<Outcome<Done>> OfferAsync(PersonId child, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        await db.TakeTurnAsync(ct);
        if (await db.Carpools.AnyAsync(c => c.First == child && c.Second == null, ct)) return new Done();
        if (await db.Carpools.Of(child).CountAsync(ct) >= Carpool.Most) return CarpoolRejections.TooMany;
        db.Carpools.Add(new Carpool(ShortCode.Receipt(), child));
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return new Done();
    }

    /// <summary>The other family types the code.</summary>
    public async Task<Outcome<Done>> AgreeAsync(PersonId child, string? typed, CancellationToken ct)
    {
        var code = PlainText.Line(typed).ToUpperInvariant();
        await using var work = await db.BeginAsync(ct);
        await db.TakeTurnAsync(ct);
        if (await db.Carpools.SingleOrDefaultAsync(c => c.Code == code, ct) is not { } carpool) return CarpoolRejections.Unknown;
        if (await db.Carpools.Of(child).CountAsync(c => c.Id != carpool.Id, ct) >= Carpool.Most) return CarpoolRejections.TooMany;
        if (carpool.Agree(child).Refused(out var why)) return why;
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return new Done();
    }

    /// <summary>Either family takes it back. Twice is harmless.</summary>
    public async Task RemoveAsync(PersonId child, Guid id, CancellationToken ct)
    {
        if (await db.Carpools.Of(child).SingleOrDefaultAsync(c => c.Id == id, ct) is not { } carpool) return;
        db.Carpools.Remove(carpool);
        await db.SaveChangesAsync(ct);
    }
}

internal static class CarpoolLists
{
    /// <summary>Those a child is in, agreed or not.</summary>
    public static IQueryable<Carpool> Of(this IQueryable<Carpool> carpools, PersonId child) => carpools.Where(c => c.First == child || c.Second == child);

    /// <summary>Each of these with whom they travel, as both families have said.</summary>
    public static async Task<IReadOnlyList<(PersonLine Member, PersonLine With)>> AgreedAsync(this SamspillDb db, IReadOnlyList<PersonId> members, CancellationToken ct)
    {
        var pairs = await db.Carpools.AsNoTracking().Where(c => c.Second != null && (members.Contains(c.First) || members.Contains(c.Second.Value))).OrderBy(c => c.Id).Take(500).ToListAsync(ct);
        var ids = pairs.SelectMany(c => new[] { c.First, c.Second!.Value }).Distinct().ToList();
        var people = await db.People.Where(p => ids.Contains(p.Id)).Select(p => new PersonLine(p.Id, p.GivenName, p.FamilyName, p.Shield)).ToDictionaryAsync(p => p.Id, ct);
        return [.. pairs.Select(c => members.Contains(c.First) ? (people[c.First], people[c.Second!.Value]) : (people[c.Second!.Value], people[c.First]))];
    }
}
