using System.ComponentModel;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.People;
using Samspill.Host;

namespace Samspill.Features.Admission;

/// <summary>One wish of one child.</summary>
/// <param name="Rank">1 is what the child wants most.</param>
/// <param name="Wants">How many new places the child wants at most.</param>
public sealed record ApplicationItem(Guid Id, string Code, Guid Child, string Course, string CourseName, int Rank, int Wants, ApplicationState State, DateTimeOffset AppliedAt, DateTimeOffset StateAt, string? Receipt);

/// <summary>What a child wants, best first.</summary>
/// <param name="Applications">Ids of those that stand in a queue or have an offer.</param>
public sealed record WishesItem([property: Description("Application ids, best first.")] IReadOnlyList<Guid> Applications, [property: Description("How many new places the child wants at most.")] int Wants);

/// <summary>A family's own wishes over REST: seen, taken back, put in another order.</summary>
internal static class WishApi
{
    public static void MapWishApi(this WebApplication app)
    {
        var wishes = app.MapGroup("/api/v1/applications").WithTags("Applications");
        wishes.MapGet("", async ([AsParameters] PageOf page, SamspillDb db, Actor actor, CancellationToken ct) =>
        {
            var mine = db.Applications.Where(a => actor.Children.Contains(a.Pupil));
            return page.With(await Items(db, mine.OrderByDescending(a => a.AppliedAt).ThenBy(a => a.Id).Skip(page.Before).Take(page.Size)).ToListAsync(ct), await mine.CountAsync(ct));
        }).RequireAuthorization(Can.SeeOwnFamily).WithName("ListApplications").WithSummary("One's own children's applications, the newest first");
        wishes.MapGet("/{id:guid}", async (Guid id, HttpContext context, SamspillDb db, Actor actor, CancellationToken ct) => context.Tagged(await FindAsync(db, actor, id, ct)))
            .RequireAuthorization(Can.SeeOwnFamily).WithName("GetApplication").WithSummary("An application of one's own child").Produces<ApplicationItem>();
        wishes.MapPut("/{id:guid}/withdrawal", WithdrawAsync).RequireAuthorization(Can.Apply).AsksForMatch().WithName("WithdrawApplication").WithSummary("Leave the queue").Produces(StatusCodes.Status204NoContent);
        app.MapGet("/api/v1/children/{id:guid}/wishes", async (Guid id, HttpContext context, SamspillDb db, Actor actor, CancellationToken ct) => context.Tagged(await OrderAsync(db, actor, id, ct)))
            .RequireAuthorization(Can.SeeOwnFamily).WithTags("Applications").WithName("GetWishes").WithSummary("What a child waits for, best first").Produces<WishesItem>();
        app.MapPut("/api/v1/children/{id:guid}/wishes", ReorderAsync)
            .RequireAuthorization(Can.Apply).AsksForMatch().WithTags("Applications").WithName("ReorderWishes").WithSummary("Put a child's wishes in another order").Produces<WishesItem>();
    }

    private static async Task<IResult> WithdrawAsync(Guid id, HttpContext context, WithdrawApplication withdraw, SamspillDb db, Actor actor, Texts texts, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        if (await FindAsync(db, actor, id, ct) is not { } wish) return ApplicationRejections.NotFound.Problem(texts);
        if (wish.State == ApplicationState.Withdrawn) return Results.NoContent();
        if (context.Request.Stale(wish) is { } stale) return stale.Problem(texts);
        if ((await withdraw.RunAsync(new ApplicationId(id), ct)).Refused(out var why)) return why.Problem(texts);
        await work.CommitAsync(ct);
        return Results.NoContent();
    }

    private static async Task<IResult> ReorderAsync(Guid id, WishesItem wanted, HttpContext context, ReorderWishes reorder, SamspillDb db, Actor actor, Texts texts, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        if (await OrderAsync(db, actor, id, ct) is not { } now) return PersonRejections.NotFound.Problem(texts);
        if (context.Request.Stale(now) is { } stale) return stale.Problem(texts);
        if ((await reorder.RunAsync(new PersonId(id), [.. wanted.Applications.Take(200).Select(a => new ApplicationId(a))], wanted.Wants, ct)).Refused(out var why))
            return (why with { Field = why.Code == ApplicationRejections.WantsOutside.Code ? "wants" : "applications" }).Problem(texts);
        await work.CommitAsync(ct);
        return context.Tagged(await OrderAsync(db, actor, id, ct));
    }

    private static IQueryable<ApplicationItem> Items(SamspillDb db, IQueryable<Application> wishes) => wishes.Select(a => new ApplicationItem(
        a.Id.Value, a.Code, a.Pupil.Value, db.Courses.Where(c => c.Id == a.Course).Select(c => c.Code).First(), db.Courses.Where(c => c.Id == a.Course).Select(c => c.Name).First(),
        a.Rank, a.Wants, a.State, a.AppliedAt, a.StateAt, db.Submissions.Where(s => s.Id == a.Submission).Select(s => s.Receipt).FirstOrDefault()));

    private static Task<ApplicationItem?> FindAsync(SamspillDb db, Actor actor, Guid id, CancellationToken ct) =>
        Items(db, db.Applications.Where(a => a.Id == new ApplicationId(id) && actor.Children.Contains(a.Pupil))).SingleOrDefaultAsync(ct);

    private static async Task<WishesItem?> OrderAsync(SamspillDb db, Actor actor, Guid child, CancellationToken ct)
    {
        if (!actor.Wards.Contains(new PersonId(child))) return null;
        var live = await db.LiveOf(new PersonId(child)).Take(100).Select(a => new { a.Id, a.Wants }).ToListAsync(ct);
        return new WishesItem([.. live.Select(a => a.Id.Value)], live.Count == 0 ? 0 : live.Max(a => a.Wants));
    }
}
