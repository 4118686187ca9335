using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.People;
using Samspill.Domain.Yearly;
using Samspill.Features.Admission;
using Samspill.Features.Messages;
using Samspill.Host;
using Samspill.Jobs;

namespace Samspill.Features.Yearly;

/// <summary>Tells families of what a birthday changes: a month before 18, and four months before the last day by the rule of the highest age.</summary>
public sealed class TellOfAge(SamspillDb db, Outbox outbox, TimeProvider clock) : IClockJob
{
    private const int Batch = 500, DaysBefore18 = 30, DaysBeforeTheEnd = 120;

    public async Task RunAsync(OpenSchool school, CancellationToken ct)
    {
        var today = Oslo.Today(clock);
        var rules = await db.RulesInForceAsync(today, ct);
        var (grown, old) = (await ComingOfAgeAsync(today, ct), await TooOldAsync(rules.Eligible, today, ct));
        if (grown.Count + old.Count == 0) return;
        await using var work = await db.BeginAsync(ct);
        await db.TakeTurnAsync(ct);
        foreach (var pupil in grown) await TellOf18Async(pupil, ct);
        foreach (var pupil in old) await TellOfTheEndAsync(pupil, rules.Eligible.LastDay(pupil.BirthDate!.Value)!.Value, today, ct);
        try { await db.SaveChangesAsync(ct); }
        catch (DbUpdateException lost) when (lost.IsLostRace()) { return; } // another node told them
        var ending = old.ConvertAll(p => p.Id);
        await db.LeaveGroupsAsync(db.Places.Where(p => ending.Contains(p.Pupil)), today, ct);
        await work.CommitAsync(ct);
    }

    private Task<List<Person>> ComingOfAgeAsync(DateOnly today, CancellationToken ct)
    {
        var (after, by) = (today.AddYears(-18), today.AddDays(DaysBefore18).AddYears(-18));
        return Concerned().Where(p => p.BirthDate > after && p.BirthDate <= by && !db.AgeNotices.Any(n => n.Pupil == p.Id && n.Change == AgeChange.ComesOfAge)).OrderBy(p => p.Id).Take(Batch).ToListAsync(ct);
    }

    private async Task<List<Person>> TooOldAsync(Eligibility rule, DateOnly today, CancellationToken ct)
    {
        if (rule.AgeTo is not { } most) return [];
        var (oldest, youngest) = (new DateOnly(today.Year - most - 1, 1, 1), today.AddDays(DaysBeforeTheEnd).AddYears(-most + 1));
        var near = await Concerned().Where(p => p.BirthDate >= oldest && p.BirthDate <= youngest && !db.AgeNotices.Any(n => n.Pupil == p.Id && n.Change == AgeChange.TooOld)).OrderBy(p => p.Id).Take(Batch).ToListAsync(ct);
        return [.. near.Where(p => rule.LastDay(p.BirthDate!.Value) is { } last && last >= today && last <= today.AddDays(DaysBeforeTheEnd))];
    }

    /// <summary>Those who have a place or wait for one.</summary>
    private IQueryable<Person> Concerned() => db.People.AsNoTracking().Where(p => p.PupilCode != null
        && (db.Places.Any(x => x.Pupil == p.Id && x.State == PlaceState.Live) || db.Applications.Any(a => a.Pupil == p.Id && (a.State == ApplicationState.Waiting || a.State == ApplicationState.Offered))));

    private async Task TellOf18Async(Person pupil, CancellationToken ct)
    {
        var birthday = pupil.BirthDate!.Value.AddYears(18);
        await outbox.TellFamilyAsync(pupil.Id, "turns-18-guardian", ct, pupil.GivenName, birthday);
        outbox.Tell(pupil, "turns-18", pupil, pupil.GivenName, birthday, new PageLink("/profil"));
        db.AgeNotices.Add(new AgeNotice(pupil.Id, AgeChange.ComesOfAge, birthday, clock.GetUtcNow()));
    }

    private async Task TellOfTheEndAsync(Person pupil, DateOnly lastDay, DateOnly today, CancellationToken ct)
    {
        foreach (var place in await db.Places.Where(p => p.Pupil == pupil.Id && p.State == PlaceState.Live && p.From <= lastDay).ToListAsync(ct)) place.GiveUp(lastDay, today);
        await outbox.TellFamilyAsync(pupil.Id, "age-ends", ct, pupil.GivenName, lastDay, new PageLink("/min-side"));
        db.AgeNotices.Add(new AgeNotice(pupil.Id, AgeChange.TooOld, lastDay, clock.GetUtcNow()));
    }
}
