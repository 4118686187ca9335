using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Samspill.Host;

internal static class Health
{
    /// <summary>Live: the process answers. Ready: every school's database, and the council's, really takes a write (rolled back).</summary>
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Text("live")).WithMetadata(new OpenToAllAttribute("a watchdog has no account"));
        app.MapGet("/health/ready", async (Schools schools, TimeProvider clock, HttpContext context) =>
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
            patience.CancelAfter(TimeSpan.FromSeconds(5));
            IReadOnlyList<Tenant> all = schools.Council is { } council ? [.. schools.All, council] : [.. schools.All];
            foreach (var tenant in all)
            {
                try
                {
                    await using var db = tenant.Open(Actor.System, clock);
                    await using var work = await db.BeginAsync(patience.Token);
                    db.Note("health", tenant.Slug); // the record takes a write in a closed school too
                    await db.SaveChangesAsync(patience.Token);
                }
                catch (Exception fault) when (fault is DbException or DbUpdateException or OperationCanceledException or IOException or TimeoutException)
                {
                    return Results.Text($"not ready: {tenant.Slug} takes no write", statusCode: StatusCodes.Status503ServiceUnavailable);
                }
            }
            return Results.Text("ready");
        }).WithMetadata(new OpenToAllAttribute("a load balancer has no account"));
    }
}
