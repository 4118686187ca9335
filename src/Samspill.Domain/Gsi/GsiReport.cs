using Samspill.Domain.Catalogue;
using Samspill.Domain.People;

namespace Samspill.Domain.Gsi;

/// <summary>Under: turns at most 5 in the year that is counted. In: 6 to 15. Over: 16 and more, and those whose birth date nobody knows.</summary>
public enum GsiStage { Under, In, Over }

/// <summary>How the school is run: alone, as the one that runs a service for several municipalities, or as a part of one.</summary>
public enum Operation { Own, RunsService, TakesPart }

/// <summary>So many pupils that are alike in what the form asks.</summary>
/// <param name="Municipality">Where they live; null when nobody knows.</param>
public sealed record PupilCount(GsiStage Stage, Sex? Sex, string? Municipality, long Count);

/// <summary>One position, and what of it is teaching, in per cent of a full one.</summary>
public readonly record struct StaffShare(StaffRole Role, int Percent, int Teaching)
{
    /// <summary>A teacher's position is teaching; of anybody else's, as much as the lessons make out of what a full position teaches.</summary>
    /// <param name="taught">Minutes of lessons in the school year.</param>
    /// <param name="full">Minutes that a full position teaches in a school year.</param>
    public static StaffShare Of(StaffRole role, int percent, long taught, int full) =>
        new(role, percent, role == StaffRole.Teacher ? percent : full <= 0 ? 0 : (int)Math.Min(percent, (taught * 100 + full / 2) / full));
}

/// <summary>What the school's data says on a day, before the form asks for it.</summary>
public sealed record GsiCounts
{
    /// <summary>Those with a place that counts, each once.</summary>
    public IReadOnlyList<PupilCount> Pupils { get; init; } = [];

    /// <summary>Those who wait and have no place that counts, each once.</summary>
    public IReadOnlyDictionary<GsiStage, long> Waiting { get; init; } = new Dictionary<GsiStage, long>();

    /// <summary>Places that count.</summary>
    public IReadOnlyDictionary<Discipline, long> Places { get; init; } = new Dictionary<Discipline, long>();

    /// <summary>Applications that wait.</summary>
    public IReadOnlyDictionary<Discipline, long> WaitingPlaces { get; init; } = new Dictionary<Discipline, long>();

    /// <summary>Persons with a place in a short course in the school year.</summary>
    public long Short { get; init; }

    /// <summary>Minutes of lessons given and planned in the school year.</summary>
    public IReadOnlyDictionary<Discipline, long> Minutes { get; init; } = new Dictionary<Discipline, long>();

    public IReadOnlyList<StaffShare> Staff { get; init; } = [];
}

/// <summary>What people have said beside it.</summary>
/// <param name="Figures">By line and column.</param>
/// <param name="Municipality">The school's own.</param>
public sealed record GsiTyped(IReadOnlyDictionary<(string Line, string Column), long> Figures, Operation Operation, string Municipality);

/// <summary>Pupils from another municipality.</summary>
public sealed record GsiOthers(string Municipality, long Pupils, long SchoolAge);

/// <summary>The figures of a line, by column.</summary>
/// <param name="Rows">Of a line that asks for municipalities, by number; null for the others.</param>
public sealed record GsiFigures(string Line, IReadOnlyDictionary<string, long> Values, IReadOnlyList<GsiOthers>? Rows = null);

/// <summary>The form filled in for a day.</summary>
public sealed record GsiReport(string Form, DateOnly Date, IReadOnlyList<GsiFigures> Lines)
{
    /// <summary>A figure; 0 when the form does not ask for it.</summary>
    public long this[string line, string column] => Lines.FirstOrDefault(l => l.Line == line)?.Values.GetValueOrDefault(column) ?? 0;

    /// <summary>Whether the form asked for the line.</summary>
    public bool Has(string line) => Lines.Any(l => l.Line == line);

    /// <summary>Pupils of a line who are neither boys nor girls; 0 for a line that does not ask.</summary>
    public long Neither(GsiLine line) => line.Columns.Contains("boys") ? this[line.Line, "pupils"] - this[line.Line, "boys"] - this[line.Line, "girls"] : 0;

    /// <summary>Fills in the form.</summary>
    /// <exception cref="FormatException">The form asks for something that nothing counts.</exception>
    public static GsiReport Of(GsiForm form, DateOnly date, GsiCounts counts, GsiTyped typed)
    {
        var lines = form.Lines.Where(l => l.Sum is null).ToDictionary(l => l.Line, l => Counted(form, l, counts, typed));
        foreach (var line in form.Lines.Where(l => l.Sum is not null))
            lines[line.Line] = new GsiFigures(line.Line, line.Columns.ToDictionary(c => c, c => line.Sum!.Sum(part => lines.GetValueOrDefault(part)?.Values.GetValueOrDefault(c) ?? 0)));
        return new GsiReport(form.Name, date, [.. form.Lines.Select(l => lines[l.Line])]);
    }

