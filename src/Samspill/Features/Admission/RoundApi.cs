using System.ComponentModel;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Features.Api;
using Samspill.Host;

namespace Samspill.Features.Admission;

/// <summary>An admission round.</summary>
/// <param name="Published">The run that was published; null until then.</param>
public sealed record RoundItem(Guid Id, string Name, DateTimeOffset ClosesAt, DateOnly Date, DateOnly PlacesFrom, int RulesVersion, Guid? Published, DateTimeOffset? PublishedAt);

/// <summary>A run of the placement.</summary>
/// <param name="Scenario">What it tried; null when it went by the round's own rules and seats.</param>
/// <param name="ResultHash">SHA-256 of the result's bytes.</param>
public sealed record RunItem(Guid Id, int Number, RunKind Kind, Guid? Round, Guid? Scenario, int RulesVersion, DateTimeOffset MadeAt, string MadeBy, int Applications, int Placed, int Waiting, string ResultHash, bool Published);

/// <summary>Why a run is chosen.</summary>
public sealed record PublicationRequest([property: Description("Must be said of a run that tried other rules or seats.")] string? Reason = null);

/// <summary>What one application got in a run. Of a protected person only the row is shown, to those who are no handlers.</summary>
public sealed record RunDecisionItem(Guid Application, string Name, string Course, DecisionOutcome Outcome, int? Queue, string? DecidedBy, string? Flag, int Rank, DateTimeOffset AppliedAt);

/// <summary>A version of the rules.</summary>
public sealed record RulesItem(int Version, DateOnly InForceFrom, string AdoptedBy, AdmissionRules Rules);

/// <summary>Rounds, runs and rules over REST.</summary>
internal static class RoundApi
{
    public static void MapRoundApi(this WebApplication app)
    {
        var rounds = app.MapGroup("/api/v1/rounds").WithTags("Rounds");
        rounds.MapGet("", async ([AsParameters] PageOf page, SamspillDb db, CancellationToken ct) =>
            page.With(await Rounds(db, db.Rounds.OrderByDescending(r => r.ClosesAt).ThenBy(r => r.Id).Skip(page.Before).Take(page.Size)).ToListAsync(ct), await db.Rounds.CountAsync(ct)))
            .RequireAuthorization(Can.SeeAdmission).WithName("ListRounds").WithSummary("Admission rounds, the newest first");
        rounds.MapGet("/{id:guid}", async (Guid id, HttpContext context, SamspillDb db, CancellationToken ct) => context.Tagged(await Rounds(db, db.Rounds.Where(r => r.Id == new RoundId(id))).SingleOrDefaultAsync(ct)))
            .RequireAuthorization(Can.SeeAdmission).WithName("GetRound").WithSummary("An admission round").Produces<RoundItem>();
        rounds.MapGet("/{id:guid}/runs", RunsAsync).RequireAuthorization(Can.SeeAdmission).WithName("ListRuns").WithSummary("A round's runs, the newest first").Produces<Listed<RunItem>>();
        rounds.MapPost("/{id:guid}/runs", RunAsync).RequireAuthorization(Can.RunAdmission).OnceOnly().WithName("RunPlacement").WithSummary("Run a round's placement; nobody is told").Produces<RunItem>(StatusCodes.Status201Created);
        var runs = app.MapGroup("/api/v1/runs/{id:guid}").WithTags("Rounds");
        runs.MapGet("", async (Guid id, HttpContext context, SamspillDb db, CancellationToken ct) => context.Tagged(await FindAsync(db, new RunId(id), ct)))
            .RequireAuthorization(Can.SeeAdmission).WithName("GetRun").WithSummary("A run").Produces<RunItem>();
        runs.MapGet("/decisions", DecisionsAsync).RequireAuthorization(Can.SeeAdmission).WithName("ListDecisions").WithSummary("What each application got in a run").Produces<Listed<RunDecisionItem>>();
        runs.MapPut("/publication", PublishAsync).RequireAuthorization(Can.RunAdmission).AsksForMatch().WithName("PublishRun").WithSummary("Make a run the round's result: offers are made and families told").Produces(StatusCodes.Status204NoContent);
        var rules = app.MapGroup("/api/v1/rules").RequireAuthorization(Can.SeeAdmission).WithTags("Rules");
        rules.MapGet("", async ([AsParameters] PageOf page, SamspillDb db, CancellationToken ct) =>
            page.With((await db.RuleSets.AsNoTracking().OrderByDescending(r => r.Version).Skip(page.Before).Take(page.Size).ToListAsync(ct)).ConvertAll(Item), await db.RuleSets.CountAsync(ct)))
            .WithName("ListRules").WithSummary("Versions of the rules, the newest first");
        rules.MapGet("/{version:int}", async (int version, HttpContext context, SamspillDb db, CancellationToken ct) =>
            context.Tagged(await db.RuleSets.AsNoTracking().SingleOrDefaultAsync(r => r.Version == version, ct) is { } set ? Item(set) : null)).WithName("GetRules").WithSummary("A version of the rules").Produces<RulesItem>();
    }

