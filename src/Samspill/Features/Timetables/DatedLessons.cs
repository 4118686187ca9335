using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Lessons;
using Samspill.Domain.School;
using Samspill.Domain.Timetables;
using Samspill.Features.Admission;
using Samspill.Features.Groups;
using Samspill.Features.Lessons;
using Samspill.Host;

namespace Samspill.Features.Timetables;

/// <summary>Keeps the year's lessons as the published week and the calendar have them.</summary>
public sealed class DatedLessons(SamspillDb db, TellOfChanges tell, TimeProvider clock)
{
    /// <summary>Dates these groups anew from a day on, in the caller's transaction. What was given, has begun or was added stands; what was said and done about a day goes with the group's lesson of that day.</summary>
    /// <remarks>A lesson keeps its id where its day stays: calendars see an update, and presence that a telephone still holds finds it.</remarks>
    public async Task FollowAsync(HashSet<GroupId> groups, IReadOnlyCollection<PlannedLesson> week, SchoolYear year, DateOnly from, CancellationToken ct)
    {
        var (now, wall) = (clock.GetUtcNow(), clock.Wall());
        // A rotation turns as a whole, so the whole week is dated, and these groups taken out of it.
        var wanted = DatedWeek.Of(week, year, from, now).Where(l => groups.Contains(l.Group) && !l.HasBegun(wall)).ToList();
        var (before, told, stoodIn) = (new List<Lesson>(), new List<Attendance>(), new List<LessonLine>());
        foreach (var some in groups.Chunk(500))
        {
            var there = db.Lessons.Where(l => some.Contains(l.Group) && l.PlannedDate >= from);
            before.AddRange(await there.AsNoTracking().ToListAsync(ct));
            var gone = Gone(there, wall);
            told.AddRange(await db.Attendance.AsNoTracking().Where(a => gone.Any(l => l.Id == a.Lesson)).ToListAsync(ct));
            stoodIn.AddRange(await db.Lines(gone.Where(l => l.Substitute != null)).AsNoTracking().ToListAsync(ct));
            await db.Attendance.Where(a => gone.Any(l => l.Id == a.Lesson)).ExecuteDeleteAsync(ct);
            await gone.ExecuteDeleteAsync(ct);
        }
        var (stays, replaced) = (before.Where(l => !IsGone(l, wall)).ToList(), before.Where(l => IsGone(l, wall)).GroupBy(l => (l.Group, l.PlannedDate)).ToDictionary(l => l.Key, l => l.First()));
        var (days, extras) = (stays.Where(l => !l.IsExtra).Select(l => (l.Group, l.PlannedDate)).ToHashSet(), stays.Where(l => l.IsExtra).Select(l => (l.Group, l.PlannedDate, l.PlannedStart)).ToHashSet());
        var lessons = wanted.Where(l => !days.Contains((l.Group, l.PlannedDate)) && !extras.Contains((l.Group, l.PlannedDate, l.PlannedStart)))
            .Select(l => replaced.TryGetValue((l.Group, l.PlannedDate), out var was) ? l.InsteadOf(was) : l).ToList();
        var off = await CancelAbsentAsync(lessons, ct);
        var dated = lessons.Select(l => (l.Group, l.PlannedDate)).ToHashSet();
        lessons.AddRange(replaced.Values.Where(l => l.State == LessonState.Cancelled && !dated.Contains((l.Group, l.PlannedDate)))); // it was cancelled, and the family's right counts it
        await db.InsertAsync(lessons, ct);
        var ids = lessons.ToDictionary(l => l.Id);
        await db.InsertAsync([.. told.Where(t => ids.ContainsKey(t.Lesson))], ct);
        await TellAsync(off, ct);
        await tell.StaffAsync([.. stoodIn.Where(l => !ids.TryGetValue(l.Id, out var still) || still.Substitute is null).Select(l => (l.Substitute!.Value, l.News(NewsKind.Cancelled)))], ct);
    }

    /// <summary>Groups whose lessons from a day on are not on the days and at the times that the week and the calendar give.</summary>
    public async Task<HashSet<GroupId>> AstrayAsync(IReadOnlyCollection<PlannedLesson> week, SchoolYear year, DateOnly from, CancellationToken ct)
    {
        var wall = clock.Wall();
        var wanted = DatedWeek.Of(week, year, from, clock.GetUtcNow()).Where(l => !l.HasBegun(wall)).Select(l => (l.Group, l.PlannedDate, l.PlannedStart)).ToHashSet();
        var there = (await db.Lessons.AsNoTracking().Where(l => l.PlannedDate >= from && l.PlannedDate <= SchoolYear.LastDayOf(year.Start)).Select(l => new { l.Group, l.PlannedDate, l.PlannedStart }).ToListAsync(ct)).Select(l => (l.Group, l.PlannedDate, l.PlannedStart)).ToHashSet();
        return wanted.Where(l => !there.Contains(l)).Select(l => l.Group).ToHashSet();
    }

