using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Complaints;
using Samspill.Features.Admission;
using Samspill.Features.Shared;
using Samspill.Formats.Xlsx;
using Samspill.Host;

namespace Samspill.Features.Complaints;

/// <summary>A complaint in the office's list.</summary>
/// <param name="Child">The name, or that it is protected.</param>
/// <param name="Opens">Whether this reader may open it.</param>
public sealed record ComplaintLine(ComplaintId Id, string Code, string Child, bool Opens, string CourseCode, string Course, DateTimeOffset ReceivedAt, bool IsLate, ComplaintState State);

/// <summary>All complaints: those that wait for an answer first, the oldest of them first.</summary>
[Authorize(Policy = Can.AnswerComplaints)]
public sealed class ComplaintsPage(SamspillDb db, Actor actor, Disclosure disclosure, Texts texts) : PageModel
{
    private const int Size = 50;

    public IReadOnlyList<ComplaintLine> Rows { get; private set; } = [];
    public Paging Paging { get; private set; } = new(1, Size, 0);

    /// <summary>Which state; all when empty.</summary>
    [BindProperty(SupportsGet = true, Name = "status")] public string? State { get; set; }
    [BindProperty(SupportsGet = true, Name = "side")] public int At { get; set; } = 1;

    public async Task OnGetAsync(CancellationToken ct)
    {
        var which = Asked();
        var total = await which.CountAsync(ct);
        Paging = Paging.At(At, Size, total);
        Rows = await db.ComplaintLinesAsync(which, disclosure, (Paging.Page - 1) * Size, Size, ct);
    }

    /// <summary>The same list, all of it; what was written is not in it.</summary>
    public IActionResult OnGetXlsx(CancellationToken ct) => !actor.May(Can.ExportLists) ? Forbid() : new ListFile("klager",
        [texts["complaints.code"], texts["list.name"], texts["complaints.course"], texts["complaints.received"], texts["complaints.time"], texts["complaints.state"]],
        WholeList.Of((page, size) => db.ComplaintLinesAsync(Asked(), disclosure, (page - 1) * size, size, ct)).Select(c => (IReadOnlyList<XlsxCell>)
            [c.Code, c.Child, c.Course, Oslo.At(c.ReceivedAt), texts[c.IsLate ? "complaints.late" : "complaints.in-time"], texts[$"complaint.state.{Words.Of(c.State)}"]]));

    private IQueryable<Complaint> Asked()
    {
        var state = Word<ComplaintState>.TryParse(State, out var word) ? word.Value : (ComplaintState?)null;
        return db.Complaints.Where(c => state == null || c.State == state);
    }
}

internal static class ComplaintLines
{
    /// <summary>Some of these complaints: those that wait for an answer first, the oldest of them first.</summary>
    public static async Task<IReadOnlyList<ComplaintLine>> ComplaintLinesAsync(this SamspillDb db, IQueryable<Complaint> which, Disclosure disclosure, int before, int most, CancellationToken ct)
    {
        var rows = await (from c in which
                          join a in db.Applications on c.Application equals a.Id
                          join p in db.People on c.Pupil equals p.Id
                          join k in db.Courses on a.Course equals k.Id
                          orderby c.State == ComplaintState.Open ? 0 : c.State == ComplaintState.SentOn ? 1 : 2, c.ReceivedAt, c.Id
                          select new { c.Id, c.Code, Child = new PersonLine(p.Id, p.GivenName, p.FamilyName, p.Shield), Course = k.Code, k.Name, c.ReceivedAt, IsLate = c.Late != null, c.State })
            .Skip(before).Take(most).ToListAsync(ct);
        var lines = rows.ConvertAll(r => new ComplaintLine(r.Id, r.Code, disclosure.Name(r.Child), disclosure.Opens(r.Child.Id, r.Child.Shield), r.Course, r.Name, r.ReceivedAt, r.IsLate, r.State));
        await db.SaveChangesAsync(ct); // a look at a protected person is noted
        return lines;
    }
}
