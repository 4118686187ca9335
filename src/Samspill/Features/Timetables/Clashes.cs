using Samspill.Domain.Timetables;
using Samspill.Planning.Timetable;

namespace Samspill.Features.Timetables;

/// <summary>A rule that a lesson would break somewhere.</summary>
/// <param name="Code">What is in the way; the text is <c>clash.CODE</c>.</param>
/// <param name="Id">Of whom or what it is about: teacher, pupil, room, or the other lesson; null for nobody.</param>
/// <param name="Other">Id of the other lesson; null for none.</param>
/// <param name="Number">Minutes or a count, where the rule has one.</param>
/// <param name="Turn">The minute after midnight at which it comes to pass, when that is only at some turns of a rotation; null for every time.</param>
public sealed record Clash(string Code, string? Id = null, string? Other = null, int? Number = null, int? Turn = null);

/// <summary>Where a lesson stands, in which weeks, and with which others it changes times.</summary>
public sealed record Standing(Slot Slot, Rhythm Rhythm = Rhythm.EveryWeek, Guid? Rotation = null)
{
    /// <summary>The same lesson elsewhere. On another day, in another room or with another teacher it changes times with nobody.</summary>
    public Standing MovedTo(Slot to) => this with { Slot = to, Rotation = (to.Day, to.Room, to.Teacher) == (Slot.Day, Slot.Room, Slot.Teacher) ? Rotation : null };
}

/// <summary>What stands in the way of one lesson at one place: the hard rules of the engine (H1 to H8), told one by one, and what the engine knows nothing of: odd weeks do not meet even ones, and who rotates must be able to come at every turn.</summary>
internal sealed class Clashes(TimetableProblem problem, IReadOnlyDictionary<string, Standing> placed)
{
    private readonly Dictionary<string, Lesson> lessons = problem.Lessons.ToDictionary(l => l.Id);
    private readonly Dictionary<string, Room> rooms = problem.Rooms.ToDictionary(r => r.Id);
    private readonly Dictionary<string, Teacher> teachers = problem.Teachers.ToDictionary(t => t.Id);
    private readonly Dictionary<string, Pupil> pupils = problem.Pupils.ToDictionary(p => p.Id);
    private readonly Dictionary<string, int> sites = problem.Sites.Select((s, i) => (s, i)).ToDictionary(x => x.s, x => x.i);

    public IReadOnlyList<Clash> Of(string lessonId, Standing at)
    {
        var lesson = lessons[lessonId];
        Rhythm[] weeks = at.Rhythm == Rhythm.EveryWeek ? [Rhythm.OddWeeks, Rhythm.EvenWeeks] : [at.Rhythm];
        Clash[] all = [.. OfRoom(lesson, at.Slot), .. OfTeacher(lesson, at.Slot), .. OfPupils(lesson, at.Slot), .. OfOthers(lesson, at), .. OfPupilsOthers(lesson, at), .. weeks.SelectMany(week => OfTeachersDay(lesson, at.Slot, week)), .. OfTurns(lesson, at)];
        return [.. all.Distinct()];
    }

    private IEnumerable<Clash> OfRoom(Lesson lesson, Slot slot)
    {
        if (!rooms.TryGetValue(slot.Room, out var room)) { yield return new Clash("room-gone"); yield break; }
        if (!lesson.Sites.Any(s => s.Id == room.Site)) yield return new Clash("room-site", room.Id);
        if (!room.Open.Any(w => w.Holds(slot.Day, slot.Start, slot.Start + lesson.Minutes))) yield return new Clash("room-closed", room.Id);
        if (room.Capacity < lesson.Pupils.Count) yield return new Clash("room-small", room.Id, Number: room.Capacity);
        foreach (var missing in lesson.Features.Except(room.Features)) yield return new Clash("room-lacks", room.Id, missing);
    }

    private IEnumerable<Clash> OfTeacher(Lesson lesson, Slot slot)
    {
        if (!lesson.Teachers.Contains(slot.Teacher)) yield return new Clash("teacher-other", slot.Teacher);
        if (teachers.TryGetValue(slot.Teacher, out var teacher) && !teacher.Available.Any(w => w.Holds(slot.Day, slot.Start, slot.Start + lesson.Minutes))) yield return new Clash("teacher-away", slot.Teacher);
    }

    private IEnumerable<Clash> OfPupils(Lesson lesson, Slot slot) =>
        lesson.Pupils.Where(pupil => pupils[pupil].Available is { } free && !free.Any(w => w.Holds(slot.Day, slot.Start, slot.Start + lesson.Minutes))).Select(pupil => new Clash("pupil-away", pupil));

    /// <summary>The room and the teacher are taken by a whole rotation at all its times: where each of it stands is enough.</summary>
    private IEnumerable<Clash> OfOthers(Lesson lesson, Standing at)
    {
        foreach (var (id, other, its) in OthersOfTheDay(lesson, at))
        {
            var (overlaps, way) = Between(at.Slot, lesson.Minutes, other.Slot, its.Minutes);
            if (overlaps && other.Slot.Room == at.Slot.Room) yield return new Clash("room-taken", at.Slot.Room, id);
            if (other.Slot.Teacher == at.Slot.Teacher && (overlaps || way is not null)) yield return new Clash(overlaps ? "teacher-taken" : "teacher-travel", at.Slot.Teacher, id, way);
        }
    }

