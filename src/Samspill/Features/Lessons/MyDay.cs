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

    /// <summary>The day in three queries. A lesson that somebody else gives in one's place is there too, and says so.</summary>
    public static async Task<TeachingDay> TeachingDayAsync(this SamspillDb db, StaffId me, DateOnly day, DateOnly today, Disclosure disclosure, CancellationToken ct)
    {
        var lessons = await db.Lines(db.Lessons.TaughtBy(me, today).Where(l => l.Date == day)).AsNoTracking().Take(Most).ToListAsync(ct);
        var pupils = await db.PupilsAsync([.. lessons.Select(l => l.Id)], disclosure, ct);
        var next = await db.Lines(db.Lessons.TaughtBy(me, today).Where(l => l.Date > day && (l.Substitute == null || l.Substitute == me) && l.State != LessonState.Cancelled)).AsNoTracking().FirstOrDefaultAsync(ct);
        return new TeachingDay(lessons, pupils, next);
    }

    /// <summary>A week from its first day.</summary>
    public static Task<List<LessonLine>> TeachingWeekAsync(this SamspillDb db, StaffId me, DateOnly monday, DateOnly today, CancellationToken ct)
    {
        var sunday = monday.AddDays(6);
        return db.Lines(db.Lessons.TaughtBy(me, today).Where(l => l.Date >= monday && l.Date <= sunday)).AsNoTracking().Take(Most).ToListAsync(ct);
    }

    /// <summary>What was written of the group's lesson before a day; null when nothing was.</summary>
    public static Task<LessonNote?> NoteBeforeAsync(this SamspillDb db, GroupId group, DateOnly day, CancellationToken ct) =>
        db.Lessons.Where(l => l.Group == group && l.Date < day && l.Note != "").OrderByDescending(l => l.Date).ThenByDescending(l => l.Start).Select(l => new LessonNote(l.Date, l.Note)).FirstOrDefaultAsync(ct);

    public static Task<string> NoteOfAsync(this SamspillDb db, LessonId lesson, CancellationToken ct) => db.Lessons.Where(l => l.Id == lesson).Select(l => l.Note).SingleAsync(ct);
}
