using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Host;

namespace Samspill.Features.Access;

/// <summary>Makes and withdraws one's own access tokens.</summary>
public sealed class Tokens(SamspillDb db, Actor actor, TimeProvider clock)
{
    /// <summary>Most tokens that work at once.</summary>
    public const int Most = 20;

    /// <summary>How long a token may work, in days.</summary>
    public static readonly IReadOnlyList<int> Lifetimes = [7, 30, 90, 365];

    /// <summary>One's own, the newest first.</summary>
    public Task<List<AccessToken>> MineAsync(CancellationToken ct) =>
        db.AccessTokens.AsNoTracking().Where(t => t.Account == actor.Account).OrderByDescending(t => t.MadeAt).ThenBy(t => t.Id).Take(100).ToListAsync(ct);

    /// <returns>The secret, which nobody can ever see again.</returns>
    public async Task<Outcome<string>> MakeAsync(string name, IReadOnlyCollection<string> scopes, int days, CancellationToken ct)
    {
        if (name.Length is 0 or > AccessToken.NameLength) return new Rejection("token.name", AccessToken.NameLength) { Field = "Name" };
        if (scopes.Count == 0 || scopes.Any(scope => !Scopes.All.Contains(scope))) return new Rejection("token.scopes") { Field = "Chosen" };
        if (!Lifetimes.Contains(days)) return new Rejection("token.days") { Field = "Days" };
        var today = Oslo.Today(clock);
        if (await db.AccessTokens.CountAsync(t => t.Account == actor.Account && t.WithdrawnAt == null && t.LastDay >= today, ct) >= Most) return new Rejection("token.many", Most);
        var (token, secret) = AccessToken.Make(actor.Account!.Value, name, Scopes.All.Where(scopes.Contains), clock.GetUtcNow(), today.AddDays(days));
        db.AccessTokens.Add(token);
        await db.SaveChangesAsync(ct);
        return secret;
    }

    /// <summary>Ends one. It is nobody's from its next request.</summary>
    public async Task<Outcome<Done>> WithdrawAsync(Guid id, CancellationToken ct)
    {
        if (await db.AccessTokens.SingleOrDefaultAsync(t => t.Id == id && t.Account == actor.Account, ct) is not { } token) return new Rejection("token.not-found");
        token.Withdraw(clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return new Done();
    }

    /// <summary>Ends all of them.</summary>
    public async Task WithdrawAllAsync(CancellationToken ct)
    {
        foreach (var token in await db.AccessTokens.Where(t => t.Account == actor.Account && t.WithdrawnAt == null).Take(1000).ToListAsync(ct)) token.Withdraw(clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
    }
}
