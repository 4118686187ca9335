using System.ComponentModel;
using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.Complaints;
using Samspill.Features.Admission;
using Samspill.Features.Api;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Complaints;

/// <summary>A complaint in the office's list. Of a protected person only the row is shown, to those who are no handlers.</summary>
public sealed record ComplaintListItem(Guid Id, string Code, string Name, string Course, string CourseName, DateTimeOffset ReceivedAt, bool Late, ComplaintState State);

/// <summary>A complaint as it was typed, with its answers.</summary>
/// <param name="Late">Why it came after the last day; null when it came in time.</param>
public sealed record ComplaintItem(Guid Id, string Code, Guid Application, string By, string Text, string? Late, DateOnly LastDay, DateTimeOffset ReceivedAt, ComplaintState State, IReadOnlyList<AnswerView> Answers);

/// <summary>What was decided, beside the one who came in last on the course; of that one no more than the comparison.</summary>
/// <param name="Title">The decision, in the reader's language.</param>
/// <param name="Application">Where the wish stands now.</param>
/// <param name="Flags">What could be put right: asked for by the rules, and missing on the wish.</param>
public sealed record ComplaintComparison(string Name, string Course, string Title, string Lede, IReadOnlyList<ComparedRule> Rules, ApplicationState Application, int FreeSeats, IReadOnlyList<string> Flags);

/// <summary>A family's complaint.</summary>
public sealed record ComplaintRequest(string Text, [property: Description("Why it comes after the last day; needed only then.")] string? Late = null);

/// <summary>What is put right on a wish.</summary>
public record CorrectionRequest(
    [property: Description("Of the flags of the comparison.")] IReadOnlyList<string>? Flags = null,
    [property: Description("When the wish really was received; to the minute.")] DateTimeOffset? AppliedAt = null);

/// <summary>What is tried in shadow.</summary>
public sealed record ReplayRequest(IReadOnlyList<string>? Flags = null, DateTimeOffset? AppliedAt = null, [property: Description("Seats more than the run had, 0-50.")] int ExtraSeats = 0) : CorrectionRequest(Flags, AppliedAt);

/// <summary>The school's answer, or the complaint body's to what was sent on.</summary>
public sealed record AnswerRequest(
    ComplaintState Outcome, string Reason, IReadOnlyList<string>? Flags = null, DateTimeOffset? AppliedAt = null,
    [property: Description("When upheld: offer a free seat at once, rather than the place in the queue.")] bool Offer = false) : CorrectionRequest(Flags, AppliedAt);

