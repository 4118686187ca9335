using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Reach;
using Samspill.Features.Admission;
using Samspill.Formats.Population;

namespace Samspill.Features.Reach;

/// <summary>Takes in the municipality's table of a year, whole or not at all: it takes the place of the one that was there.</summary>
public sealed class LoadPopulation(SamspillDb db)
{
    /// <summary>The faults line by line; with any, nothing is changed.</summary>
    /// <param name="table">CSV whose first line names the columns.</param>
    /// <param name="was">What <see cref="FingerprintAsync"/> said of the table that was shown; null when none was, or another year's.</param>
    /// <returns>How many lines were taken in, 0 when there are faults.</returns>
    public async Task<Outcome<(int Lines, IReadOnlyList<PopulationFault> Faults)>> RunAsync(int year, byte[] table, string? was, CancellationToken ct)
    {
        var (lines, troubles) = PopulationFile.Read(table, Inhabitants.MostLines);
        await using var work = await db.BeginAsync(ct);
        await db.TakeTurnAsync(ct);
        var sites = await db.Sites.AsNoTracking().OrderBy(s => s.Code).Take(1000).ToListAsync(ct);
        var (rows, faults) = PopulationTable.Of(year, [.. lines.Select(l => new PopulationLine(l.Line, l.District, l.School, l.Age, l.Sex, l.Count))], sites);
        if (troubles.Count + faults.Count > 0) return (0, (IReadOnlyList<PopulationFault>)[.. troubles.Select(Fault).Concat(faults).OrderBy(f => f.Line)]);
        if (was is not null && await FingerprintAsync(year, ct) != was) return PopulationRejections.ChangedMeanwhile;
        await db.Inhabitants.Where(i => i.Year == year).ExecuteDeleteAsync(ct);
        await db.InsertAsync(rows, ct);
        db.Note("loaded", $"Inhabitants {year}", $"{rows.Count} lines");
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return (rows.Count, (IReadOnlyList<PopulationFault>)[]);
    }

    /// <summary>Takes a year's table away.</summary>
    public async Task RemoveAsync(int year, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        await db.TakeTurnAsync(ct);
        await db.Inhabitants.Where(i => i.Year == year).ExecuteDeleteAsync(ct);
        db.Note("deleted", $"Inhabitants {year}");
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
    }

    /// <summary>A year's table as it would be typed.</summary>
    public async Task<string> TextAsync(int year, CancellationToken ct)
    {
        var rows = await (from i in db.Inhabitants.AsNoTracking()
                          join s in db.Sites on i.School equals s.Id into schools
                          from school in schools.DefaultIfEmpty()
                          where i.Year == year
                          orderby i.Line
                          select new { i.District, School = school.Code, i.Age, i.Sex, i.Count }).Take(Inhabitants.MostLines).ToListAsync(ct);
        return PopulationFile.Write(rows.Select(r => new PopulationRow(0, r.District, r.School ?? "", Text(r.Age), r.Sex?.ToString() ?? "", Text(r.Count))));

        static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>What a form carries of the table that it showed.</summary>
    public async Task<string> FingerprintAsync(int year, CancellationToken ct) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(await TextAsync(year, ct))));

    private static PopulationFault Fault(PopulationTrouble trouble) => new(trouble.Line, trouble.What switch
    {
        PopulationWrong.Empty => PopulationRejections.Empty,
        PopulationWrong.Columns => new Rejection(PopulationRejections.Columns.Code, trouble.Detail ?? ""),
        PopulationWrong.Values => PopulationRejections.Values,
        PopulationWrong.TooMany => new Rejection(PopulationRejections.TooMany.Code, Inhabitants.MostLines),
        _ => PopulationRejections.Unreadable,
    });
}
