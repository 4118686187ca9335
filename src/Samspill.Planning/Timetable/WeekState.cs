namespace Samspill.Planning.Timetable;

/// <summary>A week under construction: where every lesson is, who is busy when, and what it all costs, kept up to date move by move.</summary>
/// <remarks>
/// A lesson that is not placed weighs its urge in the search, which raises it while the lesson stays out. Changes are noted until
/// <see cref="Keep"/> or <see cref="Undo"/>.
/// </remarks>
internal sealed class WeekState
{
    private readonly TimetableIndex _index;
    private readonly DayPrice _price;
    private readonly Place[] _at;
    private readonly long[] _own;
    private readonly long[] _dayCost;
    private readonly int[] _minutes;
    private readonly DayList[] _teacherDays;
    private readonly DayList[] _roomDays;
    private readonly RoomHours _hours;
    private readonly List<int> _out = [];
    private readonly int[] _outAt;
    private readonly List<Step> _journal = [];
    private long _placed;
    private long _urgeOut;

    public WeekState(TimetableIndex index)
    {
        _index = index;
        _price = new DayPrice(index);
        _at = new Place[index.Lessons];
        Array.Fill(_at, Place.Nowhere);
        _own = new long[index.Lessons];
        _dayCost = new long[index.Teachers * index.Days];
        _minutes = new int[index.Teachers * index.Days];
        _teacherDays = new DayList[index.Teachers * index.Days];
        _roomDays = new DayList[index.Rooms * index.Days];
        _hours = new RoomHours(index);
        Mine = new Share(index);
        for (var i = 0; i < _teacherDays.Length; i++) _teacherDays[i] = new DayList();
        for (var i = 0; i < _roomDays.Length; i++) _roomDays[i] = new DayList();
        Urge = (long[])index.Unplaced.Clone();
        _outAt = new int[index.Lessons];
        for (var l = 0; l < index.Lessons; l++) GoOut(l);
        _placed = (long)index.Problem.Weights.Together * index.Problem.Together.Count;
        for (var l = 0; l < index.Lessons; l++)
            if (index.Fixed[l]) Put(l, index.FixedAt[l]);
        Keep();
    }

    public TimetableIndex Index => _index;

    /// <summary>What may be changed here; everything that is not fixed, unless several walks share the week.</summary>
    public Share Mine { get; }

    /// <summary>What the search goes by.</summary>
    public long Score => _placed + _urgeOut;

    /// <summary>What the week costs by the problem's rules.</summary>
    public long Cost => _placed + UnplacedCost;

    /// <summary>The part of <see cref="Cost"/> that lessons out of the week make up.</summary>
    public long UnplacedCost { get; private set; }

    /// <summary>What each lesson weighs in the search while it is not placed.</summary>
    public long[] Urge { get; }

    /// <summary>The lessons that are not placed, in no order.</summary>
    public IReadOnlyList<int> Out => _out;

    public Place At(int lesson) => _at[lesson];

    public ReadOnlySpan<Entry> OfTeacher(int teacher, int day) => _teacherDays[(teacher * _index.Days) + day].Entries;

    public ReadOnlySpan<Entry> OfRoom(int room, int day) => _roomDays[(room * _index.Days) + day].Entries;

    public bool IsOpen(int room, int day, int start, int end) => _hours.IsOpen(room, day, start, end);

    /// <summary>Whether nobody, or only the lesson itself, is in a room.</summary>
    public bool IsFree(int room, int day, int start, int end, int lesson)
    {
        var at = _at[lesson];
        if (at.Room != room || at.Day != day) return _hours.IsFree(room, day, start, end);
        foreach (ref readonly var other in OfRoom(room, day))
            if (other.Start < end && start < other.End && other.Lesson != lesson) return false;
        return true;
    }

    public int MinutesOf(int teacher, int day) => _minutes[(teacher * _index.Days) + day];

    public void Raise(int lesson, long urge)
    {
        if (!_at[lesson].IsPlaced) _urgeOut += urge - Urge[lesson];
        Urge[lesson] = urge;
    }

