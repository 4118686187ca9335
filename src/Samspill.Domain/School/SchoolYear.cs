using Samspill.Domain.Shared;

namespace Samspill.Domain.School;

/// <summary>A school year, 1 August to 31 July, named by the calendar year it starts in.</summary>
public sealed class SchoolYear
{
    private readonly List<Term> terms = [];
    private readonly List<FreePeriod> free = [];

    private SchoolYear() { }

    /// <summary>The school year that starts in August of this year.</summary>
    public SchoolYear(int start) => Start = start;

    /// <summary>The calendar year it starts in: 2026 is the school year 2026/27.</summary>
    public int Start { get; private init; }

    /// <summary>The terms, which never overlap.</summary>
    public IReadOnlyList<Term> Terms => terms;

    /// <summary>Holidays and planning days: no lessons.</summary>
    public IReadOnlyList<FreePeriod> Free => free;

    /// <summary>The next school year, with the same terms a year later. Holidays and planning days are for the school to set: they move about.</summary>
    public static SchoolYear After(SchoolYear before)
    {
        var year = new SchoolYear(before.Start + 1);
        foreach (var term in before.terms) year.terms.Add(new Term(term.Name, term.From.AddYears(1), term.To.AddYears(1)));
        return year;
    }

    /// <summary>The school year that a date belongs to.</summary>
    public static int Of(DateOnly date) => date.Month >= 8 ? date.Year : date.Year - 1;

    /// <summary>The last day of the school year that begins in a calendar year.</summary>
    public static DateOnly LastDayOf(int start) => new(start + 1, 7, 31);

    /// <summary>2026 -> "2026/27".</summary>
    public static string Name(int start) => $"{start}/{(start + 1) % 100:00}";

    /// <summary>Adds a term inside the school year. Refused when it is turned round, lies outside the year or overlaps another.</summary>
    public Outcome<Term> AddTerm(string name, DateOnly from, DateOnly to)
    {
        if (WrongWith(from, to, but: null) is { } why) return why;
        var term = new Term(name, from, to);
        terms.Add(term);
        return term;
    }

    /// <summary>Corrects a term, by the same rules. Refused when somebody has taken it away.</summary>
    public Outcome<Term> ChangeTerm(Guid id, string name, DateOnly from, DateOnly to)
    {
        if (terms.Find(t => t.Id == id) is not { } term) return SchoolYearRejections.Gone;
        if (WrongWith(from, to, but: term) is { } why) return why;
        term.Record(name, from, to);
        return term;
    }

    /// <summary>Adds a holiday or planning day. Refused when turned round or outside the year.</summary>
    public Outcome<FreePeriod> AddFree(string name, FreeKind kind, DateOnly from, DateOnly to)
    {
        if (WrongWith(from, to) is { } why) return why;
        var period = new FreePeriod(name, kind, from, to);
        free.Add(period);
        return period;
    }

    /// <summary>Corrects a holiday or planning day, by the same rules. Refused when somebody has taken it away.</summary>
    public Outcome<FreePeriod> ChangeFree(Guid id, string name, FreeKind kind, DateOnly from, DateOnly to)
    {
        if (free.Find(f => f.Id == id) is not { } period) return SchoolYearRejections.Gone;
        if (WrongWith(from, to) is { } why) return why;
        period.Record(name, kind, from, to);
        return period;
    }

    /// <summary>Takes a term away.</summary>
    public void RemoveTerm(Guid id) => terms.RemoveAll(t => t.Id == id);

    /// <summary>Takes a holiday or planning day away.</summary>
    public void RemoveFree(Guid id) => free.RemoveAll(f => f.Id == id);

    private Rejection? WrongWith(DateOnly from, DateOnly to) =>
        to < from ? SchoolYearRejections.Backwards
        : from < new DateOnly(Start, 8, 1) || to > new DateOnly(Start + 1, 7, 31) ? SchoolYearRejections.OutsideYear
        : null;

    private Rejection? WrongWith(DateOnly from, DateOnly to, Term? but) =>
        WrongWith(from, to) ?? (terms.Find(t => t != but && t.From <= to && from <= t.To) is { } other ? new Rejection(SchoolYearRejections.Overlap.Code, other.Name) : null);
}

/// <summary>Half a school year, for which fees are reckoned and withdrawal has a deadline.</summary>
public sealed class Term
{
    private Term() { }

    internal Term(string name, DateOnly from, DateOnly to) => Record(name, from, to);

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public string Name { get; private set; } = "";
    public DateOnly From { get; private set; }

    /// <summary>The last day.</summary>
    public DateOnly To { get; private set; }

    internal void Record(string name, DateOnly from, DateOnly to) => (Name, From, To) = (name, from, to);
}

/// <summary>Why there are no lessons.</summary>
public enum FreeKind { Holiday, PlanningDay }

/// <summary>Days without lessons.</summary>
public sealed class FreePeriod
{
    private FreePeriod() { }

    internal FreePeriod(string name, FreeKind kind, DateOnly from, DateOnly to) => Record(name, kind, from, to);

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public string Name { get; private set; } = "";
    public FreeKind Kind { get; private set; }
    public DateOnly From { get; private set; }

    /// <summary>The last day.</summary>
    public DateOnly To { get; private set; }

    internal void Record(string name, FreeKind kind, DateOnly from, DateOnly to) => (Name, Kind, From, To) = (name, kind, from, to);
}

/// <summary>Why the calendar refuses.</summary>
public static class SchoolYearRejections
{
    public static readonly Rejection Backwards = new("school-year.backwards");
    public static readonly Rejection OutsideYear = new("school-year.outside");
    public static readonly Rejection Overlap = new("school-year.overlap");
    public static readonly Rejection Gone = new("school-year.gone");
}
