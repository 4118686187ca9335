using System.ComponentModel;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.People;
using Samspill.Features.Api;
using Samspill.Host;

namespace Samspill.Features.Admission;

/// <summary>An application for one or several children.</summary>
public sealed record SubmissionRequest(
    [property: Description("One to ten children.")] IReadOnlyList<ChildRequest> Children,
    [property: Description("Places for all of the children or for none: it weakens each child's chance. Refused where the rules do not allow it.")] bool Together = false);

/// <summary>What is asked for one child.</summary>
public sealed record ChildRequest(
    [property: Description("Course ids, best first.")] IReadOnlyList<string> Wishes,
    [property: Description("Id of a child the school knows.")] Guid? Child = null,
    [property: Description("A child the school does not know yet; instead of child.")] NewChildRequest? New = null,
    [property: Description("How many of the wishes the child wants at the same time: 1 is one of them (either), 2 is two of them (both).")] int Wants = 1,
    [property: Description("When the child can: mon-afternoon, mon-evening … fri-evening. Empty is any time.")] IReadOnlyList<string>? Times = null,
    [property: Description("What the school should know. Kept encrypted.")] string? Needs = null);

/// <summary>A child that the school is told about for the first time.</summary>
public sealed record NewChildRequest(
    string GivenName, string FamilyName, DateOnly Born, Sex Sex, string? Address = null, string? PostalCode = null,
    [property: Description("Four digits; the school's own when not given.")] string? Municipality = null,
    [property: Description("Id of the site where the child goes to school.")] string? School = null);

/// <summary>That an application was received, and when.</summary>
public sealed record SubmissionItem(string Receipt, DateTimeOffset ReceivedAt, IReadOnlyList<SubmittedWish> Applications);

/// <summary>One wish of a submission.</summary>
/// <param name="Rank">1 is what the child wants most.</param>
public sealed record SubmittedWish(Guid Id, Guid Child, string Course, int Rank, ApplicationState State);

/// <summary>Applying over REST, as the guardian who is signed in. The same use case as the page.</summary>
internal static class SubmissionApi
{
    public static void MapSubmissionApi(this WebApplication app)
    {
        app.MapPost("/api/v1/submissions", SubmitAsync).RequireAuthorization(Can.Apply).OnceOnly().WithName("Submit").WithTags("Applications")
            .WithSummary("Apply for one or several children").Produces<SubmissionItem>(StatusCodes.Status201Created);
        app.MapGet("/api/v1/submissions/{receipt}", FindAsync).RequireAuthorization(Can.SeeOwnFamily).WithName("GetSubmission").WithTags("Applications")
            .WithSummary("What was received with a receipt").Produces<SubmissionItem>();
    }

    private static async Task<IResult> SubmitAsync(SubmissionRequest request, SubmitApplication submit, Actor actor, OpenSchool school, SamspillDb db, Texts texts, CancellationToken ct)
    {
        if (actor.Person is not { } applicant) return PersonRejections.NotFound.Problem(texts);
        var sites = await SitesAsync(db, request, ct);
        var faults = new List<Rejection>();
        var children = request.Children.Select((child, i) => Read(child, $"children[{i}]", school.Municipality, sites, faults)).ToList();
        if (faults.Count > 0) return faults.Problem(texts);
        if ((await submit.RunAsync(new Sending(Guid.CreateVersion7(), applicant, SubmissionChannel.Web, null, children) { Together = request.Together }, ct)).Refused(out var why, out var receipt)) return why.Problem(texts);
        return Results.Created($"submissions/{receipt.Code}", await db.SubmissionAsync(receipt.Code, actor, ct));
    }

    private static async Task<IResult> FindAsync(string receipt, SamspillDb db, Actor actor, CancellationToken ct) =>
        await db.SubmissionAsync(receipt, actor, ct) is { } found ? Results.Ok(found) : Results.NotFound();

    private static AskForChild Read(ChildRequest child, string at, string municipality, Dictionary<string, SiteId> sites, List<Rejection> faults)
    {
        if (child.Child is null == child.New is null) faults.Add(new Rejection("api.child-or-new") { Field = $"{at}.child" });
        if (child.Times?.FirstOrDefault(time => !ChildStatement.AllTimes.Contains(time)) is { } time) faults.Add(new Rejection("api.time-unknown", time) { Field = $"{at}.times" });
        NewPupil? described = null;
        if (child.New is { } told)
        {
            SiteId? school = null;
            if (told.School is { } code && !(sites.TryGetValue(code, out var id) && (school = id) is not null)) faults.Add(new Rejection("api.site-unknown", code) { Field = $"{at}.new.school" });
            described = new NewPupil(PlainText.Line(told.GivenName), PlainText.Line(told.FamilyName), told.Born, told.Sex, OrNull(told.Address), OrNull(told.PostalCode), OrNull(told.Municipality) ?? municipality, school);
        }
        return new AskForChild(child.Child is { } known ? new PersonId(known) : null, described, child.Wishes, child.Wants, child.Times ?? [], PlainText.Block(child.Needs) is { Length: > 0 } needs ? needs : null);
    }

    private static async Task<Dictionary<string, SiteId>> SitesAsync(SamspillDb db, SubmissionRequest request, CancellationToken ct)
    {
        var codes = request.Children.Select(c => c.New?.School).OfType<string>().Distinct().Take(20).ToList();
        return codes.Count == 0 ? [] : await db.Sites.Where(s => codes.Contains(s.Code)).ToDictionaryAsync(s => s.Code, s => s.Id, ct);
    }

    /// <summary>A submission of the actor's own children; null when it is somebody else's or nobody's.</summary>
    private static async Task<SubmissionItem?> SubmissionAsync(this SamspillDb db, string receipt, Actor actor, CancellationToken ct)
    {
        var (children, me) = (actor.Children, actor.Person);
        if (await db.Submissions.AsNoTracking().Where(s => s.Receipt == receipt).Select(s => new { s.Id, s.Receipt, s.ReceivedAt, s.Applicant }).SingleOrDefaultAsync(ct) is not { } found) return null;
        var wishes = await db.Applications.Where(a => a.Submission == found.Id && (found.Applicant == me && db.Guardianships.Any(g => g.Guardian == me && g.Pupil == a.Pupil && g.Online) || children.Contains(a.Pupil)))
            .OrderBy(a => a.Code).Take(200).Select(a => new { a.Id, a.Pupil, Course = db.Courses.Where(c => c.Id == a.Course).Select(c => c.Code).First(), a.Rank, a.State }).ToListAsync(ct);
        return wishes.Count == 0 ? null : new SubmissionItem(found.Receipt, found.ReceivedAt, [.. wishes.Select(w => new SubmittedWish(w.Id.Value, w.Pupil.Value, w.Course, w.Rank, w.State))]);
    }

    private static string? OrNull(string? typed) => PlainText.Line(typed) is { Length: > 0 } text ? text : null;
}
