using Samspill.Data;
using Samspill.Host;

namespace Samspill.Features.Audit;

internal static class AuditModule
{
    public static void AddAudit(this IServiceCollection services) => services.AddScoped(sp => new SealAudit(sp.GetRequiredService<OwnDb>().Db, sp.GetRequiredService<Storage>(), sp.GetRequiredService<TimeProvider>()));

    public static void MapAudit(this WebApplication app)
    {
    }
}
