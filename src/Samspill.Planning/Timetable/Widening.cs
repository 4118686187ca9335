using System.Globalization;

namespace Samspill.Planning.Timetable;

/// <summary>Finds what, widened alone, would let a lesson in: every place of the week is tried, and those count that lack one thing only.</summary>
internal sealed class Widening(WeekState week)
{
    private readonly TimetableIndex _index = week.Index;
    private readonly TimetableProblem _problem = week.Index.Problem;
    private readonly Dictionary<string, Help> _best = [];

    /// <summary>The best way for each thing that could be widened, the least widening first.</summary>
    public IReadOnlyList<Help> Of(int lesson)
    {
        _best.Clear();
        var l = _problem.Lessons[lesson];
        var pupils = l.Pupils.Select(id => _problem.Pupils.First(p => p.Id == id)).ToList();
        for (var d = 0; d < _index.Days; d++)
            for (var start = 0; start + l.Minutes <= 1440; start += _index.Grain) TryStart(lesson, l, pupils, d, start);
        return [.. _best.Values.OrderBy(h => h.Minutes).ThenBy(h => h.Change).ThenBy(h => h.What, StringComparer.Ordinal).Take(5)];
    }

    private void TryStart(int number, Lesson lesson, List<Pupil> pupils, int d, int start)
    {
        var (day, end) = (_problem.Days[d], start + lesson.Minutes);
        var busy = pupils.Where(p => p.Available is { } free && !free.Any(w => w.Holds(day, start, end))).Take(2).ToList();
        if (busy.Count > 1) return;
        for (var t = 0; t < _index.Teachers; t++)
        {
            var teacher = _problem.Teachers[t];
            var mine = lesson.Teachers.Contains(teacher.Id);
            var can = teacher.Available.Any(w => w.Holds(day, start, end));
            // Two things would have to give way.
            if ((busy.Count > 0 ? 1 : 0) + (mine ? 0 : 1) + (can ? 0 : 1) > 1) continue;
            var lack = !mine ? new Lack($"teacher {teacher.Id} as one of its teachers", "teacher", 0)
                : !can ? Wider("teacher", teacher.Id, teacher.Available, day, start, end)
                : busy.Count > 0 ? Wider("pupil", busy[0].Id, busy[0].Available!, day, start, end) : null;
            for (var r = 0; r < _index.Rooms; r++) TryRoom(number, lesson, new Place(d, start, r, t), lack);
        }
    }

    private void TryRoom(int number, Lesson lesson, Place place, Lack? lack)
    {
        var room = _problem.Rooms[place.Room];
        var (day, start, end) = (_problem.Days[place.Day], place.Start, place.Start + lesson.Minutes);
        var site = lesson.Sites.Any(s => s.Id == room.Site);
        if (!site && !Only(ref lack, new Lack($"site {room.Site} as one of its sites", "site", 0))) return;
        if (room.Capacity < lesson.Pupils.Count && !Only(ref lack, new Lack(Invariant($"room {room.Id} for {lesson.Pupils.Count} pupils, not {room.Capacity}"), "capacity", 0))) return;
        foreach (var feature in lesson.Features)
            if (!room.Features.Contains(feature) && !Only(ref lack, new Lack($"{feature} in room {room.Id}", "feature", 0))) return;
        if (!week.IsOpen(place.Room, place.Day, start, end) && !Only(ref lack, Wider("room", room.Id, room.Open, day, start, end))) return;
        if (lack is null || (_best.TryGetValue(lack.Kind, out var known) && known.Minutes < lack.Minutes)) return;
        var own = lesson.Sites.Where(s => s.Id == room.Site).Sum(s => (long)s.Cost * _problem.Weights.Site) + _index.ChangeCost(number, place);
        var change = week.Change(number, place, own);
        if (change >= DayPrice.Unbearable || (known is not null && known.Minutes == lack.Minutes && known.Change <= change)) return;
        _best[lack.Kind] = new Help(lack.What, new Slot(day, start, room.Id, _problem.Teachers[place.Teacher].Id), lack.Minutes, change);
    }

    private static bool Only(ref Lack? lack, Lack another)
    {
        if (lack is not null) return false;
        lack = another;
        return true;
    }

    private static Lack Wider(string kind, string id, IReadOnlyList<Window> windows, string day, int start, int end)
    {
        var nearest = windows.Where(w => w.Day == day).Select(w => (Window: w, By: Math.Max(0, w.From - start) + Math.Max(0, end - w.To))).OrderBy(x => x.By).FirstOrDefault();
        return nearest.By > 0
            ? new Lack(Invariant($"{kind} {id} {day} {Clock.Of(Math.Min(start, nearest.Window.From))}-{Clock.Of(Math.Max(end, nearest.Window.To))}, now {Clock.Of(nearest.Window.From)}-{Clock.Of(nearest.Window.To)}"), kind, nearest.By)
            : new Lack($"{kind} {id} also {day} {Clock.Of(start)}-{Clock.Of(end)}", kind, end - start);
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed record Lack(string What, string Kind, int Minutes);
}