    /// <summary>A pupil's other lesson may be at any time of its rotation; at the lesson's own rotation both turn together.</summary>
    private IEnumerable<Clash> OfPupilsOthers(Lesson lesson, Standing at)
    {
        var mine = lesson.Pupils.ToHashSet();
        foreach (var (id, other, its) in OthersOfTheDay(lesson, at).Where(o => o.Its.Pupils.Any(mine.Contains)))
        {
            foreach (var turn in TurnsOf(lesson, other, at.Rotation))
            {
                var (overlaps, way) = Between(at.Slot, lesson.Minutes, turn, its.Minutes);
                if (!overlaps && way is null) continue;
                foreach (var pupil in its.Pupils.Where(mine.Contains)) yield return new Clash(overlaps ? "pupil-taken" : "pupil-travel", pupil, id, way, turn == other.Slot ? null : turn.Start);
            }
        }
    }

    private IEnumerable<Clash> OfTeachersDay(Lesson lesson, Slot slot, Rhythm week)
    {
        if (!teachers.TryGetValue(slot.Teacher, out var teacher)) yield break;
        var day = placed.Where(p => p.Key != lesson.Id && p.Value.Slot.Teacher == slot.Teacher && p.Value.Slot.Day == slot.Day && Meet(p.Value.Rhythm, week) && lessons.ContainsKey(p.Key))
            .Select(p => (From: p.Value.Slot.Start, To: p.Value.Slot.Start + lessons[p.Key].Minutes, Site: SiteOf(p.Value.Slot.Room))).Append((From: slot.Start, To: slot.Start + lesson.Minutes, Site: SiteOf(slot.Room))).OrderBy(x => x.From).ToList();
        if (day.Sum(x => x.To - x.From) > teacher.MaxMinutesPerDay) yield return new Clash("day-minutes", teacher.Id, Number: teacher.MaxMinutesPerDay);
        if (day.Select(x => x.Site).Distinct().Count() > teacher.MaxSitesPerDay) yield return new Clash("day-sites", teacher.Id, Number: teacher.MaxSitesPerDay);
        if (day[^1].To - day[0].From > (teacher.BreakAfter ?? int.MaxValue) && !day.Zip(day.Skip(1)).Any(x => x.Second.From - x.First.To - TravelBetween(x.First.Site, x.Second.Site) >= 15))
            yield return new Clash("day-break", teacher.Id);
    }

    /// <summary>What the lesson's part in a rotation breaks: itself at the others' times, and they at its. Room and teacher are the same for all of them, and as they are where each stands.</summary>
    private IEnumerable<Clash> OfTurns(Lesson lesson, Standing at)
    {
        if (at.Rotation is null) yield break;
        foreach (var (id, other) in placed.Where(p => (p.Value.Rotation, p.Value.Rhythm) == (at.Rotation, at.Rhythm) && p.Key != lesson.Id && lessons.ContainsKey(p.Key)))
        {
            foreach (var clash in AtTurn(lesson, at with { Slot = other.Slot }, lesson)) yield return clash;
            foreach (var clash in AtTurn(lessons[id], at, lesson)) yield return clash;
        }
    }

    private IEnumerable<Clash> AtTurn(Lesson lesson, Standing at, Lesson newcomer) =>
        OfPupils(lesson, at.Slot).Concat(OfPupilsOthers(lesson, at).Where(c => c.Other != newcomer.Id && placed[c.Other!].Rotation != at.Rotation)).Select(c => c with { Turn = at.Slot.Start });

    private IEnumerable<(string Id, Standing Other, Lesson Its)> OthersOfTheDay(Lesson lesson, Standing at)
    {
        foreach (var (id, other) in placed)
        {
            if (id != lesson.Id && other.Slot.Day == at.Slot.Day && Meet(at.Rhythm, other.Rhythm) && lessons.TryGetValue(id, out var its)) yield return (id, other, its);
        }
    }

    /// <summary>Every time that another lesson has in turn.</summary>
    private IEnumerable<Slot> TurnsOf(Lesson lesson, Standing other, Guid? own) =>
        other.Rotation is not { } rotation || rotation == own ? [other.Slot] : placed.Where(p => (p.Value.Rotation, p.Value.Rhythm) == (rotation, other.Rhythm) && p.Key != lesson.Id).Select(p => p.Value.Slot);

    /// <summary>Whether two lessons of a day overlap; and else how long the way between them is, when there is no time for it.</summary>
    private (bool Overlaps, int? Way) Between(Slot one, int minutes, Slot other, int otherMinutes)
    {
        var (end, otherEnd) = (one.Start + minutes, other.Start + otherMinutes);
        if (other.Start < end && one.Start < otherEnd) return (true, null);
        var way = TravelBetween(SiteOf(one.Room), SiteOf(other.Room));
        return (false, (other.Start >= end ? other.Start - end : one.Start - otherEnd) < way ? way : null);
    }

    private static bool Meet(Rhythm one, Rhythm other) => one == other || one == Rhythm.EveryWeek || other == Rhythm.EveryWeek;

    private string SiteOf(string room) => rooms.TryGetValue(room, out var known) ? known.Site : "";

    private int TravelBetween(string from, string to) => from == to || from == "" || to == "" ? 0 : problem.Travel[sites[from]][sites[to]];
}
