using System.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Samspill.Data;
using Samspill.Domain.Merging;
using Samspill.Domain.People;
using Samspill.Features.Statistics;
using Samspill.Host;

namespace Samspill.Features.Merging;

/// <summary>One school becomes a part of another: everything or nothing, in one transaction there. The old school stays as it is, to be read.</summary>
public sealed class MergeSchools(Closings closings, TimeProvider clock)
{
    /// <summary>How far from today the day may be.</summary>
    private const int MostDays = 3 * 366;

    // A trial reads both schools whole.
    private static readonly SemaphoreSlim OneTrial = new(1);

    /// <summary>What a merge would do, and who may be the same. Changes nothing.</summary>
    public async Task<Outcome<(MergeReport Report, IReadOnlyList<LikelyDouble> Likely)>> TryAsync(OpenSchool from, OpenSchool into, DateOnly date, Actor actor, CancellationToken ct)
    {
        await using var ours = into.Database(actor, clock);
        if (await HindranceAsync(from, into, ours, date, ct) is { } hindrance) return hindrance;
        await using var theirs = from.Database(actor, clock);
        if (await ClosedAsync(theirs, into, ct) is { } closed) return closed;
        await OneTrial.WaitAsync(ct);
        try
        {
            if ((await MergePlan.MakeAsync(from, into, theirs, ours, date, Oslo.Today(clock), ct)).Refused(out var why, out var plan)) return why;
            return (plan.Report, plan.People.Likely);
        }
        finally { OneTrial.Release(); }
    }

    /// <summary>Merges them.</summary>
    /// <param name="apart">Likely doubles that nobody has answered are two people; otherwise they hinder the merge.</param>
    public async Task<Outcome<MergeReport>> RunAsync(OpenSchool from, OpenSchool into, DateOnly date, bool apart, Actor actor, CancellationToken ct)
    {
        await using var ours = into.Database(actor, clock);
        if (await HindranceAsync(from, into, ours, date, ct) is { } hindrance)
        {
            await CloseAfterAllAsync(from, into, ours, actor, ct);
            return hindrance;
        }
        try { return await MergeAsync(from, into, ours, date, apart, actor, ct); }
        catch (Exception fault) when (fault is DbUpdateConcurrencyException || fault.IsLostRace() || (fault as PostgresException ?? fault.InnerException as PostgresException)?.SqlState == PostgresErrorCodes.SerializationFailure) { return MergeRejections.Meanwhile; }
    }

    /// <summary>Opens a school whose merge was killed: nothing has come of it. One that runs in this moment is waited for; one that is done is refused.</summary>
    public async Task<Outcome<Done>> UndoAsync(OpenSchool from, OpenSchool into, Actor actor, CancellationToken ct)
    {
        await using var ours = into.Database(actor, clock);
        await using var work = await ours.BeginAsync(ct);
        ours.AuditRows = false;
        ours.Merges.Add(new Merge(from.Slug, from.Name, from.Municipality, Oslo.Today(clock), actor.Name, clock.GetUtcNow()));
        try { await ours.SaveChangesAsync(ct); } // never committed: it holds the place that a merge takes
        catch (DbUpdateException fault) when (fault.IsLostRace()) { return MergeRejections.Closed(into.Name); }
        await using var theirs = from.Database(actor, clock);
        await CloseSchool.ReopenAsync(theirs, said: true, ct);
        closings.Forget(from);
        return new Done();
    }

