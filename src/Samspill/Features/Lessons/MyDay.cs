using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Lessons;
using Samspill.Host;

namespace Samspill.Features.Lessons;

/// <summary>What was done in a lesson, and when it was.</summary>
public sealed record LessonNote(DateOnly Date, string Text);

/// <summary>A teacher's lessons of one day, with who is in them.</summary>
/// <param name="Next">The first lesson on a later day; null when there is none.</param>
public sealed record TeachingDay(IReadOnlyList<LessonLine> Lessons, ILookup<LessonId, LessonPupil> Pupils, LessonLine? Next)
{
    /// <summary>The lesson to look at: the one asked for, else the one that is on or comes next, else the first where somebody is not settled, else the first.</summary>
    public LessonLine? Chosen(Guid? asked, DateOnly day, DateTime wall)
    {
        if (asked is { } id) return Lessons.FirstOrDefault(l => l.Id.Value == id);
        var given = Lessons.Where(l => !l.IsCancelled).ToList();
        return given.Find(l => day.ToDateTime(l.End) > wall) ?? given.Find(l => Pupils[l.Id].Any(p => p.Presence is null)) ?? (given.Count > 0 ? given[0] : Lessons.Count > 0 ? Lessons[0] : null);
    }
}

internal static class TaughtDays
{
    /// <summary>Nobody gives so many lessons in a day, or in a week.</summary>
    private const int Most = 200;

    /// <summary>A day that can be meant; null for one that no calendar here has.</summary>
    public static DateOnly? Known(this DateOnly? day) => day is { Year: > 1900 and < 2200 } ? day : null;

    /// <summary>The day in two queries, and a third when nothing comes in the week after it. A lesson that somebody else gives in one's place is there too, and says so.</summary>
    public static async Task<TeachingDay> TeachingDayAsync(this SamspillDb db, StaffId me, DateOnly day, DateOnly today, Disclosure disclosure, CancellationToken ct)
    {
        var week = await db.TeachingWeekAsync(me, day, today, ct);
        var lessons = week.FindAll(l => l.Date == day);
        var pupils = await db.PupilsAsync([.. lessons.Select(l => l.Id)], disclosure, ct);
        return new TeachingDay(lessons, pupils, week.Find(l => l.Date > day && !l.IsCancelled && l.GivenBy == me) ?? await db.NextAsync(me, day.AddDays(6), today, ct));
    }

    /// <summary>The first lesson that one gives after a day. One's own and those one stands in for are asked apart: each is the first entry of an index, and together they would be sorted for the whole year.</summary>
    private static async Task<LessonLine?> NextAsync(this SamspillDb db, StaffId me, DateOnly day, DateOnly today, CancellationToken ct)
    {
        var coming = db.Lessons.TaughtBy(me, today).Where(l => l.Date > day && l.State != LessonState.Cancelled);
        var (own, other) = (await FirstAsync(coming.Where(l => l.Teacher == me && l.Substitute == null)), await FirstAsync(coming.Where(l => l.Substitute == me)));
        return own is null || other is not null && (other.Date, other.Start).CompareTo((own.Date, own.Start)) < 0 ? other : own;

        Task<LessonLine?> FirstAsync(IQueryable<Lesson> lessons) => db.Lines(lessons.OrderBy(l => l.Date).ThenBy(l => l.Start).Take(1)).AsNoTracking().FirstOrDefaultAsync(ct);
    }

    /// <summary>Seven days from one.</summary>
    public static Task<List<LessonLine>> TeachingWeekAsync(this SamspillDb db, StaffId me, DateOnly first, DateOnly today, CancellationToken ct)
    {
        var last = first.AddDays(6);
        return db.Lines(db.Lessons.TaughtBy(me, today).Where(l => l.Date >= first && l.Date <= last)).AsNoTracking().Take(Most).ToListAsync(ct);
    }

    /// <summary>What is written of a lesson and when, and what was written last of the group's before that day; null when nothing was.</summary>
    public static async Task<(string? Note, DateTimeOffset? NotedAt, LessonNote? Before)> NotesAsync(this SamspillDb db, LessonLine lesson, CancellationToken ct)
    {
        var notes = db.Lessons.Where(l => l.Group == lesson.Group && l.Date < lesson.Date && l.Note != "").OrderByDescending(l => l.Date).ThenByDescending(l => l.Start).Take(1).Concat(db.Lessons.Where(l => l.Id == lesson.Id));
        var both = await notes.Select(l => new { l.Id, l.Date, l.Note, l.NotedAt }).ToListAsync(ct);
        var own = both.Find(l => l.Id == lesson.Id);
        return (own?.Note, own?.NotedAt, both.Find(l => l.Id != lesson.Id) is { } before ? new LessonNote(before.Date, before.Note) : null);
    }
}
