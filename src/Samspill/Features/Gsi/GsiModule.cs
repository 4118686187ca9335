namespace Samspill.Features.Gsi;

internal static class GsiModule
{
    public static void AddGsi(this IServiceCollection services)
    {
        services.AddScoped<ReckonGsi>();
        services.AddScoped<KeepGsi>();
        services.AddScoped<DeliverGsi>();
    }
}
