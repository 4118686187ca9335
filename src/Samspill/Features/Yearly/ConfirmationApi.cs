using System.ComponentModel;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.People;
using Samspill.Domain.Yearly;
using Samspill.Features.Api;
using Samspill.Host;

namespace Samspill.Features.Yearly;

/// <summary>A yearly question to all families, and how far it has come.</summary>
/// <param name="SchoolYear">The calendar year in which the school year begins that is confirmed for.</param>
/// <param name="Lapses">Whether no answer means that it is lost.</param>
/// <param name="LastChance">The last day to answer after the last warning; null before it.</param>
public sealed record ConfirmationRoundItem(
    Guid Id, int SchoolYear, DateOnly ConfirmBy, bool Lapses, DateTimeOffset OpenedAt, string OpenedBy, DateTimeOffset? RemindedAt, DateOnly? LastChance, DateTimeOffset? ClosedAt, int Asked, int Kept, int Left, int Lapsed, int Moot);

/// <summary>A pupil with something unanswered. Of a protected one only the row is shown, to those who are no handlers.</summary>
/// <param name="Warned">Whether the last warning reached somebody who can answer.</param>
public sealed record UnansweredItem(Guid Pupil, string Name, int Things, bool Warned);

/// <summary>What a child is asked about in the newest round.</summary>
/// <param name="SchoolYear">Null when nothing was ever asked.</param>
/// <param name="AnswerBy">The last day to answer.</param>
public sealed record ConfirmationsItem(int? SchoolYear, DateOnly? AnswerBy, bool Lapses, IReadOnlyList<ConfirmationItem> Things);

/// <summary>A place or a position in a queue.</summary>
public sealed record ConfirmationItem(Guid Id, string CourseName, bool IsPlace, ConfirmationState State, DateTimeOffset? AnsweredAt, string? AnsweredBy);

/// <summary>Asks every family.</summary>
public sealed record ConfirmationRoundRequest([property: Description("The last day to answer.")] DateOnly ConfirmBy);

/// <summary>The yearly question over REST: asked and followed by the office, answered by families, or by the office for those who call.</summary>
internal static class ConfirmationApi
{
    public static void MapConfirmationApi(this WebApplication app)
    {
        var rounds = app.MapGroup("/api/v1/confirmation-rounds").RequireAuthorization(Can.RunAdmission).WithTags("Year");
        rounds.MapGet("", async ([AsParameters] PageOf page, SamspillDb db, CancellationToken ct) =>
            page.With(await ItemsAsync(db, db.ConfirmationRounds.OrderByDescending(r => r.SchoolYear).Skip(page.Before).Take(page.Size), ct), await db.ConfirmationRounds.CountAsync(ct)))
            .WithName("ListConfirmationRounds").WithSummary("The yearly questions, the newest first");
        rounds.MapPost("", OpenAsync).OnceOnly().WithName("OpenConfirmations").WithSummary("Ask every family whether it keeps its places and positions").Produces<ConfirmationRoundItem>(StatusCodes.Status201Created);
        rounds.MapGet("/{id:guid}/unanswered", UnansweredAsync).WithName("ListUnanswered").WithSummary("Pupils with something unanswered").Produces<Listed<UnansweredItem>>();
        Map(app.MapGroup("/api/v1/children/{id:guid}/confirmations").RequireAuthorization(Can.Apply).WithTags("Year"), "", "of one's own child", OwnAsync);
        Map(app.MapGroup("/api/v1/people/{id:guid}/confirmations").RequireAuthorization(Can.RunAdmission).WithTags("Year"), "For", "for a family that calls", OfficesAsync);
    }

