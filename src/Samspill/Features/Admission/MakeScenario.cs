using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.Catalogue;
using Samspill.Host;

namespace Samspill.Features.Admission;

/// <summary>Seats that a course would have instead.</summary>
public sealed record OtherSeats(string Course, int Seats);

/// <summary>Keeps something to try in a round under a name: other rules, other capacities, or both.</summary>
public sealed class MakeScenario(SamspillDb db, Actor actor, TimeProvider clock)
{
    private const int Most = 100, MostSeats = 1000;

    /// <param name="version">A version of the rules; null for the round's.</param>
    /// <param name="draft">Rules that nobody has adopted, instead of a version.</param>
    public async Task<Outcome<ScenarioId>> RunAsync(RoundId id, string? name, RuleSetId? version, AdmissionRules? draft, IReadOnlyList<OtherSeats> seats, CancellationToken ct)
    {
        var called = PlainText.Line(name);
        if (called.Length is 0 or > Scenario.NameLength) return new Rejection(ScenarioRejections.Name.Code, Scenario.NameLength);
        await using var work = await db.BeginAsync(ct);
        await db.TakeTurnAsync(ct);
        if (await db.Rounds.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, ct) is not { } round) return RoundRejections.NotFound;
        if (round.Published is not null) return RoundRejections.AlreadyPublished;
        if (await db.Scenarios.CountAsync(s => s.Round == id, ct) >= Most) return new Rejection(ScenarioRejections.TooMany.Code, Most);
        if (await db.Scenarios.AnyAsync(s => s.Round == id && s.Name == called, ct)) return new Rejection(ScenarioRejections.SameName.Code, called);
        if (await db.RuleSets.AsNoTracking().SingleOrDefaultAsync(s => s.Id == (version ?? round.Rules), ct) is not { } rules) return RoundRejections.NoRules;
        var drafted = draft is not null && !draft.SameAs(rules.Rules);
        if ((await ChangedAsync(seats, ct)).Refused(out var why, out var changed)) return why;
        if (!drafted && rules.Id == round.Rules && changed.Count == 0) return ScenarioRejections.Nothing;
        var scenario = new Scenario(ScenarioId.New(), id, called, drafted ? null : rules.Id, drafted ? draft! : rules.Rules, changed, clock.GetUtcNow(), actor.Name);
        db.Scenarios.Add(scenario);
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return scenario.Id;
    }

    /// <summary>The seats that really differ; refused where fewer are left than are taken and offered.</summary>
    private async Task<Outcome<Dictionary<string, int>>> ChangedAsync(IReadOnlyList<OtherSeats> seats, CancellationToken ct)
    {
        var codes = seats.Select(s => s.Course).ToList();
        var courses = await db.Courses.AsNoTracking().Where(c => codes.Contains(c.Code)).ToDictionaryAsync(c => c.Code, ct);
        var changed = new Dictionary<string, int>();
        foreach (var other in seats)
        {
            if (!courses.TryGetValue(other.Course, out var course)) return CourseRejections.NotFound;
            if (other.Seats > MostSeats || other.Seats < course.Taken + course.Held) return new Rejection(ScenarioRejections.Capacity.Code, course.Name, course.Taken + course.Held, MostSeats);
            if (other.Seats != (course.Capacity ?? 0)) changed[other.Course] = other.Seats;
        }
        return changed;
    }
}
