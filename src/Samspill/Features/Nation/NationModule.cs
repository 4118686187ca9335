namespace Samspill.Features.Nation;

internal static class NationModule
{
    public static void AddNation(this IServiceCollection services) =>
        services.AddScoped<TakePackage>().AddScoped<PublishNation>().AddScoped<PullPackages>().AddScoped<RegisterSchool>().AddScoped<Data.DemoNation>();

    public static void MapNation(this WebApplication app) => app.MapNationApi();
}
