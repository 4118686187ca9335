using System.ComponentModel;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Families;
using Samspill.Features.Api;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Families;

/// <summary>An invitation of the other guardian that nobody has used yet.</summary>
public sealed record InvitationItem(Guid Id, string Email, IReadOnlyList<Guid> Children, DateTimeOffset ExpiresAt);

/// <summary>Invites the other guardian.</summary>
public sealed record InvitationRequest([property: Description("Where the link is sent, and nowhere else.")] string Email, [property: Description("Ids of one's own children.")] IReadOnlyList<Guid> Children);

/// <summary>A guardian's invitations of the other guardian over REST.</summary>
internal static class InvitationApi
{
    public static void MapInvitationApi(this WebApplication app)
    {
        var invitations = app.MapGroup("/api/v1/guardian-invitations").RequireAuthorization(Can.Apply).WithTags("Guardians");
        invitations.MapGet("", async ([AsParameters] PageOf page, SamspillDb db, Actor actor, TimeProvider clock, CancellationToken ct) =>
            page.With(await Items(Open(db, actor, clock).OrderBy(i => i.ExpiresAt).Skip(page.Before).Take(page.Size)).ToListAsync(ct), await Open(db, actor, clock).CountAsync(ct))).WithName("ListInvitations").WithSummary("One's own invitations that can still be used");
        invitations.MapGet("/{id:guid}", async (Guid id, HttpContext context, SamspillDb db, Actor actor, TimeProvider clock, CancellationToken ct) => context.Tagged(await FindAsync(db, actor, clock, id, ct)))
            .WithName("GetInvitation").WithSummary("An invitation of one's own that can still be used").Produces<InvitationItem>();
        invitations.MapPost("", InviteAsync).OnceOnly().WithName("InviteGuardian").WithSummary("Invite the other guardian of one's children").Produces<InvitationItem>(StatusCodes.Status201Created);
        invitations.MapPut("/{id:guid}/withdrawal", WithdrawAsync).AsksForMatch().WithName("WithdrawInvitation").WithSummary("Take back an invitation").Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> InviteAsync(InvitationRequest request, InviteGuardian invite, SamspillDb db, Actor actor, Texts texts, TimeProvider clock, CancellationToken ct)
    {
        var wrong = new ModelStateDictionary();
        if (new Typed(wrong, texts).Email("email", request.Email) is not { } email) return wrong.Problem(texts);
        if ((await invite.RunAsync(email, [.. request.Children.Take(100).Select(c => new PersonId(c))], ct)).Refused(out var why, out var id)) return (why with { Field = why == GuardianInvitationRejections.TooMany ? "email" : "children" }).Problem(texts);
        return Results.Created($"guardian-invitations/{id.Value}", await FindAsync(db, actor, clock, id.Value, ct));
    }

    private static async Task<IResult> WithdrawAsync(Guid id, HttpContext context, InviteGuardian invite, SamspillDb db, Actor actor, Texts texts, TimeProvider clock, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        if (await FindAsync(db, actor, clock, id, ct) is not { } invitation) return GuardianInvitationRejections.NotFound.Problem(texts);
        if (context.Request.Stale(invitation) is { } stale) return stale.Problem(texts);
        if ((await invite.WithdrawAsync(new GuardianInvitationId(id), ct)).Refused(out var why)) return why.Problem(texts);
        await work.CommitAsync(ct);
        return Results.NoContent();
    }

    private static IQueryable<GuardianInvitation> Open(SamspillDb db, Actor actor, TimeProvider clock)
    {
        var (me, now) = (actor.Person, clock.GetUtcNow());
        return db.GuardianInvitations.AsNoTracking().Where(i => i.By == me && i.UsedAt == null && i.WithdrawnAt == null && i.ExpiresAt >= now);
    }

    private static IQueryable<InvitationItem> Items(IQueryable<GuardianInvitation> invitations) => invitations.Select(i => new InvitationItem(i.Id.Value, i.Email, i.Pupils.OrderBy(p => p.Pupil).Select(p => p.Pupil.Value).ToList(), i.ExpiresAt));

    private static Task<InvitationItem?> FindAsync(SamspillDb db, Actor actor, TimeProvider clock, Guid id, CancellationToken ct) => Items(Open(db, actor, clock).Where(i => i.Id == new GuardianInvitationId(id))).SingleOrDefaultAsync(ct);
}
