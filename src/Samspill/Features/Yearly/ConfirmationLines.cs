using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.People;
using Samspill.Domain.Yearly;
using Samspill.Host;

namespace Samspill.Features.Yearly;

/// <summary>A child of whom something is unanswered.</summary>
/// <param name="Things">How many places and positions.</param>
/// <param name="By">The last day to answer: after the last warning, its own.</param>
public sealed record AskedChild(PersonId Pupil, int Things, DateOnly By, bool Lapses);

/// <summary>One thing a family is asked about.</summary>
public sealed record ConfirmationLine(ConfirmationId Id, string Course, bool IsPlace, ConfirmationState State, DateTimeOffset? AnsweredAt, string? AnsweredBy);

/// <summary>A pupil with something unanswered.</summary>
/// <param name="Warned">Whether the last warning reached somebody who can answer.</param>
public sealed record UnansweredLine(PersonLine Pupil, int Things, bool Warned);

public static class ConfirmationLines
{
    /// <summary>The newest round; null when none was ever opened.</summary>
    public static Task<ConfirmationRound?> NewestConfirmationRoundAsync(this SamspillDb db, CancellationToken ct) =>
        db.ConfirmationRounds.AsNoTracking().OrderByDescending(r => r.SchoolYear).FirstOrDefaultAsync(ct);

    /// <summary>The actor's own children of whom something is unanswered in the newest round.</summary>
    public static async Task<IReadOnlyList<AskedChild>> AskedChildrenAsync(this SamspillDb db, Actor actor, CancellationToken ct)
    {
        if (await db.NewestConfirmationRoundAsync(ct) is not { ClosedAt: null } round) return [];
        var children = actor.Wards;
        return [.. (await db.Confirmations.Where(c => c.Round == round.Id && c.State == ConfirmationState.Asked && children.Contains(c.Pupil)).GroupBy(c => c.Pupil)
            .Select(g => new { g.Key, Things = g.Count() }).Take(100).ToListAsync(ct)).Select(c => new AskedChild(c.Key, c.Things, round.LastChance ?? round.ConfirmBy, round.Lapses))];
    }

    /// <summary>What a pupil is asked about in a round, places first.</summary>
    public static async Task<IReadOnlyList<ConfirmationLine>> ConfirmationsOfAsync(this SamspillDb db, ConfirmationRoundId round, PersonId pupil, CancellationToken ct) =>
        await (from c in db.Confirmations
               where c.Round == round && c.Pupil == pupil
               join p in db.Places on c.Place equals p.Id into places
               from place in places.DefaultIfEmpty()
               join a in db.Applications on c.Application equals a.Id into wishes
               from wish in wishes.DefaultIfEmpty()
               from course in db.Courses
               where course.Id == (place == null ? wish.Course : place.Course)
               orderby c.Place == null, course.Name, c.Id
               select new ConfirmationLine(c.Id, course.Name, c.Place != null, c.State, c.AnsweredAt, c.AnsweredBy)).Take(100).ToListAsync(ct);

    /// <summary>The pupils of whom something is unanswered in a round.</summary>
    public static IQueryable<Person> UnansweredOf(this SamspillDb db, ConfirmationRoundId round) =>
        db.People.Where(p => db.Confirmations.Any(c => c.Round == round && c.State == ConfirmationState.Asked && c.Pupil == p.Id));

    /// <summary>Some of them.</summary>
    public static Task<List<UnansweredLine>> UnansweredLinesAsync(this SamspillDb db, ConfirmationRoundId round, int before, int most, CancellationToken ct)
    {
        var asked = db.Confirmations.Where(c => c.Round == round && c.State == ConfirmationState.Asked);
        return db.UnansweredOf(round).OrderBy(p => p.Id).Skip(before).Take(most)
            .Select(p => new UnansweredLine(new PersonLine(p.Id, p.GivenName, p.FamilyName, p.Shield), asked.Count(c => c.Pupil == p.Id), asked.Any(c => c.Pupil == p.Id && c.WarnedAt != null))).ToListAsync(ct);
    }
}
