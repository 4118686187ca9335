namespace Samspill.Features.Advice;

internal static class AdviceModule
{
    public static void AddAdvice(this IServiceCollection services)
    {
        services.AddScoped<AskAdvice>();
        services.AddScoped<WeighHours>();
        services.AddScoped<PlaceCentres>();
        services.AddScoped<WorkOnAdvice>();
    }
}
