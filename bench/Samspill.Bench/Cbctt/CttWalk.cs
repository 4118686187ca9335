using Samspill.Planning.Search;

namespace Samspill.Bench.Cbctt;

/// <summary>A walk through course timetables: a lecture goes to another period and room, and who is there comes here.</summary>
/// <remarks>Moves and conflicts on the way after Bellio, Ceschia, Di Gaspero, Schaerf and Urli (Computers &amp; Operations Research 65, 2016).</remarks>
internal sealed class CttWalk : IWalk<CttWalk, int[]>
{
    private const int Conflict = 100;
    private const int MostGain = 60;
    private readonly Ctt _ctt;
    private readonly Chance _chance;
    private readonly int _rooms;
    private readonly int _periods;
    private readonly int _perDay;
    private readonly int[] _course;
    private readonly int[] _at;
    private readonly int[] _who;
    private readonly int[][] _foes;
    private readonly int[][] _curricula;
    private readonly bool[] _areFoes;
    private readonly int[] _clashes;
    private readonly int[] _inDay;
    private readonly int[] _inRoom;
    private readonly int[] _days;
    private readonly int[] _presence;
    private readonly int[] _tooFew;
    private int _violations;
    private int _soft;

    public CttWalk(Ctt ctt, Chance chance)
    {
        (_ctt, _chance, _rooms, _periods, _perDay) = (ctt, chance, ctt.Rooms.Length, ctt.Periods, ctt.PerDay);
        var courses = ctt.Courses.Length;
        _course = [.. ctt.Courses.SelectMany((c, i) => Enumerable.Repeat(i, c.Lectures))];
        _curricula = [.. Enumerable.Range(0, courses).Select(c => Enumerable.Range(0, ctt.Curricula.Length).Where(q => ctt.Curricula[q].Contains(c)).ToArray())];
        _foes = [.. Enumerable.Range(0, courses).Select(c => Enumerable.Range(0, courses).Where(o => o == c || ctt.Courses[o].Teacher == ctt.Courses[c].Teacher || _curricula[o].Intersect(_curricula[c]).Any()).ToArray())];
        _at = new int[_course.Length];
        _who = new int[_periods * _rooms];
        _areFoes = new bool[courses * courses];
        for (var c = 0; c < courses; c++)
            foreach (var foe in _foes[c]) _areFoes[(c * courses) + foe] = true;
        _clashes = new int[courses * _periods];
        _inDay = new int[courses * ctt.Days];
        _inRoom = new int[courses * _rooms];
        _days = new int[courses];
        _presence = new int[ctt.Curricula.Length * _periods];
        _tooFew = [.. ctt.Courses.SelectMany(c => ctt.Rooms.Select(r => Math.Max(0, c.Students - r.Capacity)))];
        Array.Fill(_who, -1);
        foreach (var course in ctt.Courses) _soft += 5 * course.LeastDays;
        _soft -= courses;
        var free = Enumerable.Range(0, _who.Length).OrderBy(_ => chance.Below(1 << 30)).ToList();
        for (var lecture = 0; lecture < _course.Length; lecture++)
        {
            var slot = free.Find(s => ctt.Available[_course[lecture]][s / _rooms] && _clashes[(_course[lecture] * _periods) + (s / _rooms)] == 0);
            if (slot == 0 && _who[0] >= 0) slot = free.Find(s => ctt.Available[_course[lecture]][s / _rooms] && _who[s] < 0);
            free.Remove(slot);
            Add(lecture, slot);
        }
    }

    public long Cost => (_violations * 1000L) + _soft;

    public bool IsWhole => true;

