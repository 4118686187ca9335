namespace Samspill.Planning.Placement;

/// <summary>How a run stands: who has what after the rounds so far, what seats are left, which courses have closed.</summary>
internal sealed class Standing
{
    private readonly Outcome[] _eligible;
    private readonly PriorityOrder[] _orders;
    private readonly int[] _heldBefore;
    private readonly int[] _mayHold;
    private readonly int[] _held;
    private readonly int[] _left;
    private readonly int[][] _reserveLeft;
    private readonly int[] _placedIn;
    private readonly int[] _firstCompeted;
    private readonly int[] _lastRound;
    private readonly int[] _lastAdmitted;
    private readonly bool[] _closed;

    public Standing(PlacementIndex index)
    {
        Index = index;
        var (applications, courses) = (index.Applications.Length, index.Courses.Length);
        _eligible = Eligibility.Of(index);
        _heldBefore = [.. index.Pupils.Select(p => p.Holds.Count)];
        _mayHold = [.. index.Pupils.Select(p => p.Holds.Count + Eligibility.MayGet(index.Problem.Rules, p))];
        _held = new int[index.Pupils.Length];
        _left = new int[courses];
        _reserveLeft = new int[courses][];
        _placedIn = new int[applications];
        _firstCompeted = new int[applications];
        _lastRound = new int[courses];
        _lastAdmitted = new int[courses];
        _closed = new bool[courses];
        var measures = new Measures(index);
        PriorityOrder Order(IReadOnlyList<PriorityRule> rules) => new(index, rules, measures) { Held = _held };
        var common = Order(index.Problem.Rules.Order);
        _orders = [.. index.Courses.Select(c => c.Order is { } own ? Order(own) : common)];
        Restart();
    }

    public PlacementIndex Index { get; }

    public PriorityOrder OrderOf(int course) => _orders[course];

    public Outcome Eligible(int application) => _eligible[application];

    public bool IsClosed(int course) => _closed[course];

    public int RoundOf(int application) => _placedIn[application];

    public int FirstCompeted(int application) => _firstCompeted[application];

    /// <summary>The last round in which the course admitted anybody, 0 for none, and who came in last by the open order, -1 for nobody.</summary>
    public (int Round, int Application) LastAdmitted(int course) => (_lastRound[course], _lastAdmitted[course]);

    public bool IsOpen(int application) =>
        _eligible[application] == Outcome.Waiting && _placedIn[application] == 0 && !_closed[Index.Course[application]];

    public void Competes(int application, int round)
    {
        if (_firstCompeted[application] == 0) _firstCompeted[application] = round;
    }

    /// <summary>How many more places the pupil may get.</summary>
    public int MayGet(int pupil) => _mayHold[pupil] - _held[pupil];

    /// <summary>The places a pupil had when the round began.</summary>
    public int HeldAtStartOf(int round, int pupil)
    {
        var held = _heldBefore[pupil];
        for (var wish = Index.WishStart[pupil]; wish < Index.WishStart[pupil + 1]; wish++)
            if (_placedIn[wish] > 0 && _placedIn[wish] < round) held++;
        return held;
    }

    public CourseSeats SeatsOf(int course) => new(Index, Index.Courses[course], _orders[course], _left[course], _reserveLeft[course].Length == 0 ? [] : [.. _reserveLeft[course]]);

    /// <summary>Makes what an acceptance ended with final. Returns the pupils who got a place.</summary>
    public List<int> Settle(Acceptance acceptance, int round)
    {
        var pupils = new List<int>();
        foreach (var course in acceptance.Courses)
        {
            var seats = acceptance.Seats(course);
            var before = pupils.Count;
            for (var i = 0; i < seats.Reserved.Length; i++)
            {
                _reserveLeft[course][i] -= seats.Reserved[i].Count;
                Give(seats.Reserved[i], round, pupils);
            }
            Give(seats.Open, round, pupils);
            if (pupils.Count == before) continue;
            _left[course] -= pupils.Count - before;
            _lastRound[course] = round;
            _lastAdmitted[course] = seats.Open.Count > 0 ? seats.Open.Last.Application : -1;
        }
        return pupils;
    }

    private void Give(SeatHeap seats, int round, List<int> pupils)
    {
        foreach (var contender in seats.Items)
        {
            _placedIn[contender.Application] = round;
            _held[Index.Pupil[contender.Application]]++;
            pupils.Add(Index.Pupil[contender.Application]);
        }
    }

    /// <summary>
    /// Closes what must close next: the course furthest below its minimum. Those where nobody came in go at once, because closing
    /// them changes nothing for anybody.
    /// </summary>
    /// <returns>The course whose pupils must look elsewhere; -1 when nobody has to.</returns>
    public int CloseTheShortest()
    {
        var shortest = -1;
        for (var c = 0; c < _closed.Length; c++)
        {
            var course = Index.Courses[c];
            if (_closed[c] || course.Enrolled > 0 || Took(c) >= course.Minimum) continue;
            if (Took(c) == 0) _closed[c] = true;
            else if (shortest < 0 || IsShorter(c, shortest)) shortest = c;
        }
        if (shortest >= 0) _closed[shortest] = true;
        return shortest;
    }

    private int Took(int course) => Index.Courses[course].Capacity - _left[course];

    private bool IsShorter(int course, int other)
    {
        var (mine, its) = ((long)Took(course) * Index.Courses[other].Minimum, (long)Took(other) * Index.Courses[course].Minimum);
        return mine != its ? mine < its : IdOrder.Compare(Index.Courses[course].Id, Index.Courses[other].Id) < 0;
    }

    /// <summary>Back to before the first round was settled. Who competed in it, and what has closed, stand.</summary>
    public void Restart()
    {
        _heldBefore.CopyTo(_held, 0);
        for (var c = 0; c < _left.Length; c++)
        {
            _left[c] = Index.Courses[c].Capacity;
            _reserveLeft[c] = Index.Courses[c].Reserved.Count == 0 ? [] : [.. Index.Courses[c].Reserved.Select(r => r.Places)];
        }
        Array.Clear(_placedIn);
        Array.Clear(_lastRound);
        for (var a = 0; a < _firstCompeted.Length; a++)
            if (_firstCompeted[a] > 1) _firstCompeted[a] = 0;
    }
}
