namespace Samspill.Features.Api;

/// <summary>What all of the REST API has in common.</summary>
internal static class ApiModule
{
    public static void AddApi(this IServiceCollection services) => services.AddScoped<OnceOnly>().AddScoped<ForgetReplies>();

    /// <summary>After it is known who asks, and that they may.</summary>
    public static void UseOnceOnly(this WebApplication app) => app.Use(static (context, next) =>
        context.GetEndpoint()?.Metadata.GetMetadata<AsksForKey>() is null ? next(context) : context.RequestServices.GetRequiredService<OnceOnly>().RunAsync(context, next));

    /// <summary>The endpoint asks for an Idempotency-Key.</summary>
    public static RouteHandlerBuilder OnceOnly(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(new AsksForKey());
}
