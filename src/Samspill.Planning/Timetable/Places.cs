using Samspill.Planning.Search;

namespace Samspill.Planning.Timetable;

/// <summary>Draws places where a lesson might stand: often right beside another lesson of the teacher, in its room when that is free.</summary>
internal sealed class Places(WeekState week, Chance chance)
{
    // Of 256 places drawn so many are the one that families know.
    private const int Back = 48;
    private readonly TimetableIndex _index = week.Index;

    /// <summary>Draws a place that the lesson itself may have; other lessons may be in the way.</summary>
    public bool TryDraw(int lesson, out Place place, out long own)
    {
        if (chance.Of256(Back) && TryPrevious(lesson, out place, out own)) return true;
        (place, own) = (Place.Nowhere, 0);
        var teachers = _index.TeacherChoices[lesson];
        if (teachers.Length == 0) return false;
        var choice = teachers.Length == 1 ? 0 : chance.Below(teachers.Length);
        if (week.Mine.NotMine[teachers[choice]]) return false;
        var spans = _index.Times.Of(lesson, choice);
        if (spans.Length == 0) return false;
        var drawn = chance.Below(spans[^1].UpTo);
        var at = 0;
        while (spans[at].UpTo <= drawn) at++;
        ref readonly var span = ref spans[at];
        var teacher = teachers[choice];
        var day = week.OfTeacher(teacher, span.Day);
        if (day.Length > 0 && chance.Of256(192))
        {
            ref readonly var beside = ref day[chance.Below(day.Length)];
            if (beside.Lesson != lesson) return TryBeside(lesson, choice, span.Day, beside, out place, out own);
        }
        var start = span.First + ((drawn - (at == 0 ? 0 : spans[at - 1].UpTo)) * _index.Grain);
        return TryRoom(lesson, teacher, span.Day, start, AnySite(lesson), -1, span.Cost, out place, out own);
    }

    /// <summary>The place that families know, when the lesson may have it and is not there.</summary>
    public bool TryPrevious(int lesson, out Place place, out long own)
    {
        (place, own) = (_index.PreviousAt[lesson], -1);
        if (!place.IsPlaced || place.Room < 0 || place.Teacher < 0 || place == week.At(lesson)) return false;
        if (week.Mine.NotMine[place.Teacher] || week.Mine.Closed[(place.Room * _index.Days) + place.Day]) return false;
        own = week.OwnCost(lesson, place);
        return own >= 0;
    }

    /// <summary>Draws a place just before or after a lesson of a teacher's day, with time for the way.</summary>
    public bool TryBeside(int lesson, int choice, int day, in Entry beside, out Place place, out long own)
    {
        var site = HasSite(lesson, beside.Site) && chance.Of256(240) ? beside.Site : AnySite(lesson);
        int start;
        if (chance.Of256(128)) start = RoundUp(beside.End + _index.Travel[(beside.Site * _index.Sites) + site]);
        else start = RoundDown(beside.Start - _index.Minutes[lesson] - _index.Travel[(site * _index.Sites) + beside.Site]);
        var cost = _index.Times.Cost(lesson, choice, day, start);
        (place, own) = (Place.Nowhere, 0);
        return cost >= 0 && TryRoom(lesson, _index.TeacherChoices[lesson][choice], day, start, site, beside.Room, cost, out place, out own);
    }

    /// <summary>Finds a room at a site: the one asked for when it is free, else any that is free, else any that is open.</summary>
    public bool TryRoom(int lesson, int teacher, int day, int start, int site, int wanted, long windows, out Place place, out long own)
    {
        var end = start + _index.Minutes[lesson];
        var (free, open, best, cost) = (0, 0, -1, 0L);
        foreach (ref readonly var room in _index.RoomChoices[lesson].AsSpan())
        {
            if (room.Site != site || week.Mine.Closed[(room.Room * _index.Days) + day] || !week.IsOpen(room.Room, day, start, end)) continue;
            if (week.IsFree(room.Room, day, start, end, lesson))
            {
                if (room.Room == wanted)
                {
                    (best, cost) = (room.Room, room.Cost);
                    break;
                }
                if (chance.Below(++free) == 0) (best, cost) = (room.Room, room.Cost);
            }
            else if (free == 0 && chance.Below(++open) == 0) (best, cost) = (room.Room, room.Cost);
        }
        place = new Place(day, start, best, teacher);
        own = best < 0 ? 0 : windows + cost + _index.ChangeCost(lesson, place);
        return best >= 0;
    }

    public int RoundUp(int time) => (time + _index.Grain - 1) / _index.Grain * _index.Grain;

    public int RoundDown(int time) => time < 0 ? -1 : time / _index.Grain * _index.Grain;

    private int AnySite(int lesson)
    {
        var rooms = _index.RoomChoices[lesson];
        return rooms[chance.Below(rooms.Length)].Site;
    }

    public bool HasSite(int lesson, int site)
    {
        foreach (ref readonly var room in _index.RoomChoices[lesson].AsSpan())
            if (room.Site == site) return true;
        return false;
    }
}
