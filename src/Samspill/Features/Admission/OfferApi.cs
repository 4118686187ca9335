using Samspill.Host;

namespace Samspill.Features.Admission;

/// <summary>A family's yes and no over REST. Both may be sent again: the answer is the same.</summary>
internal static class OfferApi
{
    public static void MapOfferApi(this WebApplication app)
    {
        var offers = app.MapGroup("/api/v1/offers/{id:guid}").RequireAuthorization(Can.AnswerOffers).WithTags("offers");
        offers.MapPut("/acceptance", async (Guid id, AcceptOffer accept, Texts texts, CancellationToken ct) =>
            (await accept.RunAsync(new OfferId(id), ct)).Refused(out var why) ? why.Problem(texts) : Results.NoContent());
        offers.MapPut("/refusal", async (Guid id, bool? keepQueue, DeclineOffer decline, Texts texts, CancellationToken ct) =>
            (await decline.RunAsync(new OfferId(id), keepQueue ?? false, ct)).Refused(out var why) ? why.Problem(texts) : Results.NoContent());
    }
}
