using System.Numerics;
using Samspill.Planning.Search;

namespace Samspill.Bench.Cbctt;

/// <summary>A walk through course timetables without clashes: a lecture goes to another period and room, and who is there comes here.</summary>
/// <remarks>
/// Moves after Bellio, Ceschia, Di Gaspero, Schaerf and Urli (Computers &amp; Operations Research 65, 2016). A lecture that fits nowhere
/// is out until it pushes its way in. A curriculum's week is one word of bits, with an empty bit between two days, so that the lectures
/// standing alone are counted at once; most draws are turned down by one look at who clashes.
/// </remarks>
internal sealed class CttWalk : IWalk<CttWalk, int[]>
{
    private const int LeftOut = 1000;

    // What a lecture that is out weighs in the search, and what a course is never free for.
    private const int Urge = 40;
    private const int Never = 1000;
    private readonly Ctt _ctt;
    private readonly Chance _chance;
    private readonly int _rooms;
    private readonly int _periods;
    private readonly int _courses;
    private readonly int[] _course;
    private readonly int[] _period;
    private readonly int[] _room;
    private readonly int[] _dayOf;
    private readonly ulong[] _bit;
    private readonly int[] _at;
    private readonly int[] _who;
    private readonly int[][] _foes;
    private readonly int[][] _curricula;
    private readonly bool[] _areFoes;
    private readonly bool[] _holds;
    private readonly int[] _clashes;
    private readonly int[] _inDay;
    private readonly int[] _inRoom;
    private readonly int[] _days;
    private readonly int[] _least;
    private readonly ulong[] _week;
    private readonly int[] _tooFew;
    private readonly int[] _pushed;
    private int _out;
    private int _soft;

    public CttWalk(Ctt ctt, Chance chance)
    {
        (_ctt, _chance, _rooms, _periods, _courses) = (ctt, chance, ctt.Rooms.Length, ctt.Periods, ctt.Courses.Length);
        if (ctt.Days * (ctt.PerDay + 1) > 64) throw new NotSupportedException($"{ctt.Name} has more periods than a word has bits");
        _course = [.. ctt.Courses.SelectMany((c, i) => Enumerable.Repeat(i, c.Lectures))];
        _curricula = [.. Enumerable.Range(0, _courses).Select(c => Enumerable.Range(0, ctt.Curricula.Length).Where(q => ctt.Curricula[q].Contains(c)).ToArray())];
        _foes = [.. Enumerable.Range(0, _courses).Select(c => Enumerable.Range(0, _courses).Where(o => o == c || ctt.Courses[o].Teacher == ctt.Courses[c].Teacher || _curricula[o].Intersect(_curricula[c]).Any()).ToArray())];
        _who = new int[_periods * _rooms];
        _period = [.. _who.Select((_, slot) => slot / _rooms)];
        _room = [.. _who.Select((_, slot) => slot % _rooms)];
        _dayOf = [.. _period.Select(p => p / ctt.PerDay)];
        _bit = [.. _period.Select(p => 2UL << ((p / ctt.PerDay * (ctt.PerDay + 1)) + (p % ctt.PerDay)))];
        _areFoes = new bool[_courses * _courses];
        _holds = new bool[_courses * ctt.Curricula.Length];
        _clashes = new int[_courses * _periods];
        for (var c = 0; c < _courses; c++)
        {
            foreach (var foe in _foes[c]) _areFoes[(c * _courses) + foe] = true;
            foreach (var q in _curricula[c]) _holds[(c * ctt.Curricula.Length) + q] = true;
            for (var p = 0; p < _periods; p++) _clashes[(c * _periods) + p] = ctt.Available[c][p] ? 0 : Never;
        }
        _inDay = new int[_courses * ctt.Days];
        _inRoom = new int[_courses * _rooms];
        _days = new int[_courses];
        _least = [.. ctt.Courses.Select(c => c.LeastDays)];
        _week = new ulong[ctt.Curricula.Length];
        _tooFew = [.. ctt.Courses.SelectMany(c => ctt.Rooms.Select(r => Math.Max(0, c.Students - r.Capacity)))];
        _pushed = new int[_rooms];
        _at = new int[_course.Length];
        Array.Fill(_at, -1);
        Array.Fill(_who, -1);
        _soft = (5 * _least.Sum()) - _courses;
        _out = _course.Length;
        var free = Enumerable.Range(0, _who.Length).OrderBy(_ => chance.Below(1 << 30)).ToList();
        foreach (var lecture in Enumerable.Range(0, _course.Length).OrderBy(l => -_foes[_course[l]].Length))
        {
            var at = free.FindIndex(s => _clashes[(_course[lecture] * _periods) + _period[s]] == 0);
            if (at < 0) continue;
            Add(lecture, free[at]);
            free.RemoveAt(at);
        }
    }

    public long Cost => ((long)_out * LeftOut) + _soft;

    public bool IsWhole => true;

    /// <summary>Cheap moves: the walks need not meet often.</summary>
    public static int Stretch => 1 << 17;

