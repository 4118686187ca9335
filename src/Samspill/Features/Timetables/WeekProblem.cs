using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Groups;
using Samspill.Domain.People;
using Samspill.Domain.School;
using Samspill.Domain.Timetables;
using Samspill.Features.Groups;
using Samspill.Planning.Timetable;
using EngineRoom = Samspill.Planning.Timetable.Room;

namespace Samspill.Features.Timetables;

/// <summary>The school's week as the engine sees it, made from groups, rooms, and what people said of their time.</summary>
/// <remarks>It never contradicts itself, whatever stands in the data: what the engine could not read is rounded inwards or left out, so that one number does not stop a school's week.</remarks>
internal static class WeekProblem
{
    public const int Grain = 5;

    /// <summary>Minutes between two sites in one municipality: ten to leave and arrive, and two and a half a kilometre as the crow flies.</summary>
    private const double Leaving = 10, PerKilometre = 2.5;

    /// <summary>What things weigh for a school of travelling teachers; planning.md tells what each counts.</summary>
    public static readonly Weights Weights = new()
    {
        Unplaced = 1000, Site = 1, Window = 1, TeacherIdle = 1, TeacherTravel = 2, TeacherRoom = 1, TeacherDay = 20, Together = 10, Change = 15, ChangeRoom = 4,
    };

    public static string Code(Guid id) => id.ToString("N");

    /// <summary>The problem of a school year.</summary>
    /// <param name="known">The plan whose places are what families know (<c>previous</c>); null for none.</param>
    /// <param name="draft">The plan whose locked lessons stay where they can; null for none.</param>
    public static async Task<TimetableProblem> WeekProblemAsync(this SamspillDb db, int schoolYear, WeekPlanId? known, WeekPlanId? draft, CancellationToken ct)
    {
        var staying = db.Staying().Where(m => db.Groups.Any(g => g.Id == m.Group && g.SchoolYear == schoolYear && g.ClosedOn == null));
        var groups = await db.Groups.AsNoTracking().Include(g => g.Teachers).Where(g => staying.Any(m => m.Group == g.Id)).OrderBy(g => g.Id).ToListAsync(ct);
        var members = (await staying.AsNoTracking().OrderBy(m => m.Id).ToListAsync(ct)).ToLookup(m => m.Group, m => m.Pupil);
        var sites = await db.Sites.AsNoTracking().OrderBy(s => s.Id).ToListAsync(ct);
        var rooms = await db.Rooms.AsNoTracking().OrderBy(r => r.Id).ToListAsync(ct);
        var courseSites = (await db.CourseSites.AsNoTracking().OrderBy(s => s.Position).ToListAsync(ct)).ToLookup(s => s.Course, s => s.Site);
        var staff = await db.Staff.AsNoTracking().Where(s => db.GroupTeachers.Any(t => t.Staff == s.Id)).OrderBy(s => s.Id).ToListAsync(ct);
        var days = UsualHours.Days.Select(x => x.Day).ToHashSet();
        var hours = (await db.SiteHours.AsNoTracking().ToListAsync(ct)).Where(h => days.Contains(h.Day)).ToLookup(h => h.Site);
        var said = (await db.PossibleTimes.AsNoTracking().ToListAsync(ct)).Where(t => days.Contains(t.Day)).ToLookup(t => t.Person);
        var pupils = await db.People.AsNoTracking().Where(p => staying.Any(m => m.Pupil == p.Id)).OrderBy(p => p.Id).Select(p => new { p.Id, p.BirthDate, p.School }).ToListAsync(ct);
        var previous = known is { } k ? await db.PlannedLessons.AsNoTracking().Where(l => l.Plan == k).ToDictionaryAsync(l => l.Group, ct) : [];
        var kept = draft is { } d ? await db.PlannedLessons.AsNoTracking().Where(l => l.Plan == d && l.Locked).ToDictionaryAsync(l => l.Group, ct) : [];

        var withRooms = rooms.Select(r => r.Site).ToHashSet();
        var taught = sites.Where(s => withRooms.Contains(s.Id)).ToList();
        var openBySite = taught.ToDictionary(s => s.Id, s => OnGrain(UsualHours.OfSite(s, hours[s.Id])));
        var problem = new TimetableProblem(
            Grain, [.. UsualHours.Days.Select(x => x.Code)], [.. taught.Select(s => Code(s.Id.Value))], Travel(taught),
            [.. rooms.Select(r => new EngineRoom(Code(r.Id.Value), Code(r.Site.Value)) { Capacity = r.Capacity, Features = Words(r.Features), Open = openBySite[r.Site] })],
            [.. staff.Select(s => new Teacher(Code(s.Id.Value)) { Available = OnGrain(Merged(UsualHours.OfTeacher([.. said[s.Person]]))), MaxMinutesPerDay = 420, MaxSitesPerDay = 3, BreakAfter = 330 })],
            [.. pupils.Select(p => new Pupil(Code(p.Id.Value)) { Available = OnGrain(UsualHours.OfPupil(p.BirthDate is { } born ? schoolYear - born.Year : 30, [.. said[p.Id]], p.School is { } school ? [.. hours[school]] : [])) })],
            [.. groups.Select(g => new Lesson(Code(g.Id.Value), g.Minutes)
            {
                Weight = members[g.Id].Count(),
                Teachers = [.. g.Teachers.OrderBy(t => t.Position).Select(t => Code(t.Staff.Value))],
                Pupils = [.. members[g.Id].Select(m => Code(m.Value)).Distinct()],
                Sites = [.. (g.Site is { } only ? [only] : courseSites[g.Course]).Where(withRooms.Contains).Select((site, i) => new SiteChoice(Code(site.Value), i))],
                Features = Words(g.Needs),
                Previous = previous.TryGetValue(g.Id, out var was) && IsOnGrain(SlotOf(was)) ? SlotOf(was) : null,
            })],
            [.. (await SiblingsAsync(db, groups, members, ct)).Union(await CarpoolsAsync(db, groups, members, courseSites, ct))], Weights);
        return problem with { Lessons = Fixing(problem, kept.Values.ToDictionary(l => Code(l.Group.Value), SlotOf)) };
    }

