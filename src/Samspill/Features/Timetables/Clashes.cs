using Samspill.Planning.Timetable;

namespace Samspill.Features.Timetables;

/// <summary>A rule that a lesson would break somewhere.</summary>
/// <param name="Code">What is in the way; the text is <c>clash.CODE</c>.</param>
/// <param name="Id">Of whom or what it is about: teacher, pupil, room, or the other lesson; null for nobody.</param>
/// <param name="Other">Id of the other lesson; null for none.</param>
/// <param name="Number">Minutes or a count, where the rule has one.</param>
public sealed record Clash(string Code, string? Id = null, string? Other = null, int? Number = null);

/// <summary>What stands in the way of one lesson at one place: the hard rules of the engine (H1 to H8), told one by one.</summary>
internal sealed class Clashes(TimetableProblem problem, IReadOnlyDictionary<string, Slot> placed)
{
    private readonly Dictionary<string, Lesson> lessons = problem.Lessons.ToDictionary(l => l.Id);
    private readonly Dictionary<string, Room> rooms = problem.Rooms.ToDictionary(r => r.Id);
    private readonly Dictionary<string, Teacher> teachers = problem.Teachers.ToDictionary(t => t.Id);
    private readonly Dictionary<string, Pupil> pupils = problem.Pupils.ToDictionary(p => p.Id);
    private readonly Dictionary<string, int> sites = problem.Sites.Select((s, i) => (s, i)).ToDictionary(x => x.s, x => x.i);

    public IReadOnlyList<Clash> Of(string lessonId, Slot slot)
    {
        var lesson = lessons[lessonId];
        var end = slot.Start + lesson.Minutes;
        return [.. OfRoom(lesson, slot, end), .. OfPeople(lesson, slot, end), .. OfOthers(lesson, slot, end), .. OfTeachersDay(lesson, slot, end)];
    }

    private IEnumerable<Clash> OfRoom(Lesson lesson, Slot slot, int end)
    {
        if (!rooms.TryGetValue(slot.Room, out var room)) { yield return new Clash("room-gone"); yield break; }
        if (!lesson.Sites.Any(s => s.Id == room.Site)) yield return new Clash("room-site", room.Id);
        if (!room.Open.Any(w => w.Holds(slot.Day, slot.Start, end))) yield return new Clash("room-closed", room.Id);
        if (room.Capacity < lesson.Pupils.Count) yield return new Clash("room-small", room.Id, Number: room.Capacity);
        foreach (var missing in lesson.Features.Except(room.Features)) yield return new Clash("room-lacks", room.Id, missing);
    }

    private IEnumerable<Clash> OfPeople(Lesson lesson, Slot slot, int end)
    {
        if (!lesson.Teachers.Contains(slot.Teacher)) yield return new Clash("teacher-other", slot.Teacher);
        if (teachers.TryGetValue(slot.Teacher, out var teacher) && !teacher.Available.Any(w => w.Holds(slot.Day, slot.Start, end))) yield return new Clash("teacher-away", slot.Teacher);
        foreach (var pupil in lesson.Pupils)
        {
            if (pupils[pupil].Available is { } free && !free.Any(w => w.Holds(slot.Day, slot.Start, end))) yield return new Clash("pupil-away", pupil);
        }
    }

    private IEnumerable<Clash> OfOthers(Lesson lesson, Slot slot, int end)
    {
        var mine = lesson.Pupils.ToHashSet();
        var site = SiteOf(slot.Room);
        foreach (var (id, other) in placed)
        {
            if (id == lesson.Id || other.Day != slot.Day || !lessons.TryGetValue(id, out var its)) continue;
            var otherEnd = other.Start + its.Minutes;
            var overlaps = other.Start < end && slot.Start < otherEnd;
            var way = overlaps ? 0 : TravelBetween(site, SiteOf(other.Room));
            var tooClose = !overlaps && (other.Start >= end ? other.Start - end : slot.Start - otherEnd) < way;
            if (overlaps && other.Room == slot.Room) yield return new Clash("room-taken", slot.Room, id);
            if (other.Teacher == slot.Teacher && (overlaps || tooClose)) yield return new Clash(overlaps ? "teacher-taken" : "teacher-travel", slot.Teacher, id, overlaps ? null : way);
            if (!overlaps && !tooClose) continue;
            foreach (var pupil in its.Pupils.Where(mine.Contains)) yield return new Clash(overlaps ? "pupil-taken" : "pupil-travel", pupil, id, overlaps ? null : way);
        }
    }

    private IEnumerable<Clash> OfTeachersDay(Lesson lesson, Slot slot, int end)
    {
        if (!teachers.TryGetValue(slot.Teacher, out var teacher)) yield break;
        var day = placed.Where(p => p.Key != lesson.Id && p.Value.Teacher == slot.Teacher && p.Value.Day == slot.Day && lessons.ContainsKey(p.Key))
            .Select(p => (From: p.Value.Start, To: p.Value.Start + lessons[p.Key].Minutes, Site: SiteOf(p.Value.Room))).Append((From: slot.Start, To: end, Site: SiteOf(slot.Room))).OrderBy(x => x.From).ToList();
        if (day.Sum(x => x.To - x.From) > teacher.MaxMinutesPerDay) yield return new Clash("day-minutes", teacher.Id, Number: teacher.MaxMinutesPerDay);
        if (day.Select(x => x.Site).Distinct().Count() > teacher.MaxSitesPerDay) yield return new Clash("day-sites", teacher.Id, Number: teacher.MaxSitesPerDay);
        if (day[^1].To - day[0].From > (teacher.BreakAfter ?? int.MaxValue) && !day.Zip(day.Skip(1)).Any(x => x.Second.From - x.First.To - TravelBetween(x.First.Site, x.Second.Site) >= 15))
            yield return new Clash("day-break", teacher.Id);
    }

    private string SiteOf(string room) => rooms.TryGetValue(room, out var known) ? known.Site : "";

    private int TravelBetween(string from, string to) => from == to || from == "" || to == "" ? 0 : problem.Travel[sites[from]][sites[to]];
}
