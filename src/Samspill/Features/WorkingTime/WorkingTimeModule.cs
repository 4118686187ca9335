namespace Samspill.Features.WorkingTime;

internal static class WorkingTimeModule
{
    public static void AddWorkingTime(this IServiceCollection services) => services.AddScoped<KeepWorkingTime>();
}
