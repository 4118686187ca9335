using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Lessons;
using Samspill.Domain.School;
using Samspill.Domain.Timetables;
using Samspill.Features.Admission;
using Samspill.Features.Lessons;
using Samspill.Host;

namespace Samspill.Features.Timetables;

/// <summary>Keeps the year's lessons as the published week and the calendar have them.</summary>
public sealed class DatedLessons(SamspillDb db, TellOfChanges tell, TimeProvider clock)
{
    private const int AtOnce = 2000;

    /// <summary>Dates these groups anew from a day on, in the caller's transaction. What was given, has begun or was added stands; what was said and done about a day goes with the group's lesson of that day.</summary>
    /// <remarks>A lesson keeps its id where its day stays: calendars see an update, and presence that a telephone still holds finds it.</remarks>
    /// <exception cref="DbUpdateConcurrencyException">Somebody has given, moved or cancelled one meanwhile.</exception>
    /// <returns>The groups that have other lessons than before, with the first that each has no more; null where it only has new ones.</returns>
    public async Task<Dictionary<GroupId, Lesson?>> FollowAsync(HashSet<GroupId> groups, IReadOnlyCollection<PlannedLesson> week, SchoolYear year, DateOnly from, CancellationToken ct)
    {
        var wall = clock.Wall();
        // A rotation turns as a whole, so the whole week is dated, and these groups taken out of it.
        var wanted = (await WantedAsync(week, year, from, ct)).FindAll(l => groups.Contains(l.Group));
        var before = new List<Lesson>();
        foreach (var some in groups.Chunk(500)) before.AddRange(await db.Lessons.AsNoTracking().Where(l => some.Contains(l.Group) && l.PlannedDate >= from).ToListAsync(ct));
        var (stays, leaves) = (before.FindAll(l => !IsGone(l, wall)), before.FindAll(l => IsGone(l, wall)));
        // A lesson is known by the day it was planned for; where the week has none that day any more, by the day it stands on.
        var planned = wanted.Select(l => (l.Group, l.PlannedDate)).ToHashSet();
        var replaced = leaves.GroupBy(l => (l.Group, Day: planned.Contains((l.Group, l.PlannedDate)) ? l.PlannedDate : l.Date)).ToDictionary(l => l.Key, l => l.MinBy(x => x.PlannedDate != l.Key.Day)!);
        var (days, extras) = (stays.Where(l => !l.IsExtra).Select(l => (l.Group, l.PlannedDate)).ToHashSet(), stays.Where(l => l.IsExtra).Select(l => (l.Group, l.PlannedDate, l.PlannedStart)).ToHashSet());
        var lessons = wanted.Where(l => !days.Contains((l.Group, l.PlannedDate)) && !extras.Contains((l.Group, l.PlannedDate, l.PlannedStart)))
            .Select(l => replaced.TryGetValue((l.Group, l.PlannedDate), out var was) ? l.InsteadOf(was) : l).ToList();
        var off = await CancelAbsentAsync(lessons, ct);
        var (dated, now, known) = (lessons.Select(l => (l.Group, l.PlannedDate)).ToHashSet(), lessons.ToDictionary(l => l.Id), leaves.ToDictionary(l => l.Id));
        // One that was cancelled stands where nothing took its day: the family's right counts it.
        var gone = leaves.FindAll(l => !now.ContainsKey(l.Id) && (l.State != LessonState.Cancelled || dated.Contains((l.Group, l.PlannedDate)))).ConvertAll(l => l.Id);
        var spared = leaves.Where(l => l.Substitute is not null && !(now.TryGetValue(l.Id, out var still) && still.Substitute is not null)).Select(l => l.Id).ToList();
        var stoodIn = await db.Lines(db.Lessons.Where(l => spared.Contains(l.Id))).AsNoTracking().ToListAsync(ct);
        await WriteAsync(known, gone, lessons, ct);
        await TellAsync(off, ct);
        await tell.StaffAsync([.. stoodIn.Select(l => (l.Substitute!.Value, l.News(NewsKind.Cancelled)))], ct);
        var (had, have) = (leaves.Select(PlaceOf).ToHashSet(), lessons.Select(PlaceOf).ToHashSet());
        var changed = lessons.Where(l => !had.Contains(PlaceOf(l))).Select(l => l.Group).Distinct().ToDictionary(g => g, _ => (Lesson?)null);
        foreach (var was in gone.Concat(now.Keys).Where(known.ContainsKey).Select(id => known[id]).Where(l => !have.Contains(PlaceOf(l))).OrderByDescending(l => l.Date)) changed[was.Group] = was;
        return changed;
    }

