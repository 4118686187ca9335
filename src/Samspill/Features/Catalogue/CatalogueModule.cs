namespace Samspill.Features.Catalogue;

internal static class CatalogueModule
{
    public static void AddCatalogue(this IServiceCollection services)
    {
    }

    public static void MapCatalogue(this WebApplication app)
    {
    }
}
