namespace Samspill.Planning.Timetable;

/// <summary>
/// When each lesson may start with each of its teachers, as stretches of starts that cost the same: all its pupils are free, the
/// teacher is available and at least one of its rooms is open throughout.
/// </summary>
internal sealed class TimeSpans
{
    private const int Day = 1440;
    private readonly int[] _first;
    private readonly int[] _begin;
    private readonly StartSpan[] _spans;
    private readonly int[] _dayBegin;
    private readonly int _days;

    public TimeSpans(TimetableIndex index, Dictionary<string, int> days)
    {
        var problem = index.Problem;
        var spans = new List<StartSpan>();
        var begin = new List<int>();
        _first = new int[index.Lessons];
        var slots = (Day / index.Grain) + 1;
        var cost = new long[days.Count * slots];
        var best = new int[slots];
        var open = new bool[days.Count * slots];
        var marked = new (int From, int To)[days.Count];
        var pupils = problem.Pupils.ToDictionary(p => p.Id);
        for (var l = 0; l < index.Lessons; l++)
        {
            var minutes = index.Minutes[l];
            Array.Clear(open);
            Array.Clear(marked);
            foreach (var choice in index.RoomChoices[l])
                for (var d = 0; d < days.Count; d++)
                {
                    foreach (var hours in index.Open[choice.Room][d])
                    {
                        // Rooms of one site mostly have the same hours.
                        if (hours == marked[d]) continue;
                        marked[d] = hours;
                        Mark(open.AsSpan(d * slots, slots), hours.From, hours.To, minutes, index.Grain);
                    }
                }
            Array.Clear(cost);
            foreach (var pupil in problem.Lessons[l].Pupils)
                if (pupils[pupil].Available is { } windows) AddPupil(windows, days, cost, best, slots, minutes, index);
            _first[l] = begin.Count;
            foreach (var teacher in index.TeacherChoices[l])
            {
                begin.Add(spans.Count);
                AddTeacher(problem.Teachers[teacher].Available, days, cost, open, slots, minutes, index.Grain, spans);
            }
        }
        begin.Add(spans.Count);
        (_begin, _spans, _days) = ([.. begin], [.. spans], days.Count);
        _dayBegin = new int[((begin.Count - 1) * _days) + 1];
        for (var option = 0; option + 1 < begin.Count; option++)
        {
            var at = _begin[option];
            for (var d = 0; d < _days; d++)
            {
                _dayBegin[(option * _days) + d] = at;
                while (at < _begin[option + 1] && _spans[at].Day == d) at++;
            }
        }
        _dayBegin[^1] = _spans.Length;
    }

    /// <summary>The stretches of one day.</summary>
    public ReadOnlySpan<StartSpan> Of(int lesson, int choice, int day)
    {
        var at = ((_first[lesson] + choice) * _days) + day;
        return _spans.AsSpan(_dayBegin[at], _dayBegin[at + 1] - _dayBegin[at]);
    }

    /// <summary>The stretches of a lesson with the teacher at that position in its list.</summary>
    public ReadOnlySpan<StartSpan> Of(int lesson, int choice)
    {
        var option = _first[lesson] + choice;
        return _spans.AsSpan(_begin[option], _begin[option + 1] - _begin[option]);
    }

    /// <summary>The cost of the windows of the lesson's pupils at a start; -1 when it may not start then.</summary>
    public long Cost(int lesson, int choice, int day, int start)
    {
        foreach (ref readonly var span in Of(lesson, choice, day))
            if (span.First <= start && start <= span.Last) return span.Cost;
        return -1;
    }

    private static void Mark(Span<bool> open, int from, int to, int minutes, int grain)
    {
        for (var slot = (from + grain - 1) / grain; (slot * grain) + minutes <= to; slot++) open[slot] = true;
    }

    // For each pupil the cheapest window counts; where there is none, the lesson cannot be.
    private static void AddPupil(IReadOnlyList<Window> windows, Dictionary<string, int> days, long[] cost, int[] best, int slots, int minutes, TimetableIndex index)
    {
        for (var d = 0; d < days.Count; d++)
        {
            Array.Fill(best, -1);
            foreach (var window in windows)
            {
                if (days[window.Day] != d) continue;
                for (var slot = (window.From + index.Grain - 1) / index.Grain; (slot * index.Grain) + minutes <= window.To; slot++)
                    if (best[slot] < 0 || window.Cost < best[slot]) best[slot] = window.Cost;
            }
            for (var slot = 0; slot < slots; slot++)
            {
                ref var sum = ref cost[(d * slots) + slot];
                if (best[slot] < 0) sum = -1;
                else if (sum >= 0) sum += (long)best[slot] * index.Problem.Weights.Window;
            }
        }
    }

    private static void AddTeacher(IReadOnlyList<Window> windows, Dictionary<string, int> days, long[] cost, bool[] open, int slots, int minutes, int grain, List<StartSpan> spans)
    {
        var can = new bool[slots];
        var before = 0;
        for (var d = 0; d < days.Count; d++)
        {
            Array.Clear(can);
            foreach (var window in windows)
                if (days[window.Day] == d) Mark(can, window.From, window.To, minutes, grain);
            for (var slot = 0; slot < slots; slot++)
            {
                if (!Holds(slot)) continue;
                var first = slot;
                while (slot + 1 < slots && Holds(slot + 1) && cost[(d * slots) + slot + 1] == cost[(d * slots) + first]) slot++;
                before += slot - first + 1;
                spans.Add(new StartSpan(d, first * grain, slot * grain, before, cost[(d * slots) + first]));
            }
            bool Holds(int slot) => can[slot] && open[(d * slots) + slot] && cost[(d * slots) + slot] >= 0;
        }
    }
}

/// <summary>Starts from first to last, both included, that cost the same.</summary>
/// <param name="UpTo">How many starts this stretch and those before it hold, for drawing one.</param>
internal readonly record struct StartSpan(int Day, int First, int Last, int UpTo, long Cost);
