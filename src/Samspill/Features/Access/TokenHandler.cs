using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Samspill.Data;
using Samspill.Host;

namespace Samspill.Features.Access;

/// <summary>Signs a program in by a personal access token in the Authorization header. Only under /api, and only for that request.</summary>
/// <remarks>A token is looked up in the school's own database, so one of another school is nothing here. What it may do is reckoned anew at every request.</remarks>
public sealed class TokenHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "token";

    /// <summary>The claim that says what the token is for.</summary>
    public const string ScopesClaim = "scopes";

    /// <summary>That it was used is written down so often at most.</summary>
    private static readonly TimeSpan Noticed = TimeSpan.FromMinutes(10);

    private const string Bearer = "Bearer ";

    public static bool Carries(HttpRequest request) => request.IsApi() && request.Headers.Authorization.ToString().StartsWith(Bearer, StringComparison.OrdinalIgnoreCase);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!Context.RequestServices.GetRequiredService<CurrentSchool>().IsSet) return AuthenticateResult.NoResult();
        var secret = Request.Headers.Authorization.ToString()[Bearer.Length..].Trim();
        if (!secret.StartsWith(AccessToken.Beginning, StringComparison.Ordinal) || secret.Length > 100) return AuthenticateResult.Fail("No token of ours.");
        var (db, clock) = (Context.RequestServices.GetRequiredService<SamspillDb>(), Context.RequestServices.GetRequiredService<TimeProvider>());
        var hash = AccessToken.HashOf(secret);
        var token = await db.AccessTokens.AsNoTracking().SingleOrDefaultAsync(t => t.Hash == hash, Context.RequestAborted);
        if (token is null || token.WithdrawnAt is not null || token.LastDay < Oslo.Today(clock)) return AuthenticateResult.Fail("The token is unknown, withdrawn or out of date.");
        await NoticeAsync(db, token, clock.GetUtcNow());
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, token.Account.ToString()), new Claim(ScopesClaim, token.Scopes)], Name);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = "Bearer";
        return Task.CompletedTask;
    }

    private async Task NoticeAsync(SamspillDb db, AccessToken token, DateTimeOffset now)
    {
        if (now - token.LastUsedAt < Noticed) return;
        await using var work = await db.BeginAsync(Context.RequestAborted);
        await db.AccessTokens.Where(t => t.Id == token.Id).ExecuteUpdateAsync(set => set.SetProperty(t => t.LastUsedAt, now), Context.RequestAborted);
        await work.CommitAsync(Context.RequestAborted);
    }
}
