using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Lessons;
using Samspill.Domain.School;
using Samspill.Domain.WorkingTime;

namespace Samspill.Features.WorkingTime;

/// <summary>What each teacher has worked in a time, added up by the database: one query for each kind of thing, whatever the number of teachers.</summary>
/// <param name="From">The first day. Nobody's rules change in the time.</param>
/// <param name="Staff">Only this one's, day by day; null for everybody's, each in one sum.</param>
internal sealed record WorkFacts(DateOnly From, DateOnly To, WorkRules Rules, DateOnly Today, StaffId? Staff)
{
    public async Task<IReadOnlyList<(StaffId Staff, WorkFact Fact)>> ReadAsync(SamspillDb db, CancellationToken ct) =>
        [.. await LessonsAsync(db, ct), .. await IllAsync(db, ct), .. await TravelAsync(db, ct), .. await EntriesAsync(db, ct)];

    /// <summary>Lessons count for who stood there. A cancelled one counts for a cause that the rules let count, unless another makes up for it.</summary>
    private async Task<IEnumerable<(StaffId, WorkFact)>> LessonsAsync(SamspillDb db, CancellationToken ct)
    {
        var causes = Rules.CausesCounted;
        var counted = db.Lessons.Where(l => l.State != LessonState.Cancelled || l.MadeUpBy == null && causes.Contains(l.Cause!.Value));
        if (Staff is { } one)
        {
            // The days stand in each half: so each is found by its own index.
            var days = await counted.Where(l => (l.Teacher == one && l.Date >= From && l.Date <= To || l.Substitute == one && l.Date >= From && l.Date <= To) && (l.Substitute ?? l.Teacher) == one).GroupBy(l => new { l.Date, l.State, l.Cause }).Select(g => new { g.Key.Date, g.Key.State, g.Key.Cause, Minutes = g.Sum(l => (long)l.Minutes) }).ToListAsync(ct);
            return days.Select(d => (one, new WorkFact(d.Date, KindOf(d.Cause), d.Minutes, StateOf(d.State, d.Date < Today))));
        }
        var sums = await counted.Where(l => l.Date >= From && l.Date <= To).GroupBy(l => new { Staff = l.Substitute ?? l.Teacher, l.State, l.Cause, Past = l.Date < Today }).Select(g => new { g.Key.Staff, g.Key.State, g.Key.Cause, g.Key.Past, Minutes = g.Sum(l => (long)l.Minutes) }).ToListAsync(ct);
        return sums.Select(s => (s.Staff, new WorkFact(From, KindOf(s.Cause), s.Minutes, StateOf(s.State, s.Past))));
    }

    /// <summary>Lessons that a substitute took because the teacher was ill count for the teacher too, when the rules say so.</summary>
    private async Task<IEnumerable<(StaffId, WorkFact)>> IllAsync(SamspillDb db, CancellationToken ct)
    {
        if (!Rules.CountsIll) return [];
        var lessons = db.Lessons.Where(l => l.Date >= From && l.Date <= To && l.State != LessonState.Cancelled && l.Substitute != null
            && db.StaffAbsences.Any(a => a.Staff == l.Teacher && a.From <= l.Date && l.Date <= a.To && a.Cause == CancelCause.TeacherIll));
        if (Staff is { } one)
        {
            var days = await lessons.Where(l => l.Teacher == one).GroupBy(l => l.Date).Select(g => new { Day = g.Key, Minutes = g.Sum(l => (long)l.Minutes) }).ToListAsync(ct);
            return days.Select(d => (one, new WorkFact(d.Day, WorkKind.Ill, d.Minutes, d.Day <= Today ? WorkState.Done : WorkState.Foreseen)));
        }
        var sums = await lessons.GroupBy(l => new { l.Teacher, Past = l.Date <= Today }).Select(g => new { g.Key.Teacher, g.Key.Past, Minutes = g.Sum(l => (long)l.Minutes) }).ToListAsync(ct);
        return sums.Select(s => (s.Teacher, new WorkFact(From, WorkKind.Ill, s.Minutes, s.Past ? WorkState.Done : WorkState.Foreseen)));
    }

