using System.Text.Json;
using Samspill.Domain.Admission;

namespace Samspill.Features.Merging;

/// <summary>What became of the rows of one table of the old school, or would become.</summary>
/// <param name="Read">Rows at the old school.</param>
/// <param name="Came">Rows that came over.</param>
/// <param name="There">Rows that are here already: the same person, the same site.</param>
/// <param name="Stayed">Rows that stay at the old school only.</param>
/// <param name="Why">Words for why rows stayed: <c>merging.stays.…</c> in the texts.</param>
/// <param name="Before">Rows here before.</param>
/// <param name="After">Rows here afterwards, counted; in a dry run reckoned.</param>
public sealed record TableLine(string Table, long Read, long Came, long There, long Stayed, IReadOnlyList<string> Why, long Before, long After)
{
    /// <summary>Rows that nobody can say what became of.</summary>
    public long Unaccounted => Read - There - Stayed - (After - Before);
}

/// <summary>A code that is another here.</summary>
public sealed record NewCode(string Table, string Old, string New);

/// <summary>A figure of the national report on the day of the merge.</summary>
/// <param name="Figure">pupils, waiting, places or asked.</param>
/// <param name="Shared">Those who were counted at both schools and are one here.</param>
public sealed record FigureLine(string Figure, long Ours, long Theirs, long Shared)
{
    public long After => Ours + Theirs - Shared;
}

/// <summary>How a school became a part of another, or would become. No person in it.</summary>
/// <param name="Courses">Courses that have another code here; <paramref name="NewCodes"/> tells how many rows have in all.</param>
/// <param name="OpenRounds">Admission rounds of theirs that are not published.</param>
/// <param name="OpenUntil">The last day that a survey of theirs can be answered, when one still can: they are not merged before.</param>
/// <param name="Moved">Published weeks whose lessons came into the week that is published here.</param>
public sealed record MergeReport(
    string From, string FromName, string Into, string IntoName, DateOnly Date, IReadOnlyList<TableLine> Tables, IReadOnlyList<FigureLine> Figures,
    int SamePeople, IReadOnlyList<NewCode> Courses, int NewCodes, AdmissionRules OurRules, AdmissionRules TheirRules, int OpenRounds, int Moved, DateOnly? OpenUntil)
{
    public long Unaccounted => Tables.Sum(t => Math.Abs(t.Unaccounted));
    public long Read => Tables.Sum(t => t.Read);
    public long Came => Tables.Sum(t => t.Came);
    public long There => Tables.Sum(t => t.There);
    public long Stayed => Tables.Sum(t => t.Stayed);

    public string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    public static MergeReport FromJson(string json) => JsonSerializer.Deserialize<MergeReport>(json, JsonSerializerOptions.Web)!;

    /// <summary>The report in English, a line each, as the command prints it.</summary>
    public IEnumerable<string> Lines() =>
    [
        .. Tables.Where(t => t.Read > 0).Select(t => $"{t.Table}: {t.Read} read, {t.Came} came, {t.There} here already, {t.Stayed} stayed{(t.Why.Count > 0 ? $" ({string.Join(", ", t.Why)})" : "")}, {t.Before} before, {t.After} after, {t.Unaccounted} unaccounted for"),
        $"in all: {Read} read, {Came} came, {There} here already, {Stayed} stayed, {Unaccounted} unaccounted for",
        .. Figures.Select(f => $"{f.Figure} on {Date:yyyy-MM-dd}: {f.Ours} + {f.Theirs} - {f.Shared} counted at both = {f.After}"),
        $"the same people: {SamePeople}",
        $"codes that were taken and begin with {From}-: {NewCodes}",
        .. Courses.Select(c => $"course {c.Old} is {c.New}"),
        .. Remarks(),
    ];

    private IEnumerable<string> Remarks()
    {
        if (!OurRules.SameAs(TheirRules))
        {
            yield return $"rules here: {JsonSerializer.Serialize(OurRules, JsonSerializerOptions.Web)}";
            yield return $"rules there: {JsonSerializer.Serialize(TheirRules, JsonSerializerOptions.Web)}";
        }
        if (OpenUntil is { } until) yield return $"a survey of theirs can be answered until {until:yyyy-MM-dd}: they are not merged before it is over";
        if (OpenRounds > 0) yield return $"{OpenRounds} of their admission rounds are not published: who waits in them waits here";
    }
}