    private async Task WriteAsync(Dictionary<LessonId, Lesson> known, List<LessonId> gone, List<Lesson> lessons, CancellationToken ct)
    {
        var moved = lessons.Where(l => known.TryGetValue(l.Id, out var was) && was.Date != l.Date).Select(l => l.Id);
        foreach (var some in gone.Concat(moved).Chunk(AtOnce)) await db.Attendance.Where(a => some.Contains(a.Lesson)).ExecuteDeleteAsync(ct); // what was said of one day is not said of another
        foreach (var some in gone.Chunk(AtOnce))
        {
            if (await db.Lessons.Where(l => some.Contains(l.Id) && l.State != LessonState.Given).ExecuteDeleteAsync(ct) != some.Length) throw new DbUpdateConcurrencyException("A lesson was given or removed meanwhile.");
        }
        await db.UpdateAsync(lessons.FindAll(l => known.ContainsKey(l.Id)).ConvertAll(l => (known[l.Id], l)), ct);
        await db.InsertAsync(lessons.FindAll(l => !known.ContainsKey(l.Id)), ct);
    }

    /// <summary>Groups whose lessons from a day on are not what the week and the calendar give. Where the week before held already, only a lesson that is not there at all is missed: the others stand, with whatever was done to single ones.</summary>
    /// <param name="held">The first day of the week before; null when there was none.</param>
    public async Task<HashSet<GroupId>> AstrayAsync(IReadOnlyCollection<PlannedLesson> week, SchoolYear year, DateOnly from, DateOnly? held, CancellationToken ct)
    {
        var there = await ThereAsync(year, from, ct);
        return (await WantedAsync(week, year, from, ct)).Where(l => !there[l.Group].Any(x => l.Date < held ? x.Is(l) : x.StandsFor(l))).Select(l => l.Group).ToHashSet();
    }

    /// <summary>How many lessons stand on days that are free by the calendar, and on how many days of teaching some are missing.</summary>
    public async Task<(int OnFreeDays, int DaysWithout)> AgainstCalendarAsync(int schoolYear, CancellationToken ct)
    {
        if (await YearAsync(schoolYear, ct) is not { } year || !await MayDifferAsync(year, ct)) return (0, 0);
        var (free, missing) = await CompareAsync(year, ct);
        return (free.Count == 0 ? 0 : await OnDays(free).CountAsync(ct), missing.Select(l => l.Date).Distinct().Count());
    }

    /// <summary>Takes the lessons of free days out, dates those that are missing on days of teaching, and tells each family once. Twice is once.</summary>
    public async Task FollowCalendarAsync(int schoolYear, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        await db.TakeTurnAsync(ct);
        if (await YearAsync(schoolYear, ct) is not { } year) return;
        var (free, missing) = await CompareAsync(year, ct);
        var news = (await db.Lines(OnDays(free)).AsNoTracking().ToListAsync(ct)).ConvertAll(l => l.News(NewsKind.Cancelled));
        var gone = OnDays(free);
        await db.Attendance.Where(a => gone.Any(l => l.Id == a.Lesson)).ExecuteDeleteAsync(ct);
        await db.Lessons.Where(l => l.MadeUpBy != null && gone.Any(g => g.Id == l.MadeUpBy)).ExecuteUpdateAsync(l => l.SetProperty(x => x.MadeUpBy, (LessonId?)null), ct);
        await gone.ExecuteDeleteAsync(ct);
        await CancelAbsentAsync(missing, ct);
        await db.InsertAsync(missing, ct);
        var added = missing.Where(l => l.State == LessonState.Planned).Select(l => l.Id).ToList();
        news.AddRange((await db.Lines(db.Lessons.Where(l => added.Contains(l.Id))).AsNoTracking().ToListAsync(ct)).Select(l => l.News(NewsKind.Extra)));
        await tell.RunAsync(news, ct);
        await tell.StaffAsync([.. news.Select(n => (n.Teacher, n))], ct);
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
    }

