using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Host;
using Samspill.Jobs;

namespace Samspill.Features.Admission;

/// <summary>Settles offers whose last moment has passed: by the rules they lapse and the seats go to the next, or no answer is a yes.</summary>
public sealed class LapseOffers(SamspillDb db, FamilyNews news, FillVacancies fill, TimeProvider clock) : IClockJob
{
    private const int Batch = 200;

    public async Task RunAsync(OpenSchool school, CancellationToken ct)
    {
        while (await LapseBatchAsync(ct) == Batch) db.ChangeTracker.Clear();
    }

    private async Task<int> LapseBatchAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (!await db.Offers.AnyAsync(o => o.Status == OfferStatus.Open && o.AnswerBy < now, ct)) return 0; // a quiet minute writes nothing
        await using var work = await db.BeginAsync(ct);
        await db.TakeTurnAsync(ct);
        var late = await db.Offers.Where(o => o.Status == OfferStatus.Open && o.AnswerBy < now).OrderBy(o => o.AnswerBy).ThenBy(o => o.Id).Select(o => o.Id).Take(Batch).ToListAsync(ct);
        await db.Offers.Where(o => late.Contains(o.Id)).ExecuteUpdateAsync(o => o.SetProperty(x => x.Status, x => x.Status), ct); // locked: somebody may be answering
        var offers = await db.Offers.Where(o => late.Contains(o.Id)).OrderBy(o => o.Id).ToListAsync(ct);
        var applications = await db.Applications.Where(a => db.Offers.Any(o => late.Contains(o.Id) && o.Application == a.Id)).ToDictionaryAsync(a => a.Id, ct);
        var rules = await RulesAsync(late, ct);
        var born = await db.People.Where(p => db.Offers.Any(o => late.Contains(o.Id) && o.Pupil == p.Id)).Select(p => new { p.Id, p.BirthDate }).ToDictionaryAsync(p => p.Id, p => p.BirthDate, ct);
        await news.PrepareAsync(db.Offers.Where(o => late.Contains(o.Id)).Select(o => o.Pupil), ct);
        var lapsed = new List<Offer>();
        foreach (var offer in offers)
        {
            var application = applications[offer.Application];
            if (rules[offer.Run].Silence == Silence.Accepts)
            {
                if (offer.AcceptUnanswered(now)) await PlaceAsync(offer, application, Place.Of(offer, rules[offer.Run], born[offer.Pupil], Oslo.Today(clock)), ct);
                continue;
            }
            if (!offer.Lapse(now)) continue;
            if (rules[offer.Run].Silence == Silence.KeepsQueue) application.BackToQueue(now);
            else application.Lapse(now);
            news.Unanswered(offer, rules[offer.Run].Silence);
            lapsed.Add(offer);
        }
        var seats = lapsed.CountBy(o => o.Course).OrderBy(s => s.Key.Value).ToList();
        foreach (var (course, count) in seats) await db.FreeHeldSeatsAsync(course, count, ct);
        await db.SaveChangesAsync(ct);
        await fill.FillAsync([.. seats.Select(s => s.Key)], [.. lapsed.Select(o => o.Application)], ct);
        await work.CommitAsync(ct);
        return late.Count;
    }

    private async Task PlaceAsync(Offer offer, Application application, Place place, CancellationToken ct)
    {
        application.Placed(offer.AnsweredAt!.Value);
        await db.TakeHeldSeatAsync(offer.Course, ct);
        db.Places.Add(place);
        news.Unanswered(offer, Silence.Accepts);
    }

    private async Task<Dictionary<RunId, AdmissionRules>> RulesAsync(IReadOnlyCollection<OfferId> late, CancellationToken ct)
    {
        var runs = await db.Runs.Where(r => db.Offers.Any(o => late.Contains(o.Id) && o.Run == r.Id)).Select(r => new { r.Id, r.Rules }).ToListAsync(ct);
        var used = runs.Select(r => r.Rules).ToHashSet();
        var sets = await db.RuleSets.AsNoTracking().Where(s => used.Contains(s.Id)).ToDictionaryAsync(s => s.Id, s => s.Rules, ct);
        return runs.ToDictionary(r => r.Id, r => sets[r.Rules]);
    }
}

/// <summary>Ends places whose last day has passed, and gives the seats to the next. Whoever has a last day by an import leaves its groups then.</summary>
public sealed class EndPlaces(SamspillDb db, FillVacancies fill, TimeProvider clock) : IClockJob
{
    private const int Batch = 500;

    public async Task RunAsync(OpenSchool school, CancellationToken ct)
    {
        while (await EndBatchAsync(ct) == Batch) db.ChangeTracker.Clear();
        if (!await db.GroupMembers.AnyAsync(m => db.Places.Any(p => p.Id == m.Place && p.To != null && (m.To == null || m.To > p.To)), ct)) return;
        await using var work = await db.BeginAsync(ct);
        await db.TakeTurnAsync(ct);
        await db.LeaveGroupsAsync(db.Places, Oslo.Today(clock), ct);
        await work.CommitAsync(ct);
    }

    private async Task<int> EndBatchAsync(CancellationToken ct)
    {
        var today = Oslo.Today(clock);
        if (!await db.Places.AnyAsync(p => p.State == PlaceState.Live && p.To < today, ct)) return 0;
        await using var work = await db.BeginAsync(ct);
        await db.TakeTurnAsync(ct);
        var over = await db.Places.Where(p => p.State == PlaceState.Live && p.To < today).OrderBy(p => p.Id).Take(Batch).ToListAsync(ct);
        foreach (var place in over) place.End(place.To!.Value, today);
        var seats = over.Where(p => !p.Released).CountBy(p => p.Course).OrderBy(s => s.Key.Value).ToList();
        foreach (var (course, count) in seats) await db.FreeTakenSeatsAsync(course, count, ct);
        await db.SaveChangesAsync(ct);
        await fill.FillAsync([.. seats.Select(s => s.Key)], [], ct);
        await work.CommitAsync(ct);
        return over.Count;
    }
}
