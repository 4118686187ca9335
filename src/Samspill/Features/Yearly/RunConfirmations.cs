using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.Yearly;
using Samspill.Features.Admission;
using Samspill.Features.Messages;
using Samspill.Host;
using Samspill.Jobs;

namespace Samspill.Features.Yearly;

/// <summary>Reminds of the yearly question, warns a last time, and closes it. Each step is claimed in its transaction, so that two nodes do it once.</summary>
public sealed class RunConfirmations(SamspillDb db, Outbox outbox, FillVacancies fill, TimeProvider clock) : IClockJob
{
    public async Task RunAsync(OpenSchool school, CancellationToken ct)
    {
        var today = Oslo.Today(clock);
        foreach (var round in await db.ConfirmationRounds.AsNoTracking().Where(r => r.ClosedAt == null).OrderBy(r => r.SchoolYear).Take(5).ToListAsync(ct))
        {
            var step = round.DueOn(today);
            if (step == ConfirmationStep.None) continue;
            await using var work = await db.BeginAsync(ct);
            await db.TakeTurnAsync(ct);
            if (!await ClaimAsync(round, step, today, ct)) continue;
            if (step == ConfirmationStep.Close) await CloseAsync(round, today, ct);
            else if (step == ConfirmationStep.Warn) await WarnAsync(round, today, ct);
            else await db.TellAskedAsync(outbox, round, round.Lapses ? "confirmation-reminder-lapses" : "confirmation-reminder", round.ConfirmBy, today, ct);
            await db.SaveChangesAsync(ct);
            await work.CommitAsync(ct);
            db.ChangeTracker.Clear();
        }
    }

    private async Task<bool> ClaimAsync(ConfirmationRound round, ConfirmationStep step, DateOnly today, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var open = db.ConfirmationRounds.Where(r => r.Id == round.Id && r.ClosedAt == null);
        return 1 == step switch
        {
            ConfirmationStep.Remind => await open.Where(r => r.RemindedAt == null).ExecuteUpdateAsync(r => r.SetProperty(x => x.RemindedAt, now), ct),
            ConfirmationStep.Warn => await open.Where(r => r.WarnedOn == null).ExecuteUpdateAsync(r => r.SetProperty(x => x.WarnedOn, today), ct),
            _ => await open.ExecuteUpdateAsync(r => r.SetProperty(x => x.ClosedAt, now), ct),
        };
    }

    private async Task WarnAsync(ConfirmationRound round, DateOnly today, CancellationToken ct)
    {
        var warned = await db.TellAskedAsync(outbox, round, "confirmation-warning", today.AddDays(ConfirmationRound.WarningDays), today, ct);
        var now = clock.GetUtcNow();
        await db.Confirmations.Where(c => c.Round == round.Id && c.State == ConfirmationState.Asked && warned.Contains(c.Pupil)).ExecuteUpdateAsync(c => c.SetProperty(x => x.WarnedAt, now), ct);
    }

    private async Task CloseAsync(ConfirmationRound round, DateOnly today, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var late = db.Confirmations.Where(c => c.Round == round.Id && c.State == ConfirmationState.Asked && c.WarnedAt != null);
        var places = await db.Places.Where(p => late.Any(c => c.Place == p.Id)).ToDictionaryAsync(p => p.Id, ct);
        var wishes = await db.Applications.Where(a => late.Any(c => c.Application == a.Id)).ToDictionaryAsync(a => a.Id, ct);
        var pupils = await db.People.AsNoTracking().Where(p => late.Any(c => c.Pupil == p.Id)).ToDictionaryAsync(p => p.Id, ct);
        var receivers = await db.ReceiversAsync(late.Select(c => c.Pupil), today, ct);
        var courses = await db.Courses.Select(c => new { c.Id, c.Name }).ToDictionaryAsync(c => c.Id, c => c.Name, ct);
        var (lost, freed) = (new List<(PersonId Pupil, CourseId Course)>(), new List<CourseId>());
        foreach (var confirmation in await late.OrderBy(c => c.Id).ToListAsync(ct))
        {
            var place = confirmation.Place is { } p ? places[p] : null;
            var wish = confirmation.Application is { } a ? wishes[a] : null;
            if ((place is not { State: PlaceState.Live } || place.To <= round.PlacesEnd) && wish is not { State: ApplicationState.Waiting }) confirmation.Settle(now);
            if (!confirmation.Lapse(now)) continue;
            wish?.Lapse(now);
            if (place is not null && !place.GiveUp(round.PlacesEnd, today).Refused(out _, out var free) && free) freed.Add(place.Course);
            lost.Add((confirmation.Pupil, place?.Course ?? wish!.Course));
        }
        foreach (var child in lost.GroupBy(l => l.Pupil))
        {
            var what = string.Join(", ", child.Select(l => courses[l.Course]));
            foreach (var receiver in receivers[child.Key]) outbox.Tell(receiver, "confirmation-lapsed", pupils[child.Key], pupils[child.Key].GivenName, what, round.PlacesEnd, new PageLink("/min-side"));
        }
        foreach (var (course, seats) in freed.CountBy(c => c).OrderBy(c => c.Key.Value)) await db.FreeTakenSeatsAsync(course, seats, ct);
        await db.SaveChangesAsync(ct);
        await db.LeaveGroupsAsync(db.Places.Where(p => db.Confirmations.Any(c => c.Round == round.Id && c.Place == p.Id && c.State == ConfirmationState.Lapsed)), today, ct);
        if (freed.Count > 0) await fill.FillAsync([.. freed.Distinct().OrderBy(c => c.Value)], [], ct);
    }
}
