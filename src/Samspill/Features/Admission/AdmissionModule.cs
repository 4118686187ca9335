namespace Samspill.Features.Admission;

internal static class AdmissionModule
{
    public static void AddAdmission(this IServiceCollection services)
    {
        services.AddScoped<SubmitApplication>().AddScoped<WithdrawApplication>().AddScoped<ReorderWishes>();
    }

    public static void MapAdmission(this WebApplication app)
    {
    }
}
