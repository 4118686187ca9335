namespace Samspill.Features.Reporting;

internal static class ReportingModule
{
    public static void AddReporting(this IServiceCollection services) =>
        services.AddScoped<RunRounds>().AddScoped<FillReport>().AddScoped<PublishJoint>().AddScoped<JointView>().AddSingleton<JointFiles>();
}
