using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Messages;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Mailings;

/// <summary>How far a bulk message has come, whom it did not reach, and the way to hold or stop it.</summary>
[Authorize(Policy = Can.SendMessages)]
public sealed class BulkPage(SamspillDb db, HoldBulk hold, Disclosure disclosure) : PageModel
{
    private const int Size = 50;

    [BindProperty(SupportsGet = true, Name = "side")]
    public int At { get; set; } = 1;

    public BulkMessage Bulk { get; private set; } = null!;
    public string? Course { get; private set; }
    public IReadOnlyDictionary<MessageState, int> Counts { get; private set; } = new Dictionary<MessageState, int>();

    /// <summary>Those whom it did not reach, or not yet.</summary>
    public IReadOnlyList<(string Name, MessageState State, string? Fault)> Missed { get; private set; } = [];
    public Paging Paging { get; private set; } = new(1, Size, 0);

    public int Of(MessageState state) => Counts.GetValueOrDefault(state);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await LoadAsync(id, ct) ? Page() : NotFound();

    public Task<IActionResult> OnPostPauseAsync(Guid id, CancellationToken ct) => MoveAsync(id, BulkState.Paused, ct);

    public Task<IActionResult> OnPostResumeAsync(Guid id, CancellationToken ct) => MoveAsync(id, BulkState.Sending, ct);

    public Task<IActionResult> OnPostStopAsync(Guid id, CancellationToken ct) => MoveAsync(id, BulkState.Stopped, ct);

    private async Task<IActionResult> MoveAsync(Guid id, BulkState to, CancellationToken ct)
    {
        if (!(await hold.RunAsync(new BulkId(id), to, ct)).Refused(out var why)) return RedirectToPage(new { id });
        return await LoadAsync(id, ct) ? this.Refuse(why) : NotFound();
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        var of = new BulkId(id);
        if (await db.Bulks.AsNoTracking().SingleOrDefaultAsync(b => b.Id == of, ct) is not { } bulk) return false;
        Bulk = bulk;
        At = Math.Clamp(At, 1, 100_000);
        Course = await db.Courses.Where(c => c.Id == bulk.Course).Select(c => c.Name).SingleOrDefaultAsync(ct);
        Counts = await db.Messages.Where(m => m.Bulk == of).GroupBy(m => m.State).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var missed = db.Messages.Where(m => m.Bulk == of && m.State != MessageState.Sent && (m.State != MessageState.Pending || m.Attempts > 0));
        Paging = new Paging(At, Size, await missed.CountAsync(ct));
        var rows = await (from m in missed
                          join p in db.People on m.To equals p.Id
                          orderby m.State, m.Id
                          select new { Person = new PersonLine(p.Id, p.GivenName, p.FamilyName, p.Shield), m.State, m.Fault }).Skip((At - 1) * Size).Take(Size).ToListAsync(ct);
        Missed = rows.ConvertAll(r => (disclosure.Name(r.Person), r.State, disclosure.Show(r.Person.Id, r.Person.Shield, r.Fault)));
        await db.SaveChangesAsync(ct);
        return true;
    }
}
