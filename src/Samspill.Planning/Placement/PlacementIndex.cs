using Samspill.Planning.Problems;

namespace Samspill.Planning.Placement;

/// <summary>
/// A problem as arrays: every string is looked up once, courses and pupils are numbered as listed, and applications pupil by pupil,
/// best wish first, so that what is asked for together lies together.
/// </summary>
internal sealed class PlacementIndex
{
    private PlacementIndex(PlacementProblem problem)
    {
        Problem = problem;
        Courses = [.. problem.Courses];
        Pupils = [.. problem.Pupils];
        var applications = problem.Applications.Count;
        Applications = new PlacementApplication[applications];
        Course = new int[applications];
        Pupil = new int[applications];
        AppliedAt = new long[applications];
        ById = new int[applications];
        WishStart = new int[Pupils.Length + 1];
    }

    public PlacementProblem Problem { get; }

    public PlacementCourse[] Courses { get; }

    public PlacementPupil[] Pupils { get; }

    public PlacementApplication[] Applications { get; }

    public int[] Course { get; }

    public int[] Pupil { get; }

    /// <summary>Ticks in UTC.</summary>
    public long[] AppliedAt { get; }

    /// <summary>The numbers of the applications in the order of their ids.</summary>
    public int[] ById { get; }

    /// <summary>A pupil's applications have the numbers from WishStart[pupil] up to WishStart[pupil + 1].</summary>
    public int[] WishStart { get; }

    /// <summary>Null when the problem has faults, which are then in the list.</summary>
    public static PlacementIndex? Build(PlacementProblem problem, FaultList faults)
    {
        ProblemCheck.Ranges(problem, faults);
        var index = new PlacementIndex(problem);
        var courses = Numbers(index.Courses, c => c.Id, "courses", faults);
        var pupils = Numbers(index.Pupils, p => p.Id, "pupils", faults);
        if (!index.Fill([.. problem.Applications], courses, pupils)) ProblemCheck.References(problem, courses, pupils, faults);
        return faults.Any ? null : index;
    }

    private static Dictionary<string, int> Numbers<T>(T[] items, Func<T, string> id, string list, FaultList faults)
    {
        var numbers = new Dictionary<string, int>(items.Length);
        for (var i = 0; i < items.Length; i++)
        {
            if (!numbers.TryAdd(id(items[i]), i))
                faults.Add($"{list}[{i}].id", $"{FaultList.Quote(id(items[i]))} is the id of {list}[{numbers[id(items[i])]}] already");
        }
        return numbers;
    }

    // False when something is wrong with the applications; what it is, is found out by looking at them one by one.
    private bool Fill(PlacementApplication[] listed, Dictionary<string, int> courses, Dictionary<string, int> pupils)
    {
        var order = IdOrder.Sort([.. listed.Select(a => a.Id)]);
        for (var i = 1; i < order.Length; i++)
            if (listed[order[i]].Id == listed[order[i - 1]].Id) return false;

        var pupilOf = new int[listed.Length];
        var (id, pupil) = ((string?)null, -1);
        for (var i = 0; i < listed.Length; i++)
        {
            // A pupil's applications often stand together: then one look-up serves them all.
            if (listed[i].Pupil != id && !pupils.TryGetValue(id = listed[i].Pupil, out pupil)) return false;
            pupilOf[i] = pupil;
            WishStart[pupil + 1]++;
        }
        for (var p = 0; p < Pupils.Length; p++) WishStart[p + 1] += WishStart[p];

        var wishes = new int[listed.Length];
        var next = WishStart.AsSpan(0, Pupils.Length).ToArray();
        for (var i = 0; i < listed.Length; i++) wishes[next[pupilOf[i]]++] = i;
        int CompareWishes(int a, int b) => Compare(listed[a], listed[b]);
        for (var p = 0; p < Pupils.Length; p++)
            if (WishStart[p + 1] - WishStart[p] > 1) wishes.AsSpan(WishStart[p]..WishStart[p + 1]).Sort(CompareWishes);

        var numberOf = new int[listed.Length];
        var lastPupil = new int[Courses.Length];
        for (var number = 0; number < wishes.Length; number++)
        {
            var application = Applications[number] = listed[wishes[number]];
            if (!courses.TryGetValue(application.Course, out var course)) return false;
            pupil = pupilOf[wishes[number]];
            if (lastPupil[course] == pupil + 1) return false;
            lastPupil[course] = pupil + 1;
            (Course[number], Pupil[number], AppliedAt[number]) = (course, pupil, application.AppliedAt.UtcTicks);
            numberOf[wishes[number]] = number;
        }
        for (var i = 0; i < order.Length; i++) ById[i] = numberOf[order[i]];
        return true;
    }

    private static int Compare(PlacementApplication a, PlacementApplication b)
    {
        if (a.Rank != b.Rank) return a.Rank.CompareTo(b.Rank);
        var byTime = a.AppliedAt.UtcTicks.CompareTo(b.AppliedAt.UtcTicks);
        return byTime != 0 ? byTime : IdOrder.Compare(a.Id, b.Id);
    }
}
