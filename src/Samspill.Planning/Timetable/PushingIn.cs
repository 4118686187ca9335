using Samspill.Planning.Search;

namespace Samspill.Planning.Timetable;

/// <summary>
/// Brings a lesson that is out into a week that families know, at the least cost: every place it may have is tried, those in the way each
/// go to their best other place, and when one of them has none, it in turn is brought in the same way.
/// </summary>
/// <remarks>A chain of changes that chance comes upon is seldom the shortest, and nothing shortens it afterwards; so it is looked for.</remarks>
internal sealed class PushingIn(WeekState week, Places places, Ejection ejection, Chance chance)
{
    // So many lessons at most; a week that lacks more is made anew rather than mended.
    private const int Most = 64;

    // How many places are followed further when somebody in the way has no other place, or when too many would have to move.
    private const int Followed = 6;
    private const int Few = 3;
    private readonly TimetableIndex _index = week.Index;
    private readonly BestPlace _rest = new(week, places, chance);

    /// <summary>Brings in what can be brought in at less than leaving it out costs.</summary>
    /// <param name="lessons">Lessons that may be out, in the order in which they are tried.</param>
    /// <param name="enough">Asked before each.</param>
    public void Run(IEnumerable<int> lessons, Func<bool> enough)
    {
        foreach (var lesson in lessons.Where(l => !week.At(l).IsPlaced).Take(Most))
        {
            if (enough()) return;
            if (Find(lesson, further: true) is { } changes) Make(changes);
            week.Keep();
        }
    }

    // Where the lesson and those it pushes away would be; null when nothing is cheaper than to leave it out.
    private List<(int Lesson, Place Place)>? Find(int lesson, bool further)
    {
        var least = week.Cost;
        List<(int, Place)>? best = null;
        var dead = new List<(long Cost, List<(int Lesson, Place Place)> Changes, int Out)>();
        foreach (var place in All(lesson))
        {
            var mark = week.Mark;
            if (!ejection.MakeWay(lesson, place)) continue;
            var changes = new List<(int Lesson, Place Place)> { (lesson, place) };
            var (left, leftOut) = (0, -1);
            foreach (var victim in ejection.Victims)
            {
                var to = _rest.Find(victim);
                if (to.IsPlaced) week.Put(victim, to);
                else (left, leftOut) = (left + 1, victim);
                changes.Add((victim, to));
            }
            if (week.Cost < least) (least, best) = (week.Cost, changes);
            if (left == 1) dead.Add((week.Cost, changes, leftOut));
            week.UndoTo(mark);
        }
        if (!further || best is { Count: <= Few }) return best;
        dead.Sort((a, b) => a.Cost.CompareTo(b.Cost));
        foreach (var (_, changes, leftOut) in dead.Take(Followed))
        {
            var mark = week.Mark;
            Make(changes);
            if (Find(leftOut, further: false) is { } more)
            {
                Make(more);
                if (week.Cost < least) (least, best) = (week.Cost, [.. changes, .. more]);
            }
            week.UndoTo(mark);
        }
        return best;
    }

    // First everybody out, then everybody in.
    private void Make(List<(int Lesson, Place Place)> changes)
    {
        foreach (var (lesson, _) in changes)
            if (week.At(lesson).IsPlaced) week.Take(lesson);
        for (var i = 0; i < changes.Count; i++)
        {
            var (lesson, place) = changes[i];
            if (place.IsPlaced && !week.At(lesson).IsPlaced && !changes.Skip(i + 1).Any(c => c.Lesson == lesson)) week.Put(lesson, place);
        }
    }

    private IEnumerable<Place> All(int lesson)
    {
        var minutes = _index.Minutes[lesson];
        var teachers = _index.TeacherChoices[lesson];
        for (var choice = 0; choice < teachers.Length; choice++)
        {
            foreach (var span in _index.Times.Of(lesson, choice).ToArray())
                for (var start = span.First; start <= span.Last; start += _index.Grain)
                    foreach (var room in _index.RoomChoices[lesson])
                        if (week.IsOpen(room.Room, span.Day, start, start + minutes)) yield return new Place(span.Day, start, room.Room, teachers[choice]);
        }
    }
}
