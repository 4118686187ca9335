namespace Samspill.Features.Reach;

internal static class ReachModule
{
    public static void AddReach(this IServiceCollection services)
    {
        services.AddMemoryCache().AddSingleton<ReachCounted>();
        services.AddScoped<ReckonReach>();
        services.AddScoped<LoadPopulation>();
    }
}