/// <summary>Complaints over REST: the family's own, and the office's answers.</summary>
internal static class ComplaintApi
{
    public static void MapComplaintApi(this WebApplication app)
    {
        app.MapGet("/api/v1/applications/{id:guid}/complaints", OwnAsync).RequireAuthorization(Can.Apply).WithTags("Complaints").WithName("ListOwnComplaints").WithSummary("The complaints about an application of one's own child, the newest first").Produces<Listed<ComplaintItem>>();
        app.MapPost("/api/v1/applications/{id:guid}/complaints", SubmitAsync).RequireAuthorization(Can.Apply).OnceOnly().WithTags("Complaints").WithName("Complain").WithSummary("Complain about a decision").Produces<ComplaintItem>(StatusCodes.Status201Created);
        var complaints = app.MapGroup("/api/v1/complaints").RequireAuthorization(Can.AnswerComplaints).WithTags("Complaints");
        complaints.MapGet("", ListAsync).WithName("ListComplaints").WithSummary("All complaints, those that wait for an answer first");
        complaints.MapGet("/{id:guid}", async (Guid id, HttpContext context, ComplaintCases cases, CancellationToken ct) => context.Tagged(await cases.FindAsync(new ComplaintId(id), ct) is { } found ? Item(found.Complaint) : null))
            .WithName("GetComplaint").WithSummary("A complaint with its answers").Produces<ComplaintItem>();
        complaints.MapGet("/{id:guid}/comparison", async (Guid id, ComplaintCases cases, Texts texts, CancellationToken ct) => await cases.FindAsync(new ComplaintId(id), ct) is { } found ? Results.Ok(Compared(found, texts)) : Results.NotFound())
            .WithName("CompareComplaint").WithSummary("The decision, rule by rule beside the last admitted").Produces<ComplaintComparison>();
        complaints.MapPost("/{id:guid}/replay", ReplayAsync).WithName("ReplayComplaint").WithSummary("What the run would have given with something put right; nothing is kept").Produces<Shadow>();
        complaints.MapPut("/{id:guid}/answer", AnswerAsync).AsksForMatch().WithName("AnswerComplaint").WithSummary("Answer a complaint: the family is told, and what is granted is done").Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> OwnAsync(Guid id, [AsParameters] PageOf page, SamspillDb db, Actor actor, OpenSchool school, CancellationToken ct)
    {
        var wish = new ApplicationId(id);
        if (!await db.Applications.AnyAsync(a => a.Id == wish && actor.Wards.Contains(a.Pupil), ct)) return Results.NotFound();
        return Results.Ok(page.Of<ComplaintItem>([.. (await db.ComplaintViewsAsync(db.Complaints.Where(c => c.Application == wish), school.Cipher, ct)).Select(Item)]));
    }

    private static async Task<IResult> SubmitAsync(Guid id, ComplaintRequest request, SubmitComplaint submit, SamspillDb db, OpenSchool school, Texts texts, CancellationToken ct)
    {
        if ((await submit.RunAsync(new ApplicationId(id), request.Text, request.Late, ct)).Refused(out var why, out var made)) return (why with { Field = why == ComplaintRejections.LateNeedsReason ? "late" : "text" }).Problem(texts);
        return Results.Created("complaints", Item((await db.ComplaintViewsAsync(db.Complaints.Where(c => c.Id == made.Id), school.Cipher, ct))[0]));
    }

    private static async Task<Listed<ComplaintListItem>> ListAsync(Word<ComplaintState>? state, [AsParameters] PageOf page, SamspillDb db, Disclosure disclosure, CancellationToken ct)
    {
        var only = state?.Value;
        var which = db.Complaints.Where(c => only == null || c.State == only);
        var lines = await db.ComplaintLinesAsync(which, disclosure, page.Before, page.Size, ct);
        return page.With<ComplaintListItem>([.. lines.Select(c => new ComplaintListItem(c.Id.Value, c.Code, c.Child, c.CourseCode, c.Course, c.ReceivedAt, c.IsLate, c.State))], await which.CountAsync(ct));
    }

    private static async Task<IResult> ReplayAsync(Guid id, ReplayRequest request, ComplaintCases cases, SamspillDb db, Texts texts, TimeProvider clock, CancellationToken ct)
    {
        if (await cases.FindAsync(new ComplaintId(id), ct) is not { } found) return ComplaintRejections.NotFound.Problem(texts);
        var wrong = new ModelStateDictionary();
        var correction = Read(request, request.ExtraSeats, found, wrong, texts, clock);
        if (wrong.IsValid && (correction.IsNone || !found.MayReplay)) wrong.AddModelError("", texts["complaint.replay.nothing"]);
        if (!wrong.IsValid) return wrong.Problem(texts);
        return Results.Ok(await db.ShadowAsync(await db.Complaints.AsNoTracking().SingleAsync(c => c.Id == found.Complaint.Id, ct), correction, ct));
    }

    private static async Task<IResult> AnswerAsync(Guid id, AnswerRequest request, HttpContext context, ComplaintCases cases, AnswerComplaint answer, SamspillDb db, Texts texts, TimeProvider clock, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        if (await cases.FindAsync(new ComplaintId(id), ct) is not { Complaint: var complaint } found) return ComplaintRejections.NotFound.Problem(texts);
        if (complaint.Answers is [.., var last] && (last.Outcome, last.Reason) == (request.Outcome, request.Reason)) return Results.NoContent(); // said before: whoever did not get our answer asks again
        if (context.Request.Stale(Item(complaint)) is { } stale) return stale.Problem(texts);
        var wrong = new ModelStateDictionary();
        var correction = Read(request, 0, found, wrong, texts, clock);
        if (!wrong.IsValid) return wrong.Problem(texts);
        if ((await answer.RunAsync(complaint.Id, request.Outcome, request.Reason, new Grant(correction, request.Offer), ct)).Refused(out var why))
            return (why with { Field = why.Code.StartsWith("offer.", StringComparison.Ordinal) ? "offer" : why == ComplaintRejections.NoOutcome || why == ComplaintRejections.AlreadyAnswered ? "outcome" : "reason" }).Problem(texts);
        await work.CommitAsync(ct);
        return Results.NoContent();
    }

    /// <summary>Read as the page's form is.</summary>
    private static Correction Read(CorrectionRequest request, int extraSeats, ComplaintCase found, ModelStateDictionary wrong, Texts texts, TimeProvider clock)
    {
        var typed = new Typed(wrong, texts);
        if (request.Flags?.Except(found.Flags).Any() == true) typed.Wrong(nameof(request.Flags), texts["form.unknown"]);
        var form = new CorrectionForm { Flags = [.. request.Flags ?? []], AppliedAt = request.AppliedAt is { } at ? CorrectionForm.Of(at).AppliedAt : null, ExtraSeats = extraSeats.ToString(CultureInfo.InvariantCulture) };
        return form.Read(typed, texts, found.Flags, found.Decided.Facts.AppliedAt, clock.GetUtcNow());
    }

    private static ComplaintItem Item(ComplaintView c) => new(c.Id.Value, c.Code, c.Application.Value, c.ByName, c.Text, c.Late, c.LastDay, c.ReceivedAt, c.State, c.Answers);

    private static ComplaintComparison Compared(ComplaintCase found, Texts texts)
    {
        var facts = found.Decided.Facts;
        return new(found.Child, facts.Course, texts.Title(facts), texts.Lede(facts), found.Compared, found.WishNow, found.FreeSeats, found.Flags);
    }
}
