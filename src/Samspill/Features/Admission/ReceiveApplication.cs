using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.Catalogue;
using Samspill.Host;
using Samspill.Jobs;

namespace Samspill.Features.Admission;

/// <summary>Receives an application, and gives the seats of short courses to those who came first, at once.</summary>
/// <remarks>Received is received: the application stands whatever becomes of the seat, which the clock looks after too.</remarks>
public sealed class ReceiveApplication(SubmitApplication submit, FillShortCourses fill)
{
    public async Task<Outcome<Receipt>> RunAsync(Sending sending, CancellationToken ct)
    {
        var outcome = await submit.RunAsync(sending, ct);
        if (!outcome.Refused(out Rejection? _)) await fill.RunAsync([.. sending.Children.SelectMany(c => c.Wishes).Distinct()], ct);
        return outcome;
    }
}

/// <summary>Fills short courses first come, first served: a seat that is free is offered at once, and the rest wait in the order they came.</summary>
public sealed class FillShortCourses(SamspillDb db, FillVacancies fill) : IClockJob
{
    public Task RunAsync(OpenSchool school, CancellationToken ct) => FillAsync(db.Courses, ct);

    /// <param name="codes">Only short courses among these.</param>
    public Task RunAsync(IReadOnlyCollection<string> codes, CancellationToken ct) => FillAsync(db.Courses.Where(c => codes.Contains(c.Code)), ct);

    private async Task FillAsync(IQueryable<Course> among, CancellationToken ct)
    {
        var open = await among.Where(c => c.Form == TeachingForm.ShortCourse && c.Status != CourseStatus.Draft && c.Taken + c.Held < c.Capacity
            && db.Applications.Any(a => a.Course == c.Id && a.State == ApplicationState.Waiting)).OrderBy(c => c.Id).Select(c => c.Id).Take(200).ToListAsync(ct);
        if (open.Count == 0) return;
        await using var work = await db.BeginAsync(ct);
        await db.TakeTurnAsync(ct);
        await fill.FillAsync(open, [], ct);
        await work.CommitAsync(ct);
    }
}
