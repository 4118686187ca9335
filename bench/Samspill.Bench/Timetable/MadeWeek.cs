using System.Globalization;
using Samspill.Planning.Timetable;

namespace Samspill.Bench.Timetable;

/// <summary>
/// A made-up week of a culture school of any size from a seed. A valid week with every lesson placed is planted first and the windows
/// and sites are then widened around it, so that every lesson can be placed and there is a cost to compare with.
/// </summary>
internal sealed class MadeWeek
{
    private static readonly string[] Days = ["mon", "tue", "wed", "thu", "fri", "sat"];
    private static readonly string[] Features = ["piano", "mirror", "drums", "easel"];
    private static readonly (string Name, int Minutes, int Size, string? Feature, double Share)[] Subjects =
    [
        ("piano", 20, 1, "piano", .20), ("guitar", 20, 1, null, .22), ("violin", 25, 1, null, .12), ("drums", 20, 1, "drums", .08), ("song", 30, 1, "piano", .08),
        ("band", 45, 5, "drums", .05), ("dance", 60, 12, "mirror", .09), ("theatre", 90, 12, null, .06), ("art", 90, 10, "easel", .10),
    ];

    private readonly Random _random;
    private readonly bool _tight;
    private readonly bool _scarce;
    private readonly bool _coarse;
    private readonly List<Room> _rooms = [];
    private readonly List<List<int>> _roomsOf = [];
    private readonly List<Teacher> _teachers = [];
    private readonly List<string> _subjectOf = [];
    private readonly List<Lesson> _lessons = [];
    private readonly List<Place> _planted = [];
    private readonly List<Child> _pupils = [];
    private readonly List<Child> _soloists = [];
    private readonly Dictionary<(int Room, string Day), List<(int From, int To)>> _busy = [];
    private readonly int[][] _travel;

    private MadeWeek(int lessons, int seed, bool tight, bool scarce, bool coarse)
    {
        (_random, _tight, _scarce, _coarse) = (new Random(seed), tight, scarce, coarse);
        var sites = Math.Max(3, lessons / 50);
        var centres = Math.Max(1, sites / 9);
        var at = Enumerable.Range(0, sites).Select(_ => (X: Normal() * 4, Y: Normal() * 4)).ToArray();
        _travel = [.. at.Select((a, i) => at.Select((b, k) => i == k ? 0 : coarse ? 20 : Math.Min(60, 5 * (int)Math.Ceiling((6 + (2.2 * Math.Sqrt(((a.X - b.X) * (a.X - b.X)) + ((a.Y - b.Y) * (a.Y - b.Y))))) / 5))).ToArray())];
        for (var s = 0; s < sites; s++) MakeRooms(s, s < centres);
        while (_lessons.Count < lessons) PlantTeacher(lessons);
        Problem = Finish();
        Plan = [.. _planted.Select((p, i) => new PlacedLesson(_lessons[i].Id, p.Day, p.Start, _rooms[p.Room].Id, _teachers[p.Teacher].Id)).OrderBy(p => p.Lesson, StringComparer.Ordinal)];
        Planted = Explanation.Of(Problem, Plan).Cost;
    }

    public TimetableProblem Problem { get; }

    public IReadOnlyList<PlacedLesson> Plan { get; }

    /// <summary>What the planted week costs.</summary>
    public long Planted { get; }

    /// <summary>Makes a week; a coarse one has a grid of ten minutes, one travel time, one teacher a lesson, no Saturday and no breaks.</summary>
    public static MadeWeek Make(int lessons, int seed, bool tight = false, bool scarce = false, bool coarse = false) => new(lessons, seed, tight, scarce, coarse);

    // Centres have six rooms every day and on Saturday; a school lends some of its rooms on some days.
    private void MakeRooms(int site, bool centre)
    {
        var lent = centre ? Days[..5] : [.. Days[..5].OrderBy(_ => _random.Next()).Take(One(2, 3, 3, 4, 5))];
        var count = centre ? 6 : One(2, 2, 3, 3, 4);
        _roomsOf.Add([.. Enumerable.Range(_rooms.Count, count)]);
        for (var k = 0; k < count; k++)
        {
            double Share(string f) => k > 0 ? (f == "piano" ? .5 : .3) : f switch { "piano" => 1, "mirror" => .35, _ => .5 };
            List<Window> open = [.. lent.Select(d => new Window(d, centre ? 780 : 810, centre ? 1290 : 1140))];
            if (centre && !_coarse) open.Add(new Window("sat", 540, 900));
            _rooms.Add(new Room(Id('r', _rooms.Count), Id('s', site))
            {
                Capacity = k > 0 ? One(4, 8, 20, 30) : 30,
                Features = k == 0 && centre ? Features : [.. Features.Where(f => _random.NextDouble() < Share(f))],
                Open = open,
            });
        }
    }

