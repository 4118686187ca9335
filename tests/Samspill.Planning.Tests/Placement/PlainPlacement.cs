using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Samspill.Planning.Placement;

namespace Samspill.Planning.Tests.Placement;

/// <summary>
/// The rules of placement worked out in the plainest way, to hold the engine against: courses choose anew from all who ever asked,
/// every closing runs everything again, nothing is clever.
/// </summary>
internal sealed class PlainPlacement
{
    private readonly PlacementProblem _problem;
    private readonly HashSet<string> _closed;
    private readonly Dictionary<string, int> _placedIn = [];
    private readonly Dictionary<string, int> _competedIn = [];
    private readonly Dictionary<string, (int Round, List<PlacementApplication> Open, Dictionary<string, int> Held)> _lastIn = [];
    private readonly Dictionary<(string Course, int Reserve), int> _reserveUsed = [];
    private readonly Dictionary<string, int> _held;

    private PlainPlacement(PlacementProblem problem, HashSet<string> closed)
    {
        (_problem, _closed) = (problem, closed);
        _held = problem.Pupils.ToDictionary(p => p.Id, p => p.Holds.Count);
        for (var round = 1; Accept(round) && problem.Rules.Rounds == Rounds.OneEach; round++) { }
    }

    public static PlacementResult Place(PlacementProblem problem)
    {
        var closed = new HashSet<string>();
        while (true)
        {
            var run = new PlainPlacement(problem, closed);
            var shorts = problem.Courses.Where(c => c.Enrolled == 0 && !closed.Contains(c.Id) && run.Took(c) < c.Minimum).ToList();
            if (shorts.Count == 0) return run.Result();
            closed.Add(shorts.OrderBy(c => run.Took(c) / (double)c.Minimum).ThenBy(c => c.Id, StringComparer.Ordinal).First().Id);
        }
    }

    private PlacementCourse Course(PlacementApplication a) => _problem.Courses.Single(c => c.Id == a.Course);

    private PlacementPupil Pupil(PlacementApplication a) => _problem.Pupils.Single(p => p.Id == a.Pupil);

    private int Took(PlacementCourse course) => _problem.Applications.Count(a => a.Course == course.Id && _placedIn.ContainsKey(a.Id));

    private bool Has(PlacementApplication a, string flag) => a.Flags.Contains(flag) || Pupil(a).Flags.Contains(flag);

    private int MayGet(PlacementPupil p)
    {
        var room = (_problem.Rules.MaxPlacesPerPupil ?? 1000) - _held[p.Id];
        return Math.Max(0, Math.Min(room, p.Wants - (_held[p.Id] - p.Holds.Count)));
    }

    private (Outcome, string?)? NotConsidered(PlacementApplication a)
    {
        var (course, pupil) = (Course(a), Pupil(a));
        var age = _problem.Date.Year - pupil.BirthDate.Year;
        if (pupil.Holds.Contains(course.Id)) return (Outcome.AlreadyHeld, null);
        if (age < (course.AgeFrom ?? 0)) return (Outcome.TooYoung, null);
        if (age > (course.AgeTo ?? 200)) return (Outcome.TooOld, null);
        if (course.Requires.FirstOrDefault(f => !Has(a, f)) is { } missing) return (Outcome.Missing, missing);
        var room = Math.Min(pupil.Wants, (_problem.Rules.MaxPlacesPerPupil ?? 1000) - pupil.Holds.Count);
        if (room <= 0) return (Outcome.AtMaximum, null);
        return _closed.Contains(course.Id) ? (Outcome.Closed, null) : null;
    }

    /// <summary>The rule that tells two applications apart at their course: negative when the first goes ahead.</summary>
    public static (int Sign, DecidedBy By, string? Flag) Compare(
        PlacementProblem problem, PlacementApplication a, PlacementApplication b, Dictionary<string, int> held)
    {
        PlacementPupil Pupil(PlacementApplication x) => problem.Pupils.Single(p => p.Id == x.Pupil);
        bool Has(PlacementApplication x, string flag) => x.Flags.Contains(flag) || Pupil(x).Flags.Contains(flag);
        var order = problem.Courses.Single(c => c.Id == a.Course).Order ?? problem.Rules.Order;
        foreach (var rule in order.Append(new PriorityRule(Priority.Lottery)))
        {
            var turn = rule.YoungestFirst ? -1 : 1;
            var sign = rule.By switch
            {
                Priority.Flag => (Has(a, rule.Flag!) ? 0 : 1) - (Has(b, rule.Flag!) ? 0 : 1),
                Priority.PlacesHeld => held[a.Pupil] - held[b.Pupil],
                Priority.AppliedAt => DateTimeOffset.Compare(a.AppliedAt, b.AppliedAt),
                Priority.BirthDate => turn * Pupil(a).BirthDate.CompareTo(Pupil(b).BirthDate),
                Priority.BirthYear => turn * (Pupil(a).BirthDate.Year - Pupil(b).BirthDate.Year),
                Priority.Distance => (a.Distance ?? double.MaxValue).CompareTo(b.Distance ?? double.MaxValue),
                _ => Draw(problem, a).CompareTo(Draw(problem, b)),
            };
            if (sign != 0) return (sign, (DecidedBy)rule.By, rule.Flag);
        }
        return (string.CompareOrdinal(a.Pupil, b.Pupil), DecidedBy.Id, null);
    }

