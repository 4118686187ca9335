namespace Samspill.Features.Admission;

internal static class AdmissionModule
{
    public static void AddAdmission(this IServiceCollection services)
    {
    }

    public static void MapAdmission(this WebApplication app)
    {
    }
}
