using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Samspill.Data;
using Samspill.Domain.Access;
using Samspill.Features.Access;
using Samspill.Host;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Council;

/// <summary>A council beside the two schools: somebody of the council's own, an adviser of Trøndelag and one of Vestland.</summary>
public static class CouncilServer
{
    public const string National = "Nora", Trøndelag = "Tone", Vestland = "Vidar";

    public static async Task MakeCouncilAsync(this TestServer server)
    {
        if (server.Missing is not null) return;
        var council = await server.Schools.CreateCouncilAsync(new HostedCouncil("Kulturskolerådet", Demo: false), CancellationToken.None);
        await using var db = council.Database(Actor.System, server.Clock);
        foreach (var (name, role, county) in new[] { (National, Role.NationalCouncil, (string?)null), (Trøndelag, Role.RegionalAdviser, "50"), (Vestland, Role.RegionalAdviser, "46") })
        {
            var account = new UserAccount { UserName = name, NormalizedUserName = name.ToUpperInvariant(), DisplayName = name, SecurityStamp = name };
            db.Users.Add(account);
            db.Grants.Add(new RoleGrant(account.Id, role, new DateOnly(2020, 1, 1), null, "test", county));
        }
        await db.SaveChangesAsync();
    }

    public static CouncilDb Council(this TestServer server) => server.Schools.Council!.Database(Actor.System, server.Clock);

    /// <summary>A browser in which one of them is signed in, or nobody.</summary>
    public static async Task<Browser> AtCouncilAsync(this TestServer server, string? who) => new(server.Address, OpenCouncil.Address, who is null ? null : await server.CouncilTicketAsync(who));

    public static async Task<string> CouncilTicketAsync(this TestServer server, string who)
    {
        await using var scope = server.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentSchool>().Tenant = server.Schools.Council;
        var account = await scope.ServiceProvider.GetRequiredService<UserManager<UserAccount>>().FindByNameAsync(who);
        var principal = await scope.ServiceProvider.GetRequiredService<IUserClaimsPrincipalFactory<UserAccount>>().CreateAsync(account!);
        ((ClaimsIdentity)principal.Identity!).AddClaim(new Claim("school", OpenCouncil.Address));
        var options = server.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme);
        var properties = new AuthenticationProperties { IssuedUtc = server.Clock.GetUtcNow(), ExpiresUtc = server.Clock.GetUtcNow().AddHours(10) };
        return $"{options.Cookie.Name}={WebUtility.UrlEncode(options.TicketDataFormat.Protect(new AuthenticationTicket(principal, properties, IdentityConstants.ApplicationScheme)))}";
    }
}

public sealed class CouncilOnSqlite : OnSqlite
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await this.MakeCouncilAsync();
    }
}

public sealed class CouncilOnPostgres : OnPostgres
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await this.MakeCouncilAsync();
    }
}