    private static bool IsOnGrain(Slot slot) => slot.Start % Grain == 0;

    /// <summary>Whoever can from 14.02, can from 14.05; what is less than the grain is nothing.</summary>
    private static List<Window> OnGrain(IEnumerable<Window> windows) =>
        [.. windows.Select(w => w with { From = (Math.Max(0, w.From) + Grain - 1) / Grain * Grain, To = Math.Min(24 * 60, w.To) / Grain * Grain }).Where(w => w.From < w.To)];

    /// <summary>A locked lesson that somebody let break a rule the engine keeps cannot be fixed there: it is placed anew.</summary>
    private static List<Lesson> Fixing(TimetableProblem problem, Dictionary<string, Slot> kept)
    {
        var stays = new Dictionary<string, Standing>(); // in every week, as the engine has it: of an odd and an even week's at one time, one stays
        var clashes = new Clashes(problem, stays); // sees those that stay so far
        foreach (var lesson in problem.Lessons)
        {
            if (kept.TryGetValue(lesson.Id, out var slot) && IsOnGrain(slot) && clashes.Of(lesson.Id, new Standing(slot)).Count == 0) stays.Add(lesson.Id, new Standing(slot));
        }
        return [.. problem.Lessons.Select(l => stays.TryGetValue(l.Id, out var at) ? l with { Fixed = at.Slot } : l)];
    }

    public static Slot SlotOf(PlannedLesson lesson) => new(UsualHours.CodeOf(lesson.Day), UsualHours.Minute(lesson.Start), Code(lesson.Room.Value), Code(lesson.Teacher.Value));

    public static Standing StandingOf(PlannedLesson lesson) => new(SlotOf(lesson), lesson.Rhythm, lesson.Rotation);

