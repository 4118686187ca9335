using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.People;
using Samspill.Domain.Yearly;
using Samspill.Features.Admission;
using Samspill.Features.Messages;
using Samspill.Host;

namespace Samspill.Features.Yearly;

/// <summary>A family keeps all that a child is asked about with one answer, or gives up one thing. Several tabs and several guardians are harmless. The office answers for those who call.</summary>
public sealed class AnswerConfirmations(SamspillDb db, Actor actor, Outbox outbox, FillVacancies fill, TimeProvider clock)
{
    private readonly List<CourseId> freed = [];

    /// <summary>Keeps everything the child is still asked about. Nothing left to answer is fine: somebody has answered in another tab.</summary>
    public Task<Outcome<Done>> KeepAllAsync(PersonId pupil, CancellationToken ct) => RunAsync(pupil, null, keep: true, ct);

    /// <summary>Keeps or gives up one thing.</summary>
    public Task<Outcome<Done>> AnswerAsync(PersonId pupil, ConfirmationId only, bool keep, CancellationToken ct) => RunAsync(pupil, only, keep, ct);

    private async Task<Outcome<Done>> RunAsync(PersonId pupil, ConfirmationId? only, bool keep, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        await db.TakeTurnAsync(ct); // what is given up may be offered, ended or lapsing in this moment
        if (await VisibleAsync(pupil, ct) is not { } child) return ConfirmationRejections.NotFound;
        var newest = await db.ConfirmationRounds.OrderByDescending(r => r.SchoolYear).FirstOrDefaultAsync(ct);
        if (newest is null) return only is null ? new Done() : ConfirmationRejections.NotFound;
        var own = db.Confirmations.Where(c => c.Round == newest.Id && c.Pupil == pupil);
        var asked = await (only is { } id ? own.Where(c => c.Id == id) : own.Where(c => c.State == ConfirmationState.Asked)).OrderBy(c => c.Id).ToListAsync(ct);
        if (only is not null && asked.Count == 0) return ConfirmationRejections.NotFound;
        var answered = new List<string>();
        foreach (var confirmation in asked)
        {
            var one = await AnswerAsync(confirmation, newest, keep, ct);
            if (one.Refused(out var why, out var course))
            {
                if (only is null) continue; // ended or was offered meanwhile: there is nothing to keep
                db.ChangeTracker.Clear();
                return why;
            }
            if (course.Length > 0) answered.Add(course);
        }
        if (answered.Count > 0) await outbox.TellFamilyAsync(pupil, keep ? "confirmation-kept" : "confirmation-left", ct, child.GivenName, string.Join(", ", answered), newest.PlacesEnd, new PageLink("/min-side"));
        await db.SaveChangesAsync(ct);
        if (!keep) await db.LeaveGroupsAsync(db.Places.Where(p => p.Pupil == pupil), Oslo.Today(clock), ct);
        if (freed.Count > 0) await fill.FillAsync(freed, [], ct);
        await work.CommitAsync(ct);
        return new Done();
    }

    /// <returns>The course's name; empty when it was answered so before.</returns>
    private async Task<Outcome<string>> AnswerAsync(Confirmation confirmation, ConfirmationRound round, bool keep, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var place = await db.Places.SingleOrDefaultAsync(p => p.Id == confirmation.Place, ct);
        var wish = await db.Applications.SingleOrDefaultAsync(a => a.Id == confirmation.Application, ct);
        var isThere = place is { State: PlaceState.Live } && !(place.To <= round.PlacesEnd) || wish is { State: ApplicationState.Waiting };
        if (!isThere) confirmation.Settle(now);
        var answer = keep ? confirmation.Keep(actor.Name, now) : confirmation.Leave(actor.Name, now);
        if (answer.Refused(out var why, out var changed)) return why;
        if (!changed) return "";
        if (!isThere) return ConfirmationRejections.Moot;
        if (keep) wish?.Renew();
        else if (wish is not null) wish.Withdraw(now);
        else if (!place!.GiveUp(round.PlacesEnd, Oslo.Today(clock)).Refused(out _, out var free) && free)
        {
            await db.FreeTakenSeatsAsync(place.Course, 1, ct);
            freed.Add(place.Course);
        }
        var course = place?.Course ?? wish!.Course;
        return await db.Courses.Where(c => c.Id == course).Select(c => c.Name).SingleAsync(ct);
    }

    private Task<Person?> VisibleAsync(PersonId pupil, CancellationToken ct)
    {
        var (own, office, handler) = (actor.Wards.Contains(pupil), actor.May(Can.ApplyForOthers), actor.May(Can.SeeProtected));
        return db.People.AsNoTracking().SingleOrDefaultAsync(p => p.Id == pupil && (own || office && (handler || p.Shield == Protection.None)), ct);
    }
}
