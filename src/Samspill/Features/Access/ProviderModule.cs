using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Samspill.Data;
using Samspill.Gateways.OpenId;
using Samspill.Host;

namespace Samspill.Features.Access;

/// <summary>The installation's providers: where one is sent to them, and where they tell that somebody has signed out.</summary>
internal static class ProviderModule
{
    public static void AddProviders(this IServiceCollection services, ServerOptions options)
    {
        services.AddSingleton(_ => new Providers(options.Providers, options.Clock));
        services.AddScoped<Arrivals>().AddScoped<LinkProof>().AddScoped<OwnSession>().AddSingleton<EndSessions>();
        foreach (var settings in options.Providers)
        {
            services.AddAuthentication().AddOAuth<ProviderOptions, ProviderHandler>(settings.Name, asked => Configure(asked, settings, options));
            services.AddOptions<ProviderOptions>(settings.Name).Configure<Providers>((asked, providers) => asked.Provider = providers.Find(settings.Name)!);
        }
    }

    public static void MapProviders(this WebApplication app)
    {
        app.MapGet("/logg-inn/med/{provider}", GoAsync).WithMetadata(new OpenToAllAttribute("one must be able to come in"));
        app.MapGet("/innlogging/{provider}/utlogget", SignedOutInFrameAsync).WithMetadata(new OpenToAllAttribute("the provider's word; the session's id is the key"));
        app.MapPost("/innlogging/{provider}/utlogging", SignedOutAsync).WithMetadata(new OpenToAllAttribute("the provider's word; its signature is the key"));
    }

    /// <summary>The address the provider sends the browser back to.</summary>
    public static string CallbackOf(string name) => $"/logg-inn/svar/{name}";

    private static void Configure(ProviderOptions asked, ProviderSettings settings, ServerOptions options)
    {
        asked.PublicUrl = options.PublicUrl;
        asked.CallbackPath = CallbackOf(settings.Name);
        (asked.ClientId, asked.ClientSecret) = (settings.ClientId, "-"); // the framework wants one; we prove ourselves in CodeExchange
        asked.AuthorizationEndpoint = asked.TokenEndpoint = "https://provider.invalid/"; // what the provider publishes takes their place
        asked.UsePkce = true;
        asked.Scope.Add("openid");
        asked.Scope.Add("profile");
        asked.CorrelationCookie.Name = options.Secure ? "__Secure-samspill-svar." : "samspill-svar.";
        asked.CorrelationCookie.SameSite = SameSiteMode.Lax;
        asked.CorrelationCookie.SecurePolicy = options.Secure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
    }

    /// <summary>Sends the browser to the provider.</summary>
    /// <param name="til">Where to go afterwards.</param>
    /// <param name="kobling">The proof that a signed-in person asked to have the identity tied to the account.</param>
    private static async Task<IResult> GoAsync(string provider, string? til, string? kobling, CurrentSchool current, Providers providers, HttpContext context)
    {
        if (!current.IsSet || providers.Find(provider) is null) return Results.NotFound();
        if (!await context.RequestServices.GetRequiredService<SamspillDb>().IsOpenAsync(provider, context.RequestAborted)) return Results.NotFound();
        var properties = new AuthenticationProperties();
        if (LocalPath.OrNull(til) is { } there) properties.Items[ProviderHandler.ReturnTo] = there;
        if (kobling is not null)
        {
            if (context.RequestServices.GetRequiredService<LinkProof>().Read(kobling) is not { } account) return Results.StatusCode(StatusCodes.Status400BadRequest);
            properties.Items[ProviderHandler.Link] = account.ToString();
        }
        return Results.Challenge(properties, [provider]);
    }

    /// <summary>Back-channel: the provider's server posts a signed token.</summary>
    private static async Task<IResult> SignedOutAsync(string provider, Providers providers, EndSessions end, HttpContext context, ILogger<EndSessions> log)
    {
        if (providers.Find(provider) is not { } known) return Results.NotFound();
        context.Response.Headers.CacheControl = "no-store";
        var token = await TokenOfAsync(context.Request);
        var done = token is null ? ProviderRefusals.Answer("logout-form") : await end.ByTokenAsync(known, token, context.RequestAborted);
        if (!done.Refused(out var why)) return Results.Ok();
        log.LogWarning("Logout refused: {Reason} by {Provider}", why.Code, provider);
        return Results.Json(new { error = "invalid_request", error_description = why.Code }, statusCode: StatusCodes.Status400BadRequest);
    }

    /// <summary>Front-channel: the provider opens this in a frame of its own page, where our cookie does not come along.</summary>
    private static async Task<IResult> SignedOutInFrameAsync(string provider, Providers providers, EndSessions end, HttpContext context)
    {
        if (providers.Find(provider) is not { } known) return Results.NotFound();
        var (query, response) = (context.Request.Query, context.Response);
        if ((await known.MetadataAsync(context.RequestAborted)) is var metadata && !metadata.Refused(out _))
            response.Headers.ContentSecurityPolicy = Headers.FramedBy(new Uri(metadata.Value.EndSession ?? metadata.Value.Authorization).GetLeftPart(UriPartial.Authority));
        response.Headers.CacheControl = "no-store";
        if (query["iss"].Count != 1 || query["iss"] != known.Settings.Issuer || query["sid"].Count != 1 || query["sid"].ToString() is not { Length: > 0 and <= 255 } sid) return Results.Text("", statusCode: StatusCodes.Status400BadRequest);
        await end.BySessionAsync(known.Settings.Issuer, sid, context.RequestAborted);
        return Results.Text("<!doctype html><title>OK</title>", "text/html");
    }

    private static async Task<string?> TokenOfAsync(HttpRequest request)
    {
        if (!request.HasFormContentType || request.ContentLength is null or > 64 * 1024) return null;
        try { return (await request.ReadFormAsync(request.HttpContext.RequestAborted))["logout_token"] is [{ Length: > 0 } token] ? token : null; }
        catch (InvalidDataException) { return null; }
    }
}

/// <summary>The proof that somebody asked, with a form of ours, to have an identity tied to the account: nobody else can send the browser out for that.</summary>
internal sealed class LinkProof(IDataProtectionProvider protection, OpenSchool school)
{
    private readonly ITimeLimitedDataProtector protector = protection.CreateProtector("samspill.link", school.Slug).ToTimeLimitedDataProtector();

    public string Make(Guid account) => protector.Protect(account.ToString(), TimeSpan.FromMinutes(5));

    public Guid? Read(string proof)
    {
        try { return Guid.Parse(protector.Unprotect(proof)); }
        catch (System.Security.Cryptography.CryptographicException) { return null; }
    }
}
