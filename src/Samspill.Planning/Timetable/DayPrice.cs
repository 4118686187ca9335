namespace Samspill.Planning.Timetable;

/// <summary>What a teacher's day costs, and whether it can be had: the fast counterpart of the rules H4, H5, H6, H8 and of four kinds of cost.</summary>
internal sealed class DayPrice(TimetableIndex index)
{
    /// <summary>What cannot be: more than any change in cost.</summary>
    public const long Impossible = long.MaxValue / 4;

    // A long day without a break is passed through on the way, but never kept.
    private const long NoBreak = long.MaxValue / 4096;

    private readonly int[] _travel = index.Travel;
    private readonly int _sites = index.Sites;
    private readonly long _day = index.Problem.Weights.TeacherDay;
    private readonly long _idle = index.Problem.Weights.TeacherIdle;
    private readonly long _way = index.Problem.Weights.TeacherTravel;
    private readonly long _room = index.Problem.Weights.TeacherRoom;

    /// <summary>Any difference in score as large as this comes from a long day without a break.</summary>
    public const long Unbearable = NoBreak / 2;

    /// <summary>The cost of a day that breaks no rule but, possibly, H8.</summary>
    public long Of(int teacher, ReadOnlySpan<Entry> day)
    {
        if (day.Length == 0) return 0;
        var sum = new Sum(this, index.BreakAfter[teacher]);
        foreach (ref readonly var entry in day) sum.Add(entry);
        return sum.Total();
    }

    /// <summary>The change in cost when a day loses one of its lessons.</summary>
    /// <param name="teacher">Whose day it is.</param>
    /// <param name="day">The day, with the lesson.</param>
    /// <param name="cost">What the day costs.</param>
    /// <param name="lesson">The lesson.</param>
    public long Without(int teacher, ReadOnlySpan<Entry> day, long cost, int lesson)
    {
        if (day.Length == 1) return -cost;
        if (day[^1].End - day[0].Start <= index.BreakAfter[teacher])
        {
            // No break is asked for, so only the steps beside the lesson count.
            var at = 0;
            while (day[at].Lesson != lesson) at++;
            if (at == 0) return -Step(day[0], day[1]);
            if (at == day.Length - 1) return -Step(day[at - 1], day[at]);
            return Step(day[at - 1], day[at + 1]) - Step(day[at - 1], day[at]) - Step(day[at], day[at + 1]);
        }
        var sum = new Sum(this, index.BreakAfter[teacher]);
        foreach (ref readonly var entry in day)
            if (entry.Lesson != lesson) sum.Add(entry);
        return sum.Total() - cost;
    }

    /// <summary>The change in cost when a day gets one lesson more, or has it elsewhere; <see cref="Impossible"/> when it clashes with another.</summary>
    /// <param name="teacher">Whose day it is.</param>
    /// <param name="day">The day, which may hold the lesson already.</param>
    /// <param name="cost">What the day costs.</param>
    /// <param name="added">The lesson, where it would be.</param>
    /// <param name="moved">Whether the day holds the lesson already.</param>
    public long With(int teacher, ReadOnlySpan<Entry> day, long cost, in Entry added, bool moved)
    {
        if (day.Length == 0) return index.MaxSites[teacher] == 0 ? Impossible : added.End - added.Start > index.BreakAfter[teacher] ? _day + NoBreak : _day;
        var (before, atKnownSite) = (0, false);
        foreach (ref readonly var entry in day)
        {
            if (entry.Lesson == added.Lesson) continue;
            if (entry.Site == added.Site) atKnownSite = true;
            if (entry.Start < added.Start)
            {
                if (entry.End + _travel[(entry.Site * _sites) + added.Site] > added.Start) return Impossible;
                before++;
            }
            else if (added.End + _travel[(added.Site * _sites) + entry.Site] > entry.Start) return Impossible;
        }
        if (!atKnownSite && index.MaxSites[teacher] < int.MaxValue && SitesOf(day, added.Lesson) >= index.MaxSites[teacher]) return Impossible;
        if (!moved && Math.Max(day[^1].End, added.End) - Math.Min(day[0].Start, added.Start) <= index.BreakAfter[teacher])
        {
            if (before == 0) return Step(added, day[0]);
            if (before == day.Length) return Step(day[^1], added);
            return Step(day[before - 1], added) + Step(added, day[before]) - Step(day[before - 1], day[before]);
        }
        var sum = new Sum(this, index.BreakAfter[teacher]);
        var waiting = true;
        foreach (ref readonly var entry in day)
        {
            if (entry.Lesson == added.Lesson) continue;
            if (waiting && entry.Start > added.Start)
            {
                sum.Add(added);
                waiting = false;
            }
            sum.Add(entry);
        }
        if (waiting) sum.Add(added);
        return sum.Total() - cost;
    }

    /// <summary>How many different sites a day has, one lesson aside.</summary>
    public static int SitesOf(ReadOnlySpan<Entry> day, int butLesson)
    {
        var count = 0;
        for (var i = 0; i < day.Length; i++)
        {
            if (day[i].Lesson == butLesson) continue;
            var k = 0;
            while (k < i && (day[k].Site != day[i].Site || day[k].Lesson == butLesson)) k++;
            if (k == i) count++;
        }
        return count;
    }

    // What the way and the wait between two neighbours cost.
    private long Step(in Entry before, in Entry after)
    {
        var gap = after.Start - before.End;
        if (before.Site == after.Site) return (_idle * (gap / 5)) + (before.Room == after.Room ? 0 : _room);
        var way = _travel[(before.Site * _sites) + after.Site];
        return (_idle * (Math.Max(0, gap - way) / 5)) + (_way * (way / 5));
    }

    private struct Sum(DayPrice price, int breakAfter)
    {
        private int _site = -1;
        private int _roomNow;
        private int _end;
        private int _start;
        private int _longest;
        private int _waits;
        private int _trips;
        private int _changes;

        public void Add(in Entry entry)
        {
            if (_site < 0) _start = entry.Start;
            else
            {
                var gap = entry.Start - _end;
                if (entry.Site == _site)
                {
                    if (entry.Room != _roomNow) _changes++;
                }
                else
                {
                    var way = price._travel[(_site * price._sites) + entry.Site];
                    gap -= way;
                    _trips += way / 5;
                }
                if (gap > 0)
                {
                    _waits += gap / 5;
                    if (gap > _longest) _longest = gap;
                }
            }
            (_site, _roomNow, _end) = (entry.Site, entry.Room, entry.End);
        }

        public readonly long Total()
        {
            var waits = _waits;
            var broken = false;
            if (_end - _start > breakAfter)
            {
                if (_longest < TeacherDay.Break) broken = true;
                else waits += ((_longest - TeacherDay.Break) / 5) - (_longest / 5);
            }
            var total = price._day + (price._idle * waits) + (price._way * _trips) + (price._room * _changes);
            return broken ? total + NoBreak : total;
        }
    }
}
