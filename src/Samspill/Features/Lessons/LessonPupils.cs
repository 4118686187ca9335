using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Lessons;
using Samspill.Host;

namespace Samspill.Features.Lessons;

/// <summary>A pupil of a lesson, and whether it is there.</summary>
/// <param name="From">When it came into the group.</param>
/// <param name="Presence">Null while nobody has said.</param>
/// <param name="ToldAt">When the family said that it would be away.</param>
public sealed record LessonPupil(LessonId Lesson, PersonLine Person, DateOnly From, Presence? Presence, DateTimeOffset? ToldAt, DateTimeOffset? ReceivedAt)
{
    public bool IsAway => Presence is Domain.Lessons.Presence.Away or Domain.Lessons.Presence.ToldAway;
}

/// <summary>Who is at a lesson, as buttons that turn it.</summary>
public sealed record AttendanceList(LessonLine Lesson, IReadOnlyList<LessonPupil> Pupils, bool MayTake, Func<PersonLine, string> Name)
{
    /// <summary>The tap that turns what stands: unseen becomes here, here becomes away, away becomes here.</summary>
    public static string Tap(LessonPupil pupil) => $"{pupil.Person.Id.Value}:{(pupil.Presence == Presence.Here ? Presence.Away : Presence.Here)}";

    /// <summary>What a tap says; null for nothing that can be meant. No pupil is the rest.</summary>
    public static (PersonId? Pupil, Presence Presence)? Read(string? tap) => tap?.Split(':') switch
    {
        ["rest", "Here"] => (null, Presence.Here),
        [var pupil, "Here" or "Away"] when Guid.TryParse(pupil, out var id) => (new PersonId(id), tap.EndsWith("Here", StringComparison.Ordinal) ? Presence.Here : Presence.Away),
        _ => null,
    };
}

internal static class LessonPupils
{
    /// <summary>More than are in all the lessons of anybody's day.</summary>
    private const int Most = 2000;

    private static readonly StringComparer Norwegian = StringComparer.Create(CultureInfo.GetCultureInfo("nb"), CompareOptions.IgnoreCase);

    /// <summary>Takes away what was tapped at lessons that are not given after all; what the families said beforehand stands.</summary>
    public static async Task UntapAsync(this SamspillDb db, IReadOnlyCollection<LessonId> lessons, CancellationToken ct) =>
        db.Attendance.RemoveRange((await db.Attendance.Where(a => lessons.Contains(a.Lesson)).ToListAsync(ct)).FindAll(a => !a.Untap()));

    /// <summary>Who is in these lessons on their dates, in one query; those who may be named first, in Norwegian order.</summary>
    public static async Task<ILookup<LessonId, LessonPupil>> PupilsAsync(this SamspillDb db, IReadOnlyCollection<LessonId> lessons, Disclosure disclosure, CancellationToken ct)
    {
        if (lessons.Count == 0) return Array.Empty<LessonPupil>().ToLookup(p => p.Lesson);
        var rows = await (from l in db.Lessons
                          where lessons.Contains(l.Id)
                          join m in db.GroupMembers on l.Group equals m.Group
                          where m.From <= l.Date && (m.To == null || m.To >= l.Date)
                          join p in db.People on m.Pupil equals p.Id
                          join a in db.Attendance on new { Lesson = l.Id, Pupil = p.Id } equals new { a.Lesson, a.Pupil } into said
                          from a in said.DefaultIfEmpty()
                          select new { l.Id, m.From, Person = new PersonLine(p.Id, p.GivenName, p.FamilyName, p.Shield), Presence = a == null ? null : (Presence?)a.Presence, ToldAt = a == null ? null : a.ToldAt, ReceivedAt = a == null ? null : (DateTimeOffset?)a.ReceivedAt })
            .AsNoTracking().Take(Most).ToListAsync(ct);
        return rows.Select(r => (Pupil: new LessonPupil(r.Id, r.Person, r.From, r.Presence, r.ToldAt, r.ReceivedAt), Open: disclosure.Opens(r.Person.Id, r.Person.Shield)))
            .OrderBy(x => !x.Open).ThenBy(x => x.Open ? $"{x.Pupil.Person.GivenName} {x.Pupil.Person.FamilyName}" : "", Norwegian).ThenBy(x => x.Pupil.Person.Id.Value)
            .Select(x => x.Pupil).DistinctBy(p => (p.Lesson, p.Person.Id)).ToLookup(p => p.Lesson);
    }
}