    /// <summary>How much the score would change if a lesson stood elsewhere and all else stayed; <see cref="DayPrice.Impossible"/> when it cannot.</summary>
    /// <param name="lesson">Placed or not.</param>
    /// <param name="to">A place that <see cref="OwnCost"/> does not refuse.</param>
    /// <param name="own">What the lesson itself would cost there.</param>
    public long Change(int lesson, Place to, long own)
    {
        var end = to.Start + _index.Minutes[lesson];
        if (!IsFree(to.Room, to.Day, to.Start, end, lesson)) return DayPrice.Impossible;
        var site = _index.RoomSite[to.Room];
        foreach (var other in _index.Neighbours[lesson])
            if (Clash(to.Day, to.Start, end, site, other)) return DayPrice.Impossible;
        var from = _at[lesson];
        var day = (to.Teacher * _index.Days) + to.Day;
        var same = from.Day == to.Day && from.Teacher == to.Teacher;
        var minutes = _minutes[day] + (same ? 0 : _index.Minutes[lesson]);
        if (minutes > _index.MaxMinutes[to.Teacher]) return DayPrice.Impossible;
        var change = _price.With(to.Teacher, _teacherDays[day].Entries, _dayCost[day], new Entry(to.Start, end, lesson, to.Room, site), same);
        if (change >= DayPrice.Impossible) return change;
        change += own;
        if (!from.IsPlaced) change -= Urge[lesson];
        else
        {
            change -= _own[lesson];
            if (!same)
            {
                var left = (from.Teacher * _index.Days) + from.Day;
                change += _price.Without(from.Teacher, _teacherDays[left].Entries, _dayCost[left], lesson);
            }
        }
        foreach (var other in _index.Together[lesson]) change += Apart(lesson, to, other) - Apart(lesson, from, other);
        return change;
    }

    /// <summary>What a lesson itself costs at a place (site, windows, change); -1 when it may not be there whatever the others do.</summary>
    public long OwnCost(int lesson, Place place)
    {
        var choice = Array.IndexOf(_index.TeacherChoices[lesson], place.Teacher);
        if (choice < 0) return -1;
        var window = _index.Times.Cost(lesson, choice, place.Day, place.Start);
        if (window < 0 || !IsOpen(place.Room, place.Day, place.Start, place.Start + _index.Minutes[lesson])) return -1;
        foreach (var room in _index.RoomChoices[lesson])
            if (room.Room == place.Room) return window + room.Cost + _index.ChangeCost(lesson, place);
        return -1;
    }

    /// <summary>Whether a lesson at a time and site clashes with another's place by a pupil they share.</summary>
    public bool Clash(int day, int start, int end, int site, int other)
    {
        var at = _at[other];
        if (at.Day != day) return false;
        var otherSite = _index.RoomSite[at.Room];
        var otherEnd = at.Start + _index.Minutes[other];
        return start < otherEnd + _index.Travel[(otherSite * _index.Sites) + site] && at.Start < end + _index.Travel[(site * _index.Sites) + otherSite];
    }

    /// <summary>Takes a placed lesson out.</summary>
    public void Take(int lesson)
    {
        var from = _at[lesson];
        _journal.Add(new(lesson, from, _own[lesson], _dayCost[(from.Teacher * _index.Days) + from.Day], _placed));
        Remove(lesson);
        _placed -= _own[lesson];
        Reprice((from.Teacher * _index.Days) + from.Day, from.Teacher);
        foreach (var other in _index.Together[lesson]) _placed += Apart(lesson, Place.Nowhere, other) - Apart(lesson, from, other);
    }

    /// <summary>Places a lesson that is out. That nothing clashes is the caller's care.</summary>
    public void Put(int lesson, Place place) => Put(lesson, place, OwnCost(lesson, place));

    /// <summary>Places a lesson whose own cost at the place is known.</summary>
    public void Put(int lesson, Place place, long own)
    {
        var day = (place.Teacher * _index.Days) + place.Day;
        _journal.Add(new(lesson, Place.Nowhere, 0, _dayCost[day], _placed));
        Insert(lesson, place, own);
        _placed += own;
        Reprice(day, place.Teacher);
        foreach (var other in _index.Together[lesson]) _placed += Apart(lesson, place, other) - Apart(lesson, Place.Nowhere, other);
    }

    /// <summary>Places what can stand where a plan has it, lesson by lesson.</summary>
    public void PutAll(Place[] plan)
    {
        for (var l = 0; l < plan.Length; l++)
        {
            if (_at[l].IsPlaced || !plan[l].IsPlaced || plan[l].Room < 0 || plan[l].Teacher < 0 || plan[l].Start % _index.Grain != 0) continue;
            var own = OwnCost(l, plan[l]);
            if (own >= 0 && Change(l, plan[l], own) < DayPrice.Impossible) Put(l, plan[l]);
        }
        // A long day without a break may stand on the way, not in the end.
        for (var l = 0; l < plan.Length && _placed > DayPrice.Unbearable; l++)
            if (_at[l].IsPlaced && !_index.Fixed[l] && _dayCost[(_at[l].Teacher * _index.Days) + _at[l].Day] > DayPrice.Unbearable) Take(l);
        Keep();
    }

