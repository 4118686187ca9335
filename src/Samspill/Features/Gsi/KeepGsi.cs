using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Gsi;
using Samspill.Features.Admission;
using Samspill.Host;

namespace Samspill.Features.Gsi;

/// <summary>What people write for a year's report: remarks, figures that no data tells, how the school is run, population and accounts.</summary>
public sealed class KeepGsi(SamspillDb db, Actor actor, TimeProvider clock)
{
    /// <summary>Says something about a line, or takes it back with null.</summary>
    public async Task<Outcome<Done>> RemarkAsync(int year, string? line, string? words, CancellationToken ct)
    {
        if (GsiForms.Of(year).Find(line) is not { Line: var number }) return GsiRejections.Line;
        await using var work = await db.BeginAsync(ct);
        await db.TakeTurnAsync(ct);
        var known = await db.GsiRemarks.SingleOrDefaultAsync(r => r.Year == year && r.Line == number, ct);
        if (words is null && known is not null) db.GsiRemarks.Remove(known);
        else if (words is not null && known is null) db.GsiRemarks.Add(new GsiRemark(year, number, words, actor.Name, clock.GetUtcNow()));
        else if (words is not null) known!.Rewrite(words, actor.Name, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return new Done();
    }

    /// <summary>The figures that are typed, and how the school is run.</summary>
    /// <param name="figures">Null takes a figure back: 0, or what is proposed.</param>
    public async Task EnterAsync(int year, Operation operation, IReadOnlyDictionary<(string Line, string Column), int?> figures, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        await db.TakeTurnAsync(ct);
        (await YearAsync(year, ct)).Run(operation);
        var known = await db.GsiEntries.Where(e => e.Year == year).Take(500).ToDictionaryAsync(e => (e.Line, e.Column), ct);
        foreach (var (place, figure) in figures)
        {
            var entry = known.GetValueOrDefault(place);
            if (figure is null && entry is not null) db.GsiEntries.Remove(entry);
            else if (figure is { } value && entry is null) db.GsiEntries.Add(new GsiEntry(year, place.Line, place.Column, value, actor.Name, clock.GetUtcNow()));
            else if (figure is { } corrected) entry!.Correct(corrected, actor.Name, clock.GetUtcNow());
        }
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
    }

    /// <summary>Population and accounts of a year.</summary>
    public async Task AccountAsync(int year, KostraTyped typed, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        await db.TakeTurnAsync(ct);
        (await YearAsync(year, ct)).Account(typed);
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
    }

    private async Task<GsiYear> YearAsync(int year, CancellationToken ct)
    {
        if (await db.GsiYears.SingleOrDefaultAsync(y => y.Year == year, ct) is { } known) return known;
        var begun = new GsiYear(year);
        db.GsiYears.Add(begun);
        return begun;
    }
}
