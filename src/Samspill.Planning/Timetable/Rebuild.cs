using Samspill.Planning.Search;

namespace Samspill.Planning.Timetable;

/// <summary>
/// Takes a handful of a teacher's lessons out (a day, all at a site, a stretch of a day or two) and puts each back at the best place
/// there is beside those that stayed: ruin and recreate, after Christiaens and Vanden Berghe's slack induction by string removals (2020).
/// </summary>
internal sealed class Rebuild(WeekState week, Places places, Chance chance)
{
    private const int Most = 24;

    // What putting lessons back into gaps may still win: some 40 times five minutes.
    private readonly long _slack = 40L * week.Index.Problem.Weights.TeacherIdle;
    private readonly TimetableIndex _index = week.Index;
    private readonly List<int> _taken = [];
    private readonly int[] _key = new int[week.Index.Lessons];
    private readonly BestPlace _best = new(week, places, chance) { Blink = 10, NewDay = 64 };
    private readonly Packing _packing = new(week, places, new BestPlace(week, places, chance) { Blink = 10 }, chance);
    private int _emptied;

    public bool Try(int teacher, long tolerance)
    {
        var before = week.Score;
        _emptied = -1;
        if (!Ruin(teacher)) return false;
        Sort(teacher);
        var left = 0L;
        foreach (var lesson in _taken) left += week.Urge[lesson];
        foreach (var lesson in _taken)
        {
            // Even if the rest closed gaps and cost nothing, it would not be kept.
            if (week.Score - left > before + tolerance + _slack) break;
            left -= week.Urge[lesson];
            if (_best.Find(lesson, _emptied) is { IsPlaced: true } place) week.Put(lesson, place);
        }
        if (week.Score - before <= tolerance)
        {
            week.Keep();
            return true;
        }
        week.Undo();
        return false;
    }

    /// <summary>Takes some or all days of a teacher out, and packs them anew.</summary>
    public bool TryPacking(int teacher, long tolerance)
    {
        var before = week.Score;
        _taken.Clear();
        for (var day = 0; day < _index.Days; day++)
            if (_taken.Count == 0 || chance.Of256(160))
                foreach (ref readonly var entry in week.OfTeacher(teacher, day))
                    if (!week.Mine.Held[entry.Lesson]) _taken.Add(entry.Lesson);
        if (_taken.Count == 0) return false;
        foreach (var lesson in _taken) week.Take(lesson);
        AddThoseOut(teacher);
        _packing.Pack(teacher, _taken, before + tolerance + _slack);
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
        if (_taken.Count == 0) return false;
        AddThoseOut(teacher);
        return true;
    }

    // Lessons that are out anyway come in with the others, when they may be the teacher's.
    private void AddThoseOut(int teacher)
    {
        var before = _taken.Count;
        foreach (var lesson in week.Out)
        {
            if (_taken.Count >= before + 3) return;
            if (!week.Mine.Held[lesson] && _index.RoomChoices[lesson].Length > 0 && Array.IndexOf(_index.TeacherChoices[lesson], teacher) >= 0 && !_taken.Contains(lesson)) _taken.Add(lesson);
        }
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
            if (!week.Mine.Held[entries[i].Lesson] && (at < 0 || entries[i].Site == at) && entries[i].Site != butAt) _taken.Add(entries[i].Lesson);
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
}
