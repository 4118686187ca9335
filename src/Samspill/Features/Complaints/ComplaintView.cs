using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Complaints;
using Samspill.Host;

namespace Samspill.Features.Complaints;

/// <summary>An answer, opened.</summary>
public sealed record AnswerView(ComplaintState Outcome, string Reason, string? Correction, DateTimeOffset At, string By);

/// <summary>A complaint, opened, with its answers in order.</summary>
public sealed record ComplaintView(ComplaintId Id, string Code, ApplicationId Application, RunId Run, PersonId Pupil, string ByName, string Text, string? Late, DateOnly LastDay, DateTimeOffset ReceivedAt, ComplaintState State, IReadOnlyList<AnswerView> Answers)
{
    public bool IsLive => State is ComplaintState.Open or ComplaintState.SentOn;
}

public static class ComplaintViews
{
    /// <summary>Opens complaints, newest first; at most twenty.</summary>
    public static async Task<IReadOnlyList<ComplaintView>> ComplaintViewsAsync(this SamspillDb db, IQueryable<Complaint> which, FieldCipher cipher, CancellationToken ct)
    {
        var complaints = await which.AsNoTracking().OrderByDescending(c => c.ReceivedAt).Take(20).ToListAsync(ct);
        var ids = complaints.ConvertAll(c => c.Id);
        var answers = (await db.ComplaintAnswers.AsNoTracking().Where(a => ids.Contains(a.Complaint)).OrderBy(a => a.Number).ToListAsync(ct)).ToLookup(a => a.Complaint);
        return [.. complaints.Select(c => new ComplaintView(c.Id, c.Code, c.Application, c.Run, c.Pupil, c.ByName, cipher.Decrypt(c.Text), c.Late is null ? null : cipher.Decrypt(c.Late), c.LastDay, c.ReceivedAt, c.State,
            [.. answers[c.Id].Select(a => new AnswerView(a.Outcome, cipher.Decrypt(a.Reason), a.Correction, a.At, a.By))]))];
    }
}