    public void Move(double temperature)
    {
        var lecture = _chance.Below(_course.Length);
        var (from, to) = (_at[lecture], _chance.Below(_who.Length));
        if (from < 0)
        {
            PushIn(lecture, to, temperature);
            return;
        }
        var other = _who[to];
        var course = _course[lecture];
        var clashes = _clashes[(course * _periods) + _period[to]];
        if (other < 0)
        {
            // In its own period a lecture meets itself.
            if (clashes > (_period[from] == _period[to] ? 1 : 0)) return;
            var change = Rooms(course, _room[from], _room[to]) + Days(course, _dayOf[from], _dayOf[to]) + Curricula(course, -1, _bit[from], _bit[to]);
            if (change > 0 && change > _chance.Tolerance(temperature)) return;
            Remove(lecture);
            Add(lecture, to);
            return;
        }
        var its = _course[other];
        if (its == course) return;
        if (_period[from] != _period[to])
        {
            var known = _areFoes[(course * _courses) + its] ? 1 : 0;
            if (clashes > known || _clashes[(its * _periods) + _period[from]] > known) return;
            var change = Rooms(course, _room[from], _room[to]) + Days(course, _dayOf[from], _dayOf[to]) + Curricula(course, known == 0 ? -1 : its, _bit[from], _bit[to])
                + Rooms(its, _room[to], _room[from]) + Days(its, _dayOf[to], _dayOf[from]) + Curricula(its, known == 0 ? -1 : course, _bit[to], _bit[from]);
            if (change > 0 && change > _chance.Tolerance(temperature)) return;
        }
        else if (Rooms(course, _room[from], _room[to]) + Rooms(its, _room[to], _room[from]) is > 0 and var change && change > _chance.Tolerance(temperature)) return;
        Remove(lecture);
        Remove(other);
        Add(other, from);
        Add(lecture, to);
    }

    public int[] Snapshot(int[]? into)
    {
        into ??= new int[_at.Length];
        _at.CopyTo(into, 0);
        return into;
    }

    public List<(int Course, int Period, int Room)> Plan(int[] solution) => [.. solution.Select((slot, lecture) => (slot, lecture)).Where(x => x.slot >= 0).Select(x => (_course[x.lecture], _period[x.slot], _room[x.slot]))];

    // Each walk goes its own way: following the best would only shorten both.
    public static void Meet(ReadOnlySpan<CttWalk> walks, int round)
    {
    }

    // Whoever is in the room, and all foes in the period, go out.
    private void PushIn(int lecture, int to, double temperature)
    {
        var course = _course[lecture];
        if (_clashes[(course * _periods) + _period[to]] >= Never) return;
        var before = _soft + (_out * Urge);
        var count = 0;
        var first = _period[to] * _rooms;
        for (var slot = first; slot < first + _rooms; slot++)
            if (_who[slot] is >= 0 and var other && (slot == to || _areFoes[(course * _courses) + _course[other]])) _pushed[count++] = other;
        if (count > 2) return;
        Span<int> were = [0, 0];
        for (var i = 0; i < count; i++)
        {
            were[i] = _at[_pushed[i]];
            Remove(_pushed[i]);
        }
        Add(lecture, to);
        if (_soft + (_out * Urge) - before <= _chance.Tolerance(temperature)) return;
        Remove(lecture);
        for (var i = 0; i < count; i++) Add(_pushed[i], were[i]);
    }

    // The change in seats that lack and in rooms used.
    private int Rooms(int course, int from, int to)
    {
        if (from == to) return 0;
        var at = course * _rooms;
        return _tooFew[at + to] - _tooFew[at + from] + (_inRoom[at + to] == 0 ? 1 : 0) - (_inRoom[at + from] == 1 ? 1 : 0);
    }

    // The change in days that lack.
    private int Days(int course, int from, int to)
    {
        if (from == to) return 0;
        var at = course * _ctt.Days;
        var days = _days[course] + (_inDay[at + to] == 0 ? 1 : 0) - (_inDay[at + from] == 1 ? 1 : 0);
        return 5 * (Math.Max(0, _least[course] - days) - Math.Max(0, _least[course] - _days[course]));
    }

    // The change in lectures standing alone; in curricula that hold the other course too, the two only change places.
    private int Curricula(int course, int butOf, ulong from, ulong to)
    {
        if (from == to) return 0;
        var turned = from ^ to;
        var change = 0;
        foreach (var q in _curricula[course])
            if (butOf < 0 || !_holds[(butOf * _week.Length) + q]) change += Alone(_week[q] ^ turned) - Alone(_week[q]);
        return 2 * change;
    }

    private static int Alone(ulong week) => BitOperations.PopCount(week & ~(week << 1) & ~(week >> 1));

    private void Add(int lecture, int slot)
    {
        var (course, period, room) = (_course[lecture], _period[slot], _room[slot]);
        foreach (var foe in _foes[course]) _clashes[(foe * _periods) + period]++;
        if (_inDay[(course * _ctt.Days) + _dayOf[slot]]++ == 0 && ++_days[course] <= _least[course]) _soft -= 5;
        if (_inRoom[(course * _rooms) + room]++ == 0) _soft++;
        _soft += _tooFew[(course * _rooms) + room];
        Turn(course, slot);
        _at[lecture] = slot;
        _who[slot] = lecture;
        _out--;
    }

    private void Remove(int lecture)
    {
        var slot = _at[lecture];
        var (course, period, room) = (_course[lecture], _period[slot], _room[slot]);
        foreach (var foe in _foes[course]) _clashes[(foe * _periods) + period]--;
        if (--_inDay[(course * _ctt.Days) + _dayOf[slot]] == 0 && _days[course]-- <= _least[course]) _soft += 5;
        if (--_inRoom[(course * _rooms) + room] == 0) _soft--;
        _soft -= _tooFew[(course * _rooms) + room];
        Turn(course, slot);
        _at[lecture] = -1;
        _who[slot] = -1;
        _out++;
    }

    private void Turn(int course, int slot)
    {
        foreach (var q in _curricula[course])
        {
            _soft -= 2 * Alone(_week[q]);
            _week[q] ^= _bit[slot];
            _soft += 2 * Alone(_week[q]);
        }
    }
}