    /// <summary>How many lessons stand on days that are free by the calendar, and how many days of teaching have none.</summary>
    public async Task<(int OnFreeDays, int DaysWithout)> AgainstCalendarAsync(int schoolYear, CancellationToken ct)
    {
        if (await YearAsync(schoolYear, ct) is not { } year) return (0, 0);
        var (free, without, _) = await CompareAsync(year, ct);
        return (free.Count == 0 ? 0 : await OnDays(free).CountAsync(ct), without.Count);
    }

    /// <summary>Takes the lessons of free days out, dates the days that have become days of teaching, and tells each family once. Twice is once.</summary>
    public async Task FollowCalendarAsync(int schoolYear, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        await db.TakeTurnAsync(ct);
        if (await YearAsync(schoolYear, ct) is not { } year) return;
        var (free, without, week) = await CompareAsync(year, ct);
        var news = (await db.Lines(OnDays(free)).AsNoTracking().ToListAsync(ct)).ConvertAll(l => l.News(NewsKind.Cancelled));
        var gone = OnDays(free);
        await db.Attendance.Where(a => gone.Any(l => l.Id == a.Lesson)).ExecuteDeleteAsync(ct);
        await db.Lessons.Where(l => l.MadeUpBy != null && gone.Any(g => g.Id == l.MadeUpBy)).ExecuteUpdateAsync(l => l.SetProperty(x => x.MadeUpBy, (LessonId?)null), ct);
        await gone.ExecuteDeleteAsync(ct);
        var lessons = without.Count == 0 ? [] : DatedWeek.Of(week, year, without.Min(), clock.GetUtcNow()).Where(l => without.Contains(l.Date)).ToList();
        await CancelAbsentAsync(lessons, ct);
        await db.InsertAsync(lessons, ct);
        var added = without.ToList();
        news.AddRange((await db.Lines(db.Lessons.Where(l => added.Contains(l.Date) && l.State == LessonState.Planned && !l.IsExtra)).AsNoTracking().ToListAsync(ct)).Select(l => l.News(NewsKind.Extra)));
        await tell.RunAsync(news, ct);
        await tell.StaffAsync([.. news.Select(n => (n.Teacher, n))], ct);
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
    }

    private Task<SchoolYear?> YearAsync(int start, CancellationToken ct) => db.SchoolYears.AsNoTracking().Include(y => y.Terms).Include(y => y.Free).AsSplitQuery().SingleOrDefaultAsync(y => y.Start == start, ct);

    private IQueryable<Lesson> OnDays(IReadOnlyCollection<DateOnly> days) => db.Lessons.Where(l => days.Contains(l.Date) && l.State == LessonState.Planned);

    private async Task<(List<DateOnly> Free, HashSet<DateOnly> Without, List<PlannedLesson> Week)> CompareAsync(SchoolYear year, CancellationToken ct)
    {
        var (first, last) = (Oslo.Today(clock).AddDays(1), SchoolYear.LastDayOf(year.Start));
        if (await db.WeekPlans.AsNoTracking().SingleOrDefaultAsync(p => p.SchoolYear == year.Start && p.State == PlanState.Published, ct) is not { From: { } from } plan) return ([], [], []);
        var staying = db.Staying();
        var week = await db.PlannedLessons.AsNoTracking().Where(l => l.Plan == plan.Id && db.Groups.Any(g => g.Id == l.Group && g.ClosedOn == null && staying.Any(m => m.Group == g.Id))).ToListAsync(ct);
        var begins = first > new DateOnly(year.Start, 8, 1) ? first : new DateOnly(year.Start, 8, 1);
        var standing = await db.Lessons.Where(l => l.Date >= begins && l.Date <= last && l.State == LessonState.Planned).Select(l => l.Date).Distinct().ToListAsync(ct);
        var planned = await db.Lessons.Where(l => l.PlannedDate >= begins && l.PlannedDate <= last).Select(l => l.PlannedDate).Distinct().ToListAsync(ct);
        var without = DatedWeek.Of(week, year, from > begins ? from : begins, clock.GetUtcNow()).Select(l => l.Date).ToHashSet();
        without.ExceptWith(planned);
        return (standing.FindAll(d => !TeachingDays.Has(year, d)), without, week);
    }

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

    private static IQueryable<Lesson> Gone(IQueryable<Lesson> lessons, DateTime wall)
    {
        var (day, time) = (DateOnly.FromDateTime(wall), TimeOnly.FromDateTime(wall));
        return lessons.Where(l => !l.IsExtra && l.State != LessonState.Given && (l.Date > day || l.Date == day && l.Start > time));
    }

    private static bool IsGone(Lesson lesson, DateTime wall) => !lesson.IsExtra && lesson.State != LessonState.Given && !lesson.HasBegun(wall);
}
