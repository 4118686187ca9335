using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Catalogue;
using Samspill.Domain.Groups;
using Samspill.Domain.Lessons;
using Samspill.Domain.People;
using Samspill.Domain.School;
using Samspill.Host;

namespace Samspill.Features.Lessons;

/// <summary>Somebody who could give a lesson.</summary>
/// <param name="SameCourse">Teaches the course already; else only the subject.</param>
/// <param name="IsThere">Has another lesson at the site that day.</param>
/// <param name="TravelMinutes">From the nearest lesson of that day, or from the home site; null when nobody knows where it lies.</param>
public sealed record SubstituteProposal(StaffId Staff, PersonLine Person, bool SameCourse, bool IsThere, int? TravelMinutes, int LessonsThatDay);

/// <summary>Who could give lessons that have nobody: by competence, free time and travel.</summary>
internal sealed class SubstituteProposals
{
    private sealed record Teacher(StaffId Id, PersonLine Person, PersonId PersonId, IReadOnlySet<string> Subjects, Position? Home, IReadOnlySet<CourseId> Courses);
    private sealed record Given(StaffId By, DateOnly Date, TimeOnly Start, TimeOnly End, SiteId Site, Position? At);

    private readonly List<Teacher> teachers;
    private readonly ILookup<(StaffId, DateOnly), Given> given;
    private readonly List<StaffAbsence> absences;
    private readonly ILookup<PersonId, PossibleTime> cannot;
    private readonly Dictionary<CourseId, string> subjects;

    private SubstituteProposals(List<Teacher> teachers, ILookup<(StaffId, DateOnly), Given> given, List<StaffAbsence> absences, ILookup<PersonId, PossibleTime> cannot, Dictionary<CourseId, string> subjects) =>
        (this.teachers, this.given, this.absences, this.cannot, this.subjects) = (teachers, given, absences, cannot, subjects);

    /// <summary>Everything needed for these lessons, in seven queries.</summary>
    public static async Task<SubstituteProposals> LoadAsync(SamspillDb db, IReadOnlyCollection<LessonLine> lessons, CancellationToken ct)
    {
        var (dates, courses) = (lessons.Select(l => l.Date).Distinct().ToList(), lessons.Select(l => l.CourseId).Distinct().ToList());
        var sites = await db.Sites.AsNoTracking().Select(s => new { s.Id, s.Latitude, s.Longitude }).ToDictionaryAsync(s => s.Id, s => s.Latitude is { } north && s.Longitude is { } east ? new Position(north, east) : (Position?)null, ct);
        var taught = (await db.GroupTeachers.Join(db.Groups.Where(g => g.ClosedOn == null && courses.Contains(g.Course)), t => t.Group, g => g.Id, (t, g) => new { t.Staff, g.Course }).Distinct().ToListAsync(ct)).ToLookup(t => t.Staff, t => t.Course);
        var staff = await db.Staff.AsNoTracking().Where(s => s.Role == StaffRole.Teacher).Join(db.People, s => s.Person, p => p.Id, (s, p) => new { Staff = s, Person = new PersonLine(p.Id, p.GivenName, p.FamilyName, p.Shield) }).ToListAsync(ct);
        var subjects = await db.Courses.Where(c => courses.Contains(c.Id)).Select(c => new { c.Id, c.Subject, c.Discipline }).ToDictionaryAsync(c => c.Id, c => Course.SubjectOf(c.Subject, c.Discipline), ct);
        var rows = await db.Lessons.AsNoTracking().Where(l => dates.Contains(l.Date) && l.State != LessonState.Cancelled).Join(db.Rooms, l => l.Room, r => r.Id, (l, r) => new { By = l.Substitute ?? l.Teacher, l.Date, l.Start, l.Minutes, r.Site }).ToListAsync(ct);
        var (first, last) = dates.Count == 0 ? (default, default) : (dates.Min(), dates.Max());
        var absences = await db.StaffAbsences.AsNoTracking().Where(a => a.From <= last && a.To >= first).ToListAsync(ct);
        var cannot = await db.PossibleTimes.AsNoTracking().Where(t => t.Suits == Suits.Cannot && db.Staff.Any(s => s.Person == t.Person)).ToListAsync(ct);
        return new SubstituteProposals(
            staff.ConvertAll(s => new Teacher(s.Staff.Id, s.Person, s.Staff.Person, s.Staff.Subjects.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(), s.Staff.HomeSite is { } home ? sites.GetValueOrDefault(home) : null, taught[s.Staff.Id].ToHashSet())),
            rows.Select(r => new Given(r.By, r.Date, r.Start, r.Start.AddMinutes(r.Minutes), r.Site, sites.GetValueOrDefault(r.Site))).ToLookup(g => (g.By, g.Date)),
            absences, cannot.ToLookup(t => t.Person), subjects);
    }

    /// <summary>The best first: nearest, then those who teach the course already, then those with least that day.</summary>
    public IReadOnlyList<SubstituteProposal> For(LessonLine lesson, int most) =>
        [.. teachers.Where(t => t.Id != lesson.Teacher && IsCompetent(t, lesson) && IsFree(t, lesson)).Select(t => Propose(t, lesson))
            .OrderBy(p => !p.IsThere).ThenBy(p => p.TravelMinutes ?? int.MaxValue).ThenBy(p => !p.SameCourse).ThenBy(p => p.LessonsThatDay).ThenBy(p => p.Staff.Value).Take(most)];

    private bool IsCompetent(Teacher teacher, LessonLine lesson) => teacher.Courses.Contains(lesson.CourseId) || teacher.Subjects.Contains(subjects[lesson.CourseId]);

    private bool IsFree(Teacher teacher, LessonLine lesson) =>
        !absences.Exists(a => a.Staff == teacher.Id && a.From <= lesson.Date && lesson.Date <= a.To)
        && !cannot[teacher.PersonId].Any(c => c.Day == lesson.Date.DayOfWeek && c.From < lesson.End && lesson.Start < c.To)
        && given[(teacher.Id, lesson.Date)].All(g => g.Start >= lesson.End ? Gap(lesson.End, g.Start) >= Way(g, lesson) : Gap(g.End, lesson.Start) >= Way(g, lesson));

    private SubstituteProposal Propose(Teacher teacher, LessonLine lesson)
    {
        var day = given[(teacher.Id, lesson.Date)].ToList();
        var travel = day.Count > 0 ? day.Select(g => g.Site == lesson.Site ? 0 : Travel.Minutes(g.At, lesson.Position)).Min() : Travel.Minutes(teacher.Home, lesson.Position);
        return new SubstituteProposal(teacher.Id, teacher.Person, teacher.Courses.Contains(lesson.CourseId), day.Exists(g => g.Site == lesson.Site), travel, day.Count);
    }

    /// <summary>Minutes from one time to another of the day; negative when it comes before.</summary>
    private static int Gap(TimeOnly from, TimeOnly to) => (int)(to.ToTimeSpan() - from.ToTimeSpan()).TotalMinutes;

    private static int Way(Given g, LessonLine lesson) => g.Site == lesson.Site ? 0 : Travel.Minutes(g.At, lesson.Position) ?? 0;
}
