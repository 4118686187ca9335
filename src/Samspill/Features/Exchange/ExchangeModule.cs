namespace Samspill.Features.Exchange;

internal static class ExchangeModule
{
    public static void AddExchange(this IServiceCollection services)
    {
    }

    public static void MapExchange(this WebApplication app)
    {
    }
}
