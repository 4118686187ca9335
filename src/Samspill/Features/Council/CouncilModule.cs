namespace Samspill.Features.Council;

internal static class CouncilModule
{
    public static void AddCouncil(this IServiceCollection services) => services.AddScoped<SendReminders>();
}
