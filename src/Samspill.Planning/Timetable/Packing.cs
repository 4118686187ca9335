using Samspill.Planning.Search;

namespace Samspill.Planning.Timetable;

/// <summary>Fills a teacher's days one after the other with lessons that are out, each day at one site from its first hour on: few days, few ways, few gaps.</summary>
internal sealed class Packing(WeekState week, Places places, BestPlace rest, Chance chance)
{
    private readonly TimetableIndex _index = week.Index;
    private readonly List<(int Lesson, Place Place, long Own)> _fill = [];
    private readonly List<(int Lesson, Place Place, long Own)> _best = [];
    private readonly List<int> _sites = [];
    private readonly List<(int Lesson, int Choice)> _can = [];
    private int _thrift;

    /// <summary>Places what it can of the lessons; those left over each go to the best place there is.</summary>
    /// <param name="teacher">Whose lessons they are.</param>
    /// <param name="lessons">Lessons that are out.</param>
    /// <param name="most">The score above which the week would not be kept: what cannot come below it is not finished.</param>
    public void Pack(int teacher, List<int> lessons, long most)
    {
        _thrift = chance.Below(16);
        Span<int> days = stackalloc int[_index.Days];
        for (var d = 0; d < days.Length; d++) days[d] = d;
        for (var d = days.Length - 1; d > 0; d--)
        {
            var other = chance.Below(d + 1);
            (days[d], days[other]) = (days[other], days[d]);
        }
        foreach (var day in days)
            if (week.OfTeacher(teacher, day).Length == 0) FillDay(teacher, day, lessons);
        var left = 0L;
        foreach (var lesson in lessons)
            if (!week.At(lesson).IsPlaced) left += week.Urge[lesson];
        foreach (var lesson in lessons)
        {
            if (week.At(lesson).IsPlaced) continue;
            if (week.Score - left > most) return;
            left -= week.Urge[lesson];
            if (rest.Find(lesson) is { IsPlaced: true } place) week.Put(lesson, place);
        }
    }

    // At the site where it serves best; not at all when that costs more than leaving the lessons out.
    private void FillDay(int teacher, int day, List<int> lessons)
    {
        _sites.Clear();
        foreach (var lesson in lessons)
            if (!week.At(lesson).IsPlaced && _index.RoomChoices[lesson] is { Length: > 0 } rooms && !_sites.Contains(rooms[0].Site)) _sites.Add(rooms[0].Site);
        var (mark, before, least) = (week.Mark, week.Score, 0L);
        _best.Clear();
        foreach (var site in _sites)
        {
            Fill(teacher, day, site, lessons);
            if (_fill.Count > 0 && week.Score - before is var score && score < least)
            {
                least = score;
                _best.Clear();
                _best.AddRange(_fill);
            }
            week.UndoTo(mark);
        }
        foreach (var (lesson, place, own) in _best) week.Put(lesson, place, own);
    }

    private void Fill(int teacher, int day, int site, List<int> lessons)
    {
        _fill.Clear();
        _can.Clear();
        foreach (var lesson in lessons)
        {
            if (week.At(lesson).IsPlaced) continue;
            var choice = Array.IndexOf(_index.TeacherChoices[lesson], teacher);
            if (choice >= 0 && _index.Times.Of(lesson, choice, day).Length > 0 && places.HasSite(lesson, site)) _can.Add((lesson, choice));
        }
        var (now, room) = (0, -1);
        while (Next(teacher, day, site, now, room) is (>= 0, var place, var own) next)
        {
            week.Put(next.Lesson, place, own);
            _fill.Add(next);
            (now, room) = (place.Start + _index.Minutes[next.Lesson], place.Room);
        }
    }

    // Soonest first, of those the one that can least wait, and more or less what is cheap.
    private (int Lesson, Place Place, long Own) Next(int teacher, int day, int site, int now, int room)
    {
        var (best, least) = ((Lesson: -1, Place: Place.Nowhere, Own: 0L), int.MaxValue);
        foreach (var (lesson, choice) in _can)
        {
            if (week.At(lesson).IsPlaced) continue;
            var spans = _index.Times.Of(lesson, choice, day);
            foreach (ref readonly var span in spans)
            {
                if (span.Last < now) continue;
                var start = Math.Max(span.First, places.RoundUp(now));
                var key = ((now == 0 ? start / 4 : start - now) * 2) + (spans[^1].Last / 8) + chance.Below(12);
                if (key >= least || !places.TryRoom(lesson, teacher, day, start, site, room, span.Cost, out var place, out var own)) break;
                key += (int)Math.Min(own, 1000) * _thrift;
                if (key >= least) continue;
                if (week.Change(lesson, place, own) >= DayPrice.Unbearable)
                {
                    // A long day may need its break here.
                    if (start + TeacherDay.Break > span.Last || !places.TryRoom(lesson, teacher, day, places.RoundUp(start + TeacherDay.Break), site, room, span.Cost, out place, out own)
                        || places.RoundUp(start + TeacherDay.Break) > span.Last || week.Change(lesson, place, own) >= DayPrice.Unbearable) continue;
                    key += TeacherDay.Break * 2;
                    if (key >= least) break;
                }
                (best, least) = ((lesson, place, own), key);
                break;
            }
        }
        return best;
    }
}
