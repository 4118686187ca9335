using System.ComponentModel;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.Yearly;
using Samspill.Features.Admission;
using Samspill.Features.Api;
using Samspill.Host;

namespace Samspill.Features.Yearly;

/// <summary>A place of one's own child.</summary>
/// <param name="To">The last day; null while nobody has said.</param>
public sealed record PlaceItem(Guid Id, Guid Child, string Course, string CourseName, DateOnly From, DateOnly? To, PlaceState State);

/// <summary>A place, and what can be done with it today.</summary>
/// <param name="GiveUp">What giving it up today means; null when it is given up.</param>
/// <param name="LeaveRule">How long the rules give leave.</param>
/// <param name="OnLeave">The leave that is or comes.</param>
/// <param name="Change">The newest wish to change.</param>
public sealed record PlaceDetails(PlaceItem Place, GiveUpMeaning? GiveUp, Leave LeaveRule, LeaveItem? OnLeave, OwnChange? Change);

/// <summary>What giving up a place today means.</summary>
/// <param name="LastDay">The pupil's last day with it.</param>
/// <param name="PaidFrom">First days of the half-years that are used and paid for.</param>
/// <param name="Until">The last day on which it means just this; null when the rules set no deadline.</param>
public sealed record GiveUpMeaning(DateOnly LastDay, IReadOnlyList<DateOnly> PaidFrom, DateOnly? Until);

/// <summary>A time without lessons in which the place is kept.</summary>
public sealed record LeaveItem(DateOnly From, DateOnly To, LeaveState State);

/// <summary>A family's wish to change a place, and what became of it.</summary>
public sealed record OwnChange(Guid Id, string? Course, int? Minutes, string? Words, PlaceChangeState State, DateTimeOffset AskedAt, DateOnly? From, string? Reason);

/// <summary>Gives up a place.</summary>
public sealed record GiveUpRequest([property: Description("The pupil's last day as it was read; another one by now is refused.")] DateOnly LastDay);

/// <summary>Takes leave from a place.</summary>
public sealed record LeaveRequest([property: Description("The first day.")] DateOnly From);

/// <summary>Asks for another course, or another length.</summary>
public sealed record ChangeRequest([property: Description("The id of the course that is wanted instead.")] string? Course = null, [property: Description("The length of the lesson that is wanted.")] int? Minutes = null, string? Words = null);

