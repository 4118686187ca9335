using System.ComponentModel;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Samspill.Data;
using Samspill.Domain.People;
using Samspill.Features.Api;
using Samspill.Features.People;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Families;

/// <summary>A child's guardians.</summary>
public sealed record GuardiansItem(Guid Child, string Name, IReadOnlyList<GuardianItem> Guardians);

/// <summary>A guardian of the child. One who is protected is masked.</summary>
/// <param name="Access">What custody allows on the web.</param>
/// <param name="Pays">Null when nobody said.</param>
public sealed record GuardianItem(Guid Id, string Name, GuardianAccess Access, bool? Pays);

/// <summary>Somebody the school knows with an e-mail address.</summary>
public sealed record KnownItem(Guid Id, string Name);

/// <summary>Looks for somebody by e-mail address: in the body, because an address bar is written down in many places.</summary>
public sealed record KnownRequest(string Email);

/// <summary>A guardian to add: somebody the school knows, or somebody new.</summary>
public sealed record GuardianRequest(
    GuardianAccess Access,
    [property: Description("Somebody the school knows; instead of the rest.")] Guid? Known = null, string? GivenName = null, string? FamilyName = null, string? Email = null, string? Phone = null,
    [property: Description("It is somebody else than those who have the address already.")] bool New = false);

/// <summary>What custody allows a guardian.</summary>
public sealed record AccessRequest(Guid Guardian, GuardianAccess Access);

/// <summary>Who pays.</summary>
public sealed record PayerRequest(Guid Guardian);

/// <summary>A child's guardians over REST, as the office sees and sets them.</summary>
internal static class CustodyApi
{
    public static void MapCustodyApi(this WebApplication app)
    {
        var guardians = app.MapGroup("/api/v1/people/{id:guid}/guardians").RequireAuthorization(Can.EditPeople).WithTags("Guardians");
        guardians.MapGet("", async (Guid id, HttpContext context, SamspillDb db, Disclosure disclosure, CancellationToken ct) => context.Tagged(await FindAsync(db, disclosure, id, ct)))
            .WithName("GetGuardians").WithSummary("A child's guardians, what custody allows and who pays").Produces<GuardiansItem>();
        guardians.MapPost("/known", KnownAsync).WithName("FindKnownGuardians").WithSummary("Who the school knows with an e-mail address").Produces<Listed<KnownItem>>();
        guardians.MapPost("", AddAsync).OnceOnly().WithName("AddGuardian").WithSummary("Add a guardian to a child").Produces<GuardiansItem>(StatusCodes.Status201Created);
        guardians.MapPut("/access", (Guid id, AccessRequest request, HttpContext context, ChangeGuardians change, CancellationToken ct) =>
            ActAsync(context, id, g => g.Id == request.Guardian && g.Access == request.Access, () => change.AllowAsync(new PersonId(id), new PersonId(request.Guardian), request.Access, ct), ct))
            .AsksForMatch().WithName("SetGuardianAccess").WithSummary("Say what custody allows a guardian").Produces(StatusCodes.Status204NoContent);
        guardians.MapPut("/payer", (Guid id, PayerRequest request, HttpContext context, ChangeGuardians change, CancellationToken ct) =>
            ActAsync(context, id, g => g.Id == request.Guardian && g.Pays == true, () => change.PayAsync(new PersonId(id), new PersonId(request.Guardian), ct), ct))
            .AsksForMatch().WithName("SetPayer").WithSummary("Say which guardian pays").Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> KnownAsync(Guid id, KnownRequest request, [AsParameters] PageOf page, SamspillDb db, Disclosure disclosure, ChangeGuardians change, Texts texts, CancellationToken ct)
    {
        if (await FindAsync(db, disclosure, id, ct) is null) return Results.NotFound();
        var wrong = new ModelStateDictionary();
        return new Typed(wrong, texts).Email("email", request.Email) is { } address ? Results.Ok(page.Of<KnownItem>([.. (await change.KnownAsync(address, new PersonId(id), ct)).Select(k => new KnownItem(k.Id.Value, k.Name))])) : wrong.Problem(texts);
    }

    private static async Task<IResult> AddAsync(Guid id, GuardianRequest request, ChangeGuardians change, SamspillDb db, Disclosure disclosure, Texts texts, CancellationToken ct)
    {
        var child = new PersonId(id);
        if (await FindAsync(db, disclosure, id, ct) is null) return PersonRejections.NotFound.Problem(texts);
        var guardian = request.Known is { } known ? new NewGuardian(new PersonId(known), "", "", "", null, request.Access) : null;
        if (guardian is null)
        {
            var wrong = new ModelStateDictionary();
            var typed = new Typed(wrong, texts);
            var (email, given, family, phone) = (typed.Email("email", request.Email), typed.Name("givenName", request.GivenName), typed.Name("familyName", request.FamilyName, PersonRejections.FamilyNameMissing), typed.Phone("phone", request.Phone, optional: true));
            if (!wrong.IsValid) return wrong.Problem(texts);
            if (!request.New && (await change.KnownAsync(email!, child, ct)).Count > 0) return new Rejection("guardian.known") { Field = "email" }.Problem(texts); // the same person is not made twice by mistake
            guardian = new NewGuardian(null, given, family, email!, phone, request.Access);
        }
        if ((await change.AddAsync(child, guardian, ct)).Refused(out var why)) return why.Problem(texts);
        return Results.Created("guardians", await FindAsync(db, disclosure, id, ct));
    }

    private static async Task<IResult> ActAsync(HttpContext context, Guid id, Func<GuardianItem, bool> isSo, Func<Task<Outcome<Done>>> act, CancellationToken ct)
    {
        var services = context.RequestServices;
        var (db, texts) = (services.GetRequiredService<SamspillDb>(), services.GetRequiredService<Texts>());
        await using var work = await db.BeginAsync(ct);
        if (await FindAsync(db, services.GetRequiredService<Disclosure>(), id, ct) is not { } now) return PersonRejections.NotFound.Problem(texts);
        if (now.Guardians.Any(isSo)) return Results.NoContent();
        if (context.Request.Stale(now) is { } stale) return stale.Problem(texts);
        if ((await act()).Refused(out var why)) return why.Problem(texts);
        await work.CommitAsync(ct);
        return Results.NoContent();
    }

    private static async Task<GuardiansItem?> FindAsync(SamspillDb db, Disclosure disclosure, Guid id, CancellationToken ct) => await db.GuardiansOfAsync(new PersonId(id), disclosure, ct) is { } found
        ? new GuardiansItem(id, disclosure.Name(found.Child), [.. found.Guardians.Select(g => new GuardianItem(g.Person.Id.Value, disclosure.Name(g.Person), g.Access, g.Pays))]) : null;
}
