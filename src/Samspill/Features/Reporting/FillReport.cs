using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Reporting;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Reporting;

/// <summary>A county fills in its report: answers, discusses, signs off, hands in, and asks to have it opened again.</summary>
public sealed class FillReport(CouncilDb db, Actor actor, TimeProvider clock)
{
    /// <summary>Whether the actor answers for this county.</summary>
    public bool MayFill(string county) => actor.WorksFor(county);

    /// <summary>Whether the actor asks, and opens what was handed in.</summary>
    public bool MayRun => actor.May(Can.RunReporting);

    /// <summary>Whether the actor sees this county's form: its own people, and the council.</summary>
    public bool MaySee(string county) => MayFill(county) || MayRun;

    /// <summary>Answers one thing that is asked.</summary>
    /// <param name="seen">The version that was seen; 0 for none.</param>
    public Task<Outcome<Done>> AnswerAsync(CountyReportId id, Guid asked, int seen, Said said, CancellationToken ct) => ChangeAsync(id, form =>
    {
        if (form.Round.Asked.FirstOrDefault(x => x.Asked.Key == asked) is not ({ } goal, { } question)) return ReportingRejections.NotFound;
        if (form.Report.Answer(question, form.Last(question), seen, form.Proposed(goal, question), said, actor.Name, clock.GetUtcNow()).Refused(out var why, out var answer)) return why;
        db.ReportAnswers.Add(answer);
        return new Done();
    }, ct);

    /// <summary>Says something about an answer: the county's own people, and the council. The same twice from the same form is once.</summary>
    public async Task<Outcome<Done>> CommentAsync(Guid form, CountyReportId id, Guid asked, string words, CancellationToken ct)
    {
        if (await db.CountyFormAsync(id, track: false, ct) is not { } report || !MaySee(report.Report.County) || report.Round.Asked.All(x => x.Asked.Key != asked)) return ReportingRejections.NotFound;
        if (words.Length is 0 or > CountyReport.ReasonLength) return new Rejection("reporting.comment", CountyReport.ReasonLength);
        var key = FormId.Of($"{form} {actor.Account} {id.Value} {asked} {words}");
        if (await db.ReportComments.AnyAsync(c => c.Id == key, ct)) return new Done();
        db.ReportComments.Add(new ReportComment(id, asked, words, actor.Name, clock.GetUtcNow()) { Id = key });
        try { await db.SaveChangesAsync(ct); }
        catch (DbUpdateException fault) when (fault.IsLostRace()) { } // sent twice at once
        return new Done();
    }

    /// <summary>Vouches for the form as it was seen.</summary>
    public Task<Outcome<Done>> SignOffAsync(CountyReportId id, string? seen, CancellationToken ct) => ChangeAsync(id, form =>
    {
        var stands = CountyForm.Fingerprint(form.Content);
        return stands == seen ? form.Report.SignOff(stands, actor.Name, clock.GetUtcNow()) : ReportingRejections.ChangedMeanwhile;
    }, ct);

    /// <summary>Hands in what was signed. After the deadline it is late, and says so.</summary>
    public Task<Outcome<Done>> HandInAsync(CountyReportId id, CancellationToken ct) => ChangeAsync(id, form =>
    {
        var content = form.Content;
        if (form.Report.HandIn(content, CountyForm.Fingerprint(content), Oslo.Today(clock) > form.Round.Deadline, actor.Name, clock.GetUtcNow()).Refused(out var why, out var delivery)) return why;
        db.ReportDeliveries.Add(delivery);
        return new Done();
    }, ct);

    public Task<Outcome<Done>> AskToReopenAsync(CountyReportId id, string why, CancellationToken ct) => ChangeAsync(id, form => form.Report.AskToReopen(why, actor.Name), ct);

    private async Task<Outcome<Done>> ChangeAsync(CountyReportId id, Func<CountyForm, Outcome<Done>> change, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        await db.CountyReports.Where(r => r.Id == id).HoldAsync(ct);
        if (await db.CountyFormAsync(id, track: true, ct) is not { } form || !MayFill(form.Report.County)) return ReportingRejections.NotFound;
        var done = change(form);
        if (done.Refused(out _)) return done;
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return done;
    }
}