    private Task<SchoolYear?> YearAsync(int start, CancellationToken ct) => db.SchoolYears.AsNoTracking().Include(y => y.Terms).Include(y => y.Free).AsSplitQuery().SingleOrDefaultAsync(y => y.Start == start, ct);

    private IQueryable<Lesson> OnDays(IReadOnlyCollection<DateOnly> days) => db.Lessons.Where(l => days.Contains(l.Date) && l.State == LessonState.Planned);

    private Task<WeekPlan?> PublishedAsync(SchoolYear year, CancellationToken ct) => db.WeekPlans.AsNoTracking().SingleOrDefaultAsync(p => p.SchoolYear == year.Start && p.State == PlanState.Published, ct);

    private DateOnly FirstOf(SchoolYear year)
    {
        var (tomorrow, begins) = (Oslo.Today(clock).AddDays(1), new DateOnly(year.Start, 8, 1));
        return tomorrow > begins ? tomorrow : begins;
    }

    /// <summary>Whether some day looks as if the calendar had changed: lessons where it is free, or fewer than two thirds of the week's. An index counts; only then is lesson compared with lesson.</summary>
    private async Task<bool> MayDifferAsync(SchoolYear year, CancellationToken ct)
    {
        if (await PublishedAsync(year, ct) is not { From: { } from } plan) return false;
        var (first, last) = (FirstOf(year), SchoolYear.LastDayOf(year.Start));
        var there = await db.Lessons.Where(l => l.Date >= first && l.Date <= last).GroupBy(l => new { l.Date, Planned = l.State == LessonState.Planned }).Select(g => new { g.Key.Date, g.Key.Planned, Count = g.Count() }).ToListAsync(ct);
        if (there.Any(l => l.Planned && !TeachingDays.Has(year, l.Date))) return true;
        var counts = there.GroupBy(l => l.Date).ToDictionary(l => l.Key, l => l.Sum(x => x.Count));
        var week = (await db.PlannedLessons.Where(l => l.Plan == plan.Id).GroupBy(l => new { l.Day, Every = l.Rhythm == Rhythm.EveryWeek }).Select(g => new { g.Key.Day, g.Key.Every, Count = g.Count() }).ToListAsync(ct))
            .GroupBy(l => l.Day).ToDictionary(l => l.Key, l => l.Sum(x => x.Every ? x.Count : x.Count / 2));
        return TeachingDays.From(year, from > first ? from : first).Any(day => counts.GetValueOrDefault(day) * 3 < week.GetValueOrDefault(day.DayOfWeek) * 2);
    }

    private async Task<(List<DateOnly> Free, List<Lesson> Missing)> CompareAsync(SchoolYear year, CancellationToken ct)
    {
        if (await PublishedAsync(year, ct) is not { From: { } from } plan) return ([], []);
        var (first, last) = (FirstOf(year), SchoolYear.LastDayOf(year.Start));
        var free = (await db.Lessons.Where(l => l.Date >= first && l.Date <= last && l.State == LessonState.Planned).Select(l => l.Date).Distinct().ToListAsync(ct)).FindAll(d => !TeachingDays.Has(year, d));
        var start = from > first ? from : first;
        var week = await db.PlannedLessons.AsNoTracking().Where(l => l.Plan == plan.Id).ToListAsync(ct);
        var there = await ThereAsync(year, start, ct);
        return (free, (await WantedAsync(week, year, start, ct)).FindAll(l => !there[l.Group].Any(x => x.StandsFor(l) && (x.IsCancelled || !free.Contains(x.Date)))));
    }

    /// <summary>What the week and the calendar give from a day on: the lessons that have not begun and that somebody is in.</summary>
    private async Task<List<Lesson>> WantedAsync(IReadOnlyCollection<PlannedLesson> week, SchoolYear year, DateOnly from, CancellationToken ct)
    {
        var wall = clock.Wall();
        var members = (await db.GroupMembers.Where(m => m.SchoolYear == year.Start && (m.To == null || m.To >= from)).Select(m => new { m.Group, m.From, m.To }).ToListAsync(ct)).ToLookup(m => m.Group);
        return [.. DatedWeek.Of(week, year, from, clock.GetUtcNow()).Where(l => !l.HasBegun(wall) && members[l.Group].Any(m => m.From <= l.Date && !(m.To < l.Date)))];
    }

