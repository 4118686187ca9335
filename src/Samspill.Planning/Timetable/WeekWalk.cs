using Samspill.Planning.Search;

namespace Samspill.Planning.Timetable;

/// <summary>A walk from week to week, one move at a time.</summary>
internal sealed class WeekWalk : IWalk<WeekWalk, Place[]>
{
    // How many moves for each lesson of a teacher are made before going on to the next; fewer while lessons are out.
    private const int Stay = 40;
    private const int StayWhileOut = 12;

    // Of 256 moves so many rebuild; of 256 of those so many pack whole days; of 256 others so many push; of 256 that meet somebody so many
    // eject: that brings lessons in, and once all are in it wins little for the time it takes.
    private const int Rebuilding = 80;
    private const int PackingDays = 12;
    private const int Pushing = 24;
    private const int Ejecting = 24;
    private const int EjectingWhileOut = 64;

    // Of 256 moves so many are for a lesson that is out, and of 256 teachers chosen so many for that they could give one.
    private const int ForOneOut = 40;
    private const int TeacherForOneOut = 96;

    // What is left out weighs at first what a few days of a teacher do, and at most so many times its true weight.
    private const int FirstUrge = 25;
    private const int MostUrgent = 8;
    private readonly TimetableIndex _index;
    private readonly Chance _chance;
    private readonly Places _places;
    private readonly Ejection _ejection;
    private readonly Rebuild _rebuild;
    private readonly Push _push;
    private readonly bool[] _hopeless;
    private readonly int _hopelessCount;
    private readonly long _hopelessCost;
    private int _teacher;
    private int _stay;
    private long _mostUrgent = MostUrgent;
    private bool _whole;

    public WeekWalk(TimetableIndex index, Chance chance)
    {
        (_index, _chance, Week) = (index, chance, new WeekState(index));
        _places = new Places(Week, chance);
        _ejection = new Ejection(Week, _places, chance);
        _rebuild = new Rebuild(Week, _places, chance);
        _push = new Push(Week, _places, _ejection, chance);
        _hopeless = [.. Enumerable.Range(0, index.Lessons).Select(l => Ways(l) == 0)];
        _hopelessCount = _hopeless.Count(h => h);
        _hopelessCost = Enumerable.Range(0, index.Lessons).Where(l => _hopeless[l]).Sum(l => index.Unplaced[l]);
        var urge = (long)(FirstUrge * new Temperatures(index.Problem.Weights, gentle: false).Hot);
        for (var l = 0; l < index.Lessons; l++) Week.Raise(l, Math.Min(index.Unplaced[l], urge));
    }

    public WeekState Week { get; }

    public long Cost => Week.Cost;

    public static int Stretch => 8192;

    public bool IsWhole => Week.UnplacedCost <= _hopelessCost;

    private bool SomeOut => Week.Out.Count > _hopelessCount;

    /// <summary>A first week: teacher by teacher, day by day; then what is left, the lessons with the fewest ways in first.</summary>
    public void Construct(CancellationToken cancellation)
    {
        var best = new BestPlace(Week, _places, _chance);
        var packing = new Packing(Week, _places, best, _chance);
        var lessons = new List<int>();
        for (var t = 0; t < _index.Teachers && !cancellation.IsCancellationRequested; t++)
        {
            lessons.Clear();
            foreach (var lesson in _index.ByTeacher[t])
                if (!Week.At(lesson).IsPlaced && !_hopeless[lesson] && _index.TeacherChoices[lesson][0] == t) lessons.Add(lesson);
            packing.Pack(t, lessons, long.MaxValue);
            Week.Keep();
        }
        var order = Week.Out.Where(l => !_hopeless[l]).ToArray();
        Array.Sort(order, (a, b) => Ways(a) != Ways(b) ? Ways(a).CompareTo(Ways(b)) : a.CompareTo(b));
        foreach (var lesson in order)
        {
            if (cancellation.IsCancellationRequested) break;
            if (best.Find(lesson) is { IsPlaced: true } place) Week.Put(lesson, place);
            Week.Keep();
        }
    }

    /// <summary>For a week that families know: what is out weighs what it costs, no less and no more, and is brought in with the fewest changes.</summary>
    public void Mend(Func<bool> enough)
    {
        _mostUrgent = 1;
        for (var l = 0; l < _index.Lessons; l++) Week.Raise(l, _index.Unplaced[l]);
        var order = Week.Out.Where(l => !_hopeless[l]).OrderBy(Ways).ThenBy(l => l).ToArray();
        new PushingIn(Week, _places, _ejection, _chance).Run(order, enough);
    }