    private async Task<IEnumerable<(StaffId, WorkFact)>> EntriesAsync(SamspillDb db, CancellationToken ct)
    {
        var entries = db.WorkEntries.Where(e => e.Day >= From && e.Day <= To);
        if (Staff is { } one)
        {
            var days = await entries.Where(e => e.Staff == one).GroupBy(e => new { e.Day, e.Kind }).Select(g => new { g.Key.Day, g.Key.Kind, Minutes = g.Sum(e => (long)e.Minutes) }).ToListAsync(ct);
            return days.Select(d => (one, new WorkFact(d.Day, d.Kind, d.Minutes, d.Day <= Today ? WorkState.Done : WorkState.Foreseen)));
        }
        var sums = await entries.GroupBy(e => new { e.Staff, e.Kind, Past = e.Day <= Today }).Select(g => new { g.Key.Staff, g.Key.Kind, g.Key.Past, Minutes = g.Sum(e => (long)e.Minutes) }).ToListAsync(ct);
        return sums.Select(s => (s.Staff, new WorkFact(From, s.Kind, s.Minutes, s.Past ? WorkState.Done : WorkState.Foreseen)));
    }

    /// <summary>Ways between the sites of two lessons that follow on each other the same day. The database says how often which way was gone; the minutes are by the map.</summary>
    private async Task<IEnumerable<(StaffId, WorkFact)>> TravelAsync(SamspillDb db, CancellationToken ct)
    {
        if (Rules.TravelMost == 0) return [];
        var trips = await (Staff is { Value: var one }
            ? db.Database.SqlQuery<Trip>($"""
                SELECT t."Staff", t."Day", t."State", t."Past", t."Origin", t."Destination", COUNT(*) AS "Times" FROM (
                    SELECT COALESCE(l."Substitute", l."Teacher") AS "Staff", l."Date" AS "Day", l."State" AS "State", CASE WHEN l."Date" < {Today} THEN 1 ELSE 0 END AS "Past", r."Site" AS "Destination",
                        LAG(r."Site") OVER (PARTITION BY l."Date" ORDER BY l."Start", l."Id") AS "Origin"
                    FROM lessons_lesson l JOIN school_room r ON r."Id" = l."Room"
                    WHERE l."State" <> 'Cancelled' AND COALESCE(l."Substitute", l."Teacher") = {one}
                        AND (l."Teacher" = {one} AND l."Date" >= {From} AND l."Date" <= {To} OR l."Substitute" = {one} AND l."Date" >= {From} AND l."Date" <= {To})) t
                WHERE t."Origin" <> t."Destination" GROUP BY t."Staff", t."Day", t."State", t."Past", t."Origin", t."Destination"
                """)
            : db.Database.SqlQuery<Trip>($"""
                SELECT t."Staff", t."Day", t."State", t."Past", t."Origin", t."Destination", COUNT(*) AS "Times" FROM (
                    SELECT COALESCE(l."Substitute", l."Teacher") AS "Staff", MIN(l."Date") OVER () AS "Day", l."State" AS "State", CASE WHEN l."Date" < {Today} THEN 1 ELSE 0 END AS "Past", r."Site" AS "Destination",
                        LAG(r."Site") OVER (PARTITION BY COALESCE(l."Substitute", l."Teacher"), l."Date" ORDER BY l."Start", l."Id") AS "Origin"
                    FROM lessons_lesson l JOIN school_room r ON r."Id" = l."Room"
                    WHERE l."Date" >= {From} AND l."Date" <= {To} AND l."State" <> 'Cancelled') t
                WHERE t."Origin" <> t."Destination" GROUP BY t."Staff", t."Day", t."State", t."Past", t."Origin", t."Destination"
                """)).ToListAsync(ct);
        var sites = await db.Sites.AsNoTracking().Select(s => new { s.Id, s.Latitude, s.Longitude }).ToDictionaryAsync(s => s.Id.Value, s => s.Latitude is { } north && s.Longitude is { } east ? new Position(north, east) : (Position?)null, ct);
        return trips.Select(t => (new StaffId(t.Staff), new WorkFact(Staff is null ? From : t.Day, WorkKind.Travel, t.Times * Minutes(sites.GetValueOrDefault(t.Origin), sites.GetValueOrDefault(t.Destination)),
            StateOf(Enum.Parse<LessonState>(t.State), t.Past == 1))));
    }

    private long Minutes(Position? from, Position? to) => Math.Min(Rules.TravelMost, Travel.Counted(from, to));

    private static WorkKind KindOf(CancelCause? cause) => cause == CancelCause.TeacherIll ? WorkKind.Ill : WorkKind.Teaching;

    private static WorkState StateOf(LessonState state, bool past) => state switch
    {
        LessonState.Given => WorkState.Done,
        LessonState.Cancelled => past ? WorkState.Done : WorkState.Foreseen,
        _ => past ? WorkState.Unmarked : WorkState.Foreseen,
    };

    /// <summary>How often a teacher went from one site to another.</summary>
    private sealed record Trip(Guid Staff, DateOnly Day, string State, int Past, Guid Origin, Guid Destination, long Times);
}