    public static PlacedLesson PlacedOf(PlannedLesson lesson) => new(Code(lesson.Group.Value), UsualHours.CodeOf(lesson.Day), UsualHours.Minute(lesson.Start), Code(lesson.Room.Value), Code(lesson.Teacher.Value));

    private static List<string> Words(string words) => [.. words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct()];

    private static int[][] Travel(List<Site> sites) =>
        [.. sites.Select(a => sites.Select(b => a.Id == b.Id ? 0 : a.Position is { } from && b.Position is { } to ? (int)Math.Ceiling((Leaving + PerKilometre * from.KilometresTo(to)) / Grain) * Grain : 30).ToArray())];

    /// <summary>Teachers' windows that touch or overlap are one: a lesson lies inside one window.</summary>
    private static List<Window> Merged(IReadOnlyList<Window> windows)
    {
        var merged = new List<Window>();
        foreach (var window in windows.OrderBy(w => w.Day, StringComparer.Ordinal).ThenBy(w => w.From))
        {
            if (merged.Count > 0 && merged[^1] is var last && last.Day == window.Day && window.From <= last.To) merged[^1] = last with { To = Math.Max(last.To, window.To) };
            else merged.Add(window);
        }
        return merged;
    }

    /// <summary>Lessons of one of siblings who could both be at the same site: wanted together.</summary>
    private static async Task<List<LessonPair>> SiblingsAsync(SamspillDb db, List<Group> groups, ILookup<GroupId, PersonId> members, CancellationToken ct)
    {
        var alone = groups.Where(g => g.IsIndividual).SelectMany(g => members[g.Id].Select(pupil => (pupil, g))).ToLookup(x => x.pupil, x => x.g);
        var families = (await db.Guardianships.AsNoTracking().Where(g => db.GroupMembers.Any(m => m.Pupil == g.Pupil)).Select(g => new { g.Guardian, g.Pupil }).ToListAsync(ct)).ToLookup(g => g.Guardian, g => g.Pupil);
        var pairs = new HashSet<LessonPair>();
        foreach (var children in families.Select(f => f.Distinct().Where(alone.Contains).OrderBy(p => p.Value).ToList()).Where(c => c.Count > 1))
        {
            foreach (var (first, second) in children.Zip(children.Skip(1)))
            {
                var (a, b) = (alone[first].First(), alone[second].First());
                if (a.Course == b.Course) pairs.Add(Pair(a, b));
            }
        }
        return [.. pairs];
    }

    /// <summary>A lesson of each of two who travel together, where one site could have both; none for those who are taught together anyway.</summary>
    private static async Task<List<LessonPair>> CarpoolsAsync(SamspillDb db, List<Group> groups, ILookup<GroupId, PersonId> members, ILookup<CourseId, SiteId> courseSites, CancellationToken ct)
    {
        var lessons = groups.SelectMany(g => members[g.Id].Select(pupil => (pupil, g))).ToLookup(x => x.pupil, x => x.g);
        IEnumerable<SiteId> Sites(Group group) => group.Site is { } only ? [only] : courseSites[group.Course];
        var pairs = new List<LessonPair>();
        foreach (var carpool in await db.Carpools.AsNoTracking().Where(c => c.Second != null).OrderBy(c => c.Id).ToListAsync(ct))
        {
            var (first, second) = (lessons[carpool.First], lessons[carpool.Second!.Value]);
            if (first.Intersect(second).Any()) continue;
            pairs.AddRange(first.SelectMany(a => second.Where(b => Sites(a).Intersect(Sites(b)).Any()).Select(b => Pair(a, b))).Take(1));
        }
        return pairs;
    }

    private static LessonPair Pair(Group a, Group b)
    {
        var (one, other) = (Code(a.Id.Value), Code(b.Id.Value));
        return string.CompareOrdinal(one, other) < 0 ? new(one, other) : new(other, one);
    }
}
