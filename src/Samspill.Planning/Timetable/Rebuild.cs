using Samspill.Planning.Search;

namespace Samspill.Planning.Timetable;

/// <summary>
/// Takes a handful of a teacher's lessons out (a day, all at a site, a stretch of a day or two) and puts each back at the best place
/// there is beside those that stayed: ruin and recreate, after Christiaens and Vanden Berghe's slack induction by string removals (2020).
/// </summary>
internal sealed class Rebuild(WeekState week, Places places, Chance chance)
{
    private const int Most = 24;
    private readonly TimetableIndex _index = week.Index;
    private readonly List<int> _taken = [];
    private readonly int[] _key = new int[week.Index.Lessons];
    private int _emptied;
    private Place _best;
    private long _least;

    public bool Try(int teacher, long tolerance)
    {
        var before = week.Score;
        _emptied = -1;
        if (!Ruin(teacher)) return false;
        Sort(teacher);
        foreach (var lesson in _taken)
        {
            (_best, _least) = (Place.Nowhere, DayPrice.Unbearable);
            Look(lesson);
            if (_best.IsPlaced) week.Put(lesson, _best);
            if (week.Score - before > tolerance + 5000) break;
        }
        if (week.Score - before <= tolerance)
        {
            week.Keep();
            return true;
        }
        week.Undo();
        return false;
    }

    private bool Ruin(int teacher)
    {
        _taken.Clear();
        var first = ADay(teacher);
        if (first < 0) return false;
        var entries = week.OfTeacher(teacher, first);
        var second = ADay(teacher);
        var other = second == first ? default : week.OfTeacher(teacher, second);
        var site = entries[chance.Below(entries.Length)].Site;
        switch (chance.Below(8))
        {
            case 0 or 1:
                Take(entries, 0, entries.Length, -1, -1);
                if (chance.Of256(160)) _emptied = first;
                break;
            case 2:
                Take(entries, 0, entries.Length, -1, -1);
                Take(other, 0, other.Length, -1, -1);
                break;
            case 3:
                Take(entries, 0, entries.Length, -1, site);
                Take(other, 0, other.Length, site, -1);
                break;
            case 4:
                Take(entries, 0, entries.Length, site, -1);
                if (other.Length > 0 && chance.Of256(128)) Stretch(other);
                break;
            default:
                Stretch(entries);
                if (other.Length > 0 && chance.Of256(160)) Stretch(other);
                break;
        }
        foreach (var lesson in _taken) week.Take(lesson);
        return _taken.Count > 0;
    }

    private int ADay(int teacher)
    {
        var day = chance.Below(_index.Days);
        for (var i = 0; i < _index.Days; i++)
            if (week.OfTeacher(teacher, (day + i) % _index.Days).Length > 0) return (day + i) % _index.Days;
        return -1;
    }

    private void Stretch(ReadOnlySpan<Entry> entries)
    {
        var from = chance.Below(entries.Length);
        var count = 1 + chance.Below(Math.Min(entries.Length - from, 6));
        Take(entries, from, from + count, -1, -1);
    }

    // At the site only, or everywhere but at a site; -1 for no such condition.
    private void Take(ReadOnlySpan<Entry> entries, int from, int to, int at, int butAt)
    {
        for (var i = from; i < to && _taken.Count < Most; i++)
            if (!_index.Fixed[entries[i].Lesson] && (at < 0 || entries[i].Site == at) && entries[i].Site != butAt) _taken.Add(entries[i].Lesson);
    }

    private void Sort(int teacher)
    {
        var way = chance.Below(4);
        foreach (var lesson in _taken)
        {
            var spans = _index.Times.Of(lesson, Math.Max(0, Array.IndexOf(_index.TeacherChoices[lesson], teacher)));
            _key[lesson] = way switch
            {
                0 => chance.Below(1 << 16),
                1 => -_index.Minutes[lesson],
                2 => spans.Length == 0 ? 0 : spans[^1].UpTo,
                _ => (_index.RoomChoices[lesson] is { Length: > 0 } rooms ? rooms[0].Site * 2048 : 0) + (spans.Length == 0 ? 0 : spans[0].First),
            };
        }
        _taken.Sort((a, b) => _key[a] != _key[b] ? _key[a].CompareTo(_key[b]) : a.CompareTo(b));
    }

    private void Look(int lesson)
    {
        var teachers = _index.TeacherChoices[lesson];
        for (var choice = 0; choice < teachers.Length; choice++)
        {
            var lastDay = -1;
            foreach (ref readonly var span in _index.Times.Of(lesson, choice))
            {
                if (span.Day == lastDay || span.Day == _emptied) continue;
                lastDay = span.Day;
                var day = week.OfTeacher(teachers[choice], span.Day);
                if (day.Length == 0)
                {
                    if (chance.Of256(64)) LookAt(lesson, choice, span.Day, span.First + (chance.Below(((span.Last - span.First) / _index.Grain) + 1) * _index.Grain), _index.RoomChoices[lesson][0].Site, -1);
                    continue;
                }
                if (week.MinutesOf(teachers[choice], span.Day) + _index.Minutes[lesson] > _index.MaxMinutes[teachers[choice]]) continue;
                for (var i = 0; i < day.Length; i++) LookBeside(lesson, choice, span.Day, day, i);
            }
        }
    }

    // Only where there is room between two lessons; with a blink now and then, so that not every rebuilding is the same.
    private void LookBeside(int lesson, int choice, int day, ReadOnlySpan<Entry> entries, int i)
    {
        ref readonly var beside = ref entries[i];
        var minutes = _index.Minutes[lesson];
        var lastSite = -1;
        foreach (ref readonly var room in _index.RoomChoices[lesson].AsSpan())
        {
            if (room.Site == lastSite) continue;
            lastSite = room.Site;
            var after = places.RoundUp(beside.End + _index.Travel[(beside.Site * _index.Sites) + room.Site]);
            if ((i + 1 == entries.Length || after + minutes <= entries[i + 1].Start) && !chance.Of256(10)) LookAt(lesson, choice, day, after, room.Site, beside.Room);
            var before = places.RoundDown(beside.Start - minutes - _index.Travel[(room.Site * _index.Sites) + beside.Site]);
            if ((i == 0 || entries[i - 1].End <= before) && !chance.Of256(10)) LookAt(lesson, choice, day, before, room.Site, beside.Room);
        }
    }

    private void LookAt(int lesson, int choice, int day, int start, int site, int wanted)
    {
        var windows = _index.Times.Cost(lesson, choice, day, start);
        if (windows < 0 || !places.TryRoom(lesson, _index.TeacherChoices[lesson][choice], day, start, site, wanted, windows, out var place, out var own)) return;
        var change = week.Change(lesson, place, own);
        if (change < _least) (_best, _least) = (place, change);
    }
}
