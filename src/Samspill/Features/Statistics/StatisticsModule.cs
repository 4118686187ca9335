using Samspill.Data;
using Samspill.Gateways.Packages;
using Samspill.Host;

namespace Samspill.Features.Statistics;

internal static class StatisticsModule
{
    public static void AddStatistics(this IServiceCollection services)
    {
        services.AddScoped<ReckonStatistics>().AddScoped<PublishStatistics>().AddScoped<MakePackage>().AddScoped<SendPackage>().AddScoped<RegisterReceiver>();
        services.AddScoped(sp => new OwnKeys(sp.GetRequiredService<OwnDb>().Db, sp.GetRequiredService<Tenant>()));
        services.AddSingleton<PackageLine>();
    }

    public static void MapStatistics(this WebApplication app) => app.MapStatisticsApi();
}
