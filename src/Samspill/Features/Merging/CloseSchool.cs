using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Merging;
using Samspill.Host;

namespace Samspill.Features.Merging;

/// <summary>Closes a school for writing, by its own database: from then on every table refuses but the trail, what it takes to come in and read, and what must be deleted on its day.</summary>
/// <remarks>Whoever writes at that moment is waited for, so that what is read afterwards is whole.</remarks>
internal static class CloseSchool
{
    private static readonly string[] StayOpen = ["audit_", "access_", "AspNet", "merging_", "surveys_", "api_", "statistics_key"];

    /// <summary>Closes it. Again is fine, when it is to become a part of the same school.</summary>
    /// <returns>Whether somebody had said before that it is to be merged.</returns>
    public static async Task<Outcome<bool>> CloseAsync(SamspillDb db, OpenSchool into, DateOnly date, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        var before = await db.Handovers.SingleOrDefaultAsync(ct);
        if (before is { ClosedAt: not null } && before.Into != into.Slug) return MergeRejections.Closed(before.Name);
        if (before is { ClosedAt: not null }) // a merge that was killed is run again, perhaps for another day
        {
            before.Close(date, clock.GetUtcNow());
            await db.SaveChangesAsync(ct);
            await work.CommitAsync(ct);
            return true;
        }
        if (before is not null && before.Into != into.Slug)
        {
            db.Handovers.Remove(before);
            await db.SaveChangesAsync(ct);
            before = null;
        }
        var handover = before ?? new Handover(into.Slug, into.Name, date, actor.Name, clock.GetUtcNow());
        if (before is null) db.Handovers.Add(handover);
        handover.Close(date, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        await RunAsync(db, db.Database.IsNpgsql() ? LocksOfPostgres : LocksOfSqlite, ct);
        await work.CommitAsync(ct);
        return before is not null;
    }

    /// <summary>Opens it again, as it was.</summary>
    /// <param name="said">Whether somebody had said before that it is to be merged.</param>
    public static async Task ReopenAsync(SamspillDb db, bool said, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        await using var work = await db.BeginAsync(ct);
        await RunAsync(db, db.Database.IsNpgsql() ? KeysOfPostgres : KeysOfSqlite, ct);
        if (await db.Handovers.SingleOrDefaultAsync(ct) is { } handover)
        {
            if (said) handover.Reopen();
            else db.Handovers.Remove(handover);
        }
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
    }

    private static async Task RunAsync(SamspillDb db, Func<TableShape, IEnumerable<string>> statements, CancellationToken ct)
    {
        var tables = TableShape.Of(db).Where(table => !StayOpen.Any(open => table.Name.StartsWith(open, StringComparison.Ordinal)));
        var function = db.Database.IsNpgsql() ? "CREATE OR REPLACE FUNCTION school_closed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the school is closed'; END $$; " : "";
        var sql = function + string.Concat(tables.SelectMany(statements).Select(statement => statement + "; "));
        await db.Database.ExecuteSqlRawAsync(sql, ct);
    }

    private static IEnumerable<string> LocksOfPostgres(TableShape table) =>
        [$"CREATE TRIGGER school_closed BEFORE INSERT OR {ActOn(table, "UPDATE")} OR DELETE OR TRUNCATE ON \"{table.Name}\" FOR EACH STATEMENT EXECUTE FUNCTION school_closed()"];

    private static IEnumerable<string> KeysOfPostgres(TableShape table) => [$"DROP TRIGGER IF EXISTS school_closed ON \"{table.Name}\""];

    private static IEnumerable<string> LocksOfSqlite(TableShape table) =>
        Acts.Select(act => $"CREATE TRIGGER \"school_closed_{act}_{table.Name}\" BEFORE {ActOn(table, act)} ON \"{table.Name}\" BEGIN SELECT RAISE(ABORT, 'the school is closed'); END");

    private static IEnumerable<string> KeysOfSqlite(TableShape table) => Acts.Select(act => $"DROP TRIGGER IF EXISTS \"school_closed_{act}_{table.Name}\"");

    private static readonly string[] Acts = ["INSERT", "UPDATE", "DELETE"];

    /// <summary>Of a person one thing is still changed: whoever comes under protection at the school it has gone into is masked here too (<see cref="ShieldClosed"/>).</summary>
    private static string ActOn(TableShape table, string act) =>
        act == "UPDATE" && table.Name == "people_person" ? $"UPDATE OF {string.Join(", ", table.Columns.Where(c => c.Name != "Shield").Select(c => $"\"{c.Name}\""))}" : act;
}
