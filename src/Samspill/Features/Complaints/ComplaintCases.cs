using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.Complaints;
using Samspill.Features.Admission;
using Samspill.Features.Letters;
using Samspill.Host;

namespace Samspill.Features.Complaints;

/// <summary>A complaint with what was decided, the comparison with the last admitted, and what can be put right.</summary>
/// <param name="Child">The name.</param>
/// <param name="Flags">Flags that the rules of the course ask for and the wish does not have.</param>
/// <param name="MayReplay">The wish took part in the run: one that was passed over did not.</param>
public sealed record ComplaintCase(ComplaintView Complaint, LetterCase Decided, string Child, IReadOnlyList<ComparedRule> Compared, IReadOnlyList<string> Flags, bool MayReplay, ApplicationState WishNow, int FreeSeats);

/// <summary>Opens complaints for whoever answers them.</summary>
public sealed class ComplaintCases(SamspillDb db, OpenSchool school, Disclosure disclosure, Texts texts)
{
    /// <summary>The case; null when there is none that the actor may see. The look is noted.</summary>
    public async Task<ComplaintCase?> FindAsync(ComplaintId of, CancellationToken ct)
    {
        if ((await db.ComplaintViewsAsync(db.Complaints.Where(c => c.Id == of), school.Cipher, ct)) is not [var complaint]) return null;
        var decided = (await db.LetterCasesAsync(complaint.Run, [complaint.Application], ct))[0];
        if (!disclosure.Opens(decided.Child.Id, decided.Child.Shield)) return null;
        var child = disclosure.Name(decided.Child);
        var now = await (from a in db.Applications join c in db.Courses on a.Course equals c.Id where a.Id == complaint.Application select new { a.State, Free = (c.Capacity ?? 0) - c.Taken - c.Held }).SingleAsync(ct);

        var run = await db.Runs.AsNoTracking().SingleAsync(r => r.Id == complaint.Run, ct);
        var last = await db.Decisions.Where(d => d.Run == complaint.Run && d.Application == complaint.Application).Select(d => d.LastAdmitted).SingleAsync(ct);
        var problem = KeptRun.ProblemOf(run);
        var mine = PlacementProblems.Id(complaint.Application.Value);
        IReadOnlyList<ComparedRule> compared = last is { } other ? texts.Compare(problem, KeptRun.ResultOf(run), mine, PlacementProblems.Id(other.Value)) : [];
        IReadOnlyList<string> flags = [];
        if (problem.Applications.FirstOrDefault(a => a.Id == mine) is { } wish)
        {
            var has = wish.Flags.Concat(problem.Pupils.Single(p => p.Id == wish.Pupil).Flags).ToHashSet();
            var asked = decided.Facts.Order.Where(r => r.By == PriorityBy.Flag).Select(r => r.Flag!).Concat(decided.Facts.Reserved.Select(r => r.Flag)).Concat(decided.Facts.Requires);
            flags = [.. asked.SelectMany(Fact.Parts).Where(f => !has.Contains(f)).Distinct()];
        }
        db.Note("looked", $"Complaint {of.Value}");
        await db.SaveChangesAsync(ct);
        return new ComplaintCase(complaint, decided, child, compared, flags, problem.Applications.Any(a => a.Id == mine), now.State, Math.Max(0, now.Free));
    }
}