    private async Task<Outcome<MergeReport>> MergeAsync(OpenSchool from, OpenSchool into, SamspillDb ours, DateOnly date, bool apart, Actor actor, CancellationToken ct)
    {
        await using var work = await ours.BeginAsync(ct, IsolationLevel.RepeatableRead); // every count is of one moment
        ours.AuditRows = false;
        var merge = new Merge(from.Slug, from.Name, from.Municipality, date, actor.Name, clock.GetUtcNow());
        ours.Merges.Add(merge);
        await ours.SaveChangesAsync(ct); // first: of two who merge the same school one waits here, and is refused

        await using var theirs = from.Database(actor, clock);
        if ((await CloseSchool.CloseAsync(theirs, into, date, actor, clock, ct)).Refused(out var why, out var said)) return why;
        closings.Forget(from);
        var merged = false;
        try
        {
            if ((await MergePlan.MakeAsync(from, into, theirs, ours, date, Oslo.Today(clock), ct)).Refused(out why, out var plan)) return why;
            if (plan.Report.OpenUntil is { } until) return MergeRejections.OpenSurvey(until);
            if (!apart && plan.People.Likely.Count(d => d.Same is null) is > 0 and var open) return MergeRejections.Unanswered(open);
            var report = await CarryAsync(plan, theirs, ours, ct);
            merge.Tell(report.ToJson(), await AbsorbedStatistics.OfAsync(theirs, from.Slug, ct));
            ours.Note("merged", $"School {from.Slug}", $"{report.Read} rows read, {report.Came} came, {report.There} here already, {report.Stayed} stayed");
            await ours.SaveChangesAsync(ct);
            await work.CommitAsync(ct);
            merged = true;
            theirs.Note("merged", $"School {into.Slug}", $"{report.Read} rows, {report.Came} went over");
            await theirs.SaveChangesAsync(ct);
            return report;
        }
        finally
        {
            if (!merged) await CloseSchool.ReopenAsync(theirs, said, CancellationToken.None);
            closings.Forget(from);
        }
    }

    /// <summary>Writes what comes, and what it changes of the rows that are here.</summary>
    /// <exception cref="InvalidOperationException">The figures do not add up: nothing is kept.</exception>
    private static async Task<MergeReport> CarryAsync(MergePlan plan, SamspillDb theirs, SamspillDb ours, CancellationToken ct)
    {
        if (ours.Database.IsSqlite()) await ours.Database.ExecuteSqlRawAsync("PRAGMA defer_foreign_keys = ON", ct); // lessons refer to each other
        foreach (var (table, rows) in plan.Coming) await ours.InsertAsync(table.Name, [.. table.Columns.Select(c => (c.Name, c.Kind))], rows, ct);
        await AbsorbAsync(plan, theirs, ours, ct);
        await ShieldAsync(ours, ct);
        await ours.SaveChangesAsync(ct);

        var after = await TableShape.CountsAsync(ours, plan.Coming.Select(c => c.Table), ct);
        var report = plan.Report with { Tables = [.. plan.Report.Tables.Select(t => after.TryGetValue(t.Table, out var count) ? t with { After = count } : t)] };
        var counted = await MergePlan.CountAsync(ours, report.Date, ct);
        long[] figures = [counted.Pupils.Count, counted.WaitingOnly, counted.Places, counted.Asked];
        if (report.Unaccounted != 0 || !figures.SequenceEqual(report.Figures.Select(f => f.After))) throw new InvalidOperationException("The figures before and after the merge do not add up.");
        return report;
    }

    /// <summary>What the other school knew of those who are known here.</summary>
    private static async Task AbsorbAsync(MergePlan plan, SamspillDb theirs, SamspillDb ours, CancellationToken ct)
    {
        var met = plan.People.Same.ToDictionary(p => p.Ours.Id, p => p.Theirs);
        var ids = met.Keys.ToList();
        foreach (var person in await ours.People.Where(p => ids.Contains(p.Id)).ToListAsync(ct))
        {
            var other = met[person.Id];
            person.Absorb(other, other.School is { } school ? new SiteId(plan.IdOf(school.Value)) : null, plan.CodeOf("people_person", "PupilCode", other.PupilCode), plan.CodeOf("people_person", "GuardianCode", other.GuardianCode));
            if (person.NationalIdIndex is null && other.NationalIdCipher is { } number) plan.Identify(person, number);
        }

        // Of two who say what custody allows, the stricter holds until somebody looks at it.
        var pupils = plan.People.Same.Select(p => p.Theirs.Id).ToList();
        var said = (await theirs.Guardianships.AsNoTracking().Where(g => pupils.Contains(g.Pupil)).ToListAsync(ct)).ToDictionary(g => (plan.IdOf(g.Pupil.Value), plan.IdOf(g.Guardian.Value)), g => g.Access);
        foreach (var guardianship in await ours.Guardianships.Where(g => ids.Contains(g.Pupil)).ToListAsync(ct))
            if (said.TryGetValue((guardianship.Pupil.Value, guardianship.Guardian.Value), out var access) && access > guardianship.Access) guardianship.Allow(access);
    }

