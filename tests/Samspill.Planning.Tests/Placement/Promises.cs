using FsCheck;
using FsCheck.Fluent;
using Samspill.Planning.Placement;
using Samspill.Planning.Problems;
using Shouldly;
using Xunit;
using Outcome = Samspill.Planning.Placement.Outcome;

namespace Samspill.Planning.Tests.Placement;

/// <summary>What may be promised to families, tried on hundreds of small awkward problems, and no more.</summary>
public class Promises
{
    [Fact]
    public void The_engine_gives_what_the_plainest_reckoning_gives() => ForMany(seed =>
    {
        var problem = Made.Problem(seed);
        var (engine, plain) = (PlacementEngine.Place(problem), PlainPlacement.Place(problem));
        engine.Placed.ShouldBe(plain.Placed);
        engine.Closed.ShouldBe(plain.Closed);
        engine.Decisions.ShouldBe(plain.Decisions);
    }, tests: 600);

    [Fact]
    public void The_made_problems_reach_every_outcome_and_every_reason()
    {
        var decisions = Enumerable.Range(0, 400).SelectMany(seed => PlacementEngine.Place(Made.Problem(seed)).Decisions).ToList();
        decisions.Select(d => d.Outcome).Distinct().Count().ShouldBe(Enum.GetValues<Outcome>().Length);
        // Two pupils with the same draw of 64 bits cannot be made.
        decisions.Where(d => d.DecidedBy is not null).Select(d => d.DecidedBy).Distinct().Count()
            .ShouldBe(Enum.GetValues<DecidedBy>().Length - 1);
    }

    [Fact]
    public void Within_a_round_and_reserved_seats_aside_nobody_is_passed_over_by_one_behind() => ForMany(seed =>
    {
        var problem = Made.Problem(seed, reserved: false);
        var result = PlacementEngine.Place(problem);
        var application = problem.Applications.ToDictionary(a => a.Id);
        var roundOf = result.Placed.ToDictionary(p => p.Application, p => p.Round);
        foreach (var wanted in result.Decisions.Where(d => d.Outcome == Outcome.Waiting).Select(d => application[d.Application]))
        {
            // It takes part in a round when its pupil has not just got something it ranks higher.
            foreach (var round in roundOf.Values.Distinct())
            {
                if (problem.Rules.Rounds == Rounds.OneEach && GotBetter(wanted, round)) continue;
                var held = problem.Pupils.ToDictionary(p => p.Id, p => p.Holds.Count
                    + problem.Applications.Count(a => a.Pupil == p.Id && roundOf.TryGetValue(a.Id, out var r) && r < round));
                foreach (var got in problem.Applications.Where(a => a.Course == wanted.Course && roundOf.GetValueOrDefault(a.Id) == round))
                    PlainPlacement.Compare(problem, got, wanted, held).Sign.ShouldBeLessThan(0);
            }
        }
        bool GotBetter(PlacementApplication wanted, int round) => problem.Applications.Any(a =>
            a.Pupil == wanted.Pupil && roundOf.GetValueOrDefault(a.Id) == round && Wishes.Compare(a, wanted) < 0);
    });

    [Fact]
    public void No_seat_is_wasted_while_somebody_waits_for_it() => ForMany(seed =>
    {
        var problem = Made.Problem(seed);
        var result = PlacementEngine.Place(problem);
        var application = problem.Applications.ToDictionary(a => a.Id);
        foreach (var waiting in result.Decisions.Where(d => d.Outcome == Outcome.Waiting))
        {
            var course = problem.Courses.Single(c => c.Id == application[waiting.Application].Course);
            result.Placed.Count(p => p.Course == course.Id).ShouldBe(course.Capacity);
        }
    });

    [Fact]
    public void Nobody_gets_more_places_than_wanted_and_allowed_and_no_course_more_than_it_has() => ForMany(seed =>
    {
        var problem = Made.Problem(seed);
        var placed = PlacementEngine.Place(problem).Placed;
        foreach (var course in problem.Courses) placed.Count(p => p.Course == course.Id).ShouldBeLessThanOrEqualTo(course.Capacity);
        foreach (var pupil in problem.Pupils)
        {
            var got = placed.Count(p => p.Pupil == pupil.Id);
            got.ShouldBeLessThanOrEqualTo(pupil.Wants);
            if (got > 0) (got + pupil.Holds.Count).ShouldBeLessThanOrEqualTo(problem.Rules.MaxPlacesPerPupil ?? int.MaxValue);
        }
    });

    [Fact]
    public void The_order_of_the_input_never_matters() => ForMany(seed =>
    {
        var problem = Made.Problem(seed);
        var shuffled = Made.Shuffled(problem, seed);
        Bytes(PlacementEngine.Place(shuffled)).ShouldBe(Bytes(PlacementEngine.Place(problem)));
        using var one = new MemoryStream();
        using var other = new MemoryStream();
        PlacementProblemJson.Write(problem, one);
        PlacementProblemJson.Write(shuffled, other);
        other.ToArray().ShouldBe(one.ToArray());
    });

    [Fact]
    public void Ranking_truthfully_never_hurts_with_one_place_each_and_no_minimum() => ForMany(seed =>
    {
        var problem = Made.Problem(seed, onePlace: true, minimum: false);
        var truthful = PlacementEngine.Place(problem);
        var random = new Random(seed);
        foreach (var pupil in problem.Pupils.Take(4))
        {
            var mine = problem.Applications.Where(a => a.Pupil == pupil.Id).Order(Wishes).Select(a => a.Id).ToList();
            for (var attempt = 0; attempt < 6; attempt++)
            {
                // Any other ranking, and any of the wishes left out.
                var keep = mine.Where(_ => random.Next(4) > 0).ToHashSet();
                var lie = problem with
                {
                    Applications = [.. problem.Applications.Where(a => a.Pupil != pupil.Id || keep.Contains(a.Id))
                        .Select(a => a.Pupil == pupil.Id ? a with { Rank = random.Next(1, 9) } : a)],
                };
                TrueRank(PlacementEngine.Place(lie)).ShouldBeGreaterThanOrEqualTo(TrueRank(truthful));
            }
            int TrueRank(PlacementResult result) =>
                result.Placed.Where(p => p.Pupil == pupil.Id).Select(p => mine.IndexOf(p.Application)).DefaultIfEmpty(mine.Count).Single();
        }
    }, tests: 150);

    private static readonly Comparer<PlacementApplication> Wishes = Comparer<PlacementApplication>.Create((a, b) =>
        a.Rank != b.Rank ? a.Rank - b.Rank : a.AppliedAt != b.AppliedAt ? a.AppliedAt.CompareTo(b.AppliedAt) : string.CompareOrdinal(a.Id, b.Id));

    private static byte[] Bytes(PlacementResult result)
    {
        using var written = new MemoryStream();
        PlacementResultJson.Write(result, written);
        return written.ToArray();
    }

    private static void ForMany(Action<int> holds, int tests = 300) =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), holds)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(tests).WithQuietOnSuccess(true));
}
