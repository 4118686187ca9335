using System.ComponentModel;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Yearly;
using Samspill.Host;

namespace Samspill.Features.Yearly;

/// <summary>A wish to change a place that is not decided. Of a protected pupil only the row is shown, to those who are no handlers.</summary>
/// <param name="Wants">The id of the course that is wanted; null when it is about the length.</param>
/// <param name="Free">Seats free there.</param>
/// <param name="Waiting">Others who wait for that course.</param>
public sealed record PlaceChangeItem(Guid Id, string Name, string CourseName, int? Minutes, string? Wants, int? Free, int Waiting, int? WantsMinutes, string? Words, DateTimeOffset AskedAt);

/// <summary>Grants a wish to change.</summary>
public sealed record GrantRequest([property: Description("The first day of it.")] DateOnly From);

/// <summary>Refuses a wish to change.</summary>
public sealed record ChangeRefusal([property: Description("Why; the family reads it.")] string Reason);

/// <summary>Families' wishes to change their places, as the office decides them, over REST.</summary>
internal static class ChangeApi
{
    public static void MapChangeApi(this WebApplication app)
    {
        var changes = app.MapGroup("/api/v1/place-changes").RequireAuthorization(Can.RunAdmission).WithTags("Year");
        changes.MapGet("", async ([AsParameters] PageOf page, SamspillDb db, Disclosure disclosure, CancellationToken ct) =>
            page.With(await ItemsAsync(db, disclosure, Open(db), page.Before, page.Size, ct), await Open(db).CountAsync(ct))).WithName("ListPlaceChanges").WithSummary("Wishes to change that are not decided, the oldest first");
        changes.MapGet("/{id:guid}", async (Guid id, HttpContext context, SamspillDb db, Disclosure disclosure, CancellationToken ct) => context.Tagged(await FindAsync(db, disclosure, id, ct)))
            .WithName("GetPlaceChange").WithSummary("A wish to change that is not decided").Produces<PlaceChangeItem>();
        changes.MapPut("/{id:guid}/grant", (Guid id, GrantRequest request, HttpContext context, DecideChange decide, CancellationToken ct) => DecideAsync(context, id, "from", () => decide.GrantAsync(new PlaceChangeId(id), request.From, ct), ct))
            .AsksForMatch().WithName("GrantPlaceChange").WithSummary("Grant a wish to change; another course takes a free seat").Produces(StatusCodes.Status204NoContent);
        changes.MapPut("/{id:guid}/refusal", (Guid id, ChangeRefusal request, HttpContext context, DecideChange decide, CancellationToken ct) => DecideAsync(context, id, "reason", () => decide.RefuseAsync(new PlaceChangeId(id), PlainText.Block(request.Reason), ct), ct))
            .AsksForMatch().WithName("RefusePlaceChange").WithSummary("Refuse a wish to change, for a reason").Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> DecideAsync(HttpContext context, Guid id, string field, Func<Task<Outcome<Done>>> decide, CancellationToken ct)
    {
        var services = context.RequestServices;
        var (db, texts) = (services.GetRequiredService<SamspillDb>(), services.GetRequiredService<Texts>());
        await using var work = await db.BeginAsync(ct);
        if (await FindAsync(db, services.GetRequiredService<Disclosure>(), id, ct) is not { } change) return PlaceChangeRejections.NotFound.Problem(texts);
        if (context.Request.Stale(change) is { } stale) return stale.Problem(texts);
        if ((await decide()).Refused(out var why)) return (why with { Field = field }).Problem(texts);
        await work.CommitAsync(ct);
        return Results.NoContent();
    }

    private static IQueryable<PlaceChange> Open(SamspillDb db) => db.PlaceChanges.AsNoTracking().Where(c => c.State == PlaceChangeState.Asked);

    private static async Task<PlaceChangeItem?> FindAsync(SamspillDb db, Disclosure disclosure, Guid id, CancellationToken ct) =>
        (await ItemsAsync(db, disclosure, Open(db).Where(c => c.Id == new PlaceChangeId(id)), 0, 1, ct)).FirstOrDefault();

    private static async Task<List<PlaceChangeItem>> ItemsAsync(SamspillDb db, Disclosure disclosure, IQueryable<PlaceChange> changes, int before, int most, CancellationToken ct)
    {
        var lines = await db.ChangeLinesAsync(changes, before, most, ct);
        var items = lines.ConvertAll(c => new PlaceChangeItem(c.Id.Value, disclosure.Name(c.Pupil), c.Has, c.Minutes, c.WantsCode, c.Free, c.Waiting, c.WantsMinutes, disclosure.Show(c.Pupil.Id, c.Pupil.Shield, c.Words), c.AskedAt));
        await db.SaveChangesAsync(ct); // a look at a protected person is noted
        return items;
    }
}
