using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Gateways.OpenId;
using Samspill.Host;

namespace Samspill.Features.Access;

internal static class OpenProviders
{
    public static Task<bool> IsOpenAsync(this SamspillDb db, string provider, CancellationToken ct) => db.OpenProviders.AnyAsync(p => p.Name == provider, ct);

    /// <summary>The installation's providers that this school has switched on.</summary>
    public static async Task<IReadOnlyList<ProviderSettings>> OpenAsync(this Providers providers, SamspillDb db, CancellationToken ct)
    {
        if (providers.All.Count == 0) return [];
        var open = await db.OpenProviders.Select(p => p.Name).Take(20).ToListAsync(ct);
        return [.. providers.All.Select(p => p.Settings).Where(s => open.Contains(s.Name))];
    }
}

/// <summary>The signed-in person's own session at a provider.</summary>
public sealed class OwnSession(SamspillDb db, Providers providers, ServerOptions options, OpenSchool school, TimeProvider clock)
{
    /// <summary>Ends it here, so that a copy of the ticket is nobody's either.</summary>
    /// <returns>Where to sign out at the provider too, and its name; null when the ticket came from none, or it has no such place.</returns>
    public async Task<(string Address, string Label)?> EndAsync(ClaimsPrincipal ticket, CancellationToken ct)
    {
        if (!Guid.TryParse(ticket.FindFirstValue(TicketOfAccount.Session), out var id)) return null;
        var now = clock.GetUtcNow();
        await db.ProviderSessions.Where(s => s.Id == id && s.EndedAt == null).ExecuteUpdateAsync(s => s.SetProperty(x => x.EndedAt, now), ct);
        var issuer = await db.ProviderSessions.Where(s => s.Id == id).Join(db.Identities, s => s.Identity, i => i.Id, (_, i) => i.Issuer).SingleOrDefaultAsync(ct);
        if (issuer is null || providers.OfIssuer(issuer) is not { } provider) return null;
        if ((await provider.MetadataAsync(ct)).Refused(out _, out var metadata) || metadata.EndSession is not { } end) return null;

        // No id token as a hint: ID-porten's holds the national id, and addresses end up in logs.
        var back = new Dictionary<string, string?> { ["client_id"] = provider.Settings.ClientId, ["post_logout_redirect_uri"] = $"{options.PublicUrl}/{school.Slug}/logg-inn" };
        return (Microsoft.AspNetCore.WebUtilities.QueryHelpers.AddQueryString(end, back), provider.Settings.Label);
    }
}
