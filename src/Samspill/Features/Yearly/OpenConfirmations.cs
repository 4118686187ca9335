using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.Yearly;
using Samspill.Features.Admission;
using Samspill.Features.Messages;
using Samspill.Host;

namespace Samspill.Features.Yearly;

/// <summary>Asks every family, in one act, whether it keeps its places and its positions in the queues.</summary>
/// <remarks>Places that end before the new school year, or begin in it, are not asked about. Opening twice is one round.</remarks>
public sealed class OpenConfirmations(SamspillDb db, Actor actor, Outbox outbox, TimeProvider clock)
{
    public async Task<Outcome<ConfirmationRoundId>> RunAsync(DateOnly confirmBy, CancellationToken ct)
    {
        var (now, today) = (clock.GetUtcNow(), Oslo.Today(clock));
        await using var work = await db.BeginAsync(ct);
        await db.TakeTurnAsync(ct);
        if (ConfirmationRound.Open(confirmBy, (await db.RulesInForceAsync(today, ct)).Year.LapseUnconfirmed, now, today, actor.Name).Refused(out var why, out var round)) return why;
        if (await db.ConfirmationRounds.Where(r => r.SchoolYear == round.SchoolYear).Select(r => (ConfirmationRoundId?)r.Id).SingleOrDefaultAsync(ct) is { } open) return open;
        db.ConfirmationRounds.Add(round);
        var asked = await AskedAsync(round, ct);
        db.Note("confirmation-opened", $"ConfirmationRound {round.Id.Value}", $"{asked.Count}");
        await db.SaveChangesAsync(ct);
        await db.InsertAsync(asked, ct);
        await ForgetLastYearAsync(ct);
        await db.TellAskedAsync(outbox, round, round.Lapses ? "confirmation-asked-lapses" : "confirmation-asked", round.ConfirmBy, today, ct);
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return round.Id;
    }

    private async Task<List<Confirmation>> AskedAsync(ConfirmationRound round, CancellationToken ct)
    {
        var places = await db.Places.GoingOn(round.PlacesEnd).OrderBy(p => p.Id).Select(p => new { p.Pupil, p.Id }).ToListAsync(ct);
        var wishes = await db.Applications.Where(a => a.State == ApplicationState.Waiting).OrderBy(a => a.Id).Select(a => new { a.Pupil, a.Id }).ToListAsync(ct);
        return [.. places.Select(p => Confirmation.Of(round.Id, p.Pupil, p.Id)), .. wishes.Select(w => Confirmation.Of(round.Id, w.Pupil, w.Id))];
    }

    /// <summary>What was renewed for another year counts no more.</summary>
    private async Task ForgetLastYearAsync(CancellationToken ct)
    {
        foreach (var wish in await db.Applications.Where(a => a.State == ApplicationState.Waiting && a.Flags.Contains(Fact.Renewed)).ToListAsync(ct)) wish.AskRenewal();
    }
}
