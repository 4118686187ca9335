using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Host;

namespace Samspill.Features.Admission;

/// <summary>An offer of a place.</summary>
/// <param name="AnswerBy">The last moment for an answer.</param>
/// <param name="PlaceFrom">First day of the place.</param>
public sealed record OfferItem(Guid Id, Guid Application, Guid Child, string Course, string CourseName, OfferStatus Status, DateTimeOffset MadeAt, DateTimeOffset AnswerBy, DateTimeOffset? AnsweredAt, DateOnly PlaceFrom);

/// <summary>A family's offers, its yes and its no over REST. Both may be sent again: the answer is the same.</summary>
internal static class OfferApi
{
    public static void MapOfferApi(this WebApplication app)
    {
        var offers = app.MapGroup("/api/v1/offers").WithTags("Offers");
        offers.MapGet("", async ([AsParameters] PageOf page, SamspillDb db, Actor actor, CancellationToken ct) =>
        {
            var mine = db.Offers.Where(o => actor.Children.Contains(o.Pupil));
            return page.With(await Items(db, mine.OrderByDescending(o => o.MadeAt).ThenBy(o => o.Id).Skip(page.Before).Take(page.Size)).ToListAsync(ct), await mine.CountAsync(ct));
        }).RequireAuthorization(Can.SeeOwnFamily).WithName("ListOffers").WithSummary("Offers to one's own children, the newest first");
        offers.MapGet("/{id:guid}", async (Guid id, HttpContext context, SamspillDb db, Actor actor, CancellationToken ct) => context.Tagged(await FindAsync(db, actor, id, ct)))
            .RequireAuthorization(Can.SeeOwnFamily).WithName("GetOffer").WithSummary("An offer to one's own child").Produces<OfferItem>();
        offers.MapPut("/{id:guid}/acceptance", (Guid id, HttpContext context, AcceptOffer accept, CancellationToken ct) => AnswerAsync(context, id, OfferStatus.Accepted, () => accept.RunAsync(new OfferId(id), ct), ct))
            .RequireAuthorization(Can.AnswerOffers).AsksForMatch().WithName("AcceptOffer").WithSummary("Say yes").Produces(StatusCodes.Status204NoContent);
        offers.MapPut("/{id:guid}/refusal", (Guid id, bool? keepQueue, HttpContext context, DeclineOffer decline, CancellationToken ct) => AnswerAsync(context, id, OfferStatus.Declined, () => decline.RunAsync(new OfferId(id), keepQueue ?? false, ct), ct))
            .RequireAuthorization(Can.AnswerOffers).AsksForMatch().WithName("DeclineOffer").WithSummary("Say no, and leave the queue or keep the place in it").Produces(StatusCodes.Status204NoContent);
    }

    /// <summary>Offers with their courses' names.</summary>
    public static IQueryable<OfferItem> Items(SamspillDb db, IQueryable<Offer> offers) =>
        offers.Select(o => new OfferItem(o.Id.Value, o.Application.Value, o.Pupil.Value, db.Courses.Where(c => c.Id == o.Course).Select(c => c.Code).First(), db.Courses.Where(c => c.Id == o.Course).Select(c => c.Name).First(),
            o.Status, o.MadeAt, o.AnswerBy, o.AnsweredAt, o.PlaceFrom));

    private static Task<OfferItem?> FindAsync(SamspillDb db, Actor actor, Guid id, CancellationToken ct) =>
        Items(db, db.Offers.Where(o => o.Id == new OfferId(id) && actor.Children.Contains(o.Pupil))).SingleOrDefaultAsync(ct);

    /// <summary>What was seen is compared in the transaction that changes it.</summary>
    private static async Task<IResult> AnswerAsync(HttpContext context, Guid id, OfferStatus wanted, Func<Task<Outcome<Offer>>> answer, CancellationToken ct)
    {
        var (db, actor, texts) = (context.RequestServices.GetRequiredService<SamspillDb>(), context.RequestServices.GetRequiredService<Actor>(), context.RequestServices.GetRequiredService<Texts>());
        await using var work = await db.BeginAsync(ct);
        if (await FindAsync(db, actor, id, ct) is not { } offer) return OfferRejections.NotFound.Problem(texts);
        if (offer.Status == wanted) return Results.NoContent(); // said before: whoever did not get our answer asks again
        if (context.Request.Stale(offer) is { } stale) return stale.Problem(texts);
        if ((await answer()).Refused(out var why)) return why.Problem(texts);
        await work.CommitAsync(ct);
        return Results.NoContent();
    }
}
