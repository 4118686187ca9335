using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.Complaints;
using Samspill.Features.Admission;
using Samspill.Features.Messages;
using Samspill.Host;

namespace Samspill.Features.Complaints;

/// <summary>What a complaint that is upheld leads to.</summary>
/// <param name="Correction">What is put right on the wish.</param>
/// <param name="Offer">True offers a free seat at once; false puts the wish in the queue where it then belongs.</param>
public sealed record Grant(Correction Correction, bool Offer);

/// <summary>Answers a complaint: the reason is kept with date and author, the family is told, and what was granted is done in the same transaction.</summary>
public sealed class AnswerComplaint(SamspillDb db, Actor actor, OpenSchool school, Outbox outbox, GrantComplaint grants, TimeProvider clock)
{
    /// <param name="grant">What is done when it is upheld; ignored otherwise.</param>
    public async Task<Outcome<Done>> RunAsync(ComplaintId id, ComplaintState outcome, string? reason, Grant grant, CancellationToken ct)
    {
        if (outcome is ComplaintState.Open) return ComplaintRejections.NoOutcome;
        if (string.IsNullOrWhiteSpace(reason)) return ComplaintRejections.NoReason;
        if (reason.Length > Complaint.Longest) return new Rejection(ComplaintRejections.TooLong.Code, Complaint.Longest);
        await using var work = await db.BeginAsync(ct);
        await db.TakeTurnAsync(ct);
        await db.Complaints.Where(c => c.Id == id).ExecuteUpdateAsync(c => c.SetProperty(x => x.State, x => x.State), ct); // locked
        if (await db.Complaints.SingleOrDefaultAsync(c => c.Id == id, ct) is not { } complaint) return ComplaintRejections.NotFound;
        if (complaint.Answer(outcome).Refused(out var why)) return why;

        var number = await db.ComplaintAnswers.CountAsync(a => a.Complaint == id, ct) + 1;
        var upheld = outcome == ComplaintState.Upheld;
        db.ComplaintAnswers.Add(new ComplaintAnswer(id, number, outcome, school.Cipher.Encrypt(reason), upheld ? Note(grant) : null, clock.GetUtcNow(), actor.Name));
        var facts = await (from a in db.Applications
                           where a.Id == complaint.Application
                           join p in db.People on a.Pupil equals p.Id
                           join c in db.Courses on a.Course equals c.Id
                           select new { p.GivenName, Course = c.Name }).SingleAsync(ct);
        await outbox.TellFamilyAsync(complaint.Pupil, $"complaint-{Words.Of(outcome)}", ct, complaint.Code, facts.GivenName, facts.Course, new PageLink($"/vedtak/{complaint.Application.Value}/klage"));
        await db.SaveChangesAsync(ct);
        if (upheld && (await grants.GrantAsync(complaint.Application, grant, ct)).Refused(out why))
        {
            db.ChangeTracker.Clear(); // rolled back with all that came before it
            return why;
        }
        await work.CommitAsync(ct);
        return new Done();
    }

    /// <summary>What was done, as codes: the page says them in the reader's language.</summary>
    private static string Note(Grant grant) => string.Join(' ', grant.Correction.Flags.Select(f => $"flag:{f}")
        .Concat(grant.Correction.AppliedAt is { } at ? [$"appliedAt:{at.UtcDateTime:yyyy-MM-dd'T'HH:mm}Z"] : []).Append(grant.Offer ? "offer" : "queue"));
}

/// <summary>Does what a complaint was granted, through the same doors as everything else. The caller holds the turn and commits.</summary>
public sealed class GrantComplaint(SamspillDb db, FillVacancies fill, TimeProvider clock)
{
    internal async Task<Outcome<Done>> GrantAsync(ApplicationId id, Grant grant, CancellationToken ct)
    {
        var application = await db.Applications.SingleAsync(a => a.Id == id, ct);
        if (await db.Applications.AnyAsync(a => a.Id != id && a.Pupil == application.Pupil && a.Course == application.Course && (a.State == ApplicationState.Waiting || a.State == ApplicationState.Offered), ct))
            return OfferRejections.CannotOffer;
        var closed = await db.Rounds.Where(r => r.Published != null).OrderByDescending(r => r.PublishedAt).Select(r => (DateTimeOffset?)r.ClosesAt).FirstOrDefaultAsync(ct);
        string[] flags = grant.Correction.AppliedAt <= closed ? [.. grant.Correction.Flags, Fact.OnTime] : [.. grant.Correction.Flags];
        application.Reconsider(grant.Correction.AppliedAt, flags, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        if (!grant.Offer)
        {
            await fill.FillAsync([application.Course], [], ct);
            return new Done();
        }
        return application.State == ApplicationState.Waiting ? await fill.OfferAsync(id, application.Course, ct) : OfferRejections.CannotOffer;
    }
}
