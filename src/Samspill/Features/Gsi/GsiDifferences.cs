using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Catalogue;
using Samspill.Domain.Gsi;

namespace Samspill.Features.Gsi;

/// <summary>Why a line's figure is another than the one delivered last year. The parts add up to the difference.</summary>
/// <param name="Came">Pupils who had no place that counted then; for a line of places, theirs.</param>
/// <param name="Left">Those who have none now.</param>
/// <param name="MovedIn">Pupils who grew into the stage; places that those who stayed have taken besides, or instead of another.</param>
/// <param name="MovedOut">Pupils who grew out of it; places that those who stayed have given up.</param>
/// <param name="Registered">What has been registered of last year after it was delivered.</param>
public sealed record GsiDifference(GsiLine Line, long Delivered, long Came, long Left, long MovedIn, long MovedOut, long Registered, long Now);

/// <summary>The difference from last year's delivered report, reckoned from the places of both days.</summary>
internal static class GsiDifferences
{
    public static async Task<IReadOnlyList<GsiDifference>> GsiDifferencesAsync(this SamspillDb db, GsiState state, CancellationToken ct)
    {
        if (state.Before is not { } before) return [];
        var (then, now) = (new CountedOn(db, before.Date), new CountedOn(db, state.Report.Date));
        var moves = await db.MovesAsync(then, now, ct);
        var places = await db.PlaceMovesAsync(then, now, ct);
        return [.. state.Form.Lines.Where(l => l.Counts is "stage" or "places" && before.Has(l.Line)).Select(line =>
        {
            var (column, came, left, movedIn, movedOut) = (state.Form.MainOf(line), 0L, 0L, 0L, 0L);
            if (line.Counts == "stage")
            {
                var stage = Enum.Parse<GsiStage>(line.Of, ignoreCase: true);
                came = moves.Where(m => m.Then is null && m.Now == stage).Sum(m => m.Count);
                left = moves.Where(m => m.Then == stage && m.Now is null).Sum(m => m.Count);
                movedIn = moves.Where(m => m.Then is not null && m.Then != stage && m.Now == stage).Sum(m => m.Count);
                movedOut = moves.Where(m => m.Then == stage && m.Now is not null && m.Now != stage).Sum(m => m.Count);
            }
            else
            {
                var of = GsiReport.DisciplinesOf(state.Form, line);
                long Sum(bool begun, bool stayed) => places.Where(p => p.Begun == begun && p.Stayed == stayed && of.Contains(p.Discipline)).Sum(p => p.Count);
                (came, left, movedIn, movedOut) = (Sum(begun: true, stayed: false), Sum(begun: false, stayed: false), Sum(begun: true, stayed: true), Sum(begun: false, stayed: true));
            }
            var (delivered, stands) = (before[line.Line, column], state.Report[line.Line, column]);
            return new GsiDifference(line, delivered, came, left, movedIn, movedOut, stands - delivered - (came - left + movedIn - movedOut), stands);
        })];
    }

    /// <summary>How many pupils went from which stage to which; null is nowhere.</summary>
    private static async Task<IReadOnlyList<(GsiStage? Then, GsiStage? Now, long Count)>> MovesAsync(this SamspillDb db, CountedOn then, CountedOn now, CancellationToken ct)
    {
        var (placesThen, placesNow) = (then.Places, now.Places);
        var (underThen, inThen, underNow, inNow) = (then.UnderFrom, then.InFrom, now.UnderFrom, now.InFrom);
        var came = await now.Pupils.Where(p => !placesThen.Any(x => x.Pupil == p.Id))
            .GroupBy(p => p.BirthDate >= underNow ? 0 : p.BirthDate >= inNow ? 1 : 2).Select(g => new { g.Key, Count = g.LongCount() }).ToListAsync(ct);
        var left = await then.Pupils.Where(p => !placesNow.Any(x => x.Pupil == p.Id))
            .GroupBy(p => p.BirthDate >= underThen ? 0 : p.BirthDate >= inThen ? 1 : 2).Select(g => new { g.Key, Count = g.LongCount() }).ToListAsync(ct);
        var stayed = await now.Pupils.Where(p => placesThen.Any(x => x.Pupil == p.Id))
            .GroupBy(p => new { Then = p.BirthDate >= underThen ? 0 : p.BirthDate >= inThen ? 1 : 2, Now = p.BirthDate >= underNow ? 0 : p.BirthDate >= inNow ? 1 : 2 })
            .Select(g => new { g.Key.Then, g.Key.Now, Count = g.LongCount() }).ToListAsync(ct);
        return
        [
            .. came.Select(c => ((GsiStage?)null, (GsiStage?)c.Key, c.Count)),
            .. left.Select(l => ((GsiStage?)l.Key, (GsiStage?)null, l.Count)),
            .. stayed.Select(s => ((GsiStage?)s.Then, (GsiStage?)s.Now, s.Count)),
        ];
    }

    /// <summary>Places that count on one of the days only: begun or ended since, by somebody who was a pupil on both days or not.</summary>
    private static async Task<IReadOnlyList<(Discipline Discipline, bool Begun, bool Stayed, long Count)>> PlaceMovesAsync(this SamspillDb db, CountedOn then, CountedOn now, CancellationToken ct)
    {
        var (placesThen, placesNow) = (then.Places, now.Places);
        var begun = placesNow.Where(p => !placesThen.Any(x => x.Id == p.Id));
        var ended = placesThen.Where(p => !placesNow.Any(x => x.Id == p.Id));
        (IQueryable<Domain.Admission.Place> Places, bool Begun, bool Stayed)[] kinds =
        [
            (begun.Where(p => !placesThen.Any(x => x.Pupil == p.Pupil)), true, false), (begun.Where(p => placesThen.Any(x => x.Pupil == p.Pupil)), true, true),
            (ended.Where(p => !placesNow.Any(x => x.Pupil == p.Pupil)), false, false), (ended.Where(p => placesNow.Any(x => x.Pupil == p.Pupil)), false, true),
        ];
        var moves = new List<(Discipline, bool, bool, long)>();
        foreach (var kind in kinds) // four, whatever the school's size
        {
            var counts = await kind.Places.Join(db.Courses, p => p.Course, c => c.Id, (p, c) => new { c.Discipline }).GroupBy(x => x.Discipline).Select(g => new { g.Key, Count = g.LongCount() }).ToListAsync(ct);
            moves.AddRange(counts.Select(c => (c.Key, kind.Begun, kind.Stayed, c.Count)));
        }
        return moves;
    }
}
