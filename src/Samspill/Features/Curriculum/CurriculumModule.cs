namespace Samspill.Features.Curriculum;

internal static class CurriculumModule
{
    public static void AddCurriculum(this IServiceCollection services) => services.AddScoped<EditCurriculum>().AddScoped<FollowPupil>();
}
