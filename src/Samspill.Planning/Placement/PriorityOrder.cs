using System.Numerics;

namespace Samspill.Planning.Placement;

/// <summary>An application on its way through a course: its number, and the first 64 bits of its priority.</summary>
internal readonly record struct Contender(ulong Lead, int Application);

/// <summary>One order of priority. Compares two applications for the same course; always total.</summary>
internal sealed class PriorityOrder(PlacementIndex index, IReadOnlyList<PriorityRule> rules, Measures measures) : IComparer<Contender>
{
    private readonly PriorityRule[] _rules = [.. rules];

    /// <summary>Places each pupil has, as they stand for the comparisons to come.</summary>
    public required int[] Held { get; init; }

    public Contender Contend(int application) => new(Lead(application), application);

    public int Compare(Contender x, Contender y) => x.Lead != y.Lead
        ? x.Lead.CompareTo(y.Lead)
        : Compare(x.Application, Held[index.Pupil[x.Application]], y.Application, Held[index.Pupil[y.Application]]).Sign;

    /// <summary>
    /// The rules squeezed into 64 bits, from the left, as many as there is room for: of two that differ, the smaller goes first;
    /// of two that are equal nothing is said. The lottery is drawn here only when it is the first to decide.
    /// </summary>
    private ulong Lead(int application)
    {
        var a = index.Applications[application];
        var pupil = index.Pupils[index.Pupil[application]];
        ulong lead = 0;
        var free = 64;
        foreach (var rule in _rules)
        {
            if (rule.By == Priority.Lottery) break;
            var (value, bits) = rule.By switch
            {
                Priority.Flag => (Eligibility.Has(pupil, a, rule.Flag!) ? 0UL : 1UL, 1),
                Priority.PlacesHeld => ((ulong)Held[index.Pupil[application]], measures.HeldBits),
                Priority.AppliedAt => ((ulong)(index.AppliedAt[application] - measures.FirstApplied), measures.AppliedBits),
                Priority.BirthDate or Priority.BirthYear => ((ulong)Birth(rule, pupil), 22),
                Priority.Distance => (BitConverter.DoubleToUInt64Bits(Way(a)), 63),
                _ => throw new ArgumentOutOfRangeException(nameof(application), rule.By, null),
            };
            if (bits >= free) return free == 64 ? value << (64 - bits) : (lead << free) | (value >> (bits - free));
            lead = (lead << bits) | value;
            free -= bits;
        }
        return free == 64 ? measures.Draw(application) : lead << free;
    }

    /// <summary>Who goes first (-1 the first given, 1 the second), and the rule that says so; the places held are given.</summary>
    public (int Sign, DecidedBy By, string? Flag) Compare(int a, int heldByA, int b, int heldByB)
    {
        var (first, second) = (index.Applications[a], index.Applications[b]);
        var (p, q) = (index.Pupils[index.Pupil[a]], index.Pupils[index.Pupil[b]]);
        foreach (var rule in _rules)
        {
            var sign = rule.By switch
            {
                Priority.Flag => Eligibility.Has(q, second, rule.Flag!).CompareTo(Eligibility.Has(p, first, rule.Flag!)),
                Priority.PlacesHeld => heldByA.CompareTo(heldByB),
                Priority.AppliedAt => index.AppliedAt[a].CompareTo(index.AppliedAt[b]),
                Priority.BirthDate or Priority.BirthYear => Birth(rule, p).CompareTo(Birth(rule, q)),
                Priority.Distance => Way(first).CompareTo(Way(second)),
                Priority.Lottery => measures.Draw(a).CompareTo(measures.Draw(b)),
                _ => throw new ArgumentOutOfRangeException(nameof(a), rule.By, null),
            };
            if (sign != 0) return (sign, (DecidedBy)rule.By, rule.Flag);
        }
        var draw = measures.Draw(a).CompareTo(measures.Draw(b));
        return draw != 0 ? (draw, DecidedBy.Lottery, null) : (IdOrder.Compare(p.Id, q.Id), DecidedBy.Id, null);
    }

    private static int Birth(PriorityRule rule, PlacementPupil pupil)
    {
        var (born, last) = rule.By == Priority.BirthDate
            ? (pupil.BirthDate.DayNumber, DateOnly.MaxValue.DayNumber)
            : (pupil.BirthDate.Year, DateOnly.MaxValue.Year);
        return rule.YoungestFirst ? last - born : born;
    }

    // Zero is added so that -0 and 0 are the same bits.
    private static double Way(PlacementApplication a) => (a.Distance ?? double.PositiveInfinity) + 0.0;
}

/// <summary>What all orders of one problem share: how many bits its numbers need, and the draws made so far.</summary>
internal sealed class Measures
{
    private readonly PlacementIndex _index;
    private readonly ulong[] _draws;

    public Measures(PlacementIndex index)
    {
        _index = index;
        _draws = new ulong[index.Applications.Length];
        long first = long.MaxValue, last = 0;
        foreach (var at in index.AppliedAt) (first, last) = (Math.Min(first, at), Math.Max(last, at));
        FirstApplied = first;
        AppliedBits = Bits(Math.Max(0, last - Math.Min(first, last)));
        var most = 0;
        for (var p = 0; p < index.Pupils.Length; p++) most = Math.Max(most, index.Pupils[p].Holds.Count + index.WishStart[p + 1] - index.WishStart[p]);
        HeldBits = Bits(most);
    }

    public long FirstApplied { get; }

    public int AppliedBits { get; }

    public int HeldBits { get; }

    public ulong Draw(int application)
    {
        ref var draw = ref _draws[application];
        if (draw == 0)
        {
            var a = _index.Applications[application];
            draw = Lottery.Draw(_index.Problem.Seed, a.Course, a.Pupil);
        }
        return draw;
    }

    private static int Bits(long largest) => largest == 0 ? 0 : BitOperations.Log2((ulong)largest) + 1;
}
