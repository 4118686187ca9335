using Samspill.Planning.Search;

namespace Samspill.Planning.Timetable;

/// <summary>A walk from week to week, one move at a time.</summary>
internal sealed class WeekWalk
{
    private const int Stay = 300;
    private readonly TimetableIndex _index;
    private readonly WeekState _week;
    private readonly Chance _chance;
    private readonly Places _places;
    private readonly Ejection _ejection;
    private int _teacher;
    private int _stay;

    public WeekWalk(TimetableIndex index, Chance chance)
    {
        (_index, _chance, _week) = (index, chance, new WeekState(index));
        _places = new Places(_week, chance);
        _ejection = new Ejection(_week, _places, chance);
    }

    public WeekState Week => _week;

    public long Cost => _week.Cost;

    public long[] Tried { get; } = new long[8];

    public long[] Kept { get; } = new long[8];

    /// <summary>A first week: the lessons with the fewest ways in first, each at the best of some places drawn.</summary>
    public void Construct()
    {
        var order = _week.Out.ToArray();
        var ways = new long[_index.Lessons];
        foreach (var lesson in order)
        {
            for (var k = 0; k < _index.TeacherChoices[lesson].Length; k++)
                if (_index.Times.Of(lesson, k) is { Length: > 0 } spans) ways[lesson] += spans[^1].UpTo;
            ways[lesson] *= _index.RoomChoices[lesson].Length;
        }
        Array.Sort(order, (a, b) => ways[a] != ways[b] ? ways[a].CompareTo(ways[b]) : a.CompareTo(b));
        foreach (var lesson in order) _ejection.PutBack(lesson, 40);
        _week.Keep();
    }

    public void Move(double temperature)
    {
        if (--_stay < 0)
        {
            _stay = Stay;
            _teacher = _chance.Below(_index.Teachers);
        }
        var tolerance = (long)_chance.Tolerance(temperature);
        int lesson;
        if (_week.Out.Count > 0 && _chance.Of256(40)) lesson = _week.Out[_chance.Below(_week.Out.Count)];
        else
        {
            var lessons = _index.ByTeacher[_teacher];
            if (lessons.Length == 0) return;
            lesson = lessons[_chance.Below(lessons.Length)];
        }
        if (_index.Fixed[lesson]) return;
        var kind = 0;
        var kept = Relocate(lesson, tolerance, ref kind);
        Tried[kind]++;
        if (kept) Kept[kind]++;
        if (!kept && !_week.At(lesson).IsPlaced) _week.Raise(lesson, Math.Min(_week.Urge[lesson] + 1, 1_000_000));
    }

    private bool Relocate(int lesson, long tolerance, ref int kind)
    {
        if (_index.RoomChoices[lesson].Length == 0 || !_places.TryDraw(lesson, out var place, out var own)) return false;
        var from = _week.At(lesson);
        if (from == place) return false;
        var change = _week.Change(lesson, place, own);
        if (change < DayPrice.Impossible)
        {
            if (change > tolerance) return false;
            if (from.IsPlaced) _week.Take(lesson);
            _week.Put(lesson, place);
            _week.Keep();
            return true;
        }
        if (from.IsPlaced && !_chance.Of256(64)) return false;
        kind = 1;
        var before = _week.Score;
        if (_ejection.Force(lesson, place, 6) && _week.Score - before <= tolerance)
        {
            _week.Keep();
            return true;
        }
        _week.Undo();
        return false;
    }
}
