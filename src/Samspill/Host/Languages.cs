using System.Globalization;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace Samspill.Host;

/// <summary>Which language and formats a person gets: what was last chosen in this browser, else the person's own, else the browser's wish, else bokmål.</summary>
public static class Languages
{
    /// <summary>The claim that holds a signed-in person's own language.</summary>
    public const string Claim = "sprak";

    private const string Cookie = "sprak";

    /// <summary>Bokmål first: it is what everything falls back to.</summary>
    public static readonly IReadOnlyList<string> All = ["nb", "nn", "en"];

    /// <summary>The language's own name for itself, as the footer shows it.</summary>
    public static string NameOf(string language) => language switch { "nn" => "Nynorsk", "en" => "English", _ => "Bokmål" };

    /// <summary>The language if it is one of ours, else bokmål.</summary>
    public static string Known(string? language) => All.FirstOrDefault(l => l == language) ?? "nb";

    /// <summary>How dates and numbers are written: English as in Britain, since 6/5/2026 would mean two things.</summary>
    public static CultureInfo Formats(string language) => CultureInfo.GetCultureInfo(language == "en" ? "en-GB" : Known(language));

    /// <summary>The language of a request, also where the thread no longer speaks it: when the answer is on its way out.</summary>
    public static string Of(HttpContext context) => Known(context.Features.Get<IRequestCultureFeature>()?.RequestCulture.UICulture.TwoLetterISOLanguageName);

    /// <summary>Says something in another language than the reader's: a letter, a message to somebody else.</summary>
    public static T Speaking<T>(string language, Func<T> say)
    {
        var (formats, words) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (Formats(language), CultureInfo.GetCultureInfo(Known(language)));
        try { return say(); }
        finally { (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (formats, words); }
    }

    public static IServiceCollection AddLanguages(this IServiceCollection services)
    {
        services.AddSingleton(provider => Texts.Of(typeof(Languages).Assembly, strict: !provider.GetRequiredService<IHostEnvironment>().IsProduction()));
        services.AddSingleton<IConfigureOptions<MvcOptions>, FormTexts>();
        // The server says what is wrong, in the reader's language; the framework's English attributes for scripts are only weight.
        services.Configure<MvcViewOptions>(views => views.HtmlHelperOptions.ClientValidationEnabled = false);
        return services;
    }

    /// <summary>Call after authentication, so that a signed-in person's own language is known.</summary>
    public static IApplicationBuilder UseLanguages(this IApplicationBuilder app)
    {
        // Starting without a text would be found by a family; starting not at all is found by us.
        app.ApplicationServices.GetRequiredService<Texts>();

        var options = new RequestLocalizationOptions
        {
            DefaultRequestCulture = new("nb"),
            SupportedUICultures = [.. All.Select(CultureInfo.GetCultureInfo)],
            SupportedCultures = [.. All.Select(Formats), CultureInfo.GetCultureInfo("en")],
            ApplyCurrentCultureToResponseHeaders = true,
            RequestCultureProviders =
            [
                new CustomRequestCultureProvider(context => Task.FromResult(Choice(context.Request.Cookies[Cookie]))),
                new CustomRequestCultureProvider(context => Task.FromResult(Choice(context.User.FindFirst(Claim)?.Value))),
                new AcceptLanguageHeaderRequestCultureProvider(),
            ],
        };
        app.UseRequestLocalization(options);
        return app.Use((context, next) =>
        {
            CultureInfo.CurrentCulture = Formats(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName);
            return next(context);
        });
    }

    /// <summary><c>GET /sprak?til=nn&amp;tilbake=/tilbud</c>: remembers the choice and goes back to where one was.</summary>
    public static IEndpointConventionBuilder MapLanguages(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/sprak", (string? til, string? tilbake, HttpContext context) =>
        {
            Remember(context, Known(til));
            return Results.LocalRedirect(LocalPath.OrNull(tilbake) ?? context.Request.PathBase + "/");
        }).WithMetadata(new AtAttribute(Side.Both), new OpenToAllAttribute("everybody has a language"), new ResponseCacheAttribute { NoStore = true });

    /// <summary>Remembers the choice in this browser, for this school.</summary>
    public static void Remember(HttpContext context, string language) => context.Response.Cookies.Append(Cookie, language, new()
    {
        Path = context.Request.PathBase.HasValue ? context.Request.PathBase.Value : "/",
        MaxAge = TimeSpan.FromDays(365),
        HttpOnly = true,
        IsEssential = true,
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps,
    });

    private static ProviderCultureResult? Choice(string? language) =>
        language is not null && All.Contains(language) ? new ProviderCultureResult(language) : null;
}
