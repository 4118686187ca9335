namespace Samspill.Planning.Placement;

/// <summary>The seats of one course during one deferred acceptance: each reserve in turn, then the open ones.</summary>
/// <remarks>
/// One application is weighed at a time. Whom a reserve turns out goes on to the next reserve and to the open seats like a newcomer;
/// at most one is turned out of the course, and never gets in again. The choice is the same as from all who ever asked, in any order.
/// </remarks>
internal sealed class CourseSeats(PlacementIndex index, PlacementCourse course, PriorityOrder order, int left, int[] reserveLeft)
{
    private readonly SeatHeap[] _reserved = reserveLeft.Length == 0 ? [] : [.. reserveLeft.Select(_ => new SeatHeap(order))];
    private int _taken;

    public SeatHeap Open { get; } = new(order);

    public ReadOnlySpan<SeatHeap> Reserved => _reserved;

    /// <summary>Lets an application ask for a seat.</summary>
    /// <returns>The application that has no seat after this, perhaps the same; -1 for none.</returns>
    public int Ask(int application)
    {
        if (left == 0) return application;
        var asking = order.Contend(application);
        for (var i = 0; i < _reserved.Length; i++)
        {
            if (reserveLeft[i] == 0 || !Has(asking, course.Reserved[i].Flag)) continue;
            if (_reserved[i].Count < reserveLeft[i])
            {
                _reserved[i].Push(asking);
                return ++_taken > left ? TurnOutLast() : -1;
            }
            asking = _reserved[i].Exchange(asking);
        }
        if (_taken < left)
        {
            Open.Push(asking);
            _taken++;
            return -1;
        }
        return Open.Count == 0 ? asking.Application : Open.Exchange(asking).Application;
    }

    // A reserve has grown beyond the course's seats: the open seats shrink, or, when there are none, the last reserve in use.
    private int TurnOutLast()
    {
        _taken--;
        if (Open.Count > 0) return Open.Pop().Application;
        var i = _reserved.Length - 1;
        while (_reserved[i].Count == 0) i--;
        return _reserved[i].Pop().Application;
    }

    public void Clear()
    {
        _taken = 0;
        Open.Clear();
        foreach (var heap in _reserved) heap.Clear();
    }

    private bool Has(Contender c, string flag) =>
        Eligibility.Has(index.Pupils[index.Pupil[c.Application]], index.Applications[c.Application], flag);
}
