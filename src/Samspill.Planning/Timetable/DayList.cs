namespace Samspill.Planning.Timetable;

/// <summary>A lesson on somebody's day.</summary>
internal readonly record struct Entry(int Start, int End, int Lesson, int Room, int Site);

/// <summary>The lessons of one teacher or one room on one day, by start.</summary>
internal sealed class DayList
{
    private Entry[] _entries = [];

    public int Count { get; private set; }

    public ReadOnlySpan<Entry> Entries => new(_entries, 0, Count);

    public void Add(in Entry entry)
    {
        if (Count == _entries.Length) Array.Resize(ref _entries, Math.Max(4, 2 * Count));
        var at = Count++;
        for (; at > 0 && _entries[at - 1].Start > entry.Start; at--) _entries[at] = _entries[at - 1];
        _entries[at] = entry;
    }

    public void Remove(int lesson)
    {
        var at = 0;
        while (_entries[at].Lesson != lesson) at++;
        Count--;
        for (; at < Count; at++) _entries[at] = _entries[at + 1];
    }

    public void CopyFrom(DayList other)
    {
        if (_entries.Length < other.Count) _entries = new Entry[other._entries.Length];
        other.Entries.CopyTo(_entries);
        Count = other.Count;
    }
}
