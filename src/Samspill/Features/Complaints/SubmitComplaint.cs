using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.Complaints;
using Samspill.Features.Admission;
using Samspill.Features.Messages;
using Samspill.Host;

namespace Samspill.Features.Complaints;

/// <summary>A family complains about the decision on one of its wishes. What it typed is kept as it was typed; the family is told that it came.</summary>
public sealed class SubmitComplaint(SamspillDb db, Actor actor, OpenSchool school, Outbox outbox, TimeProvider clock)
{
    /// <param name="late">Why it comes after the last day; asked for only then.</param>
    public async Task<Outcome<Complaint>> RunAsync(ApplicationId id, string? text, string? late, CancellationToken ct)
    {
        var wish = await db.Applications.Where(a => a.Id == id && actor.Wards.Contains(a.Pupil)).Select(a => new { a.Pupil, Course = db.Courses.Where(c => c.Id == a.Course).Select(c => c.Name).First() }).SingleOrDefaultAsync(ct);
        if (wish is null) return ComplaintRejections.NotFound;
        if (await db.DecidedRunAsync(id, ct) is not { } decided) return ComplaintRejections.NothingDecided;
        if (string.IsNullOrWhiteSpace(text)) return ComplaintRejections.NoText;
        if (text.Length > Complaint.Longest || late?.Length > Complaint.Longest) return new Rejection(ComplaintRejections.TooLong.Code, Complaint.Longest);
        var lastDay = ComplaintDeadline.LastDay(decided.ToldOn);
        var isLate = Oslo.Today(clock) > lastDay;
        if (isLate && string.IsNullOrWhiteSpace(late)) return ComplaintRejections.LateNeedsReason;

        await using var work = await db.BeginAsync(ct);
        await db.Applications.Where(a => a.Id == id).ExecuteUpdateAsync(a => a.SetProperty(x => x.Rank, x => x.Rank), ct); // one at a time: who sends twice complains once
        if (await db.Complaints.AnyAsync(c => c.Application == id && (c.State == ComplaintState.Open || c.State == ComplaintState.SentOn), ct)) return ComplaintRejections.AlreadyOpen;
        var complaint = new Complaint(ComplaintId.New(), ShortCode.Receipt(), id, decided.Run, wish.Pupil, actor.Person, actor.Name, school.Cipher.Encrypt(text), isLate ? school.Cipher.Encrypt(late!) : null, lastDay, clock.GetUtcNow());
        db.Complaints.Add(complaint);
        var child = await db.People.Where(p => p.Id == wish.Pupil).Select(p => p.GivenName).SingleAsync(ct);
        await outbox.TellFamilyAsync(wish.Pupil, "complaint-received", ct, complaint.Code, child, wish.Course, complaint.ReceivedAt, new PageLink($"/vedtak/{id.Value}/klage"));
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return complaint;
    }
}
