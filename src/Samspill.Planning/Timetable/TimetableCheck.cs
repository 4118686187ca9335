using System.Globalization;
using Samspill.Planning.Problems;

namespace Samspill.Planning.Timetable;

/// <summary>What a problem must fulfil before it can be solved, apart from its shape.</summary>
internal sealed class TimetableCheck
{
    private const int Day = 1440;
    private readonly TimetableProblem _problem;
    private readonly FaultList _faults;
    private readonly Dictionary<string, int> _days, _sites, _rooms, _teachers, _pupils, _lessons;

    private TimetableCheck(TimetableProblem problem, FaultList faults)
    {
        (_problem, _faults) = (problem, faults);
        _days = Ids(problem.Days, d => d, "days", "");
        _sites = Ids(problem.Sites, s => s, "sites", "");
        _rooms = Ids(problem.Rooms, r => r.Id, "rooms", ".id");
        _teachers = Ids(problem.Teachers, t => t.Id, "teachers", ".id");
        _pupils = Ids(problem.Pupils, p => p.Id, "pupils", ".id");
        _lessons = Ids(problem.Lessons, l => l.Id, "lessons", ".id");
    }

    public static void Run(TimetableProblem problem, FaultList faults)
    {
        var check = new TimetableCheck(problem, faults);
        check.Frame();
        for (var i = 0; i < problem.Rooms.Count; i++) check.Room(problem.Rooms[i], $"rooms[{i}]");
        for (var i = 0; i < problem.Teachers.Count; i++) check.Teacher(problem.Teachers[i], $"teachers[{i}]");
        for (var i = 0; i < problem.Pupils.Count; i++)
            if (problem.Pupils[i].Available is { } available) check.Windows(available, $"pupils[{i}].available");
        for (var i = 0; i < problem.Lessons.Count; i++) check.Lesson(problem.Lessons[i], $"lessons[{i}]");
        for (var i = 0; i < problem.Together.Count; i++) check.Pair(problem.Together[i], $"together[{i}]");
        if (!faults.Any) FixedCheck.Run(problem, faults);
        if (!faults.Any) check.Size();
    }

    private void Frame()
    {
        var travel = _problem.Travel;
        if (_problem.Grain is < 1 or > Day) Add("grain", $"must be 1 to {Day}, is {_problem.Grain}");
        if (travel.Count != _problem.Sites.Count) Add("travel", $"must have a row for each of the {_problem.Sites.Count} sites, has {travel.Count}");
        for (var a = 0; a < travel.Count; a++)
        {
            if (travel[a].Count != _problem.Sites.Count) Add($"travel[{a}]", $"must have a number for each of the {_problem.Sites.Count} sites, has {travel[a].Count}");
            for (var b = 0; b < travel[a].Count; b++)
                if (travel[a][b] < 0) _faults.Range(travel[a][b], 0, $"travel[{a}][{b}]");
        }
        foreach (var rule in Enum.GetValues<CostRule>())
            _faults.Range(_problem.Weights.Of(rule), 0, $"weights.{TimetableWords.Rule(rule)}");
    }

    private void Room(Room room, string place)
    {
        if (!_sites.ContainsKey(room.Site)) Unknown($"{place}.site", "site", room.Site);
        if (room.Capacity is { } capacity) _faults.Range(capacity, 0, $"{place}.capacity");
        Words(room.Features, $"{place}.features");
        Windows(room.Open, $"{place}.open");
    }

    private void Teacher(Teacher teacher, string place)
    {
        Windows(teacher.Available, $"{place}.available");
        if (teacher.MaxMinutesPerDay is { } minutes) _faults.Range(minutes, 0, $"{place}.maxMinutesPerDay");
        if (teacher.MaxSitesPerDay is { } sites) _faults.Range(sites, 0, $"{place}.maxSitesPerDay");
        if (teacher.BreakAfter is { } after) _faults.Range(after, 0, $"{place}.breakAfter");
    }

    private void Windows(IReadOnlyList<Window> windows, string place)
    {
        for (var i = 0; i < windows.Count; i++)
        {
            var window = windows[i];
            if (!_days.ContainsKey(window.Day)) Unknown($"{place}[{i}].day", "day", window.Day);
            Time(window.From, place, i, "from");
            Time(window.To, place, i, "to");
            if (window.To <= window.From) Add($"{place}[{i}].to", $"must be after from, which is {window.From}, is {window.To}");
            if (window.Cost < 0) _faults.Range(window.Cost, 0, $"{place}[{i}].cost");
        }
    }

    private void Time(int time, string place, int i, string member)
    {
        if (time is < 0 or > Day) Add($"{place}[{i}].{member}", $"must be 0 to {Day} minutes after midnight, is {time}");
        else if (_problem.Grain > 0 && time % _problem.Grain != 0) Add($"{place}[{i}].{member}", $"must be a multiple of the grain, which is {_problem.Grain}, is {time}");
    }