    public void CopyFrom(WeekWalk other)
    {
        _mostUrgent = other._mostUrgent;
        Week.CopyFrom(other.Week);
    }

    public Place[] Snapshot(Place[]? into)
    {
        into ??= new Place[_index.Lessons];
        for (var l = 0; l < into.Length; l++) into[l] = Week.At(l);
        return into;
    }

    public static void Meet(ReadOnlySpan<WeekWalk> walks, int round)
    {
        if (walks.Length == 1) return;
        var whole = walks[0]._whole;
        if (whole) Division.Merge(walks);
        else if (round % 8 == 0) whole = FollowTheBest(walks);
        foreach (var walk in walks) walk._whole = whole;
        if (whole) Division.Divide(walks, walks[0]._chance);
        else Division.Dissolve(walks);
    }

    // Until the week is whole each walk tries by itself; only then do they share it.
    private static bool FollowTheBest(ReadOnlySpan<WeekWalk> walks)
    {
        var best = walks[0];
        foreach (var walk in walks)
            if (walk.Cost < best.Cost) best = walk;
        foreach (var walk in walks)
            if (walk != best) walk.CopyFrom(best);
        return best.IsWhole;
    }

    public void Move(double temperature)
    {
        if (_index.Teachers == 0) return;
        if (--_stay < 0)
        {
            if (SomeOut && _chance.Of256(TeacherForOneOut)) _teacher = TeacherOfOneOut();
            else do _teacher = _chance.Below(_index.Teachers);
            while (Week.Mine.NotMine[_teacher] && _chance.Of256(250));
            _stay = (SomeOut ? StayWhileOut : Stay) * _index.ByTeacher[_teacher].Length;
        }
        var tolerance = (long)_chance.Tolerance(temperature);
        if (_chance.Of256(Rebuilding))
        {
            if (_chance.Of256(PackingDays)) _rebuild.TryPacking(_teacher, tolerance);
            else _rebuild.Try(_teacher, tolerance);
            return;
        }
        var lesson = ALesson();
        if (lesson < 0 || Week.Mine.Held[lesson] || _hopeless[lesson]) return;
        var kept = _chance.Of256(Pushing) ? _push.Try(lesson, tolerance) : Relocate(lesson, tolerance);
        if (!kept && !Week.At(lesson).IsPlaced) Week.Raise(lesson, Math.Min(Week.Urge[lesson] + 1 + (Week.Urge[lesson] >> 8), _mostUrgent * _index.Unplaced[lesson]));
    }

    private int TeacherOfOneOut()
    {
        var teachers = _index.TeacherChoices[Week.Out[_chance.Below(Week.Out.Count)]];
        return teachers.Length == 0 ? _chance.Below(_index.Teachers) : teachers[_chance.Below(teachers.Length)];
    }

    private int ALesson()
    {
        if (Week.Out.Count > 0 && _chance.Of256(ForOneOut)) return Week.Out[_chance.Below(Week.Out.Count)];
        var lessons = _index.ByTeacher[_teacher];
        return lessons.Length == 0 ? -1 : lessons[_chance.Below(lessons.Length)];
    }

    private bool Relocate(int lesson, long tolerance)
    {
        if (!_places.TryDraw(lesson, out var place, out var own)) return false;
        var from = Week.At(lesson);
        if (from == place) return false;
        var change = Week.Change(lesson, place, own);
        if (change < DayPrice.Impossible)
        {
            if (change > tolerance) return false;
            if (from.IsPlaced) Week.Take(lesson);
            Week.Put(lesson, place, own);
            Week.Keep();
            return true;
        }
        if (from.IsPlaced && !_chance.Of256(SomeOut ? EjectingWhileOut : Ejecting)) return false;
        var before = Week.Score;
        if (_ejection.Force(lesson, place, 6) && Week.Score - before <= tolerance)
        {
            Week.Keep();
            return true;
        }
        Week.Undo();
        return false;
    }

    private long Ways(int lesson)
    {
        var starts = 0L;
        for (var k = 0; k < _index.TeacherChoices[lesson].Length; k++)
            if (_index.Times.Of(lesson, k) is { Length: > 0 } spans) starts += spans[^1].UpTo;
        return starts * _index.RoomChoices[lesson].Length;
    }
}
