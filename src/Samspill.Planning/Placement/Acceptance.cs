namespace Samspill.Planning.Placement;

/// <summary>
/// One deferred acceptance, pupils proposing (Gale and Shapley 1962): each asks for the best wish that has not turned it down, each
/// course keeps the best who ask so far, and nothing is final until nobody is left to ask. Whoever asks first makes no difference.
/// </summary>
internal sealed class Acceptance(Standing standing, int round)
{
    private readonly PlacementIndex _index = standing.Index;
    private readonly CourseSeats?[] _seats = new CourseSeats?[standing.Index.Courses.Length];
    private readonly int[] _next = standing.Index.WishStart.AsSpan(0, standing.Index.Pupils.Length).ToArray();
    private readonly int[] _has = new int[standing.Index.Pupils.Length];
    private readonly int[] _quota = new int[standing.Index.Pupils.Length];
    private readonly Stack<int> _free = new();

    public List<int> Courses { get; } = [];

    public CourseSeats Seats(int course) => _seats[course]!;

    /// <summary>Lets a pupil take part, for at most so many places.</summary>
    public void Enter(int pupil, int quota)
    {
        _quota[pupil] = quota;
        _free.Push(pupil);
    }

    public void Run(CancellationToken cancellation)
    {
        while (_free.TryPop(out var pupil))
        {
            cancellation.ThrowIfCancellationRequested();
            while (_has[pupil] < _quota[pupil] && _next[pupil] < _index.WishStart[pupil + 1])
            {
                var wish = _next[pupil]++;
                if (!standing.IsOpen(wish)) continue;
                standing.Competes(wish, round);
                _has[pupil]++;
                var turnedOut = SeatsFor(_index.Course[wish]).Ask(wish);
                if (turnedOut < 0) continue;
                var other = _index.Pupil[turnedOut];
                _has[other]--;
                if (other != pupil) _free.Push(other);
            }
        }
    }

    /// <summary>Turns everybody out of a course that closes; they go on to their next wish when the acceptance runs on.</summary>
    public void TurnOut(int course)
    {
        if (_seats[course] is not { } seats) return;
        foreach (var heap in (ReadOnlySpan<SeatHeap>)[.. seats.Reserved, seats.Open])
        {
            foreach (var contender in heap.Items)
            {
                var pupil = _index.Pupil[contender.Application];
                _has[pupil]--;
                _free.Push(pupil);
            }
        }
        seats.Clear();
    }

    private CourseSeats SeatsFor(int course)
    {
        if (_seats[course] is { } seats) return seats;
        Courses.Add(course);
        return _seats[course] = standing.SeatsOf(course);
    }
}
