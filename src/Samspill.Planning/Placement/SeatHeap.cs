namespace Samspill.Planning.Placement;

/// <summary>Those who hold a seat for the time being, with the last in order on top.</summary>
internal sealed class SeatHeap(PriorityOrder order)
{
    private Contender[] _items = new Contender[4];

    public int Count { get; private set; }

    public Contender Last => _items[0];

    public ReadOnlySpan<Contender> Items => _items.AsSpan(0, Count);

    public void Push(Contender item)
    {
        if (Count == _items.Length) Array.Resize(ref _items, Count * 2);
        var at = Count++;
        while (at > 0)
        {
            var above = (at - 1) / 2;
            if (order.Compare(_items[above], item) >= 0) break;
            _items[at] = _items[above];
            at = above;
        }
        _items[at] = item;
    }

    public Contender Pop()
    {
        var last = _items[0];
        var item = _items[--Count];
        if (Count > 0) Sink(item);
        return last;
    }

    /// <summary>Lets the item in and the last out, which may be the item itself.</summary>
    public Contender Exchange(Contender item)
    {
        var last = _items[0];
        if (order.Compare(item, last) > 0) return item;
        Sink(item);
        return last;
    }

    public void Clear() => Count = 0;

    private void Sink(Contender item)
    {
        var at = 0;
        while (true)
        {
            var below = (2 * at) + 1;
            if (below >= Count) break;
            if (below + 1 < Count && order.Compare(_items[below + 1], _items[below]) > 0) below++;
            if (order.Compare(item, _items[below]) >= 0) break;
            _items[at] = _items[below];
            at = below;
        }
        _items[at] = item;
    }
}