    private async Task<ILookup<GroupId, There>> ThereAsync(SchoolYear year, DateOnly from, CancellationToken ct)
    {
        var last = SchoolYear.LastDayOf(year.Start);
        return (await db.Lessons.Where(l => (l.PlannedDate >= from || l.Date >= from) && l.PlannedDate <= last)
            .Select(l => new There(l.Group, l.PlannedDate, l.PlannedStart, l.Date, l.Start, l.Minutes, l.Room, l.Teacher, l.Substitute != null, l.IsExtra, l.State == LessonState.Cancelled)).ToListAsync(ct)).ToLookup(l => l.Group);
    }

    private static (GroupId Group, DateOnly Date, TimeOnly Start, int Minutes, RoomId Room, StaffId Teacher) PlaceOf(Lesson lesson) => (lesson.Group, lesson.Date, lesson.Start, lesson.Minutes, lesson.Room, lesson.Teacher);

    /// <summary>Who is away does not give its lessons, however new the week is.</summary>
    private async Task<List<(LessonId Lesson, CancelCause Cause)>> CancelAbsentAsync(List<Lesson> lessons, CancellationToken ct)
    {
        if (lessons.Count == 0) return [];
        var (now, first) = (clock.GetUtcNow(), lessons.Min(l => l.Date));
        var away = (await db.StaffAbsences.AsNoTracking().Where(a => a.To >= first).ToListAsync(ct)).ToLookup(a => a.Staff);
        var off = new List<(LessonId, CancelCause)>();
        foreach (var lesson in lessons.Where(l => l is { State: LessonState.Planned, Substitute: null }))
        {
            if (away[lesson.Teacher].FirstOrDefault(a => a.From <= lesson.Date && lesson.Date <= a.To) is not { } absence) continue;
            _ = lesson.Cancel(absence.Cause, now).Value;
            off.Add((lesson.Id, absence.Cause));
        }
        return off;
    }

    private async Task TellAsync(List<(LessonId Lesson, CancelCause Cause)> off, CancellationToken ct)
    {
        if (off.Count == 0) return;
        var causes = off.ToDictionary(l => l.Lesson, l => l.Cause);
        var ids = causes.Keys.ToList();
        await tell.RunAsync((await db.Lines(db.Lessons.Where(l => ids.Contains(l.Id))).AsNoTracking().ToListAsync(ct)).ConvertAll(l => l.News(NewsKind.Cancelled, causes[l.Id])), ct);
    }

    private static bool IsGone(Lesson lesson, DateTime wall) => !lesson.IsExtra && lesson.State != LessonState.Given && !lesson.HasBegun(wall);

    /// <summary>Where a lesson was planned and where it stands.</summary>
    private sealed record There(GroupId Group, DateOnly PlannedDate, TimeOnly PlannedStart, DateOnly Date, TimeOnly Start, int Minutes, RoomId Room, StaffId Teacher, bool IsSubstituted, bool IsExtra, bool IsCancelled)
    {
        /// <summary>Whether it is what the week gives: it stands so, or was planned so and then moved or given to another.</summary>
        public bool Is(Lesson wanted)
        {
            var asIs = (Room, Teacher, Minutes) == (wanted.Room, wanted.Teacher, wanted.Minutes);
            var isMoved = (Date, Start) != (PlannedDate, PlannedStart);
            return (PlannedDate, PlannedStart) == (wanted.Date, wanted.Start) ? asIs || isMoved || IsSubstituted || IsExtra : asIs && (Date, Start) == (wanted.Date, wanted.Start);
        }

        /// <summary>Whether it is the group's lesson of that day, or of that week on another day. One beside the week only where it was put on the very time.</summary>
        public bool StandsFor(Lesson wanted) => IsExtra
            ? (PlannedDate, PlannedStart) == (wanted.Date, wanted.Start)
            : PlannedDate == wanted.Date || Date == wanted.Date || !IsCancelled && PlannedDate.DayNumber / 7 == wanted.Date.DayNumber / 7; // 1 January 0001 was a Monday
    }
}