    private static void Map(IEndpointRouteBuilder confirmations, string name, string whose, Func<HttpContext, PersonId, CancellationToken, Task<bool>> sees)
    {
        confirmations.MapGet("", async (Guid id, HttpContext context, SamspillDb db, CancellationToken ct) => await sees(context, new PersonId(id), ct) ? context.Tagged(await OfAsync(db, new PersonId(id), ct)) : Results.NotFound())
            .WithName($"GetConfirmations{name}").WithSummary($"The yearly question {whose}").Produces<ConfirmationsItem>();
        confirmations.MapPut("/kept", (Guid id, [Description("One thing; everything unanswered when not given.")] Guid? thing, HttpContext context, AnswerConfirmations answer, CancellationToken ct) =>
            AnswerAsync(context, new PersonId(id), sees, pupil => thing is { } one ? answer.AnswerAsync(pupil, new ConfirmationId(one), keep: true, ct) : answer.KeepAllAsync(pupil, ct), ct))
            .AsksForMatch().WithName($"Keep{name}").WithSummary($"Keep places and positions {whose}").Produces(StatusCodes.Status204NoContent);
        confirmations.MapPut("/left", (Guid id, Guid? thing, HttpContext context, AnswerConfirmations answer, CancellationToken ct) =>
            AnswerAsync(context, new PersonId(id), sees, pupil => answer.AnswerAsync(pupil, new ConfirmationId(thing ?? default), keep: false, ct), ct))
            .AsksForMatch().WithName($"Leave{name}").WithSummary($"Give up one place or position {whose}").Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> OpenAsync(ConfirmationRoundRequest request, OpenConfirmations open, SamspillDb db, Texts texts, CancellationToken ct)
    {
        if ((await open.RunAsync(request.ConfirmBy, ct)).Refused(out var why, out var id)) return (why with { Field = "confirmBy" }).Problem(texts);
        return Results.Created("confirmation-rounds", (await ItemsAsync(db, db.ConfirmationRounds.Where(r => r.Id == id), ct))[0]);
    }

    private static async Task<IResult> UnansweredAsync(Guid id, [AsParameters] PageOf page, SamspillDb db, Disclosure disclosure, CancellationToken ct)
    {
        var round = new ConfirmationRoundId(id);
        if (!await db.ConfirmationRounds.AnyAsync(r => r.Id == round, ct)) return Results.NotFound();
        var lines = await db.UnansweredLinesAsync(round, page.Before, page.Size, ct);
        var items = lines.ConvertAll(l => new UnansweredItem(l.Pupil.Id.Value, disclosure.Name(l.Pupil), l.Things, l.Warned));
        await db.SaveChangesAsync(ct); // a look at a protected person is noted
        return Results.Ok(page.With(items, await db.UnansweredOf(round).CountAsync(ct)));
    }

    private static async Task<IResult> AnswerAsync(HttpContext context, PersonId pupil, Func<HttpContext, PersonId, CancellationToken, Task<bool>> sees, Func<PersonId, Task<Outcome<Done>>> answer, CancellationToken ct)
    {
        var (db, texts) = (context.RequestServices.GetRequiredService<SamspillDb>(), context.RequestServices.GetRequiredService<Texts>());
        await using var work = await db.BeginAsync(ct);
        if (!await sees(context, pupil, ct)) return PersonRejections.NotFound.Problem(texts);
        if (context.Request.Stale(await OfAsync(db, pupil, ct)) is { } stale) return stale.Problem(texts);
        if ((await answer(pupil)).Refused(out var why)) return why.Problem(texts);
        await work.CommitAsync(ct);
        return Results.NoContent();
    }

    private static Task<bool> OwnAsync(HttpContext context, PersonId pupil, CancellationToken ct) => Task.FromResult(context.RequestServices.GetRequiredService<Actor>().Wards.Contains(pupil));

    private static async Task<bool> OfficesAsync(HttpContext context, PersonId pupil, CancellationToken ct)
    {
        var (db, disclosure) = (context.RequestServices.GetRequiredService<SamspillDb>(), context.RequestServices.GetRequiredService<Disclosure>());
        if (await db.People.Where(p => p.Id == pupil && p.PupilCode != null).Select(p => new PersonLine(p.Id, p.GivenName, p.FamilyName, p.Shield)).SingleOrDefaultAsync(ct) is not { } child || !disclosure.Opens(child.Id, child.Shield)) return false;
        disclosure.Name(child);
        await db.SaveChangesAsync(ct); // a look at a protected person is noted
        return true;
    }

    private static async Task<ConfirmationsItem> OfAsync(SamspillDb db, PersonId pupil, CancellationToken ct) => await db.NewestConfirmationRoundAsync(ct) is not { } round ? new(null, null, false, [])
        : new(round.SchoolYear, round.LastChance ?? round.ConfirmBy, round.Lapses, [.. (await db.ConfirmationsOfAsync(round.Id, pupil, ct)).Select(c => new ConfirmationItem(c.Id.Value, c.Course, c.IsPlace, c.State, c.AnsweredAt, c.AnsweredBy))]);

    private static async Task<List<ConfirmationRoundItem>> ItemsAsync(SamspillDb db, IQueryable<ConfirmationRound> which, CancellationToken ct)
    {
        var rounds = await which.AsNoTracking().ToListAsync(ct);
        var ids = rounds.ConvertAll(r => r.Id);
        var counts = (await db.Confirmations.Where(c => ids.Contains(c.Round)).GroupBy(c => new { c.Round, c.State }).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct)).ToDictionary(g => (g.Key.Round, g.Key.State), g => g.Count);
        return rounds.ConvertAll(r => new ConfirmationRoundItem(r.Id.Value, r.SchoolYear, r.ConfirmBy, r.Lapses, r.OpenedAt, r.OpenedBy, r.RemindedAt, r.LastChance, r.ClosedAt,
            Count(r, ConfirmationState.Asked), Count(r, ConfirmationState.Kept), Count(r, ConfirmationState.Left), Count(r, ConfirmationState.Lapsed), Count(r, ConfirmationState.Moot)));

        int Count(ConfirmationRound round, ConfirmationState state) => counts.GetValueOrDefault((round.Id, state));
    }
}