    private static async Task<IResult> RunsAsync(Guid id, [AsParameters] PageOf page, SamspillDb db, CancellationToken ct)
    {
        if (!await db.Rounds.AnyAsync(r => r.Id == new RoundId(id), ct)) return Results.NotFound();
        return Results.Ok(page.With(await Runs(db, db.Runs.Where(r => r.Round == new RoundId(id)).OrderByDescending(r => r.Number).Skip(page.Before).Take(page.Size)).ToListAsync(ct), await db.Runs.CountAsync(r => r.Round == new RoundId(id), ct)));
    }

    private static async Task<IResult> RunAsync(Guid id, [Description("A scenario to try; the round's own rules and seats when not given.")] Guid? scenario, RunPlacement run, SamspillDb db, Texts texts, CancellationToken ct) =>
        (await run.RunAsync(new RoundId(id), scenario is { } tried ? new ScenarioId(tried) : null, ct)).Refused(out var why, out var made) ? why.Problem(texts) : Results.Created($"../../runs/{made.Value}", await FindAsync(db, made, ct));

    private static async Task<IResult> DecisionsAsync(Guid id, Word<DecisionOutcome>? outcome, string? course, [AsParameters] PageOf page, SamspillDb db, OpenedRuns opened, Disclosure disclosure, CancellationToken ct)
    {
        if (await db.Runs.AsNoTracking().SingleOrDefaultAsync(r => r.Id == new RunId(id), ct) is not { } run) return Results.NotFound();
        var shown = page.Of([.. opened.Open(run).Rows.Where(r => (outcome is null || r.Outcome == outcome.Value.Value) && (course is null || r.Course == course))]);
        var people = await db.LinesOfAsync(shown.Items.Select(r => r.Pupil), ct);
        var items = shown.Items.Select(r => new RunDecisionItem(r.Application.Value, disclosure.Name(people[r.Pupil]), r.Course, r.Outcome, r.Queue, r.DecidedBy, r.Flag, r.Rank, r.AppliedAt)).ToList();
        await db.SaveChangesAsync(ct); // a look at a protected person is noted
        return Results.Ok(page.With(items, shown.Total));
    }

    private static async Task<IResult> PublishAsync(Guid id, PublicationRequest? request, HttpContext context, PublishRun publish, SamspillDb db, Texts texts, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        if (await FindAsync(db, new RunId(id), ct) is not { } run) return RunRejections.NotFound.Problem(texts);
        if (run.Published) return Results.NoContent();
        if (context.Request.Stale(run) is { } stale) return stale.Problem(texts);
        if ((await publish.RunAsync(new RunId(id), request?.Reason, ct)).Refused(out var why)) return why.Problem(texts);
        await work.CommitAsync(ct);
        return Results.NoContent();
    }

    private static IQueryable<RoundItem> Rounds(SamspillDb db, IQueryable<AdmissionRound> rounds) => rounds.AsNoTracking().Select(r => new RoundItem
    (r.Id.Value, r.Name, r.ClosesAt, r.Date, r.PlacesFrom, db.RuleSets.Where(s => s.Id == r.Rules).Select(s => s.Version).First(), r.Published == null ? null : r.Published.Value.Value, r.PublishedAt));

    public static Task<RunItem?> FindAsync(SamspillDb db, RunId id, CancellationToken ct) => Runs(db, db.Runs.Where(r => r.Id == id)).SingleOrDefaultAsync(ct);

    private static IQueryable<RunItem> Runs(SamspillDb db, IQueryable<Run> runs) => runs.AsNoTracking().Select(r => new RunItem
    (r.Id.Value, r.Number, r.Kind, r.Round == null ? null : r.Round.Value.Value, r.Scenario == null ? null : r.Scenario.Value.Value, db.RuleSets.Where(s => s.Id == r.Rules).Select(s => s.Version).First(), r.MadeAt, r.MadeBy, r.Applications, r.Placed, r.Waiting, Convert.ToHexStringLower(r.ResultHash),
        db.Rounds.Any(round => round.Published == r.Id)));

    private static RulesItem Item(RuleSet set) => new(set.Version, set.InForceFrom, set.AdoptedBy, set.Rules);
}
