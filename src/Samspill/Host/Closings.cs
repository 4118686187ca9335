using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Samspill.Domain.Merging;
using Samspill.Features.Shared;

namespace Samspill.Host;

/// <summary>Which schools have become a part of another. Each is asked at most twice a minute; the database of a closed school refuses besides.</summary>
public sealed class Closings(TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<string, (Handover? Closed, DateTimeOffset Until)> known = new();

    /// <summary>Where a closed school has gone; null while it is its own.</summary>
    public async ValueTask<Handover?> OfAsync(OpenSchool school)
    {
        var now = clock.GetUtcNow();
        if (known.TryGetValue(school.Slug, out var cached) && now < cached.Until) return cached.Closed;
        await using var db = school.Database(Actor.System, clock);
        var closed = await db.Handovers.AsNoTracking().SingleOrDefaultAsync(h => h.ClosedAt != null);
        known[school.Slug] = (closed, now + Fresh);
        return closed;
    }

    public void Forget(OpenSchool school) => known.TryRemove(school.Slug, out _);
}

internal static class ClosedSchools
{
    /// <summary>A school that has become a part of another is read, and nothing is changed in it: whoever tries is told where it has gone.</summary>
    public static void UseClosed(this WebApplication app) => app.Use(static async (context, next) =>
    {
        if (Changes(context.Request) && context.RequestServices.GetRequiredService<CurrentSchool>().Tenant is OpenSchool school
            && await context.RequestServices.GetRequiredService<Closings>().OfAsync(school) is { } closed)
        {
            if (context.Request.IsApi())
            {
                await MergeRejections.Closed(closed.Name).Problem(context.RequestServices.GetRequiredService<Texts>()).ExecuteAsync(context);
                return;
            }
            context.Response.StatusCode = StatusCodes.Status409Conflict;
            context.Features.Set(new RefusedWords("merging.closed", closed.Name));
            return;
        }
        await next(context);
    });

    /// <summary>One may come in to read, and go out again. A code by e-mail would have to be sent, and nothing is.</summary>
    private static bool Changes(HttpRequest request) =>
        !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && !HttpMethods.IsOptions(request.Method)
        && !(request.Path.StartsWithSegments("/logg-inn") && !request.Path.StartsWithSegments("/logg-inn/kode") && request.Query["handler"] != "Code")
        && !Ways.Any(way => request.Path.StartsWithSegments(way));

    private static readonly PathString[] Ways = ["/logg-ut", "/demo", "/sprak", "/innlogging", "/feil"];
}