/// <summary>A family's own places over REST: given up, on leave, changed.</summary>
internal static class PlaceApi
{
    public static void MapPlaceApi(this WebApplication app)
    {
        var places = app.MapGroup("/api/v1/places").RequireAuthorization(Can.Apply).WithTags("Year");
        places.MapGet("", async ([AsParameters] PageOf page, SamspillDb db, Actor actor, CancellationToken ct) =>
        {
            var mine = db.Places.Where(p => actor.Wards.Contains(p.Pupil));
            return page.With(await Items(db, mine.OrderByDescending(p => p.From).ThenBy(p => p.Id).Skip(page.Before).Take(page.Size)).ToListAsync(ct), await mine.CountAsync(ct));
        }).WithName("ListPlaces").WithSummary("One's own children's places, the newest first");
        places.MapGet("/{id:guid}", async (Guid id, HttpContext context, SamspillDb db, Actor actor, TimeProvider clock, CancellationToken ct) => context.Tagged(await FindAsync(db, actor, clock, id, ct)))
            .WithName("GetPlace").WithSummary("A place of one's own child, and what can be done with it").Produces<PlaceDetails>();
        places.MapPut("/{id:guid}/withdrawal", (Guid id, GiveUpRequest request, HttpContext context, GiveUpPlace giveUp, CancellationToken ct) =>
            ActAsync(context, id, now => now.Place.To <= request.LastDay, "lastDay", async place => (await giveUp.RunAsync(place, request.LastDay, ct)).Refused(out var why) ? why : null, ct))
            .AsksForMatch().WithName("GiveUpPlace").WithSummary("Give up a place").Produces(StatusCodes.Status204NoContent);
        places.MapPut("/{id:guid}/leave", (Guid id, LeaveRequest request, HttpContext context, TakeLeave take, CancellationToken ct) =>
            ActAsync(context, id, now => now.OnLeave is { State: LeaveState.Away } away && away.From == request.From, "from", async place => (await take.RunAsync(place, request.From, ct)).Refused(out var why) ? why : null, ct))
            .AsksForMatch().WithName("TakeLeave").WithSummary("Take leave and keep the place").Produces(StatusCodes.Status204NoContent);
        places.MapPut("/{id:guid}/return", (Guid id, HttpContext context, TakeLeave take, CancellationToken ct) =>
            ActAsync(context, id, now => now.OnLeave is { State: LeaveState.Back }, null, async place => (await take.ReturnAsync(place, ct)).Refused(out var why) ? why : null, ct))
            .AsksForMatch().WithName("ReturnFromLeave").WithSummary("Say that the pupil comes back").Produces(StatusCodes.Status204NoContent);
        places.MapPost("/{id:guid}/changes", AskAsync).OnceOnly().WithName("AskForChange").WithSummary("Ask for another course or another length").Produces<OwnChange>(StatusCodes.Status201Created);
        places.MapPut("/{id:guid}/changes/withdrawal", (Guid id, HttpContext context, AskForChange ask, CancellationToken ct) =>
            ActAsync(context, id, now => now.Change is { State: PlaceChangeState.TakenBack }, null, async place => (await ask.TakeBackAsync(place, ct)).Refused(out var why) ? why : null, ct))
            .AsksForMatch().WithName("TakeBackChange").WithSummary("Take back a wish to change").Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> AskAsync(Guid id, ChangeRequest request, AskForChange ask, SamspillDb db, Actor actor, Texts texts, TimeProvider clock, CancellationToken ct)
    {
        if (await FindAsync(db, actor, clock, id, ct) is null) return PlaceRejections.NotFound.Problem(texts);
        var words = PlainText.Block(request.Words) is { Length: > 0 } said ? said : null;
        if ((await ask.RunAsync(new PlaceId(id), request.Course, request.Minutes, words, ct)).Refused(out var why)) return (why with { Field = why.Code == PlaceChangeRejections.Minutes.Code ? "minutes" : why.Code == PlaceChangeRejections.TooLong.Code ? "words" : "course" }).Problem(texts);
        return Results.Created("../" + id, (await FindAsync(db, actor, clock, id, ct))!.Change);
    }

    /// <summary>What was seen is compared in the transaction that changes it.</summary>
    /// <param name="isSo">Whether it is as wanted already: whoever did not get our answer asks again.</param>
    private static async Task<IResult> ActAsync(HttpContext context, Guid id, Func<PlaceDetails, bool> isSo, string? field, Func<PlaceId, Task<Rejection?>> act, CancellationToken ct)
    {
        var services = context.RequestServices;
        var (db, texts) = (services.GetRequiredService<SamspillDb>(), services.GetRequiredService<Texts>());
        await using var work = await db.BeginAsync(ct);
        if (await FindAsync(db, services.GetRequiredService<Actor>(), services.GetRequiredService<TimeProvider>(), id, ct) is not { } now) return PlaceRejections.NotFound.Problem(texts);
        if (isSo(now)) return Results.NoContent();
        if (context.Request.Stale(now) is { } stale) return stale.Problem(texts);
        if (await act(new PlaceId(id)) is { } why) return (why with { Field = field }).Problem(texts);
        await work.CommitAsync(ct);
        return Results.NoContent();
    }

    private static IQueryable<PlaceItem> Items(SamspillDb db, IQueryable<Place> places) => places.Select(p => new PlaceItem(
        p.Id.Value, p.Pupil.Value, db.Courses.Where(c => c.Id == p.Course).Select(c => c.Code).First(), db.Courses.Where(c => c.Id == p.Course).Select(c => c.Name).First(), p.From, p.To, p.State));

    private static async Task<PlaceDetails?> FindAsync(SamspillDb db, Actor actor, TimeProvider clock, Guid id, CancellationToken ct)
    {
        var (of, today) = (new PlaceId(id), Oslo.Today(clock));
        if (await Items(db, db.Places.Where(p => p.Id == of && actor.Wards.Contains(p.Pupil))).SingleOrDefaultAsync(ct) is not { } place) return null;
        var rules = (await db.RulesInForceAsync(today, ct)).Year;
        var meaning = Withdrawal.On(today, rules);
        var leave = await db.Leaves.Where(l => l.Place == of && l.To >= today).OrderByDescending(l => l.AskedAt).Select(l => new LeaveItem(l.From, l.To, l.State)).FirstOrDefaultAsync(ct);
        var change = await db.PlaceChanges.Where(c => c.Place == of).OrderByDescending(c => c.AskedAt)
            .Select(c => new OwnChange(c.Id.Value, db.Courses.Where(x => x.Id == c.Course).Select(x => x.Code).FirstOrDefault(), c.Minutes, c.Words, c.State, c.AskedAt, c.From, c.Reason)).FirstOrDefaultAsync(ct);
        return new PlaceDetails(place, place.State == PlaceState.Live && !(place.To <= meaning.LastDay) ? new GiveUpMeaning(meaning.LastDay, [.. meaning.Bound.Select(half => half.From)], meaning.Until) : null, rules.Leave, leave, change);
    }
}