    private void Lesson(Lesson lesson, string place)
    {
        if (lesson.Minutes is < 1 or > Day) Add($"{place}.minutes", $"must be 1 to {Day}, is {lesson.Minutes}");
        if (lesson.Weight < 0) _faults.Range(lesson.Weight, 0, $"{place}.weight");
        References(lesson.Teachers, _teachers, "teacher", $"{place}.teachers");
        References(lesson.Pupils, _pupils, "pupil", $"{place}.pupils");
        Words(lesson.Features, $"{place}.features");
        for (var i = 0; i < lesson.Sites.Count; i++)
        {
            var site = lesson.Sites[i];
            if (!_sites.ContainsKey(site.Id)) Unknown($"{place}.sites[{i}].id", "site", site.Id);
            else if (lesson.Sites.Take(i).Any(s => s.Id == site.Id)) Add($"{place}.sites[{i}].id", $"{FaultList.Quote(site.Id)} is listed twice");
            if (site.Cost < 0) _faults.Range(site.Cost, 0, $"{place}.sites[{i}].cost");
        }
        if (lesson.Previous is { } previous) When(previous, $"{place}.previous");
        if (lesson.Fixed is not { } slot) return;
        When(slot, $"{place}.fixed");
        if (!_rooms.ContainsKey(slot.Room)) Unknown($"{place}.fixed.room", "room", slot.Room);
        if (!_teachers.ContainsKey(slot.Teacher)) Unknown($"{place}.fixed.teacher", "teacher", slot.Teacher);
    }

    private void When(Slot slot, string place)
    {
        if (!_days.ContainsKey(slot.Day)) Unknown($"{place}.day", "day", slot.Day);
        if (slot.Start is < 0 or >= Day) Add($"{place}.start", $"must be 0 to {Day - 1} minutes after midnight, is {slot.Start}");
        else if (_problem.Grain > 0 && slot.Start % _problem.Grain != 0) Add($"{place}.start", $"must be a multiple of the grain, which is {_problem.Grain}, is {slot.Start}");
    }

    private void Pair(LessonPair pair, string place)
    {
        if (!_lessons.ContainsKey(pair.First)) Unknown($"{place}[0]", "lesson", pair.First);
        if (!_lessons.ContainsKey(pair.Second)) Unknown($"{place}[1]", "lesson", pair.Second);
        else if (pair.First == pair.Second) Add(place, "must be two different lessons");
    }

    // The sum of all that could ever be counted must be a number that can be held.
    private void Size()
    {
        var weights = _problem.Weights;
        double most = 0;
        foreach (var lesson in _problem.Lessons)
        {
            most += ((double)weights.Unplaced * lesson.Weight) + Math.Max(weights.Change, weights.ChangeRoom);
            most += (double)weights.Site * lesson.Sites.Select(s => s.Cost).DefaultIfEmpty().Max();
            most += (288.0 * weights.TeacherIdle) + (288.0 * weights.TeacherTravel) + weights.TeacherRoom + weights.TeacherDay;
        }
        double window = _problem.Pupils.SelectMany(p => p.Available ?? []).Select(w => w.Cost).DefaultIfEmpty().Max();
        most += window * weights.Window * _problem.Lessons.Sum(l => (double)l.Pupils.Count);
        most += (double)weights.Together * _problem.Together.Count;
        if (most > long.MaxValue / 1024) Add("weights", "are so large that costs could not be held in 64 bits");
    }

    private void References(IReadOnlyList<string> ids, Dictionary<string, int> known, string kind, string place)
    {
        HashSet<string>? seen = ids.Count > 1 ? new(ids.Count) : null;
        for (var i = 0; i < ids.Count; i++)
        {
            if (!known.ContainsKey(ids[i])) Unknown($"{place}[{i}]", kind, ids[i]);
            else if (seen?.Add(ids[i]) == false) Add($"{place}[{i}]", $"{FaultList.Quote(ids[i])} is listed twice");
        }
    }

    private void Words(IReadOnlyList<string> words, string place)
    {
        for (var i = 0; i < words.Count; i++)
            if (words[i].Length == 0) Add($"{place}[{i}]", "must not be empty");
    }

    private Dictionary<string, int> Ids<T>(IReadOnlyList<T> items, Func<T, string> id, string list, string member)
    {
        var numbers = new Dictionary<string, int>(items.Count);
        for (var i = 0; i < items.Count; i++)
        {
            if (id(items[i]).Length == 0) Add($"{list}[{i}]{member}", "must not be empty");
            else if (!numbers.TryAdd(id(items[i]), i)) Add($"{list}[{i}]{member}", $"{FaultList.Quote(id(items[i]))} is the id of {list}[{numbers[id(items[i])]}] already");
        }
        return numbers;
    }

    private void Unknown(string place, string kind, string id) => Add(place, $"there is no {kind} {FaultList.Quote(id)}");

    private void Add(string place, FormattableString message) => _faults.Add(place, message.ToString(CultureInfo.InvariantCulture));

    private void Add(string place, string message) => _faults.Add(place, message);
}