    private static BigInteger Draw(PlacementProblem problem, PlacementApplication a)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{problem.Seed}:{a.Course}:{a.Pupil}");
        return new BigInteger(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8), isUnsigned: true, isBigEndian: true);
    }

    private List<PlacementApplication> InOrder(IEnumerable<PlacementApplication> applications, Dictionary<string, int> held)
    {
        var sorted = applications.ToList();
        sorted.Sort((a, b) => Compare(_problem, a, b, held).Sign);
        return sorted;
    }

    private List<(PlacementApplication Who, int Reserve)> Choose(PlacementCourse course, List<PlacementApplication> asked)
    {
        var seats = course.Capacity - Took(course);
        var ranked = InOrder(asked, _held);
        var chosen = new List<(PlacementApplication Who, int Reserve)>();
        for (var i = 0; i < course.Reserved.Count; i++)
        {
            var free = Math.Min(course.Reserved[i].Places - _reserveUsed.GetValueOrDefault((course.Id, i)), seats - chosen.Count);
            var carriers = ranked.Where(a => Has(a, course.Reserved[i].Flag)).Take(Math.Max(0, free)).ToList();
            chosen.AddRange(carriers.Select(a => (a, i)));
            ranked.RemoveAll(carriers.Contains);
        }
        chosen.AddRange(ranked.Take(seats - chosen.Count).Select(a => (a, -1)));
        return chosen;
    }

    private bool Accept(int round)
    {
        var quota = _problem.Pupils.ToDictionary(p => p.Id, p => _problem.Rules.Rounds == Rounds.OneEach ? Math.Min(1, MayGet(p)) : MayGet(p));
        var asked = _problem.Courses.ToDictionary(c => c.Id, _ => new List<PlacementApplication>());
        var kept = _problem.Courses.ToDictionary(c => c.Id, _ => new List<(PlacementApplication Who, int Reserve)>());
        while (true)
        {
            var newcomers = new List<PlacementApplication>();
            foreach (var pupil in _problem.Pupils)
            {
                var keeps = kept.Values.Sum(k => k.Count(x => x.Who.Pupil == pupil.Id));
                newcomers.AddRange(_problem.Applications
                    .Where(a => a.Pupil == pupil.Id && NotConsidered(a) is null && !_placedIn.ContainsKey(a.Id) && !asked[a.Course].Contains(a))
                    .OrderBy(a => a.Rank).ThenBy(a => a.AppliedAt).ThenBy(a => a.Id, StringComparer.Ordinal)
                    .Take(quota[pupil.Id] - keeps));
            }
            if (newcomers.Count == 0) break;
            foreach (var a in newcomers)
            {
                asked[a.Course].Add(a);
                _competedIn.TryAdd(a.Id, round);
            }
            foreach (var course in _problem.Courses) kept[course.Id] = Choose(course, asked[course.Id]);
        }
        var heldBefore = _held.ToDictionary();
        foreach (var (course, chosen) in kept.Where(k => k.Value.Count > 0))
        {
            _lastIn[course] = (round, [.. chosen.Where(x => x.Reserve < 0).Select(x => x.Who)], heldBefore);
            foreach (var (who, reserve) in chosen)
            {
                _placedIn[who.Id] = round;
                _held[who.Pupil]++;
                if (reserve >= 0) _reserveUsed[(course, reserve)] = _reserveUsed.GetValueOrDefault((course, reserve)) + 1;
            }
        }
        return kept.Values.Any(k => k.Count > 0);
    }

    private PlacementResult Result()
    {
        var decisions = _problem.Applications.OrderBy(a => a.Id, StringComparer.Ordinal).Select(Decide).ToArray();
        var placed = _problem.Applications.Where(a => _placedIn.ContainsKey(a.Id)).OrderBy(a => a.Id, StringComparer.Ordinal)
            .Select(a => new PlacedApplication(a.Id, a.Pupil, a.Course, _placedIn[a.Id])).ToArray();
        return new(placed, [.. _closed.Order(StringComparer.Ordinal)], decisions);
    }

    private bool Waits(PlacementApplication a) =>
        !_placedIn.ContainsKey(a.Id) && NotConsidered(a) is null && MayGet(Pupil(a)) > 0;

    private Decision Decide(PlacementApplication a)
    {
        if (_placedIn.ContainsKey(a.Id)) return new(a.Id, Outcome.Placed);
        if (NotConsidered(a) is var (why, flag)) return new(a.Id, why, Flag: flag);
        if (!Waits(a)) return new(a.Id, Outcome.Better);
        var queue = 1 + InOrder(_problem.Applications.Where(x => x.Course == a.Course && Waits(x)), _held).IndexOf(a);
        if (!_lastIn.TryGetValue(a.Course, out var lastIn)) return new(a.Id, Outcome.Waiting, queue, DecidedBy.Capacity);
        if (lastIn.Open.Count == 0) return new(a.Id, Outcome.Waiting, queue, DecidedBy.Reserved);
        var last = InOrder(lastIn.Open, lastIn.Held)[^1];
        if (lastIn.Round < _competedIn[a.Id]) return new(a.Id, Outcome.Waiting, queue, DecidedBy.Round, LastAdmitted: last.Id);
        var (_, by, decidingFlag) = Compare(_problem, last, a, lastIn.Held);
        return new(a.Id, Outcome.Waiting, queue, by, decidingFlag, last.Id);
    }
}
