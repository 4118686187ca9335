using Samspill.Planning.Search;

namespace Samspill.Planning.Timetable;

/// <summary>Finds the best place for a lesson that is out, beside the lessons of all days of its teachers.</summary>
internal sealed class BestPlace(WeekState week, Places places, Chance chance)
{
    private readonly TimetableIndex _index = week.Index;
    private Place _best;
    private long _least;

    /// <summary>How many places of 256 are passed over, so that not every search finds the same.</summary>
    public int Blink { get; init; }

    /// <summary>How often of 256 a day on which the teacher has no lesson yet is looked at.</summary>
    public int NewDay { get; init; } = 256;

    /// <summary>The best place found; <see cref="Place.Nowhere"/> when there is none free that costs no more than leaving the lesson out.</summary>
    public Place Find(int lesson, int butDay = -1)
    {
        (_best, _least) = (Place.Nowhere, 1);
        if (places.TryPrevious(lesson, out var known, out var cost) && week.Change(lesson, known, cost) is <= 0 and var back) (_best, _least) = (known, back);
        var teachers = _index.TeacherChoices[lesson];
        for (var choice = 0; choice < teachers.Length; choice++)
        {
            if (week.Mine.NotMine[teachers[choice]]) continue;
            for (var day = 0; day < _index.Days; day++)
            {
                if (day == butDay) continue;
                var spans = _index.Times.Of(lesson, choice, day);
                if (spans.Length == 0) continue;
                var entries = week.OfTeacher(teachers[choice], day);
                if (entries.Length == 0)
                {
                    if (NewDay < 256 && !chance.Of256(NewDay)) continue;
                    ref readonly var span = ref spans[chance.Below(spans.Length)];
                    LookAt(lesson, choice, day, span.First + (chance.Below(((span.Last - span.First) / _index.Grain) + 1) * _index.Grain), _index.RoomChoices[lesson][0].Site, -1);
                    continue;
                }
                if (week.MinutesOf(teachers[choice], day) + _index.Minutes[lesson] > _index.MaxMinutes[teachers[choice]]) continue;
                for (var i = 0; i < entries.Length; i++) LookBeside(lesson, choice, day, entries, i);
            }
        }
        return _best;
    }

    // Only where there is time between two lessons.
    private void LookBeside(int lesson, int choice, int day, ReadOnlySpan<Entry> entries, int i)
    {
        ref readonly var beside = ref entries[i];
        var minutes = _index.Minutes[lesson];
        var lastSite = -1;
        foreach (ref readonly var room in _index.RoomChoices[lesson].AsSpan())
        {
            if (room.Site == lastSite) continue;
            lastSite = room.Site;
            var after = places.RoundUp(beside.End + _index.Travel[(beside.Site * _index.Sites) + room.Site]);
            if (i + 1 == entries.Length || after + minutes <= entries[i + 1].Start) LookAt(lesson, choice, day, after, room.Site, beside.Room);
            var before = places.RoundDown(beside.Start - minutes - _index.Travel[(room.Site * _index.Sites) + beside.Site]);
            if (i == 0 || entries[i - 1].End <= before) LookAt(lesson, choice, day, before, room.Site, beside.Room);
        }
    }

    private void LookAt(int lesson, int choice, int day, int start, int site, int wanted)
    {
        if (Blink > 0 && chance.Of256(Blink)) return;
        var windows = _index.Times.Cost(lesson, choice, day, start);
        if (windows < 0 || !places.TryRoom(lesson, _index.TeacherChoices[lesson][choice], day, start, site, wanted, windows, out var place, out var own)) return;
        var change = week.Change(lesson, place, own);
        if (change < _least) (_best, _least) = (place, change);
    }
}
