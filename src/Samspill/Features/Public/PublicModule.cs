namespace Samspill.Features.Public;

/// <summary>What anybody sees without signing in.</summary>
internal static class PublicModule
{
    public static void MapPublic(this WebApplication app) =>
        app.MapGet("/api/v1/courses", CatalogueApi.ListAsync).WithName("ListCourses").WithTags("Catalogue").WithSummary("Published courses, with free seats and queue");
}
