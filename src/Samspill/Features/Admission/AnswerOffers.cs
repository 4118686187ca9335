using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Host;

namespace Samspill.Features.Admission;

/// <summary>Which offers somebody may see and answer: the family its own; the office all, for those who answer by telephone or must not use the web.</summary>
public static class OffersOf
{
    public static IQueryable<Offer> VisibleTo(this IQueryable<Offer> offers, Actor actor)
    {
        if (actor.May(Can.RunAdmission)) return offers;
        var children = actor.Wards;
        return offers.Where(o => children.Contains(o.Pupil));
    }
}

/// <summary>The family says yes: the seat becomes the pupil's place. Used by the page and the API.</summary>
public sealed class AcceptOffer(SamspillDb db, Actor actor, FamilyNews news, TimeProvider clock)
{
    public async Task<Outcome<Offer>> RunAsync(OfferId id, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        await db.LockOfferAsync(id, ct);
        if (await db.Offers.VisibleTo(actor).SingleOrDefaultAsync(o => o.Id == id, ct) is not { } offer) return OfferRejections.NotFound;
        var now = clock.GetUtcNow();
        var answer = offer.Accept(now);
        if (answer.Refused(out var why)) return why;
        if (!answer.Value) return offer;

        (await db.Applications.SingleAsync(a => a.Id == offer.Application, ct)).Placed(now);
        await db.TakeHeldSeatAsync(offer.Course, ct);
        db.Places.Add(Place.Of(offer, await db.RulesOfRunAsync(offer.Run, ct), await db.People.Where(p => p.Id == offer.Pupil).Select(p => p.BirthDate).SingleAsync(ct), Oslo.Today(clock)));
        await news.PrepareAsync(db.People.Where(p => p.Id == offer.Pupil).Select(p => p.Id), ct);
        news.Accepted(offer);
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return offer;
    }
}

/// <summary>The family says no, and leaves the queue or keeps its place there. The seat goes to the next at once.</summary>
public sealed class DeclineOffer(SamspillDb db, Actor actor, FamilyNews news, FillVacancies fill, TimeProvider clock)
{
    public async Task<Outcome<Offer>> RunAsync(OfferId id, bool keepQueue, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        await db.TakeTurnAsync(ct);
        await db.LockOfferAsync(id, ct);
        if (await db.Offers.VisibleTo(actor).SingleOrDefaultAsync(o => o.Id == id, ct) is not { } offer) return OfferRejections.NotFound;
        var now = clock.GetUtcNow();
        var answer = offer.Decline(now);
        if (answer.Refused(out var why)) return why;
        if (!answer.Value) return offer;
        var rules = await db.RulesOfRunAsync(offer.Run, ct);
        if (keepQueue && !rules.KeepQueueWhenDeclining)
        {
            db.ChangeTracker.Clear();
            return OfferRejections.QueueNotKept;
        }

        var application = await db.Applications.SingleAsync(a => a.Id == offer.Application, ct);
        if (keepQueue && rules.DecliningGoesLast) application.LastInQueue(now);
        else if (keepQueue) application.BackToQueue(now);
        else application.Left(now);
        await db.FreeHeldSeatsAsync(offer.Course, 1, ct);
        await news.PrepareAsync(db.People.Where(p => p.Id == offer.Pupil).Select(p => p.Id), ct);
        news.Declined(offer, keepQueue, rules.DecliningGoesLast);
        await db.SaveChangesAsync(ct);
        await fill.FillAsync([offer.Course], [offer.Application], ct);
        await work.CommitAsync(ct);
        return offer;
    }
}

/// <summary>The school takes an offer back and says why. The family keeps its place in the queue; the seat goes to the next.</summary>
public sealed class WithdrawOffer(SamspillDb db, FamilyNews news, FillVacancies fill, TimeProvider clock)
{
    public async Task<Outcome<Offer>> RunAsync(OfferId id, string reason, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(reason)) return OfferRejections.NoReason;
        if (reason.Trim().Length > 1000) return OfferRejections.ReasonTooLong;
        await using var work = await db.BeginAsync(ct);
        await db.TakeTurnAsync(ct);
        await db.LockOfferAsync(id, ct);
        if (await db.Offers.SingleOrDefaultAsync(o => o.Id == id, ct) is not { } offer) return OfferRejections.NotFound;
        var now = clock.GetUtcNow();
        if (offer.Withdraw(reason.Trim(), now).Refused(out var why)) return why;

        (await db.Applications.SingleAsync(a => a.Id == offer.Application, ct)).BackToQueue(now);
        await db.FreeHeldSeatsAsync(offer.Course, 1, ct);
        await news.PrepareAsync(db.People.Where(p => p.Id == offer.Pupil).Select(p => p.Id), ct);
        news.Withdrawn(offer);
        await db.SaveChangesAsync(ct);
        await fill.FillAsync([offer.Course], [offer.Application], ct);
        await work.CommitAsync(ct);
        return offer;
    }
}
