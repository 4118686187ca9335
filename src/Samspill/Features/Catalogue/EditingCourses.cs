using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Catalogue;

namespace Samspill.Features.Catalogue;

internal static class EditingCourses
{
    private const int MostSites = 5000;

    /// <summary>The course, its row locked until the transaction ends: seats are not given or freed while its capacity is compared with them.</summary>
    public static async Task<Course?> HoldAsync(this SamspillDb db, string code, CancellationToken ct)
    {
        await db.Courses.Where(c => c.Code == code).ExecuteUpdateAsync(c => c.SetProperty(x => x.Code, x => x.Code), ct);
        return await db.Courses.Include(c => c.Sites).SingleOrDefaultAsync(c => c.Code == code, ct);
    }

    /// <summary>All sites to choose from, in Norwegian order.</summary>
    public static Task<List<SiteChoice>> SiteChoicesAsync(this SamspillDb db, CancellationToken ct) =>
        db.Sites.OrderBy(s => EF.Functions.Collate(s.Name, "norsk")).Take(MostSites).Select(s => new SiteChoice(s.Id, s.Code, s.Name)).ToListAsync(ct);
}

/// <summary>A site in a list to choose from.</summary>
public sealed record SiteChoice(SiteId Id, string Code, string Name);
