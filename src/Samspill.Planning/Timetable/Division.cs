using Samspill.Planning.Search;

namespace Samspill.Planning.Timetable;

/// <summary>What one of several walks over the same week may change until they meet.</summary>
internal sealed class Share(TimetableIndex index)
{
    /// <summary>Lessons that stay: fixed, or another walk's.</summary>
    public bool[] Held { get; } = (bool[])index.Fixed.Clone();

    /// <summary>Teachers that are another walk's.</summary>
    public bool[] NotMine { get; } = new bool[index.Teachers];

    /// <summary>Days of rooms (at room * days + day) that only another walk may put lessons into.</summary>
    public bool[] Closed { get; } = new bool[index.Rooms * index.Days];
}

/// <summary>
/// Divides a week among walks so that whatever each does, the changes fit together: each has its own teachers, each day of a room can be
/// filled by one only, and of two lessons of one pupil that are not one walk's, one stays where it is. The division changes every time they meet.
/// </summary>
internal static class Division
{
    /// <summary>All walks are given all changes; they are then the same week.</summary>
    public static void Merge(ReadOnlySpan<WeekWalk> walks)
    {
        var first = walks[0].Week;
        foreach (var walk in walks[1..]) Bring(walk.Week, first);
        foreach (var walk in walks[1..]) Bring(first, walk.Week);
    }

    /// <summary>Divides the teachers anew, by how far from some site most of their lessons are now, and with them all else.</summary>
    public static void Divide(ReadOnlySpan<WeekWalk> walks, Chance chance)
    {
        var week = walks[0].Week;
        var index = week.Index;
        var part = Teachers(week, walks.Length, chance);
        var of = new int[index.Lessons];
        var atSite = new int[index.Sites * walks.Length];
        for (var l = 0; l < of.Length; l++)
        {
            var at = week.At(l);
            of[l] = at.IsPlaced ? part[at.Teacher] : index.TeacherChoices[l] is [var first, ..] ? part[first] : 0;
            if (at.IsPlaced) atSite[(index.RoomSite[at.Room] * walks.Length) + of[l]]++;
        }
        var few = chance.Of256(128);
        for (var w = 0; w < walks.Length; w++)
        {
            var share = walks[w].Week.Mine;
            for (var t = 0; t < part.Length; t++) share.NotMine[t] = part[t] != w;
            for (var l = 0; l < of.Length; l++)
            {
                share.Held[l] = index.Fixed[l] || of[l] != w;
                foreach (var other in index.Neighbours[l]) share.Held[l] |= of[other] != w && Yields(index, l, other) == few;
            }
        }
        for (var r = 0; r < index.Rooms; r++)
        {
            var counts = atSite.AsSpan(index.RoomSite[r] * walks.Length, walks.Length);
            for (var d = 0; d < index.Days; d++)
            {
                // Whoever has a lesson there drawn by chance, so that the busiest is the likeliest.
                var entries = week.OfRoom(r, d);
                var owner = entries.Length == 0 ? counts.IndexOfMaximum() : of[entries[chance.Below(entries.Length)].Lesson];
                for (var w = 0; w < walks.Length; w++) walks[w].Week.Mine.Closed[(r * index.Days) + d] = owner != w;
            }
        }
    }

    // Of two lessons of one pupil in different parts only one may move: the one with fewer such ties, or the other way round.
    private static bool Yields(TimetableIndex index, int lesson, int other)
    {
        var (mine, its) = (index.Neighbours[lesson].Length, index.Neighbours[other].Length);
        return mine != its ? mine < its : lesson < other;
    }

    /// <summary>Each walk may change everything, by itself.</summary>
    public static void Dissolve(ReadOnlySpan<WeekWalk> walks)
    {
        foreach (var walk in walks)
        {
            var share = walk.Week.Mine;
            walk.Week.Index.Fixed.CopyTo(share.Held, 0);
            Array.Clear(share.NotMine);
            Array.Clear(share.Closed);
        }
    }

    // Teachers at neighbouring sites go together, as they use the same rooms; equal shares of the lessons.
    private static int[] Teachers(WeekState week, int parts, Chance chance)
    {
        var index = week.Index;
        var (sum, lessons) = (new long[index.Teachers], new int[index.Teachers]);
        var pivot = chance.Below(index.Sites);
        for (var t = 0; t < index.Teachers; t++)
        {
            for (var d = 0; d < index.Days; d++)
            {
                foreach (ref readonly var entry in week.OfTeacher(t, d))
                {
                    sum[t] += index.Travel[(pivot * index.Sites) + entry.Site];
                    lessons[t]++;
                }
            }
        }
        var key = new long[index.Teachers];
        for (var t = 0; t < key.Length; t++) key[t] = (lessons[t] == 0 ? chance.Below(60 * 64) : 64 * sum[t] / lessons[t]) + chance.Below(256);
        var order = Enumerable.Range(0, key.Length).ToArray();
        Array.Sort(key, order);
        var part = new int[key.Length];
        var (seen, all) = (0L, lessons.Sum());
        foreach (var t in order)
        {
            part[t] = (int)Math.Min(parts - 1, seen * parts / Math.Max(1, all));
            seen += lessons[t];
        }
        return part;
    }

    private static int IndexOfMaximum(this Span<int> counts)
    {
        var best = 0;
        for (var i = 1; i < counts.Length; i++)
            if (counts[i] > counts[best]) best = i;
        return best;
    }

    // What the one has changed that the other may not change, the other is given.
    private static void Bring(WeekState from, WeekState to)
    {
        for (var l = 0; l < from.Index.Lessons; l++)
            if (IsNews(l) && to.At(l).IsPlaced && to.At(l) != from.At(l)) to.Take(l);
        for (var l = 0; l < from.Index.Lessons; l++)
        {
            if (!IsNews(l)) continue;
            if (from.At(l).IsPlaced && !to.At(l).IsPlaced) to.Put(l, from.At(l));
            if (to.Urge[l] != from.Urge[l]) to.Raise(l, from.Urge[l]);
        }
        to.Keep();
        bool IsNews(int lesson) => to.Mine.Held[lesson] && (to.At(lesson) != from.At(lesson) || to.Urge[lesson] != from.Urge[lesson]);
    }
}