    /// <summary>What has been done since the last time stands.</summary>
    public void Keep() => _journal.Clear();

    /// <summary>How much has been done since the last <see cref="Keep"/>.</summary>
    public int Mark => _journal.Count;

    /// <summary>What has been done since the last <see cref="Keep"/> is undone.</summary>
    public void Undo() => UndoTo(0);

    /// <summary>What has been done since a mark is undone.</summary>
    public void UndoTo(int mark)
    {
        for (var i = _journal.Count - 1; i >= mark; i--)
        {
            // What the day and the week cost before is known; nothing is reckoned anew.
            var step = _journal[i];
            var at = step.From.IsPlaced ? step.From : _at[step.Lesson];
            if (step.From.IsPlaced) Insert(step.Lesson, step.From, step.Own);
            else Remove(step.Lesson);
            _dayCost[(at.Teacher * _index.Days) + at.Day] = step.DayCost;
            _placed = step.Placed;
        }
        _journal.RemoveRange(mark, _journal.Count - mark);
    }

    /// <summary>Makes this week that one, urges included.</summary>
    public void CopyFrom(WeekState other)
    {
        other._at.CopyTo(_at, 0);
        other._own.CopyTo(_own, 0);
        other._dayCost.CopyTo(_dayCost, 0);
        other._minutes.CopyTo(_minutes, 0);
        other.Urge.CopyTo(Urge, 0);
        other._outAt.CopyTo(_outAt, 0);
        for (var i = 0; i < _teacherDays.Length; i++) _teacherDays[i].CopyFrom(other._teacherDays[i]);
        for (var i = 0; i < _roomDays.Length; i++) _roomDays[i].CopyFrom(other._roomDays[i]);
        _hours.CopyFrom(other._hours);
        _out.Clear();
        _out.AddRange(other._out);
        (_placed, _urgeOut, UnplacedCost) = (other._placed, other._urgeOut, other.UnplacedCost);
        _journal.Clear();
    }

    private void Insert(int lesson, Place place, long own)
    {
        var site = _index.RoomSite[place.Room];
        var entry = new Entry(place.Start, place.Start + _index.Minutes[lesson], lesson, place.Room, site);
        var day = (place.Teacher * _index.Days) + place.Day;
        _teacherDays[day].Add(entry);
        _roomDays[(place.Room * _index.Days) + place.Day].Add(entry);
        _hours.Turn(place.Room, place.Day, entry.Start, entry.End);
        _minutes[day] += _index.Minutes[lesson];
        _at[lesson] = place;
        _own[lesson] = own;
        ComeIn(lesson);
    }

    private void Remove(int lesson)
    {
        var place = _at[lesson];
        var day = (place.Teacher * _index.Days) + place.Day;
        _teacherDays[day].Remove(lesson);
        _roomDays[(place.Room * _index.Days) + place.Day].Remove(lesson);
        _hours.Turn(place.Room, place.Day, place.Start, place.Start + _index.Minutes[lesson]);
        _minutes[day] -= _index.Minutes[lesson];
        _at[lesson] = Place.Nowhere;
        GoOut(lesson);
    }

    private void Reprice(int day, int teacher)
    {
        var cost = _price.Of(teacher, _teacherDays[day].Entries);
        _placed += cost - _dayCost[day];
        _dayCost[day] = cost;
    }

    private void GoOut(int lesson)
    {
        _outAt[lesson] = _out.Count;
        _out.Add(lesson);
        _urgeOut += Urge[lesson];
        UnplacedCost += _index.Unplaced[lesson];
    }

    private void ComeIn(int lesson)
    {
        var last = _out[^1];
        _out[_outAt[lesson]] = last;
        _outAt[last] = _outAt[lesson];
        _out.RemoveAt(_out.Count - 1);
        _urgeOut -= Urge[lesson];
        UnplacedCost -= _index.Unplaced[lesson];
    }

    // What the pair costs when the lesson stands there and the other where it is.
    private long Apart(int lesson, Place place, int other)
    {
        var at = _at[other];
        if (!place.IsPlaced || at.Day != place.Day || _index.RoomSite[at.Room] != _index.RoomSite[place.Room]) return _index.Problem.Weights.Together;
        var gap = at.Start >= place.Start ? at.Start - place.Start - _index.Minutes[lesson] : place.Start - at.Start - _index.Minutes[other];
        return gap <= CostRules.CloseTogether ? 0 : _index.Problem.Weights.Together;
    }

    // A lesson taken out of a place, or (from nowhere) put into one, and what stood on the teacher's day and on the whole before.
    private readonly record struct Step(int Lesson, Place From, long Own, long DayCost, long Placed);
}
