using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Merging;
using Samspill.Domain.People;
using Samspill.Host;

namespace Samspill.Features.Merging;

/// <summary>A school says that it is to become a part of another. Until then nobody of the other school sees anything of it.</summary>
public sealed class HandOver(SamspillDb db, OpenSchool school, Schools schools, MergeSchools merge, Actor actor, TimeProvider clock)
{
    /// <summary>Says so. Another school or another day takes the place of what was said before.</summary>
    public async Task<Outcome<Done>> SayAsync(string? slug, DateOnly date, CancellationToken ct)
    {
        if (slug is null || schools.Find(slug) is not { } into) return MergeRejections.NotFound;
        if (into.Slug == school.Slug) return MergeRejections.Itself;
        if (into.Demo != school.Demo) return MergeRejections.Demo;
        if (await db.MergeOffers.AnyAsync(o => o.From == into.Slug, ct)) return MergeRejections.BothWays;
        if ((await TakeBackAsync(ct)).Refused(out var why)) return why;
        var now = clock.GetUtcNow();
        try
        {
            db.Handovers.Add(new Handover(into.Slug, into.Name, date, actor.Name, now));
            await db.SaveChangesAsync(ct);
            await using var theirs = into.Database(actor, clock);
            theirs.MergeOffers.Add(new MergeOffer(school.Slug, school.Name, date, actor.Name, now));
            await theirs.SaveChangesAsync(ct);
        }
        catch (DbUpdateException fault) when (fault.IsLostRace()) { return MergeRejections.Meanwhile; }
        return new Done();
    }

    /// <summary>Whether the school is closed without being a part of the other: the merge runs in this moment, or was killed.</summary>
    public async Task<bool> IsHalfDoneAsync(Handover said, CancellationToken ct)
    {
        if (said.ClosedAt is null || schools.Find(said.Into) is not { } into) return false;
        await using var theirs = into.Database(actor, clock);
        return !await theirs.Merges.AnyAsync(m => m.From == school.Slug, ct);
    }

    /// <summary>Takes it back, also when the merge was killed. Twice is harmless; after the merge it is too late.</summary>
    public async Task<Outcome<Done>> TakeBackAsync(CancellationToken ct)
    {
        if (await db.Handovers.AsNoTracking().SingleOrDefaultAsync(ct) is not { } said) return new Done();
        if (await IsHalfDoneAsync(said, ct) && (await merge.UndoAsync(school, schools.Find(said.Into)!, actor, ct)).Refused(out var done)) return done;
        await using (var work = await db.BeginAsync(ct))
        {
            if (await db.Handovers.Where(h => h.ClosedAt == null).ExecuteDeleteAsync(ct) == 0)
                return await db.Handovers.AnyAsync(ct) ? MergeRejections.Closed(said.Name) : new Done();
            db.Note("deleted", "Handover 1");
            await db.SaveChangesAsync(ct);
            await work.CommitAsync(ct);
        }
        if (schools.Find(said.Into) is not { } into) return new Done();
        await using var theirs = into.Database(actor, clock);
        if (await theirs.MergeOffers.SingleOrDefaultAsync(o => o.From == school.Slug, ct) is { } offer) theirs.MergeOffers.Remove(offer);
        try { await theirs.SaveChangesAsync(ct); }
        catch (DbUpdateConcurrencyException) { } // taken back twice at once: it is gone
        return new Done();
    }

    /// <summary>A school that has said that it comes here, and when. Its own word is asked for, not only the note of it here.</summary>
    public async Task<Outcome<(OpenSchool From, DateOnly Date)>> FindAsync(string? slug, CancellationToken ct)
    {
        if (slug is null || schools.Find(slug) is not { } from || !await db.MergeOffers.AnyAsync(o => o.From == slug, ct)) return MergeRejections.NotFound;
        await using var theirs = from.Database(actor, clock);
        if (await theirs.Handovers.AsNoTracking().SingleOrDefaultAsync(h => h.Into == school.Slug, ct) is not { } said) return MergeRejections.NotFound;
        return (from, said.Date);
    }

    /// <summary>Answers whether two who look alike are one. Of protected people only a handler may.</summary>
    public async Task<Outcome<Done>> AnswerAsync(string? slug, PersonId theirs, PersonId ours, bool same, CancellationToken ct)
    {
        if ((await FindAsync(slug, ct)).Refused(out var why, out var found)) return why;
        if (await db.Merges.AnyAsync(m => m.From == slug, ct)) return MergeRejections.NoDouble;
        await using (var there = found.From.Database(actor, clock))
        {
            if ((await MatchPeople.RunAsync(found.From, school, there, db, ct)).Refused(out why, out var matched)) return why;
            if (matched.Likely.FirstOrDefault(d => d.Theirs.Id == theirs && d.Ours.Id == ours) is not { } pair) return MergeRejections.NoDouble;
            if ((pair.Theirs.Shield != Protection.None || pair.Ours.Shield != Protection.None) && !actor.May(Can.SeeProtected)) return MergeRejections.NoDouble;
        }
        // Two who would become one are refused before it is kept: the list could not be read any more.
        if (same && await db.DoubleAnswers.AnyAsync(a => a.From == slug && a.Same && ((a.Theirs == theirs && a.Ours != ours) || (a.Theirs != theirs && a.Ours == ours)), ct)) return MergeRejections.OneAlready;
        if (await db.DoubleAnswers.SingleOrDefaultAsync(a => a.From == slug && a.Theirs == theirs && a.Ours == ours, ct) is { } before) before.Change(same, actor.Name, clock.GetUtcNow());
        else db.DoubleAnswers.Add(new DoubleAnswer(found.From.Slug, theirs, ours, same, actor.Name, clock.GetUtcNow()));
        db.Note("answered", $"Person {ours.Value}", same ? "the same person at two schools" : "another person than the one at the other school");
        try { await db.SaveChangesAsync(ct); }
        catch (DbUpdateException fault) when (fault.IsLostRace()) { return MergeRejections.Meanwhile; }
        return new Done();
    }
}
