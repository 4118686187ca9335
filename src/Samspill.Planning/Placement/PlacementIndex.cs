using System.Numerics;
using Samspill.Planning.Problems;

namespace Samspill.Planning.Placement;

/// <summary>
/// A problem as arrays: courses and pupils are numbered as listed, applications by id, and every string is looked up once.
/// </summary>
internal sealed class PlacementIndex
{
    public required PlacementProblem Problem { get; init; }

    /// <summary>The applications by id; an application's number is its place here.</summary>
    public required PlacementApplication[] Applications { get; init; }

    public required int[] Course { get; init; }

    public required int[] Pupil { get; init; }

    public required long[] AppliedAt { get; init; }

    public required PlacementCourse[] Courses { get; init; }

    public required PlacementPupil[] Pupils { get; init; }

    /// <summary>A pupil's applications, best wish first, are Wishes[WishStart[pupil]..WishStart[pupil + 1]].</summary>
    public required int[] WishStart { get; init; }

    public required int[] Wishes { get; init; }

    public ReadOnlySpan<int> WishesOf(int pupil) => Wishes.AsSpan(WishStart[pupil]..WishStart[pupil + 1]);

    /// <summary>Null when the problem has faults that keep it from being numbered, which are then in the list.</summary>
    public static PlacementIndex? Build(PlacementProblem problem, FaultList faults)
    {
        ProblemCheck.Ranges(problem, faults);
        var courses = problem.Courses.ToArray();
        var pupils = problem.Pupils.ToArray();
        var listed = problem.Applications.ToArray();
        var courseNumbers = Numbers(courses, c => c.Id, "courses", faults);
        var pupilNumbers = Numbers(pupils, p => p.Id, "pupils", faults);

        var ids = new string[listed.Length];
        for (var i = 0; i < ids.Length; i++) ids[i] = listed[i].Id;
        var order = IdOrder.Sort(ids);
        var index = new PlacementIndex
        {
            Problem = problem,
            Courses = courses,
            Pupils = pupils,
            Applications = new PlacementApplication[listed.Length],
            Course = new int[listed.Length],
            Pupil = new int[listed.Length],
            AppliedAt = new long[listed.Length],
            Wishes = new int[listed.Length],
            WishStart = new int[pupils.Length + 1],
        };
        var sound = index.Fill(listed, order, courseNumbers, pupilNumbers);
        sound = sound && index.SortWishes();
        if (!sound) ProblemCheck.References(problem, courseNumbers, pupilNumbers, faults);
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

    private bool Fill(PlacementApplication[] listed, int[] order, Dictionary<string, int> courses, Dictionary<string, int> pupils)
    {
        var (pupilId, pupil) = ((string?)null, -1);
        for (var i = 0; i < order.Length; i++)
        {
            var application = Applications[i] = listed[order[i]];
            if (i > 0 && application.Id == Applications[i - 1].Id) return false;
            // A pupil's applications often stand together: then one look-up serves them all.
            if (application.Pupil != pupilId && !pupils.TryGetValue(pupilId = application.Pupil, out pupil)) return false;
            if (!courses.TryGetValue(application.Course, out Course[i])) return false;
            Pupil[i] = pupil;
            AppliedAt[i] = application.AppliedAt.UtcTicks;
            WishStart[pupil + 1]++;
        }
        return true;
    }

    private bool SortWishes()
    {
        for (var p = 0; p < Pupils.Length; p++) WishStart[p + 1] += WishStart[p];
        var next = WishStart.AsSpan(0, Pupils.Length).ToArray();
        for (var i = 0; i < Applications.Length; i++) Wishes[next[Pupil[i]]++] = i;
        var lastPupil = new int[Courses.Length];
        for (var p = 0; p < Pupils.Length; p++)
        {
            var wishes = Wishes.AsSpan(WishStart[p]..WishStart[p + 1]);
            foreach (var a in wishes)
            {
                if (lastPupil[Course[a]] == p + 1) return false;
                lastPupil[Course[a]] = p + 1;
            }
            if (wishes.Length > 1) wishes.Sort(CompareWishes);
        }
        return true;
    }

    // Numbers stand in the order of ids, so the number itself is the last to decide.
    private int CompareWishes(int a, int b)
    {
        var byRank = Applications[a].Rank.CompareTo(Applications[b].Rank);
        if (byRank != 0) return byRank;
        var byTime = AppliedAt[a].CompareTo(AppliedAt[b]);
        return byTime != 0 ? byTime : a.CompareTo(b);
    }
}
