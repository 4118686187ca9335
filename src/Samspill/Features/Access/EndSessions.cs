using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Gateways.OpenId;
using Samspill.Host;

namespace Samspill.Features.Access;

/// <summary>Ends sessions because the provider says that somebody has signed out there. One provider speaks to the whole installation, so every school is asked.</summary>
public sealed class EndSessions(Schools schools, TimeProvider clock)
{
    /// <summary>Takes a logout token once. It ends what had begun when it was made, never a later session.</summary>
    public async Task<Outcome<Done>> ByTokenAsync(Provider provider, string token, CancellationToken ct)
    {
        if ((await provider.VerifyAsync(token, ct)).Refused(out var why, out var signed)) return why;
        if (LogoutToken.Check(signed, provider.Settings, clock.GetUtcNow()).Refused(out why, out var logout)) return why;

        await using var host = schools.HostDatabase();
        var (hash, now) = (SHA256.HashData(Encoding.UTF8.GetBytes($"{logout.Issuer} {logout.Id}")), clock.GetUtcNow());
        if (await host.UsedLogoutTokens.AnyAsync(t => t.Hash == hash, ct)) return ProviderRefusals.Provider("logout-again");
        var begun = logout.IssuedAt + IdTokens.Skew;
        foreach (var school in schools.All)
        {
            if (logout.Session is { } sid) await EndAsync(school, logout.Issuer, sid, ct);
            else await EndAllAsync(school, logout.Issuer, logout.Subject!, begun, ct);
        }

        // Last, so that a token whose work was cut short may come again.
        await host.UsedLogoutTokens.Where(t => t.Until < now).ExecuteDeleteAsync(ct);
        host.UsedLogoutTokens.Add(new UsedLogoutToken(hash, logout.IssuedAt + LogoutToken.Longest + IdTokens.Skew));
        try { await host.SaveChangesAsync(ct); }
        catch (DbUpdateException taken) when (taken.IsLostRace()) { return ProviderRefusals.Provider("logout-again"); }
        return new Done();
    }

    /// <summary>The provider opens our address in a frame in the person's browser. Whoever knows the session's id may end it.</summary>
    public async Task BySessionAsync(string issuer, string sid, CancellationToken ct)
    {
        foreach (var school in schools.All) await EndAsync(school, issuer, sid, ct);
    }

    private async Task EndAsync(OpenSchool school, string issuer, string sid, CancellationToken ct)
    {
        await using var db = school.Database(Actor.System, clock);
        var index = ProviderSession.IndexOf(school.Cipher, issuer, sid);
        await EndAsync(db, db.ProviderSessions.Where(s => s.SidIndex == index), ct);
    }

    private async Task EndAllAsync(OpenSchool school, string issuer, string subject, DateTimeOffset begun, CancellationToken ct)
    {
        await using var db = school.Database(Actor.System, clock);
        await EndAsync(db, db.ProviderSessions.Where(s => s.StartedAt <= begun && db.Identities.Any(i => i.Id == s.Identity && i.Issuer == issuer && i.Subject == subject)), ct);
    }

    private async Task EndAsync(SamspillDb db, IQueryable<ProviderSession> which, CancellationToken ct)
    {
        var live = await which.Where(s => s.EndedAt == null).Select(s => s.Id).Take(1000).ToListAsync(ct);
        if (live.Count == 0) return;
        var now = clock.GetUtcNow();
        await using var work = await db.BeginAsync(ct);
        await db.ProviderSessions.Where(s => live.Contains(s.Id)).ExecuteUpdateAsync(s => s.SetProperty(x => x.EndedAt, now), ct);
        foreach (var id in live) db.Note("signed-out", $"ProviderSession {id}", "provider");
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
    }
}