    public void Move(double temperature)
    {
        var lecture = _chance.Below(_course.Length);
        var (from, to) = (_at[lecture], _chance.Below(_who.Length));
        var other = _who[to];
        if (from == to || !_ctt.Available[_course[lecture]][to / _rooms]) return;
        if (other >= 0 && (_course[other] == _course[lecture] || !_ctt.Available[_course[other]][from / _rooms])) return;
        var before = (_violations * Conflict) + _soft;
        var tolerance = _chance.Tolerance(temperature);
        // Most moves clash; they are turned down before the rest is reckoned.
        if ((Clashing(_course[lecture], other < 0 ? -1 : _course[other], from / _rooms, to / _rooms) * Conflict) - MostGain > tolerance) return;
        Remove(lecture);
        if (other >= 0)
        {
            Remove(other);
            Add(other, from);
        }
        Add(lecture, to);
        if ((_violations * Conflict) + _soft - before <= tolerance) return;
        Remove(lecture);
        if (other >= 0)
        {
            Remove(other);
            Add(other, to);
        }
        Add(lecture, from);
    }

    public int[] Snapshot(int[]? into)
    {
        into ??= new int[_at.Length];
        _at.CopyTo(into, 0);
        return into;
    }

    public List<(int Course, int Period, int Room)> Plan(int[] solution) => [.. solution.Select((slot, lecture) => (_course[lecture], slot / _rooms, slot % _rooms))];

    // Each walk goes its own way: following the best would only shorten both.
    public static void Meet(ReadOnlySpan<CttWalk> walks, int round)
    {
    }

    // How many more clashes there would be.
    private int Clashing(int course, int other, int from, int to)
    {
        if (from == to) return 0;
        var more = _clashes[(course * _periods) + to] - _clashes[(course * _periods) + from] + 1;
        if (other < 0) return more;
        more += _clashes[(other * _periods) + from] - _clashes[(other * _periods) + to] + 1;
        return _areFoes[(course * _foes.Length) + other] ? more - 2 : more;
    }

    private void Add(int lecture, int slot)
    {
        var (course, period, room) = (_course[lecture], slot / _rooms, slot % _rooms);
        _violations += _clashes[(course * _periods) + period];
        foreach (var foe in _foes[course]) _clashes[(foe * _periods) + period]++;
        if (_inDay[(course * _ctt.Days) + (period / _perDay)]++ == 0 && ++_days[course] <= _ctt.Courses[course].LeastDays) _soft -= 5;
        if (_inRoom[(course * _rooms) + room]++ == 0) _soft++;
        _soft += _tooFew[(course * _rooms) + room];
        foreach (var q in _curricula[course])
        {
            _soft -= Alone(q, period);
            _presence[(q * _periods) + period]++;
            _soft += Alone(q, period);
        }
        _at[lecture] = slot;
        _who[slot] = lecture;
    }

    private void Remove(int lecture)
    {
        var slot = _at[lecture];
        var (course, period, room) = (_course[lecture], slot / _rooms, slot % _rooms);
        foreach (var foe in _foes[course]) _clashes[(foe * _periods) + period]--;
        _violations -= _clashes[(course * _periods) + period];
        if (--_inDay[(course * _ctt.Days) + (period / _perDay)] == 0 && _days[course]-- <= _ctt.Courses[course].LeastDays) _soft += 5;
        if (--_inRoom[(course * _rooms) + room] == 0) _soft--;
        _soft -= _tooFew[(course * _rooms) + room];
        foreach (var q in _curricula[course])
        {
            _soft -= Alone(q, period);
            _presence[(q * _periods) + period]--;
            _soft += Alone(q, period);
        }
        if (_who[slot] == lecture) _who[slot] = -1;
    }

    // What the lectures of a curriculum standing alone cost at a period and its two neighbours.
    private int Alone(int curriculum, int period)
    {
        var at = (curriculum * _periods) + period;
        var hour = period % _perDay;
        int Of(int i) => hour + i < 0 || hour + i >= _perDay ? 0 : _presence[at + i];
        var (a, b, c, d, e) = (Of(-2), Of(-1), Of(0), Of(1), Of(2));
        return 2 * ((a == 0 && c == 0 ? b : 0) + (b == 0 && d == 0 ? c : 0) + (c == 0 && e == 0 ? d : 0));
    }
}
