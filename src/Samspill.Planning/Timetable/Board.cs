namespace Samspill.Planning.Timetable;

/// <summary>A week on the table: what moving a lesson would cost, where else it could be, and why one is not placed. Answers in milliseconds.</summary>
/// <remarks>Made once for a week (a second for thousands of lessons) and then asked; not thread-safe. Lessons of the plan that break a hard rule are taken as not placed.</remarks>
public sealed class Board
{
    private readonly TimetableIndex _index;
    private readonly WeekState _week;
    private readonly Dictionary<string, int> _lessons;

    /// <summary>Lays out a week.</summary>
    /// <param name="problem">A problem without faults.</param>
    /// <param name="plan">Where the lessons are; those not listed are not placed.</param>
    public Board(TimetableProblem problem, IReadOnlyList<PlacedLesson> plan)
    {
        _index = new TimetableIndex(problem);
        _lessons = problem.Lessons.Select((l, i) => (l.Id, i)).ToDictionary(x => x.Id, x => x.i);
        _week = new WeekState(_index);
        _week.PutAll(WeekResult.Places(_index, plan));
    }

    /// <summary>What the week costs.</summary>
    public long Cost => _week.Cost;

    /// <summary>Puts a lesson somewhere else, or takes it off the table. One that would break a hard rule there is taken off.</summary>
    /// <param name="lesson">Id of a lesson.</param>
    /// <param name="slot">Where it goes; null for nowhere.</param>
    public void Put(string lesson, Slot? slot)
    {
        var number = _lessons[lesson];
        if (_week.At(number).IsPlaced) _week.Take(number);
        if (slot is null) return;
        var plan = new Place[_index.Lessons];
        Array.Fill(plan, Place.Nowhere);
        plan[number] = WeekResult.Places(_index, [new PlacedLesson(lesson, slot.Day, slot.Start, slot.Room, slot.Teacher)])[number];
        _week.PutAll(plan);
    }

    /// <summary>Why a lesson is not placed, in the words of the data; null when it is.</summary>
    public string? WhyUnplaced(string lesson) => _week.At(_lessons[lesson]).IsPlaced ? null : new WhyNot(_week).Of(_lessons[lesson]);

    /// <summary>What, widened alone, would let a lesson in with all others where they are; each was tried. The least first.</summary>
    public IReadOnlyList<Help> WhatWouldHelp(string lesson) => new Widening(_week).Of(_lessons[lesson]);

    /// <summary>The best places for a lesson at other times, all others where they are; one for each time.</summary>
    /// <param name="lesson">Id of a lesson, placed or not.</param>
    /// <param name="most">How many, at most.</param>
    public IReadOnlyList<Alternative> Alternatives(string lesson, int most = 5)
    {
        var number = _lessons[lesson];
        var at = _week.At(number);
        return [.. Options(number).Where(o => o.Place.Day != at.Day || o.Place.Start != at.Start)
            .GroupBy(o => (o.Place.Day, o.Place.Start)).Select(g => g.MinBy(o => o.Change))
            .OrderBy(o => o.Change).ThenBy(o => o.Place.Day).ThenBy(o => o.Place.Start).Take(most).Select(o => new Alternative(SlotOf(o.Place), o.Change))];
    }

    /// <summary>What it would cost to move a lesson to a time, in the best room and with the best teacher; or what is in the way.</summary>
    /// <exception cref="ArgumentException">There is no such day.</exception>
    public Move MoveTo(string lesson, string day, int start)
    {
        var (number, d) = (_lessons[lesson], Array.IndexOf([.. _index.Problem.Days], day));
        if (d < 0) throw new ArgumentException($"There is no day {day}.", nameof(day));
        var options = Options(number).Where(o => o.Place.Day == d && o.Place.Start == start).ToList();
        if (options.Count > 0)
        {
            var best = options.MinBy(o => o.Change);
            return new Move(new Alternative(SlotOf(best.Place), best.Change), []);
        }
        var why = new WhyNot(_week);
        var nearest = why.Starts(number).Where(s => s.Place.Day == d && s.Place.Start == start).OrderBy(s => s.Hindrances).Select(s => s.Place).FirstOrDefault(Place.Nowhere);
        return new Move(null, nearest.IsPlaced ? [.. why.InTheWay(number, nearest).Distinct()] : ["its pupils, a teacher and a room are never there together"]);
    }

    private IEnumerable<(Place Place, long Change)> Options(int lesson)
    {
        if (_index.Fixed[lesson]) yield break;
        for (var k = 0; k < _index.TeacherChoices[lesson].Length; k++)
        {
            foreach (var span in _index.Times.Of(lesson, k).ToArray())
            {
                for (var start = span.First; start <= span.Last; start += _index.Grain)
                {
                    foreach (var room in _index.RoomChoices[lesson])
                    {
                        if (!_week.IsOpen(room.Room, span.Day, start, start + _index.Minutes[lesson])) continue;
                        var place = new Place(span.Day, start, room.Room, _index.TeacherChoices[lesson][k]);
                        var change = _week.Change(lesson, place, span.Cost + room.Cost + _index.ChangeCost(lesson, place));
                        if (change < DayPrice.Unbearable) yield return (place, change);
                    }
                }
            }
        }
    }

    private Slot SlotOf(Place place) =>
        new(_index.Problem.Days[place.Day], place.Start, _index.Problem.Rooms[place.Room].Id, _index.Problem.Teachers[place.Teacher].Id);
}

/// <summary>A place where a lesson could be.</summary>
/// <param name="Slot">When, where and with whom.</param>
/// <param name="Change">How much dearer the week would be; negative when it would be cheaper.</param>
public sealed record Alternative(Slot Slot, long Change);

/// <summary>What came of asking to move a lesson.</summary>
/// <param name="To">The best place at that time; null when there is none.</param>
/// <param name="InTheWay">What is in the way, in words, when there is none.</param>
public sealed record Move(Alternative? To, IReadOnlyList<string> InTheWay);

/// <summary>Something that would let a lesson in.</summary>
/// <param name="What">In words, with the ids and times of the data.</param>
/// <param name="Slot">Where the lesson would then be.</param>
/// <param name="Minutes">By how much a window would have to be widened; 0 for what is no window.</param>
/// <param name="Change">How much dearer the week would be; negative when it would be cheaper.</param>
public sealed record Help(string What, Slot Slot, int Minutes, long Change);
