namespace Samspill.Features.Access;

internal static class AccessModule
{
    public static void AddAccess(this IServiceCollection services)
    {
    }

    public static void MapAccess(this WebApplication app)
    {
    }
}
