using Samspill.Planning.Search;

namespace Samspill.Planning.Timetable;

/// <summary>Puts a lesson where others are in the way: these are taken out and, where there is room, put back elsewhere.</summary>
internal sealed class Ejection(WeekState week, Places places, Chance chance)
{
    private const int Most = 3;
    private readonly TimetableIndex _index = week.Index;
    private readonly List<int> _victims = [];

    /// <summary>Puts a lesson (placed or not) at a place it may have; the caller keeps or undoes.</summary>
    /// <returns>False when a fixed lesson or too many are in the way; the caller must then undo.</returns>
    public bool Force(int lesson, Place place, int tries)
    {
        if (week.At(lesson).IsPlaced) week.Take(lesson);
        if (!MakeWay(lesson, place)) return false;
        foreach (var victim in _victims) PutBack(victim, tries);
        return true;
    }

    /// <summary>Those whom the last lesson put somewhere has pushed out.</summary>
    public IReadOnlyList<int> Victims => _victims;

    /// <summary>Puts a lesson that is out at a place it may have, and takes out who is in the way.</summary>
    /// <returns>False, and nothing is done, when a fixed lesson or too many are in the way.</returns>
    public bool MakeWay(int lesson, Place place)
    {
        if (!FindVictims(lesson, place)) return false;
        foreach (var victim in _victims) week.Take(victim);
        week.Put(lesson, place);
        return true;
    }

    /// <summary>Puts a lesson that is out at the best of some places drawn; leaves it out when none is free, or that costs less.</summary>
    public bool PutBack(int lesson, int tries)
    {
        var (best, least) = (Place.Nowhere, 1L);
        for (var i = 0; i < tries; i++)
        {
            if (!places.TryDraw(lesson, out var place, out var own)) continue;
            var change = week.Change(lesson, place, own);
            if (change < least) (best, least) = (place, change);
        }
        if (best.IsPlaced) week.Put(lesson, best);
        return best.IsPlaced;
    }

    private bool FindVictims(int lesson, Place place)
    {
        _victims.Clear();
        var end = place.Start + _index.Minutes[lesson];
        var site = _index.RoomSite[place.Room];
        foreach (ref readonly var other in week.OfRoom(place.Room, place.Day))
            if (other.Start < end && place.Start < other.End && !Add(other.Lesson, Most)) return false;
        foreach (var other in _index.Neighbours[lesson])
            if (week.Clash(place.Day, place.Start, end, site, other) && !Add(other, Most)) return false;
        var day = week.OfTeacher(place.Teacher, place.Day);
        foreach (ref readonly var other in day)
        {
            var before = other.End + _index.Travel[(other.Site * _index.Sites) + site] <= place.Start;
            var after = end + _index.Travel[(site * _index.Sites) + other.Site] <= other.Start;
            if (!before && !after && !Add(other.Lesson, Most)) return false;
        }
        return LeaveSites(day, site, place.Teacher) && LeaveMinutes(day, lesson, place.Teacher, place.Day);
    }

    // With one site too many on the day, everything at one of the other sites goes.
    private bool LeaveSites(ReadOnlySpan<Entry> day, int site, int teacher)
    {
        while (true)
        {
            var (sites, leaving, known) = (0, -1, false);
            for (var i = 0; i < day.Length; i++)
            {
                if (_victims.Contains(day[i].Lesson)) continue;
                known |= day[i].Site == site;
                var first = true;
                for (var k = 0; k < i && first; k++) first = day[k].Site != day[i].Site || _victims.Contains(day[k].Lesson);
                if (!first) continue;
                sites++;
                if (day[i].Site != site && chance.Below(sites) == 0 || leaving < 0) leaving = day[i].Site;
            }
            if (known || sites < _index.MaxSites[teacher]) return true;
            if (leaving < 0) return false;
            foreach (ref readonly var other in day)
                if (other.Site == leaving && !_victims.Contains(other.Lesson) && !Add(other.Lesson, int.MaxValue)) return false;
        }
    }

    private bool LeaveMinutes(ReadOnlySpan<Entry> day, int lesson, int teacher, int onDay)
    {
        var over = week.MinutesOf(teacher, onDay) + _index.Minutes[lesson] - (long)_index.MaxMinutes[teacher];
        foreach (var victim in _victims)
            if (week.At(victim) is var at && at.Teacher == teacher && at.Day == onDay) over -= _index.Minutes[victim];
        for (var tries = 0; over > 0; tries++)
        {
            if (tries > 8 || day.Length == 0) return false;
            var other = day[chance.Below(day.Length)].Lesson;
            if (_victims.Contains(other)) continue;
            if (!Add(other, Most)) return false;
            over -= _index.Minutes[other];
        }
        return true;
    }

    private bool Add(int victim, int most)
    {
        if (_victims.Contains(victim)) return true;
        if (week.Mine.Held[victim] || _victims.Count >= most) return false;
        _victims.Add(victim);
        return true;
    }
}
