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

    /// <summary>The cost of such a day without one of its lessons.</summary>
    public long Without(int teacher, ReadOnlySpan<Entry> day, int lesson)
    {
        if (day.Length <= 1) return 0;
        var sum = new Sum(this, index.BreakAfter[teacher]);
        foreach (ref readonly var entry in day)
            if (entry.Lesson != lesson) sum.Add(entry);
        return sum.Total();
    }

    /// <summary>The cost of such a day with one lesson more or moved; <see cref="Impossible"/> when the lesson clashes with another.</summary>
    /// <param name="teacher">Whose day it is.</param>
    /// <param name="day">The day, which may hold the lesson already.</param>
    /// <param name="lesson">The lesson.</param>
    /// <param name="added">Where it would be.</param>
    public long With(int teacher, ReadOnlySpan<Entry> day, int lesson, in Entry added)
    {
        var sum = new Sum(this, index.BreakAfter[teacher]);
        var (waiting, atKnownSite, others) = (true, false, false);
        foreach (ref readonly var entry in day)
        {
            if (entry.Lesson == lesson) continue;
            others = true;
            if (entry.Site == added.Site) atKnownSite = true;
            if (entry.Start < added.Start)
            {
                if (entry.End + _travel[(entry.Site * _sites) + added.Site] > added.Start) return Impossible;
            }
            else
            {
                if (added.End + _travel[(added.Site * _sites) + entry.Site] > entry.Start) return Impossible;
                if (waiting)
                {
                    sum.Add(added);
                    waiting = false;
                }
            }
            sum.Add(entry);
        }
        if (waiting) sum.Add(added);
        if (!atKnownSite && (others ? SitesOf(day, lesson) : 0) >= index.MaxSites[teacher]) return Impossible;
        return sum.Total();
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
