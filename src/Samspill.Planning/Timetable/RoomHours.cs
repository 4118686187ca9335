namespace Samspill.Planning.Timetable;

/// <summary>When the rooms are open and when they are taken, one bit for each grain of a day.</summary>
internal sealed class RoomHours
{
    private const int Day = 1440;
    private readonly int _days;
    private readonly int _grain;
    private readonly int _words;
    private readonly int[] _from;
    private readonly int[] _to;
    private readonly (int From, int To)[][][] _open;
    private readonly ulong[] _taken;

    public RoomHours(TimetableIndex index)
    {
        (_days, _grain, _open) = (index.Days, index.Grain, index.Open);
        _words = (((Day + _grain - 1) / _grain) + 63) / 64;
        _taken = new ulong[index.Rooms * _days * _words];
        _from = new int[index.Rooms * _days];
        _to = new int[index.Rooms * _days];
        for (var r = 0; r < index.Rooms; r++)
        {
            for (var d = 0; d < _days; d++)
            {
                // Nearly every room has one window a day; -1 tells that there are more.
                var windows = _open[r][d];
                (_from[(r * _days) + d], _to[(r * _days) + d]) = windows.Length switch { 0 => (Day, 0), 1 => windows[0], _ => (-1, -1) };
            }
        }
    }

    public bool IsOpen(int room, int day, int start, int end)
    {
        var at = (room * _days) + day;
        if (_from[at] >= 0) return _from[at] <= start && end <= _to[at];
        foreach (var (from, to) in _open[room][day])
            if (from <= start && end <= to) return true;
        return false;
    }

    public bool IsFree(int room, int day, int start, int end)
    {
        var (first, last) = (start / _grain, (end - 1) / _grain);
        var word = (((room * _days) + day) * _words) + (first >> 6);
        var (from, to) = (first & 63, (last & 63) + ((((last >> 6) - (first >> 6))) << 6));
        if (to < 64) return (_taken[word] & Mask(from, to)) == 0;
        if ((_taken[word] & Mask(from, 63)) != 0) return false;
        for (to -= 64; to >= 64; to -= 64)
            if (_taken[++word] != 0) return false;
        return (_taken[word + 1] & Mask(0, to)) == 0;
    }

    /// <summary>Takes free time, or gives taken time back.</summary>
    public void Turn(int room, int day, int start, int end)
    {
        var (first, last) = (start / _grain, (end - 1) / _grain);
        var at = ((room * _days) + day) * _words;
        for (var word = first >> 6; word <= last >> 6; word++)
            _taken[at + word] ^= Mask(word == first >> 6 ? first & 63 : 0, word == last >> 6 ? last & 63 : 63);
    }

    public void CopyFrom(RoomHours other) => other._taken.CopyTo(_taken, 0);

    private static ulong Mask(int from, int to) => (ulong.MaxValue >> (63 - to + from)) << from;
}