    /// <summary>Families that have come together share their protection. Who comes under it by that is closed to its guardians until a handler opens it.</summary>
    private static async Task ShieldAsync(SamspillDb ours, CancellationToken ct)
    {
        var own = await ours.People.AsNoTracking().Where(p => p.Protection != Protection.None).Select(p => new { p.Id, p.Protection }).ToDictionaryAsync(p => p.Id, p => p.Protection, ct);
        foreach (var absorbed in ours.ChangeTracker.Entries<Person>().Select(e => e.Entity).Where(p => p.Protection != Protection.None)) own[absorbed.Id] = absorbed.Protection;
        var pairs = await ours.Guardianships.AsNoTracking().Select(g => new { g.Pupil, g.Guardian }).ToListAsync(ct);
        var shields = Household.Shields(own, [.. pairs.Select(g => (g.Pupil, g.Guardian))]);
        var shielded = shields.Keys.ToList();
        var raised = (await ours.People.Where(p => shielded.Contains(p.Id)).ToListAsync(ct)).Where(p => p.Shield < shields[p.Id]).ToList();
        var opened = raised.Where(p => p.Shield == Protection.None).Select(p => p.Id).ToList();
        foreach (var person in raised) person.ShieldAs(shields[person.Id]);
        foreach (var guardianship in await ours.Guardianships.Where(g => opened.Contains(g.Pupil)).ToListAsync(ct)) guardianship.SetOnline(false);
    }

    /// <summary>Why they cannot be merged, whatever is in them.</summary>
    private async Task<Rejection?> HindranceAsync(OpenSchool from, OpenSchool into, SamspillDb ours, DateOnly date, CancellationToken ct)
    {
        if (from.Slug == into.Slug) return MergeRejections.Itself;
        if (from.Demo != into.Demo) return MergeRejections.Demo;
        if (Math.Abs(date.DayNumber - Oslo.Today(clock).DayNumber) > MostDays) return MergeRejections.Date;
        if (await ours.Merges.AsNoTracking().SingleOrDefaultAsync(m => m.From == from.Slug, ct) is { } before) return MergeRejections.Already(before.Name, before.Date);
        if (await ours.Handovers.AsNoTracking().SingleOrDefaultAsync(h => h.ClosedAt != null || h.Into == from.Slug, ct) is { } gone) return gone.ClosedAt is null ? MergeRejections.BothWays : MergeRejections.Closed(gone.Name);
        return null;
    }

    /// <summary>Why theirs cannot be read as a school of its own: it has gone elsewhere.</summary>
    private static async Task<Rejection?> ClosedAsync(SamspillDb theirs, OpenSchool into, CancellationToken ct) =>
        await theirs.Handovers.AsNoTracking().SingleOrDefaultAsync(h => h.ClosedAt != null && h.Into != into.Slug, ct) is { } gone ? MergeRejections.Closed(gone.Name) : null;

    /// <summary>A restored backup of the old school is open, and has been merged all the same.</summary>
    private async Task CloseAfterAllAsync(OpenSchool from, OpenSchool into, SamspillDb ours, Actor actor, CancellationToken ct)
    {
        if (from.Slug == into.Slug || await ours.Merges.AsNoTracking().SingleOrDefaultAsync(m => m.From == from.Slug, ct) is not { } merge) return;
        await using var theirs = from.Database(actor, clock);
        _ = await CloseSchool.CloseAsync(theirs, into, merge.Date, actor, clock, ct);
        closings.Forget(from);
    }
}