    private static GsiFigures Counted(GsiForm form, GsiLine line, GsiCounts counts, GsiTyped typed) => line.Counts switch
    {
        "stage" => Stage(line, Enum.Parse<GsiStage>(line.Of, ignoreCase: true), counts),
        "places" => new GsiFigures(line.Line, new Dictionary<string, long> { ["places"] = In(form, line, counts.Places), ["waiting"] = In(form, line, counts.WaitingPlaces) }),
        "others" => Others(line, counts, typed),
        "short" => One(line, "pupils", counts.Short),
        "hours" or "staff" => One(line, form.MainOf(line), line.Changeable && typed.Figures.TryGetValue((line.Line, form.MainOf(line)), out var said) ? said : Proposed(form, line, counts, typed)),
        "typed" => new GsiFigures(line.Line, line.Columns.ToDictionary(c => c, c => typed.Figures.GetValueOrDefault((line.Line, c)))),
        _ => throw new FormatException($"{line.Line}: nothing counts \"{line.Source}\"."),
    };

    /// <summary>What the lessons, or the positions, say of a line. What is typed as work for others is taken from the teaching.</summary>
    public static long Proposed(GsiForm form, GsiLine line, GsiCounts counts, GsiTyped typed) => line.Of switch
    {
        _ when line.Counts == "hours" => (In(form, line, counts.Minutes) + 30) / 60,
        "principal" => counts.Staff.Where(s => s.Role == StaffRole.Principal).Sum(s => (long)(s.Percent - s.Teaching)),
        "office" => counts.Staff.Where(s => s.Role is StaffRole.Office or StaffRole.Other).Sum(s => (long)(s.Percent - s.Teaching)),
        _ => counts.Staff.Sum(s => (long)s.Teaching) - form.Lines.Where(l => l.Part == line.Part && l.Counts == "typed").Sum(l => l.Columns.Sum(c => typed.Figures.GetValueOrDefault((l.Line, c)))),
    };

    private static GsiFigures Stage(GsiLine line, GsiStage stage, GsiCounts counts)
    {
        var pupils = counts.Pupils.Where(p => p.Stage == stage).ToList();
        return new GsiFigures(line.Line, new Dictionary<string, long>
        {
            ["boys"] = pupils.Where(p => p.Sex == Sex.M).Sum(p => p.Count), ["girls"] = pupils.Where(p => p.Sex == Sex.F).Sum(p => p.Count),
            ["pupils"] = pupils.Sum(p => p.Count), ["waiting"] = counts.Waiting.GetValueOrDefault(stage),
        });
    }

    /// <summary>They stand on the one line when the school belongs to an inter-municipal service, on the other when it does not.</summary>
    private static GsiFigures Others(GsiLine line, GsiCounts counts, GsiTyped typed)
    {
        IReadOnlyList<GsiOthers> rows = (line.Of == "service") != (typed.Operation != Operation.Own) ? [] :
            [.. counts.Pupils.Where(p => p.Municipality is { Length: > 0 } home && home != typed.Municipality).GroupBy(p => p.Municipality!)
                .OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new GsiOthers(g.Key, g.Sum(p => p.Count), g.Where(p => p.Stage == GsiStage.In).Sum(p => p.Count)))];
        return new GsiFigures(line.Line, new Dictionary<string, long> { ["pupils"] = rows.Sum(r => r.Pupils), ["schoolAge"] = rows.Sum(r => r.SchoolAge) }, rows);
    }

    /// <summary>The disciplines that a line counts.</summary>
    public static IReadOnlyList<Discipline> DisciplinesOf(GsiForm form, GsiLine line)
    {
        if (line.Of != "*") return [Enum.Parse<Discipline>(line.Of, ignoreCase: true)];
        var named = form.Lines.Where(l => l.Counts == line.Counts && l.Of != "*").Select(l => Enum.Parse<Discipline>(l.Of, ignoreCase: true)).ToList();
        return [.. Enum.GetValues<Discipline>().Except(named)];
    }

    private static long In(GsiForm form, GsiLine line, IReadOnlyDictionary<Discipline, long> counted) => DisciplinesOf(form, line).Sum(d => counted.GetValueOrDefault(d));

    private static GsiFigures One(GsiLine line, string column, long value) => new(line.Line, new Dictionary<string, long> { [column] = value });
}
