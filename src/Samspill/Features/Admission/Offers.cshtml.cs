using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Features.Shared;
using Samspill.Formats.Xlsx;
using Samspill.Host;

namespace Samspill.Features.Admission;

/// <summary>An offer in the office's list.</summary>
public sealed record OfferLine(OfferId Id, PersonLine Person, string Name, bool Open, string CourseCode, string CourseName, DateTimeOffset MadeAt, DateTimeOffset AnswerBy, OfferStatus Status, DateTimeOffset? AnsweredAt, string? Reason, DateOnly PlaceFrom);

[Authorize(Policy = Can.SeeAdmission)]
public sealed class OffersPage(SamspillDb db, Actor actor, AcceptOffer accept, DeclineOffer decline, WithdrawOffer withdraw, Disclosure disclosure, Texts texts, TimeProvider clock) : PageModel
{
    private const int Size = 50;

    public IReadOnlyList<OfferLine> Rows { get; private set; } = [];
    public Paging Paging { get; private set; } = new(1, Size, 0);
    public IReadOnlyDictionary<OfferStatus, int> Counts { get; private set; } = new Dictionary<OfferStatus, int>();
    public IReadOnlyList<(string Code, string Name)> Courses { get; private set; } = [];
    public OfferLine? Chosen { get; private set; }
    public bool KeepsQueue { get; private set; }
    public bool MayRun => actor.May(Can.RunAdmission);
    public DateTimeOffset Now => clock.GetUtcNow();

    [BindProperty(SupportsGet = true, Name = "status")]
    public string? StatusFilter { get; set; }

    [BindProperty(SupportsGet = true, Name = "tilbud")]
    public string? CourseFilter { get; set; }

    /// <summary>The offer that is opened above the list.</summary>
    [BindProperty(SupportsGet = true, Name = "apne")]
    public Guid? OpenId { get; set; }

    [BindProperty(SupportsGet = true, Name = "side")]
    public int PageNumber { get; set; } = 1;

    [BindProperty]
    public string? Reason { get; set; }

    public OfferStatus? Status => Word<OfferStatus>.TryParse(StatusFilter, out var word) ? word.Value : null;

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public Task<IActionResult> OnPostAcceptAsync(CancellationToken ct) => ActAsync(id => accept.RunAsync(id, ct), "offers.accepted", ct);

    public Task<IActionResult> OnPostDeclineAsync(bool keep, CancellationToken ct) => ActAsync(id => decline.RunAsync(id, keep, ct), "offers.declined", ct);

    public Task<IActionResult> OnPostWithdrawAsync(CancellationToken ct) => ActAsync(id => withdraw.RunAsync(id, Reason ?? "", ct), "offers.withdrawn", ct);

    private async Task<IActionResult> ActAsync(Func<OfferId, Task<Outcome<Offer>>> act, string done, CancellationToken ct)
    {
        if (!MayRun) return Forbid();
        if (OpenId is not { } id) return NotFound();
        if ((await act(new OfferId(id))).Refused(out var why))
        {
            await LoadAsync(ct);
            return this.Refuse(why, why.Code is "offer.no-reason" or "offer.reason-too-long" ? nameof(Reason) : "");
        }
        TempData["Notice"] = texts[done];
        return RedirectToPage(new { status = StatusFilter, tilbud = CourseFilter });
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        var offers = from o in db.Offers.AsNoTracking() join c in db.Courses on o.Course equals c.Id join p in db.People on o.Pupil equals p.Id select new { o, c, p };
        if (!string.IsNullOrEmpty(CourseFilter)) offers = offers.Where(x => x.c.Code == CourseFilter);
        Counts = await offers.GroupBy(x => x.o.Status).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        Courses = [.. (await db.Courses.Where(c => db.Offers.Any(o => o.Course == c.Id)).OrderBy(c => c.Name).Select(c => new { c.Code, c.Name }).Take(500).ToListAsync(ct)).Select(c => (c.Code, c.Name))];
        var total = Status is { } status ? Counts.GetValueOrDefault(status) : Counts.Values.Sum();
        Paging = Paging.At(PageNumber, Size, total);
        Rows = [.. (await Lines().Skip((Paging.Page - 1) * Size).Take(Size).ToListAsync(ct)).Select(Disclosed)];
        if (MayRun && OpenId is { } id && await db.Offers.Where(o => o.Id == new OfferId(id)).Select(o => new { o.Run }).SingleOrDefaultAsync(ct) is { } chosen)
        {
            var line = await (from o in db.Offers.AsNoTracking() join c in db.Courses on o.Course equals c.Id join p in db.People on o.Pupil equals p.Id where o.Id == new OfferId(id)
                              select new OfferLine(o.Id, new PersonLine(p.Id, p.GivenName, p.FamilyName, p.Shield), "", false, c.Code, c.Name, o.MadeAt, o.AnswerBy, o.Status, o.AnsweredAt, o.Reason, o.PlaceFrom)).SingleAsync(ct);
            Chosen = Disclosed(line);
            KeepsQueue = await db.MayKeepQueueAsync(chosen.Run, ct);
        }
        await db.SaveChangesAsync(ct); // a look at a protected person is noted
    }

    /// <summary>The same list, all of it.</summary>
    public IActionResult OnGetXlsx() => !actor.May(Can.ExportLists) ? Forbid() : new ListFile("tilbud-om-plass",
        [texts["list.name"], texts["run.course"], texts["round.state"], texts["offers.made"], texts["offers.answer-by"], texts["offers.answered"]],
        Lines().AsAsyncEnumerable().Select(Disclosed).Select(o => (IReadOnlyList<XlsxCell>)
            [o.Name, o.CourseName, texts[$"offers.state.{Words.Of(o.Status)}"], Oslo.At(o.MadeAt), Oslo.At(o.AnswerBy), o.AnsweredAt is { } at ? Oslo.At(at) : (DateTimeOffset?)null]));

    /// <summary>The offers that the address asks for, by the day they must be answered.</summary>
    private IQueryable<OfferLine> Lines()
    {
        var (status, course) = (Status, string.IsNullOrEmpty(CourseFilter) ? null : CourseFilter);
        return from o in db.Offers.AsNoTracking() join c in db.Courses on o.Course equals c.Id join p in db.People on o.Pupil equals p.Id
               where (status == null || o.Status == status) && (course == null || c.Code == course)
               orderby o.AnswerBy, o.Id
               select new OfferLine(o.Id, new PersonLine(p.Id, p.GivenName, p.FamilyName, p.Shield), "", false, c.Code, c.Name, o.MadeAt, o.AnswerBy, o.Status, o.AnsweredAt, o.Reason, o.PlaceFrom);
    }

    private OfferLine Disclosed(OfferLine line) => line with { Name = disclosure.Name(line.Person), Open = disclosure.Opens(line.Person.Id, line.Person.Shield) };
}