    private void PlantTeacher(int lessons)
    {
        var draw = _random.NextDouble() * Subjects.Sum(s => s.Share);
        var subject = Subjects.First(s => (draw -= s.Share) <= 0);
        subject.Minutes = Grid(subject.Minutes);
        bool Fits(Room r) => r.Capacity >= subject.Size && (subject.Feature is null || r.Features.Contains(subject.Feature));
        var can = Enumerable.Range(0, _travel.Length).Where(s => RoomsOf(s).Any(r => Fits(_rooms[r]))).ToList();
        if (can.Count == 0) return;
        var home = can[_random.Next(can.Count)];
        var workDays = Days[..5].OrderBy(_ => _random.Next()).Take(One(1, 2, 2, 3, 3, 4, 4, 5)).ToArray();
        if (!_coarse && _random.NextDouble() < .1) workDays[^1] = "sat";
        var most = One(270, 300, 330, 360);
        var teacher = _teachers.Count;
        var available = new List<Window>();
        foreach (var day in workDays.OrderBy(d => Array.IndexOf(Days, d)))
        {
            var (start, stop) = day == "sat" ? (One(540, 570, 600), One(780, 840, 870)) : (One(810, 825, 840, 870), One(1080, 1110, 1140, 1200));
            (start, stop) = (Grid(start), Grid(stop));
            available.Add(new Window(day, start - (_tight ? 0 : 30), stop + (_tight ? 0 : 60)));
            var near = can.Where(s => RoomsOf(s).Any(r => _rooms[r].Open.Any(w => w.Day == day))).OrderBy(s => _travel[home][s]).Take(5).ToArray();
            if (near.Length > 0) PlantDay(subject, teacher, day, start, stop, most, near, Fits, lessons, workDays);
        }
        var spare = Days[..5].Except(workDays).ToArray();
        if (spare.Length > 0 && !_tight && _random.NextDouble() < .5) available.Add(new Window(One(spare), 840, 1140));
        _teachers.Add(new Teacher(Id('t', teacher)) { Available = [.. available.OrderBy(w => Array.IndexOf(Days, w.Day))], MaxMinutesPerDay = most, MaxSitesPerDay = 2, BreakAfter = _coarse ? null : 330 });
        _subjectOf.Add(subject.Name);
    }

    private void PlantDay((string Name, int Minutes, int Size, string? Feature, double Share) subject, int teacher, string day, int start, int stop, int most, int[] near, Func<Room, bool> fits, int lessons, string[] workDays)
    {
        var (place, now, left, taught, first, paused, last) = (One(near), start, One(1, 2), 0, -1, false, -1);
        while (now + subject.Minutes <= stop && taught + subject.Minutes <= most && _lessons.Count < lessons)
        {
            if (first >= 0 && !paused && now - first >= 150)
            {
                (now, paused) = (now + Grid(15), true);
                continue;
            }
            var free = RoomsOf(place).Where(r => fits(_rooms[r]) && _rooms[r].Open.Any(w => w.Holds(day, now, now + subject.Minutes)) && IsFree(r, day, now, now + subject.Minutes)).ToArray();
            if (free.Length == 0)
            {
                now += Grid(15);
                continue;
            }
            last = free.Contains(last) ? last : _scarce ? free[0] : One(free);
            first = first < 0 ? now : first;
            if (!_busy.TryGetValue((last, day), out var taken)) _busy[(last, day)] = taken = [];
            taken.Add((now, now + subject.Minutes));
            var who = Pupils(subject.Name, subject.Size, day, now, now + subject.Minutes, workDays);
            List<SiteChoice> sites = [new(Id('s', place))];
            foreach (var other in Enumerable.Range(0, _travel.Length).OrderBy(s => _travel[place][s]).Skip(1).Take(_tight ? One(0, 0, 0, 1) : One(0, 0, 1, 2))) sites.Add(new(Id('s', other), _travel[place][other] / 5));
            _lessons.Add(new Lesson(Id('l', _lessons.Count), subject.Minutes) { Weight = who.Length, Teachers = [Id('t', teacher)], Pupils = who, Sites = sites, Features = subject.Feature is null ? [] : [subject.Feature] });
            _planted.Add(new Place(day, now, last, teacher));
            (now, taught) = (now + subject.Minutes, taught + subject.Minutes);
            if (_random.NextDouble() >= .12 || left <= 1) continue;
            var next = One(near);
            (now, place, left) = (now + _travel[place][next], next, left - 1);
        }
    }

    // A group's members were asked together; bands are made of those who have lessons alone.
    private string[] Pupils(string name, int size, string day, int start, int end, string[] workDays)
    {
        var who = new List<Child>();
        var (before, after) = size > 1 ? (One(0, 0, 30, 60), One(0, 0, 30, 60)) : (0, 0);
        Window? more = size > 1 && !_tight && _random.NextDouble() < .5 ? new Window(One(workDays), One(870, 930, 990), 0, 1) : null;
        var count = _random.Next(Math.Max(1, size / 2), size + 1);
        for (var i = 0; i < count; i++)
        {
            Child? child = null;
            if (_random.NextDouble() < (name == "band" ? .75 : .12) && _soloists.Count > 0)
                child = Enumerable.Range(0, 8).Select(_ => _soloists[_random.Next(_soloists.Count)]).FirstOrDefault(c => c.Busy.Count < 2 && c.Busy.TrueForAll(b => b.Day != day));
            if (child is null)
            {
                _pupils.Add(child = new Child(Id('p', _pupils.Count)));
                if (size == 1) _soloists.Add(child);
            }
            if (who.Contains(child)) continue;
            who.Add(child);
            child.Busy.Add(new Window(day, start - before, end + after));
            child.Grouped |= size > 1;
            if (more is { } window) child.More.Add(window with { To = window.From + 150 });
        }
        return [.. who.Select(c => c.Id)];
    }

