namespace Samspill.Features.Audit;

internal static class AuditModule
{
    public static void AddAudit(this IServiceCollection services) => services.AddScoped<SealAudit>();

    public static void MapAudit(this WebApplication app)
    {
    }
}
