using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Strategy;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Strategy;

/// <summary>An adviser keeps the county's agreements. That one is signed or reviewed goes into the activity log by itself.</summary>
public sealed class KeepAgreements(CouncilDb db, Actor actor, TimeProvider clock)
{
    /// <summary>Whether the actor keeps this county's agreements.</summary>
    public bool MayKeep(string county) => actor.WorksFor(county);

    /// <summary>An agreement, logged as signed on its first day. Refused for another county than one's own. The same twice from the same form is once.</summary>
    public async Task<Outcome<AgreementId>> MakeAsync(Guid form, string county, AgreementTerms terms, CancellationToken ct)
    {
        var id = new AgreementId(FormId.Of($"{form} {actor.Account} {county} {JsonSerializer.Serialize(terms)}"));
        if (await db.Agreements.AnyAsync(a => a.Id == id, ct)) return id;
        if (!MayKeep(county)) return ActivityRejections.OtherCounty;
        if (!await KnownAsync(county, terms.Measures, [], ct)) return ActivityRejections.Measure;
        var now = clock.GetUtcNow();
        if (Agreement.Make(county, terms, actor.Name, now, id).Refused(out var why, out var agreement)) return why;
        if (Logged(agreement, ActivityKind.AgreementSigned, terms.From, note: null, ActivityId.New()).Refused(out why, out var signed)) return why;
        db.Agreements.Add(agreement);
        db.Activities.Add(signed);
        try { await db.SaveChangesAsync(ct); }
        catch (DbUpdateException fault) when (fault.IsLostRace()) { } // sent twice at once
        return id;
    }

    /// <summary>Says it anew; ending it is to give it a last day.</summary>
    /// <param name="revision">The revision when the writer opened it.</param>
    public async Task<Outcome<Done>> ChangeAsync(AgreementId id, AgreementTerms terms, int revision, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } agreement) return AgreementRejections.NotFound;
        if (!await KnownAsync(agreement.County, terms.Measures, agreement.Measures, ct)) return ActivityRejections.Measure;
        if (agreement.Change(terms, revision).Refused(out var why)) return why;
        try { await db.SaveChangesAsync(ct); }
        catch (DbUpdateConcurrencyException) { return AgreementRejections.ChangedMeanwhile; }
        return new Done();
    }

    /// <summary>The parties have gone through it, logged as such. The same twice from the same form is once.</summary>
    /// <param name="note">What came of it; null when nothing was said.</param>
    public async Task<Outcome<Done>> ReviewAsync(Guid form, AgreementId id, DateOnly on, string? note, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } agreement) return AgreementRejections.NotFound;
        var said = new ActivityId(FormId.Of($"{form} {actor.Account} {id.Value} {on:O} {note}"));
        Task<bool> IsSaidAsync() => db.Activities.IgnoreQueryFilters().AnyAsync(a => a.Id == said, ct);
        if (await IsSaidAsync()) return new Done();
        if (agreement.Review(on, Oslo.Today(clock)).Refused(out var why)) return why;
        if (Logged(agreement, ActivityKind.AgreementRevision, on, note, said).Refused(out why, out var reviewed)) return why;
        db.Activities.Add(reviewed);
        try { await db.SaveChangesAsync(ct); }
        catch (DbUpdateException fault) when (fault is DbUpdateConcurrencyException || fault.IsLostRace()) { return await IsSaidAsync() ? new Done() : AgreementRejections.ChangedMeanwhile; }
        return new Done();
    }

    private Outcome<Activity> Logged(Agreement agreement, ActivityKind kind, DateOnly on, string? note, ActivityId id) =>
        Activity.Log(agreement.County, kind, new ActivityTime(new DaySpan(on, on)), on > Oslo.Today(clock), new ActivityFacts(Name: agreement.Name, Partner: agreement.Partner, Note: note), agreement.Measures, 0, actor.Name, clock.GetUtcNow(), id, agreement.Id);

    private Task<Agreement?> FindAsync(AgreementId id, CancellationToken ct)
    {
        var own = actor.Counties.ToList();
        return db.Agreements.SingleOrDefaultAsync(a => a.Id == id && own.Contains(a.County), ct);
    }

    /// <param name="had">Measures it served already: a plan may have left them out since.</param>
    private async Task<bool> KnownAsync(string county, IReadOnlyList<Guid> measures, IReadOnlyList<Guid> had, CancellationToken ct) =>
        (await db.MeasuresAsync(county, Oslo.Today(clock), ct)).Select(m => m.Key).Concat(had).ToHashSet() is var known && measures.All(known.Contains);
}