    private TimetableProblem Finish()
    {
        if (_scarce)
        {
            for (var r = 0; r < _rooms.Count; r++)
                _rooms[r] = _rooms[r] with { Open = [.. Days.Where(d => _busy.ContainsKey((r, d))).Select(d => new Window(d, _busy[(r, d)].Min(b => b.From) - 15, _busy[(r, d)].Max(b => b.To) + 30))] };
        }
        for (var l = 0; l < _lessons.Count && !_coarse; l++)
        {
            var mates = Enumerable.Range(0, _teachers.Count).Where(t => t != _planted[l].Teacher && _subjectOf[t] == _subjectOf[_planted[l].Teacher]).ToArray();
            if (mates.Length > 0 && _random.NextDouble() < .15) _lessons[l] = _lessons[l] with { Teachers = [.. _lessons[l].Teachers, _teachers[One(mates)].Id] };
        }
        return new(_coarse ? 10 : 5, _coarse ? Days[..5] : Days, [.. Enumerable.Range(0, _travel.Length).Select(s => Id('s', s))], _travel, _rooms, _teachers, [.. _pupils.Select(Widened)], _lessons, Siblings(), Weights);
    }

    private Pupil Widened(Child child)
    {
        var young = child.Busy.Min(b => b.From) < 930 && _random.NextDouble() < .7;
        var windows = new List<Window>();
        foreach (var day in Days)
        {
            var mine = child.Busy.Where(b => b.Day == day).ToList();
            if (mine.Count > 0)
                windows.Add(new Window(day, Math.Max(day == "sat" ? 540 : 780, Grid(mine.Min(b => b.From) - One(0, 15, 30, 60, 90))), Math.Min(1320, Grid(mine.Max(b => b.To) + One(0, 15, 30, 60, 90))), child.Grouped ? 0 : One(0, 0, 0, 1, 2)));
            else if (day != "sat" && _random.NextDouble() < (_tight ? .25 : .55))
            {
                var from = Grid(young ? One(810, 825, 840, 870) : One(870, 900, 930, 960, 1020));
                windows.Add(new Window(day, from, Math.Min(from + One(60, 120, 180, 240), young ? 1020 : 1260), One(0, 0, 1, 3, 5)));
            }
        }
        return new Pupil(child.Id) { Available = [.. windows.Where(w => w.From < w.To), .. child.More] };
    }

    // Six in ten pairs are planted side by side, the others may or may not be brought together.
    private List<LessonPair> Siblings()
    {
        var alone = Enumerable.Range(0, _lessons.Count).Where(l => _lessons[l].Pupils.Count == 1).ToArray();
        var bySite = alone.ToLookup(l => _rooms[_planted[l].Room].Site);
        var pairs = new List<LessonPair>();
        for (var i = 0; i < alone.Length / 12; i++)
        {
            var a = One(alone);
            var here = bySite[_rooms[_planted[a].Room].Site].Where(l => _lessons[l].Pupils[0] != _lessons[a].Pupils[0]).ToArray();
            var close = here.Where(l => _planted[l].Day == _planted[a].Day && Math.Abs(_planted[l].Start - _planted[a].Start) <= 45).ToArray();
            if (_random.NextDouble() < .6 && close.Length > 0) here = close;
            if (here.Length == 0) continue;
            var b = One(here);
            var pair = new LessonPair(_lessons[Math.Min(a, b)].Id, _lessons[Math.Max(a, b)].Id);
            if (!pairs.Contains(pair)) pairs.Add(pair);
        }
        return pairs;
    }

    public static Weights Weights { get; } = new()
    {
        Unplaced = 1000, Site = 1, Window = 1, TeacherIdle = 1, TeacherTravel = 2, TeacherRoom = 1, TeacherDay = 20, Together = 10, Change = 15, ChangeRoom = 4,
    };

    private int Grid(int minutes) => _coarse ? (minutes + 9) / 10 * 10 : minutes;

    private List<int> RoomsOf(int site) => _roomsOf[site];

    private bool IsFree(int room, string day, int from, int to) => !_busy.TryGetValue((room, day), out var taken) || taken.TrueForAll(b => to <= b.From || b.To <= from);

    private T One<T>(params T[] of) => of[_random.Next(of.Length)];

    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());

    private static string Id(char kind, int number) => string.Create(CultureInfo.InvariantCulture, $"{kind}{number:00000}");

    private sealed record Place(string Day, int Start, int Room, int Teacher);

    private sealed record Child(string Id)
    {
        public List<Window> Busy { get; } = [];

        public List<Window> More { get; } = [];

        public bool Grouped { get; set; }
    }
}
