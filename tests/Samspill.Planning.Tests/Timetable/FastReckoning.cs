using Samspill.Planning.Search;
using Samspill.Planning.Timetable;
using Shouldly;
using Xunit;

namespace Samspill.Planning.Tests.Timetable;

/// <summary>The fast reckoning of the search against the slow and plain one.</summary>
public class FastReckoning
{
    [Fact]
    public void Every_change_is_the_difference_that_the_explanation_finds_and_what_is_refused_breaks_a_rule()
    {
        var (possible, refused, taken) = (0, 0, 0);
        for (var seed = 1; seed <= 40; seed++)
        {
            var problem = Nasty.Problem(seed);
            problem.Faults().ShouldBeEmpty();
            var index = new TimetableIndex(problem);
            var week = new WeekState(index);
            var chance = new Chance(seed, 0);
            var places = new Places(week, chance);
            var before = Explain(week).Cost;
            for (var i = 0; i < 80; i++)
            {
                var lesson = chance.Below(index.Lessons);
                if (index.RoomChoices[lesson].Length == 0) continue;
                if (chance.Of256(40) && week.At(lesson).IsPlaced)
                {
                    week.Take(lesson);
                    taken++;
                    var without = Explain(week);
                    // Where ways cheat the triangle, taking a lesson out can leave a long day without its break.
                    if (week.Cost > DayPrice.Unbearable)
                    {
                        without.Breaches.ShouldNotBeEmpty();
                        week.Undo();
                        continue;
                    }
                    without.Breaches.ShouldBeEmpty();
                    week.Cost.ShouldBe(before = without.Cost);
                    week.Keep();
                    continue;
                }
                if (!places.TryDraw(lesson, out var place, out var own)) continue;
                own.ShouldBe(week.OwnCost(lesson, place));
                var change = week.Change(lesson, place, own);
                var from = week.At(lesson);
                if (from.IsPlaced) week.Take(lesson);
                if (change >= DayPrice.Impossible)
                {
                    refused++;
                    Explain(week, (lesson, place)).Breaches.ShouldContain(b => b.Rule == "H4" || b.Rule == "H5" || b.Rule == "H6");
                    week.Undo();
                    continue;
                }
                possible++;
                week.Put(lesson, place);
                var after = Explain(week);
                after.Breaches.ShouldAllBe(b => b.Rule == "H8");
                if (change < DayPrice.Unbearable) after.Breaches.ShouldBeEmpty();
                else
                {
                    after.Breaches.ShouldNotBeEmpty();
                    week.Undo();
                    week.Cost.ShouldBe(before);
                    continue;
                }
                change.ShouldBe(after.Cost - before);
                week.Cost.ShouldBe(after.Cost);
                week.Keep();
                before = after.Cost;
            }
        }
        (possible, refused, taken).ShouldSatisfyAllConditions(x => x.possible.ShouldBeGreaterThan(300), x => x.refused.ShouldBeGreaterThan(300), x => x.taken.ShouldBeGreaterThan(50));
    }

    [Fact]
    public void After_every_kind_of_move_the_cost_is_what_the_explanation_finds()
    {
        for (var seed = 100; seed < 120; seed++)
        {
            var index = new TimetableIndex(Nasty.Problem(seed));
            var walk = new WeekWalk(index, new Chance(seed, 0));
            walk.Construct(CancellationToken.None);
            for (var i = 0; i < 30; i++)
            {
                for (var k = 0; k < 50; k++) walk.Move(temperature: 20);
                var explanation = Explain(walk.Week);
                explanation.Breaches.ShouldBeEmpty();
                walk.Cost.ShouldBe(explanation.Cost);
            }
        }
    }

    private static Explanation Explain(WeekState week, (int Lesson, Place Place)? also = null)
    {
        var places = Enumerable.Range(0, week.Index.Lessons).Select(week.At).ToArray();
        if (also is var (lesson, place)) places[lesson] = place;
        return Explanation.Of(week.Index.Problem, WeekResult.Plan(week.Index, places));
    }
}
