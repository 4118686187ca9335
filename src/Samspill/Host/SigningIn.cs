using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Access;
using Samspill.Domain.People;
using Samspill.Features.Access;

namespace Samspill.Host;

/// <summary>Accounts, the cookie, and who the actor of a request is.</summary>
internal static class SigningIn
{
    /// <summary>The claim that holds whose ticket it is: a school's first segment, or the council's.</summary>
    private const string TenantClaim = "school";

    public static void AddSigningIn(this IServiceCollection services, ServerOptions options)
    {
        services.AddIdentityCore<UserAccount>(identity =>
            {
                identity.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
                identity.User.AllowedUserNameCharacters = null!;
                identity.Password.RequiredLength = 12;
                identity.Password.RequireDigit = identity.Password.RequireLowercase = identity.Password.RequireUppercase = identity.Password.RequireNonAlphanumeric = false;
                identity.Lockout.MaxFailedAccessAttempts = 8;
            })
            .AddSignInManager().AddDefaultTokenProviders().AddClaimsPrincipalFactory<TicketOfAccount>();
        services.AddScoped<IUserStore<UserAccount>>(sp => new UserOnlyStore<UserAccount, TenantDb, Guid>(sp.GetRequiredService<OwnDb>().Db));
        services.Configure<IdentityPasskeyOptions>(passkey =>
        {
            passkey.ServerDomain = new Uri(options.PublicUrl).Host; // else anybody's Host header decides
            passkey.UserVerificationRequirement = passkey.ResidentKeyRequirement = "required";
        });
        services.AddHttpContextAccessor();
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies(cookies => cookies.ApplicationCookie!.Configure(cookie => Configure(cookie, options)));
        services.AddProviders(options);
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, TokenHandler>(TokenHandler.Name, null);
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAssertion(IsOnlyARefusal).Build());
        services.Configure<AuthorizationOptions>(authorization =>
        {
            foreach (var permission in Can.All)
                authorization.AddPolicy(permission, policy => policy.RequireAuthenticatedUser().RequireAssertion(context =>
                    context.Resource is HttpContext http && http.RequestServices.GetRequiredService<CurrentActor>().Actor.May(permission)));
        });
    }

    /// <summary>A route that says nothing of who may use it is closed to all. Where there is no route nothing is done: the framework answers 404, 405 or 415.</summary>
    private static bool IsOnlyARefusal(AuthorizationHandlerContext context) => context.Resource is HttpContext http && http.GetEndpoint() is not RouteEndpoint;

    /// <summary>Finds out, once a request, who is signed in and what that person is to the school, or to the council, right now. A ticket whose stamp is not the account's any more is nobody's.</summary>
    public static void UseActor(this WebApplication app) => app.Use(static async (context, next) =>
    {
        var current = context.RequestServices.GetRequiredService<CurrentActor>();
        if (context.User.Identity?.IsAuthenticated == true && !current.Actor.IsSignedIn)
        {
            var db = context.RequestServices.GetRequiredService<OwnDb>().Db;
            var actor = await FindActorAsync(db, context.User, context.RequestServices.GetRequiredService<TimeProvider>(), context.RequestAborted);
            if (context.User.FindFirstValue(TokenHandler.ScopesClaim) is { } scopes) actor = actor.Through(Scopes.PermissionsOf(scopes.Split(' ')));
            if (actor.IsSignedIn) db.ActAs(current.Actor = actor);
            else context.User = new ClaimsPrincipal(new ClaimsIdentity());
        }
        await next(context);
    });

    /// <summary>Who a ticket makes one: nobody when its stamp is not the account's any more, or the session at the provider it came from has ended.</summary>
    public static async Task<Actor> FindActorAsync(TenantDb db, ClaimsPrincipal ticket, TimeProvider clock, CancellationToken ct)
    {
        if (ticket.FindFirstValue(TicketOfAccount.Session) is { } session)
        {
            var (id, now) = (Guid.Parse(session), clock.GetUtcNow());
            if (db is not SamspillDb school || !await school.ProviderSessions.AnyAsync(s => s.Id == id && s.EndedAt == null && s.ExpiresAt > now, ct)) return Actor.Anonymous;
        }
        var account = Guid.Parse(ticket.FindFirstValue(ClaimTypes.NameIdentifier)!);
        return await FindActorAsync(db, account, Oslo.Today(clock), ct, ticket.FindFirstValue(TicketOfAccount.Stamp));
    }

    /// <param name="stamp">The security stamp the ticket was made with; null asks for no stamp.</param>
    public static Task<Actor> FindActorAsync(TenantDb db, Guid accountId, DateOnly today, CancellationToken ct, string? stamp = null) =>
        db is CouncilDb council ? FindAtCouncilAsync(council, accountId, today, stamp, ct) : FindAtSchoolAsync((SamspillDb)db, accountId, today, stamp, ct);

    /// <summary>At the council only its own roles count: a person of a school is nobody there.</summary>
    private static async Task<Actor> FindAtCouncilAsync(CouncilDb db, Guid accountId, DateOnly today, string? stamp, CancellationToken ct)
    {
        var account = await db.Users.AsNoTracking().Where(u => u.Id == accountId && (stamp == null || u.SecurityStamp == stamp))
            .Select(u => new { u.DisplayName, Grants = db.Grants.Where(g => g.Account == u.Id && g.From <= today && (g.To == null || g.To >= today)).Select(g => new { g.Role, g.County }).ToList() }).SingleOrDefaultAsync(ct);
        if (account is null) return Actor.Anonymous;
        var grants = account.Grants.Where(g => g.Role.IsOfCouncil()).ToList();
        return new Actor(accountId, null, null, account.DisplayName, grants.Select(g => g.Role).ToHashSet(), []) { Counties = grants.Select(g => g.County).OfType<string>().ToHashSet() };
    }

    private static async Task<Actor> FindAtSchoolAsync(SamspillDb db, Guid accountId, DateOnly today, string? stamp, CancellationToken ct)
    {
        var ofAgeIfBornBy = today.AddYears(-18); // who has come of age is nobody's child here

        // Joined, not looked up: a row of several columns as a sub-query is reckoned for everybody before one is taken.
        var account = await (
            from u in db.Users.AsNoTracking()
            where u.Id == accountId && (stamp == null || u.SecurityStamp == stamp)
            join p in db.People on u.Person equals p.Id into people
            from own in people.DefaultIfEmpty()
            select new
            {
                u.Person,
                u.DisplayName,
                Grants = db.Grants.Where(g => g.Account == u.Id && g.From <= today && (g.To == null || g.To >= today)).Select(g => g.Role).ToList(),
                Staff = db.Staff.Where(s => s.Person == u.Person).Select(s => (StaffId?)s.Id).FirstOrDefault(),
                Children = db.Guardianships.Where(g => g.Guardian == u.Person && g.Online && !db.People.Any(p => p.Id == g.Pupil && p.BirthDate <= ofAgeIfBornBy)).Select(g => new { g.Pupil, g.SeesOnly }).ToList(),
                Self = own == null ? null : new { own.GuardianCode, own.PupilCode, own.BirthDate, own.GivenName, own.FamilyName, own.Shield },
                Closed = db.Handovers.Any(h => h.ClosedAt != null),
            }).SingleOrDefaultAsync(ct);
        if (account is null) return Actor.Anonymous;

        var roles = account.Grants.Where(role => !role.IsOfCouncil()).ToHashSet();
        var children = account.Children.ConvertAll(c => c.Pupil);
        if (account.Self?.GuardianCode is not null) roles.Add(Role.Guardian);
        if (account.Self is { PupilCode: not null, BirthDate: { } born } && born.AddYears(15) <= today)
        {
            children = [.. children, account.Person!.Value];
            roles.Add(born.AddYears(18) <= today ? Role.Guardian : Role.Pupil); // from 18 one acts for oneself
        }
        if (account.Closed)
        {
            // Families and teachers have theirs at the school it has gone into; what custody says from now on is known only there.
            children = [];
            roles.ExceptWith([Role.Guardian, Role.Pupil, Role.Teacher]);
        }
        var name = account.Self is { } self ? $"{self.GivenName} {self.FamilyName}" : account.DisplayName;
        return new Actor(accountId, account.Person, account.Staff, name, roles, children) 
        {
            IsShielded = account.Self is { Shield: not Protection.None },
            SeenOnly = account.Children.Where(c => c.SeesOnly).Select(c => c.Pupil).ToHashSet(),
        };
    }

    private static void Configure(CookieAuthenticationOptions cookie, ServerOptions options)
    {
        cookie.Cookie.Name = options.Secure ? "__Secure-samspill" : "samspill";
        cookie.Cookie.SecurePolicy = options.Secure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.Cookie.Path = null; // the school's: the handler takes PathBase
        cookie.ExpireTimeSpan = TimeSpan.FromHours(10);
        cookie.SlidingExpiration = true;
        cookie.ForwardDefaultSelector = context => TokenHandler.Carries(context.Request) ? TokenHandler.Name : null;
        cookie.LoginPath = "/logg-inn";
        cookie.AccessDeniedPath = "/ingen-tilgang";
        cookie.ReturnUrlParameter = "til";
        cookie.Events.OnSigningIn = context =>
        {
            ((ClaimsIdentity)context.Principal!.Identity!).AddClaim(new Claim(TenantClaim, context.HttpContext.RequestServices.GetRequiredService<Tenant>().Slug));
            return Task.CompletedTask;
        };
        // All tickets are protected by the same keys: one of a school is nothing at another, nor at the council, and the council's is nothing at a school.
        cookie.Events.OnValidatePrincipal = context =>
        {
            if (context.HttpContext.RequestServices.GetRequiredService<CurrentSchool>().Tenant is not { } tenant || context.Principal?.FindFirstValue(TenantClaim) != tenant.Slug) context.RejectPrincipal();
            return Task.CompletedTask;
        };
        cookie.Events.OnRedirectToLogin = context => AskToSignInAsync(context.HttpContext, context.RedirectUri);
        cookie.Events.OnRedirectToAccessDenied = context =>
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        };
    }

    /// <summary>A page asks to sign in; the API answers 401. What was being sent is kept meanwhile.</summary>
    private static async Task AskToSignInAsync(HttpContext context, string signInAddress)
    {
        var (request, response) = (context.Request, context.Response);
        if (request.Path.StartsWithSegments("/api") || context.RequestServices.GetRequiredService<CurrentSchool>().Tenant is null)
        {
            response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }
        if (HttpMethods.IsPost(request.Method))
            signInAddress = $"{request.PathBase}/logg-inn" + QueryString.Create("til", await KeepAsync(context) is { } key ? $"{request.PathBase}/logg-inn/fortsett/{key}" : request.PathBase + request.Path);
        if (request.Headers.ContainsKey("HX-Request"))
        {
            response.Headers["HX-Redirect"] = signInAddress;
            response.StatusCode = StatusCodes.Status401Unauthorized;
        }
        else response.Redirect(signInAddress);
    }

    /// <summary>Only what was sent from our own pages: nobody else fills in forms that a person sends after signing in.</summary>
    private static async Task<string?> KeepAsync(HttpContext context)
    {
        var request = context.Request;
        if (!request.HasFormContentType || request.Headers.Origin != $"{request.Scheme}://{request.Host}") return null;
        if (!context.RequestServices.GetRequiredService<Limits>().MayKeep(context)) return null;
        return await context.RequestServices.GetRequiredService<KeptForms>().KeepAsync(request, context.RequestAborted);
    }
}
