using System.Globalization;

namespace Samspill.Planning.Timetable;

/// <summary>What stands in the way of a lesson, in the words of the data.</summary>
internal sealed class WhyNot(WeekState week)
{
    private readonly TimetableIndex _index = week.Index;

    /// <summary>The first thing that makes it impossible for a lesson that is out, or what takes all the places it could have.</summary>
    public string Of(int lesson)
    {
        var l = _index.Problem.Lessons[lesson];
        if (l.Teachers.Count == 0) return "no teacher may give it";
        if (l.Sites.Count == 0) return "it may be at no site";
        if (_index.RoomChoices[lesson].Length == 0) return NoRoom(l);
        var starts = 0;
        for (var k = 0; k < l.Teachers.Count; k++) starts += _index.Times.Of(lesson, k) is { Length: > 0 } spans ? spans[^1].UpTo : 0;
        return starts == 0 ? NoTime(l) : Taken(lesson, starts);
    }

    private string NoRoom(Lesson lesson)
    {
        var rooms = _index.Problem.Rooms.Where(r => lesson.Sites.Any(s => s.Id == r.Site)).ToList();
        var sites = string.Join(", ", lesson.Sites.Select(s => s.Id));
        if (rooms.Count == 0) return $"there is no room at {sites}";
        foreach (var feature in lesson.Features)
            if (!rooms.Any(r => r.Features.Contains(feature))) return $"no room at {sites} has {feature}";
        if (rooms.All(r => r.Capacity < lesson.Pupils.Count)) return Invariant($"no room at {sites} takes {lesson.Pupils.Count} pupils");
        return Invariant($"no room at {sites} takes {lesson.Pupils.Count} pupils and has {string.Join(" and ", lesson.Features)}");
    }

    private string NoTime(Lesson lesson)
    {
        var pupils = lesson.Pupils.Select(p => _index.Problem.Pupils.First(x => x.Id == p)).ToList();
        foreach (var pupil in pupils)
            if (pupil.Available is { } free && !free.Any(w => w.To - w.From >= lesson.Minutes))
                return free.Count == 0 ? $"pupil {pupil.Id} is never free" : Invariant($"pupil {pupil.Id} has no window of {lesson.Minutes} minutes");
        var teachers = _index.Problem.Teachers.Where(t => lesson.Teachers.Contains(t.Id)).ToList();
        var who = string.Join(" or ", teachers.Select(t => t.Id));
        if (!teachers.Exists(t => t.Available.Any(w => w.To - w.From >= lesson.Minutes))) return Invariant($"teacher {who} has no window of {lesson.Minutes} minutes");
        if (pupils.Count > 1 && !Common(lesson, pupils, null)) return "the pupils have no time in common";
        if (!teachers.Exists(t => Common(lesson, pupils, t.Available))) return $"teacher {who} and the pupils have no time in common";
        return $"when teacher {who} and the pupils can, no room it may use at {string.Join(", ", lesson.Sites.Select(s => s.Id))} is open";
    }

    private bool Common(Lesson lesson, List<Pupil> pupils, IReadOnlyList<Window>? teacher)
    {
        foreach (var day in _index.Problem.Days)
        {
            for (var start = 0; start + lesson.Minutes <= 1440; start += _index.Grain)
            {
                var end = start + lesson.Minutes;
                if ((teacher is null || teacher.Any(w => w.Holds(day, start, end))) && pupils.TrueForAll(p => p.Available is null || p.Available.Any(w => w.Holds(day, start, end)))) return true;
            }
        }
        return false;
    }

    // Every start it could have, with what is in the way there, in the easiest of its rooms.
    private string Taken(int lesson, int starts)
    {
        var reasons = new Dictionary<string, int>();
        foreach (var (place, _) in Starts(lesson))
            foreach (var reason in InTheWay(lesson, place).Distinct()) reasons[reason] = reasons.GetValueOrDefault(reason) + 1;
        if (reasons.Count == 0) return "every place that is free costs more than leaving it out";
        var most = reasons.OrderByDescending(r => r.Value).ThenBy(r => r.Key, StringComparer.Ordinal).Take(3).Select(r => Invariant($"{r.Key} ({r.Value} of {starts})"));
        return Invariant($"all {starts} common times are taken: {string.Join(", ", most)}");
    }

    /// <summary>For every start of a lesson with every teacher, the room with the least in the way.</summary>
    public IEnumerable<(Place Place, int Hindrances)> Starts(int lesson)
    {
        for (var k = 0; k < _index.TeacherChoices[lesson].Length; k++)
        {
            foreach (var span in _index.Times.Of(lesson, k).ToArray())
            {
                for (var start = span.First; start <= span.Last; start += _index.Grain)
                {
                    var (best, least) = (Place.Nowhere, int.MaxValue);
                    foreach (var room in _index.RoomChoices[lesson])
                    {
                        if (!week.IsOpen(room.Room, span.Day, start, start + _index.Minutes[lesson])) continue;
                        var place = new Place(span.Day, start, room.Room, _index.TeacherChoices[lesson][k]);
                        var count = InTheWay(lesson, place).Count();
                        if (count < least) (best, least) = (place, count);
                    }
                    if (best.IsPlaced) yield return (best, least);
                }
            }
        }
    }

    /// <summary>What would be broken if the lesson stood there, all else as it is.</summary>
    public IEnumerable<string> InTheWay(int lesson, Place place)
    {
        var problem = _index.Problem;
        var (start, end) = (place.Start, place.Start + _index.Minutes[lesson]);
        var site = _index.RoomSite[place.Room];
        if (!week.IsFree(place.Room, place.Day, start, end, lesson)) yield return $"a room it may use at {problem.Sites[site]} is taken";
        foreach (var other in _index.Neighbours[lesson])
            if (week.Clash(place.Day, start, end, site, other)) yield return $"the pupil is at {problem.Lessons[other].Id}";
        var teacher = problem.Teachers[place.Teacher].Id;
        foreach (var entry in week.OfTeacher(place.Teacher, place.Day).ToArray())
        {
            if (entry.Lesson == lesson) continue;
            if (entry.Start < end && start < entry.End) yield return $"teacher {teacher} gives {problem.Lessons[entry.Lesson].Id}";
            else if (entry.Start >= end ? end + Way(site, entry.Site) > entry.Start : entry.End + Way(entry.Site, site) > start)
                yield return $"teacher {teacher} has no time for the way to or from {problem.Sites[entry.Site]}";
        }
        var own = week.At(lesson) is var at && at.Day == place.Day && at.Teacher == place.Teacher ? _index.Minutes[lesson] : 0;
        if (week.MinutesOf(place.Teacher, place.Day) - own + _index.Minutes[lesson] > _index.MaxMinutes[place.Teacher])
            yield return $"teacher {teacher} has a full {problem.Days[place.Day]}";
        var day = week.OfTeacher(place.Teacher, place.Day).ToArray();
        if (Array.TrueForAll(day, e => e.Lesson == lesson || e.Site != site) && DayPrice.SitesOf(day, lesson) >= _index.MaxSites[place.Teacher])
            yield return $"teacher {teacher} is at {_index.MaxSites[place.Teacher]} other sites on {problem.Days[place.Day]}";
        if (week.Change(lesson, place, 0) is >= DayPrice.Unbearable and < DayPrice.Impossible) yield return $"teacher {teacher} would have no break on {problem.Days[place.Day]}";
    }

    private int Way(int from, int to) => _index.Travel[(from * _index.Sites) + to];

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
