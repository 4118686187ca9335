using System.ComponentModel;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Features.Api;
using Samspill.Host;

namespace Samspill.Features.Admission;

/// <summary>Something that may be tried in a round.</summary>
/// <param name="RulesVersion">The version of the rules; null for a draft that nobody has adopted.</param>
/// <param name="Seats">The courses whose seats differ from the catalogue.</param>
public sealed record ScenarioItem(Guid Id, string Name, int? RulesVersion, IReadOnlyList<OtherSeats> Seats, DateTimeOffset MadeAt, string MadeBy);

/// <summary>Something to try in a round: other rules, other seats, or both.</summary>
public sealed record ScenarioRequest(
    string Name,
    [property: Description("A version of the rules; the round's when not given.")] int? RulesVersion = null,
    [property: Description("Seats by course id, where they differ.")] IReadOnlyList<OtherSeats>? Seats = null);

/// <summary>Two runs of a round side by side.</summary>
/// <param name="Gain">Children with more places in the second, or as many and better wishes.</param>
/// <param name="Lose">The other way.</param>
/// <param name="Tables">By course, programme, district, age and sex.</param>
/// <param name="CoursesAsBefore">Courses where nothing differs.</param>
public sealed record ComparisonItem(RunItem First, RunItem Second, int Gain, int Lose, int Same, IReadOnlyList<ComparisonTable> Tables, int CoursesAsBefore);

/// <summary>Who gains and loses, grouped one way.</summary>
public sealed record ComparisonTable(string By, IReadOnlyList<ComparisonRow> Rows);

/// <summary>How some part of those who asked fare. A number that points at somebody is null.</summary>
public sealed record ComparisonRow(string Name, int? Asked, int? Gains, int? Loses);

/// <summary>What is tried in a round, and how it compares, over REST.</summary>
internal static class ScenarioApi
{
    private const int Most = 200;

    public static void MapScenarioApi(this WebApplication app)
    {
        var round = app.MapGroup("/api/v1/rounds/{id:guid}").WithTags("Rounds");
        round.MapGet("/scenarios", ListAsync).RequireAuthorization(Can.SeeAdmission).WithName("ListScenarios").WithSummary("What may be tried in a round, the newest first").Produces<Listed<ScenarioItem>>();
        round.MapPost("/scenarios", MakeAsync).RequireAuthorization(Can.RunAdmission).OnceOnly().WithName("MakeScenario").WithSummary("Keep something to try in a round").Produces<ScenarioItem>(StatusCodes.Status201Created);
        round.MapGet("/comparison", CompareAsync).RequireAuthorization(Can.SeeAdmission).WithName("CompareRuns").WithSummary("Two runs of a round side by side: who gains and who loses").Produces<ComparisonItem>();
    }

    private static async Task<IResult> ListAsync(Guid id, [AsParameters] PageOf page, SamspillDb db, CancellationToken ct)
    {
        var of = new RoundId(id);
        if (!await db.Rounds.AnyAsync(r => r.Id == of, ct)) return Results.NotFound();
        var scenarios = db.Scenarios.Where(s => s.Round == of);
        return Results.Ok(page.With<ScenarioItem>(await ItemsAsync(db, scenarios.OrderByDescending(s => s.MadeAt).Skip(page.Before).Take(page.Size), ct), await scenarios.CountAsync(ct)));
    }

    private static async Task<IResult> MakeAsync(Guid id, ScenarioRequest request, MakeScenario make, SamspillDb db, Texts texts, CancellationToken ct)
    {
        var seats = request.Seats ?? [];
        if (seats.Count > Most) return new Rejection("scenario.many-seats", Most) { Field = "seats" }.Problem(texts);
        if (seats.DistinctBy(s => s.Course).Count() != seats.Count) return new Rejection("scenario.seats-twice") { Field = "seats" }.Problem(texts);
        RuleSetId? version = null;
        if (request.RulesVersion is { } number && (version = await db.RuleSets.Where(r => r.Version == number).Select(r => (RuleSetId?)r.Id).SingleOrDefaultAsync(ct)) is null) return new Rejection("api.rules-unknown", number) { Field = "rulesVersion" }.Problem(texts);
        if ((await make.RunAsync(new RoundId(id), request.Name, version, null, seats, ct)).Refused(out var why, out var made))
            return (why.Code is "scenario.name" or "scenario.same-name" ? why with { Field = "name" } : why.Code == ScenarioRejections.Capacity.Code ? why with { Field = "seats" } : why).Problem(texts);
        return Results.Created("scenarios", (await ItemsAsync(db, db.Scenarios.Where(s => s.Id == made), ct))[0]);
    }

    private static async Task<IResult> CompareAsync(Guid id, [Description("A run of the round; the newest but one when not given.")] Guid? first, [Description("Another; the newest when not given.")] Guid? second, SamspillDb db, OpenedRuns opened, Texts texts, CancellationToken ct)
    {
        if (!await db.Rounds.AnyAsync(r => r.Id == new RoundId(id), ct)) return Results.NotFound();
        if ((await db.TwoRunsAsync(new RoundId(id), first, second, ct)).Refused(out var why, out var runs)) return why.Problem(texts);
        var comparison = RunComparison.Of(opened.Open(runs.First), opened.Open(runs.Second));
        var (tables, asBefore) = await db.FareTablesAsync(comparison, texts, ct);
        var (gain, lose) = (comparison.Children.Count(c => c.Change > 0), comparison.Children.Count(c => c.Change < 0));
        return Results.Ok(new ComparisonItem((await RoundApi.FindAsync(db, runs.First.Id, ct))!, (await RoundApi.FindAsync(db, runs.Second.Id, ct))!, gain, lose, comparison.Children.Count - gain - lose, [.. tables.Select(Table)], asBefore));
    }

    private static ComparisonTable Table(FareTable table)
    {
        var (asked, gains, loses) = (Seen(r => r.Asked), Seen(r => r.Gains), Seen(r => r.Loses));
        return new ComparisonTable(table.Key, [.. table.Rows.Select((row, at) => new ComparisonRow(row.Name, asked[at], gains[at], loses[at]))]);

        int?[] Seen(Func<Fare, int> column)
        {
            var numbers = table.Rows.Select(column).ToList();
            var hidden = table.Careful ? SmallNumbers.Hidden(numbers) : new bool[numbers.Count];
            return [.. numbers.Select((number, at) => hidden[at] ? (int?)null : number)];
        }
    }

    private static async Task<List<ScenarioItem>> ItemsAsync(SamspillDb db, IQueryable<Scenario> scenarios, CancellationToken ct) =>
        (await scenarios.AsNoTracking().Select(s => new { s.Id, s.Name, s.Capacities, s.MadeAt, s.MadeBy, Version = db.RuleSets.Where(r => r.Id == s.RuleSet).Select(r => (int?)r.Version).FirstOrDefault() }).ToListAsync(ct))
            .ConvertAll(s => new ScenarioItem(s.Id.Value, s.Name, s.Version, [.. s.Capacities.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => new OtherSeats(c.Key, c.Value))], s.MadeAt, s.MadeBy));
}
