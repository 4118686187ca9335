namespace Samspill.Features.Exchange;

internal static class ExchangeModule
{
    public static void AddExchange(this IServiceCollection services) => services.AddScoped<ImportSchool>().AddScoped<ExportSchool>().AddScoped<KeptUploads>().AddScoped<OfficeLists>();

    public static void MapExchange(this WebApplication app)
    {
    }
}
