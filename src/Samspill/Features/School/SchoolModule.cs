namespace Samspill.Features.School;

internal static class SchoolModule
{
    public static void AddSchool(this IServiceCollection services)
    {
    }

    public static void MapSchool(this WebApplication app)
    {
    }
}
