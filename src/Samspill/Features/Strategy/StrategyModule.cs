namespace Samspill.Features.Strategy;

internal static class StrategyModule
{
    public static void AddStrategy(this IServiceCollection services) => services.AddScoped<EditPlans>().AddScoped<LogActivity>().AddScoped<KeepAgreements>();
}
