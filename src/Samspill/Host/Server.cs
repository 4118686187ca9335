using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.WebEncoders;
using Samspill.Features;
using Samspill.Features.Api;
using Samspill.Jobs;

namespace Samspill.Host;

/// <summary>The web program, wired. Start it, or hand it to a test.</summary>
public static class Server
{
    /// <param name="schools">Need not be open yet; must be before the first request.</param>
    public static WebApplication Build(ServerOptions options, Schools schools)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = "samspill",
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = options.Demo ? Environments.Development : Environments.Production,
        });
        builder.WebHost.UseUrls(options.Urls);
        builder.WebHost.UseStaticWebAssets(); // unpublished output outside Development answers assets with an empty body otherwise
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 1024 * 1024;
        });
        builder.Logging.ClearProviders().AddJsonConsole(json => json.UseUtcTimestamp = true)
            .AddFilter("Microsoft", LogLevel.Warning).AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Error).AddFilter("Samspill.Features.Access.TokenHandler", LogLevel.Warning).AddFilter("Quartz", LogLevel.Warning).AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Error).SetMinimumLevel(LogLevel.Information);
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);

        var services = builder.Services;
        services.AddSingleton(options).AddSingleton(options.Storage).AddSingleton(options.Clock).AddSingleton(schools);
        services.AddSchools();
        services.AddSigningIn(options);
        services.AddDataProtection().SetApplicationName("samspill");
        services.AddSingleton<ProtectionKeys>();
        services.AddOptions<KeyManagementOptions>().Configure<ProtectionKeys>((keys, store) => keys.XmlRepository = store);
        services.AddRazorPages(pages =>
        {
            pages.RootDirectory = "/Features";
            pages.Conventions.ConfigureFilter(new FormRules());
            if (!options.Demo) pages.Conventions.AddPageRouteModelConvention("/Access/Demo", page => page.Selectors.Clear()); // no such address
        });
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.HeaderName = "RequestVerificationToken";
            antiforgery.Cookie.Name = options.Secure ? "__Secure-samspill-form" : "samspill-form";
        });
        services.Configure<WebEncoderOptions>(encoder => encoder.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.Configure<RouteOptions>(routes => routes.LowercaseUrls = true);
        services.AddApiDescription();
        services.AddProblemDetails();
        services.AddApiProblems();
        services.AddApiLimits();
        services.AddLanguages();
        services.AddSingleton<Closings>().AddSingleton<Profiles>().AddScoped<FaceOfSchool>().AddScoped<Disclosure>();
        services.AddFeatures();
        services.AddJobs(options);
        services.AddTelemetry(options);

        var app = builder.Build();
        app.UseHeaders(options);
        app.UseExceptionHandler("/feil");
        app.UseStatusCodePagesWithReExecute("/feil", "?status={0}"); // before the school is found, so that an unknown one has its page too
        app.UseApiProblems();
        app.UseUtf8();
        app.UseSchools();
        app.UseRouting();
        app.UseRequestNames();
        app.UseTurns();
        app.UseAuthentication();
        app.UseActor();
        app.UseLanguages();
        app.UseClosed();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.UseOnceOnly();
        app.MapStaticAssets().WithMetadata(new AtAttribute(Side.Both), new OpenToAllAttribute("style and script hold no data"));
        app.MapOpenApi("/openapi/{documentName}.json").WithMetadata(new OpenToAllAttribute("the description holds no data"));
        app.MapHealth();
        app.MapLanguages();
        app.MapFeatures();
        app.MapRazorPages().WithStaticAssets();
        return app;
    }
}
