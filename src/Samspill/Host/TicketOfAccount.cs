using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Samspill.Data;
using Samspill.Features.Access;

namespace Samspill.Host;

/// <summary>What the cookie says: which account, with which stamp, and the person's language. Not the name, not the address, not what it may do.</summary>
public sealed class TicketOfAccount(UserManager<UserAccount> users, IOptions<IdentityOptions> options, OwnDb own) : IUserClaimsPrincipalFactory<UserAccount>
{
    public const string Stamp = "stamp";

    /// <summary>The id of the session at a provider that the ticket lives and ends with.</summary>
    public const string Session = "session";

    public async Task<ClaimsPrincipal> CreateAsync(UserAccount user)
    {
        var identity = new ClaimsIdentity(IdentityConstants.ApplicationScheme, options.Value.ClaimsIdentity.UserNameClaimType, options.Value.ClaimsIdentity.RoleClaimType);
        identity.AddClaim(new Claim(options.Value.ClaimsIdentity.UserIdClaimType, user.Id.ToString()));
        identity.AddClaim(new Claim(Stamp, await users.GetSecurityStampAsync(user)));
        var language = own.Db is not SamspillDb db ? null : await db.People.Where(p => p.Id == user.Person).Select(p => p.Language).SingleOrDefaultAsync();
        if (language is not null && Languages.All.Contains(language)) identity.AddClaim(new Claim(Languages.Claim, language));
        return new ClaimsPrincipal(identity);
    }
}
