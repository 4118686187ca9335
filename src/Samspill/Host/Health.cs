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
            foreach (var school in schools.All)
            {
                try
                {
                    await using var db = school.Database(Actor.System, clock);
                    await using var work = await db.BeginAsync(patience.Token);
                    await db.Database.ExecuteSqlAsync($"INSERT INTO messages_message (\"Id\", \"Language\", \"About\", \"Subject\", \"Body\", \"CreatedAt\", \"State\", \"Attempts\", \"DueAt\") VALUES ({Guid.CreateVersion7()}, 'nb', 'health', '', '', {clock.GetUtcNow().UtcDateTime}, 'NoAddress', 0, {clock.GetUtcNow().UtcDateTime})", patience.Token);
                }
                catch (Exception fault) when (fault is System.Data.Common.DbException or OperationCanceledException or IOException or TimeoutException)
                {
                    return Results.Text($"not ready: {school.Slug} takes no write", statusCode: StatusCodes.Status503ServiceUnavailable);
                }
            }
            if (schools.Council is { } council)
            {
                try
                {
                    await using var db = council.Database(Actor.System, clock);
                    await using var work = await db.BeginAsync(patience.Token);
                    db.Note("health", "Council");
                    await db.SaveChangesAsync(patience.Token);
                }
                catch (Exception fault) when (fault is System.Data.Common.DbException or DbUpdateException or OperationCanceledException or IOException or TimeoutException)
                {
                    return Results.Text($"not ready: {council.Slug} takes no write", statusCode: StatusCodes.Status503ServiceUnavailable);
                }
            }
            return Results.Text("ready");
        }).WithMetadata(new OpenToAllAttribute("a load balancer has no account"));
    }
}
