using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Gsi;
using Samspill.Features.Admission;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Gsi;

/// <summary>What people write for a year's report: remarks, figures that no data tells, how the school is run, population and accounts.</summary>
public sealed class KeepGsi(SamspillDb db, Actor actor, TimeProvider clock)
{
    /// <summary>Says something about a line, or takes it back with null.</summary>
    /// <param name="was">What the form showed; null for nothing. Refused when something else is said by now.</param>
    public async Task<Outcome<Done>> RemarkAsync(int year, string? line, string? words, string? was, CancellationToken ct)
    {
        if (GsiForms.Of(year).Find(line) is not { Line: var number }) return GsiRejections.Line;
        await using var work = await db.BeginAsync(ct);
        await db.TakeTurnAsync(ct);
        var known = await db.GsiRemarks.SingleOrDefaultAsync(r => r.Year == year && r.Line == number, ct);
        if (known?.Words == words) return new Done();
        if (known?.Words != was) return GsiRejections.RemarkChanged;
        if (words is null && known is not null) db.GsiRemarks.Remove(known);
        else if (words is not null && known is null) db.GsiRemarks.Add(new GsiRemark(year, number, words, actor.Name, clock.GetUtcNow()));
        else if (words is not null) known!.Rewrite(words, actor.Name, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return new Done();
    }

    /// <summary>What the form of a year's figures shows, by the names of its fields: empty where nothing is said.</summary>
    public async Task<Dictionary<string, string>> FiguresAsync(int year, CancellationToken ct)
    {
        var said = await db.GsiEntries.AsNoTracking().Where(e => e.Year == year).Take(500).ToDictionaryAsync(e => NameOf(e.Line, e.Column), e => Written(e.Value), ct);
        var figures = GsiForms.Of(year).Lines.Where(l => l.IsTyped).SelectMany(l => l.Columns.Select(c => NameOf(l.Line, c))).ToDictionary(name => name, name => said.GetValueOrDefault(name, ""));
        figures[nameof(Operation)] = (await db.GsiYears.AsNoTracking().SingleOrDefaultAsync(y => y.Year == year, ct) ?? new GsiYear(year)).Operation.ToString();
        return figures;
    }

    /// <summary>The name of a figure's field.</summary>
    public static string NameOf(string line, string column) => $"{line}-{column}";

    /// <summary>The figures that are typed, and how the school is run. Refused when somebody has changed what the form showed.</summary>
    /// <param name="figures">Null takes a figure back: 0, or what is proposed.</param>
    /// <param name="was">What the form showed, as <see cref="Seen"/> writes it.</param>
    public async Task<Outcome<Done>> EnterAsync(int year, Operation operation, IReadOnlyDictionary<(string Line, string Column), int?> figures, string? was, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        await db.TakeTurnAsync(ct);
        var now = await FiguresAsync(year, ct);
        if (now[nameof(Operation)] == operation.ToString() && figures.All(f => now.GetValueOrDefault(NameOf(f.Key.Line, f.Key.Column)) == Written(f.Value))) return new Done();
        if (Seen.Since(was, now) is not { Count: 0 }) return GsiRejections.FiguresChanged;
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
        return new Done();
    }

    /// <summary>Population and accounts of a year. Refused when somebody has changed what the form showed.</summary>
    /// <param name="was">What the form showed, as <see cref="Seen"/> writes it.</param>
    public async Task<Outcome<Done>> AccountAsync(int year, KostraTyped typed, string? was, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        await db.TakeTurnAsync(ct);
        var said = await YearAsync(year, ct);
        var now = said.Accounts();
        if (now == typed) return new Done();
        if (Seen.Since(was, now) is not { Count: 0 }) return GsiRejections.FiguresChanged;
        said.Account(typed);
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return new Done();
    }

    private async Task<GsiYear> YearAsync(int year, CancellationToken ct)
    {
        if (await db.GsiYears.SingleOrDefaultAsync(y => y.Year == year, ct) is { } known) return known;
        var begun = new GsiYear(year);
        db.GsiYears.Add(begun);
        return begun;
    }

    private static string Written(int? figure) => figure?.ToString(CultureInfo.InvariantCulture) ?? "";
}
