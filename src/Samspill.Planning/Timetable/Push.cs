using Samspill.Planning.Search;

namespace Samspill.Planning.Timetable;

/// <summary>Puts a lesson between two of a teacher's day, and pushes those after it later, or those before it earlier, as far as need be.</summary>
internal sealed class Push(WeekState week, Places places, Ejection ejection, Chance chance)
{
    private const int Most = 12;
    private readonly TimetableIndex _index = week.Index;
    private readonly List<(int Lesson, int Start, int Site, int Room)> _pushed = [];
    private readonly List<int> _left = [];

    public bool Try(int lesson, long tolerance)
    {
        var teachers = _index.TeacherChoices[lesson];
        var choice = chance.Below(teachers.Length);
        if (week.Mine.NotMine[teachers[choice]]) return false;
        var spans = _index.Times.Of(lesson, choice);
        if (spans.Length == 0) return false;
        var day = spans[chance.Below(spans.Length)].Day;
        var entries = week.OfTeacher(teachers[choice], day);
        if (entries.Length == 0) return false;
        var beside = chance.Below(entries.Length);
        if (entries[beside].Lesson == lesson) return false;
        var site = places.HasSite(lesson, entries[beside].Site) ? entries[beside].Site : _index.RoomChoices[lesson][0].Site;
        var start = chance.Of256(128) ? Later(entries, beside, lesson, site) : Earlier(entries, beside, lesson, site);
        if (start < 0) return false;
        var before = week.Score;
        if (week.At(lesson).IsPlaced) week.Take(lesson);
        foreach (var (pushed, _, _, _) in _pushed) week.Take(pushed);
        _left.Clear();
        if (!Stand(lesson, choice, day, start, site, entries.Length > 0 ? entries[0].Room : -1)) _left.Add(lesson);
        foreach (var (pushed, at, its, room) in _pushed)
            if (!Stand(pushed, Array.IndexOf(_index.TeacherChoices[pushed], teachers[choice]), day, at, its, room)) _left.Add(pushed);
        foreach (var left in _left) ejection.PutBack(left, 6);
        if (week.Score - before <= tolerance)
        {
            week.Keep();
            return true;
        }
        week.Undo();
        return false;
    }

    // After the one beside; returns its start, -1 when one in the way may not be moved.
    private int Later(ReadOnlySpan<Entry> entries, int beside, int lesson, int site)
    {
        _pushed.Clear();
        var start = places.RoundUp(entries[beside].End + Way(entries[beside].Site, site));
        var (end, from) = (start + _index.Minutes[lesson], site);
        for (var i = beside + 1; i < entries.Length; i++)
        {
            ref readonly var entry = ref entries[i];
            if (entry.Lesson == lesson) continue;
            var need = end + Way(from, entry.Site);
            if (entry.Start >= need) return start;
            if (week.Mine.Held[entry.Lesson] || _pushed.Count == Most) return -1;
            need = places.RoundUp(need);
            _pushed.Add((entry.Lesson, need, entry.Site, entry.Room));
            (end, from) = (need + _index.Minutes[entry.Lesson], entry.Site);
        }
        return start;
    }

    // Before the one beside.
    private int Earlier(ReadOnlySpan<Entry> entries, int beside, int lesson, int site)
    {
        _pushed.Clear();
        var start = places.RoundDown(entries[beside].Start - Way(site, entries[beside].Site) - _index.Minutes[lesson]);
        var (latest, to) = (start, site);
        for (var i = beside - 1; i >= 0; i--)
        {
            ref readonly var entry = ref entries[i];
            if (entry.Lesson == lesson) continue;
            var need = latest - Way(entry.Site, to);
            if (entry.End <= need) return start;
            if (week.Mine.Held[entry.Lesson] || _pushed.Count == Most) return -1;
            latest = places.RoundDown(need - _index.Minutes[entry.Lesson]);
            _pushed.Add((entry.Lesson, latest, entry.Site, entry.Room));
            to = entry.Site;
        }
        return start;
    }

    private bool Stand(int lesson, int choice, int day, int start, int site, int room)
    {
        var windows = _index.Times.Cost(lesson, choice, day, start);
        if (windows < 0 || !places.TryRoom(lesson, _index.TeacherChoices[lesson][choice], day, start, site, room, windows, out var place, out var own)) return false;
        if (week.Change(lesson, place, own) >= DayPrice.Impossible) return false;
        week.Put(lesson, place, own);
        return true;
    }

    private int Way(int from, int to) => _index.Travel[(from * _index.Sites) + to];
}
