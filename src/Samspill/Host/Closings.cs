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
    /// <summary>A school that has become a part of another is read by its office, and nothing is changed in it: whoever tries, or has nothing to read there any more, is told where it has gone.</summary>
    public static void UseClosed(this WebApplication app) => app.Use(static async (context, next) =>
    {
        var services = context.RequestServices;
        var (changes, isLost) = (Changes(context.Request), services.GetRequiredService<CurrentActor>().Actor is { IsSignedIn: true, Roles.Count: 0 });
        if (!(changes || isLost) || services.GetRequiredService<CurrentSchool>().Tenant is not OpenSchool school || await services.GetRequiredService<Closings>().OfAsync(school) is not { } closed)
        {
            await next(context);
            return;
        }
        if (changes)
        {
            if (context.Request.IsApi())
            {
                await MergeRejections.Closed(closed.Name).Problem(services.GetRequiredService<Texts>()).ExecuteAsync(context);
                return;
            }
            context.Response.StatusCode = StatusCodes.Status409Conflict;
            context.Features.Set(new RefusedWords("merging.closed", closed.Name));
            return;
        }
        context.Features.Set(new RefusedWords("merging.moved", closed.Name));
        await next(context);
    });

    /// <summary>One may come in to read, and go out again; who may is still given and ended, and a key withdrawn. A code by e-mail would have to be sent, and nothing is.</summary>
    private static bool Changes(HttpRequest request) =>
        !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && !HttpMethods.IsOptions(request.Method)
        && !(request.Path.StartsWithSegments("/logg-inn") && !request.Path.StartsWithSegments("/logg-inn/kode") && request.Query["handler"] != "Code")
        && !(request.Path == "/brukere" && request.Query["handler"].ToString() is "End" or "Give" or "Handler" or "TakeBack")
        && !(request.Path == "/sammenslaing" && request.Query["handler"] == "TakeBack") // what is done is refused there
        && !(request.Path == "/profil/nokler" && request.Query["handler"] == "Withdraw")
        && !Ways.Any(way => request.Path.StartsWithSegments(way));

    private static readonly PathString[] Ways = ["/logg-ut", "/demo", "/sprak", "/innlogging", "/invitasjon", "/feil"];
}
