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
    /// <summary>The lesson to look at: the one asked for, else the one that is on or comes next, else the last.</summary>
    public LessonLine? Chosen(Guid? asked, DateOnly day, DateTime wall)
    {
        if (asked is { } id) return Lessons.FirstOrDefault(l => l.Id.Value == id);
        var given = Lessons.Where(l => !l.IsCancelled).ToList();
        return given.Find(l => day.ToDateTime(l.End) > wall || l.End < l.Start) ?? given.LastOrDefault() ?? (Lessons.Count > 0 ? Lessons[0] : null);
    }
}

internal static class TeachingDays
{
    /// <summary>Nobody gives so many lessons in a day, or in a week.</summary>
    private const int Most = 200;

    /// <summary>The day in three queries. A lesson that somebody else gives in one's place is there too, and says so.</summary>
    public static async Task<TeachingDay> TeachingDayAsync(this SamspillDb db, StaffId me, DateOnly day, Disclosure disclosure, CancellationToken ct)
    {
        var lessons = await db.Lines(db.Lessons.Where(l => l.Date == day && (l.Teacher == me || l.Substitute == me))).AsNoTracking().Take(Most).ToListAsync(ct);
        var pupils = await db.PupilsAsync([.. lessons.Select(l => l.Id)], disclosure, ct);
        var next = await db.Lines(db.Lessons.Where(l => l.Date > day && (l.Teacher == me && l.Substitute == null || l.Substitute == me) && l.State != LessonState.Cancelled)).AsNoTracking().FirstOrDefaultAsync(ct);
        return new TeachingDay(lessons, pupils, next);
    }

    /// <summary>A week from its first day.</summary>
    public static Task<List<LessonLine>> TeachingWeekAsync(this SamspillDb db, StaffId me, DateOnly monday, CancellationToken ct)
    {
        var sunday = monday.AddDays(6);
        return db.Lines(db.Lessons.Where(l => l.Date >= monday && l.Date <= sunday && (l.Teacher == me || l.Substitute == me))).AsNoTracking().Take(Most).ToListAsync(ct);
    }

    /// <summary>What was written of the group's lesson before a day; null when nothing was.</summary>
    public static Task<LessonNote?> NoteBeforeAsync(this SamspillDb db, GroupId group, DateOnly day, CancellationToken ct) =>
        db.Lessons.Where(l => l.Group == group && l.Date < day && l.Note != "").OrderByDescending(l => l.Date).ThenByDescending(l => l.Start).Select(l => new LessonNote(l.Date, l.Note)).FirstOrDefaultAsync(ct);

    public static Task<string> NoteOfAsync(this SamspillDb db, LessonId lesson, CancellationToken ct) => db.Lessons.Where(l => l.Id == lesson).Select(l => l.Note).SingleAsync(ct);
}
