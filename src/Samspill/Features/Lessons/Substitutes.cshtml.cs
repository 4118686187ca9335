using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Lessons;
using Samspill.Domain.People;
using Samspill.Domain.School;
using Samspill.Features.Admission;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Lessons;

/// <summary>Somebody who is away, and the lessons it is about.</summary>
public sealed record AwayTeacher(StaffId Staff, DateOnly From, DateOnly To, IReadOnlyList<LessonLine> Lessons);

/// <summary>Who is away, who could take their lessons, and what the school owes after lessons that were cancelled.</summary>
[Authorize(Policy = Can.PlanWeek)]
public sealed class SubstitutesPage(SamspillDb db, Disclosure disclosure, Texts texts, TimeProvider clock) : PageModel
{
    private const int MostAway = 50, MostLessons = 120, MostOwed = 50, Proposed = 3, Teachers = 1000;

    [BindProperty] public string? RefundFrom { get; set; }

    public DateOnly Today => Oslo.Today(clock);
    public IReadOnlyList<AwayTeacher> Away { get; private set; } = [];
    public ILookup<LessonId, SubstituteProposal> Proposals { get; private set; } = Array.Empty<(LessonId, SubstituteProposal)>().ToLookup(x => x.Item1, x => x.Item2);
    public IReadOnlyDictionary<StaffId, PersonLine> Names { get; private set; } = new Dictionary<StaffId, PersonLine>();
    public Term? Term { get; private set; }
    public IReadOnlyList<LessonLine> Owed { get; private set; } = [];
    public int OwedInAll { get; private set; }
    public int? Threshold { get; private set; }
    public IReadOnlyList<LostLessons> Lost { get; private set; } = [];

    /// <summary>Those who teach, to say that one of them is ill.</summary>
    public IReadOnlyList<(StaffId Id, PersonLine Person)> Staff { get; private set; } = [];
    public string Name(PersonLine person) => disclosure.Name(person);

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostGiveAsync(Guid lesson, Guid staff, int? seen, [FromServices] GiveToSubstitute give, CancellationToken ct)
    {
        if ((await give.RunAsync(new LessonId(lesson), new StaffId(staff), seen ?? -1, ct)).Refused(out var why))
        {
            await LoadAsync(ct);
            return this.Refuse(why);
        }
        TempData["Notice"] = texts["substitutes.given"];
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostRefundAsync(CancellationToken ct)
    {
        var from = new Typed(ModelState, texts).Number(nameof(RefundFrom), RefundFrom, 1, 20);
        if (ModelState.IsValid)
        {
            await using var work = await db.BeginAsync(ct);
            await db.TakeTurnAsync(ct);
            var settings = await db.LessonSettings.SingleOrDefaultAsync(ct);
            if (settings is null) db.LessonSettings.Add(settings = new LessonSettings());
            if (settings.Refund(from).Refused(out var why)) return this.Refuse(why, nameof(RefundFrom));
            await db.SaveChangesAsync(ct);
            await work.CommitAsync(ct);
            TempData["Notice"] = texts["refund.saved"];
            return RedirectToPage();
        }
        await LoadAsync(ct);
        return Page();
    }

    /// <summary>Who looks for a teacher is led to the page where that one is reported ill.</summary>
    public IActionResult OnGetIll(Guid? staff) => staff is { } who ? this.SeeOther($"~/syk/{who}") : RedirectToPage();

    private async Task LoadAsync(CancellationToken ct)
    {
        var (today, wall) = (Today, clock.Wall());
        var absences = await db.StaffAbsences.AsNoTracking().Where(a => a.To >= today).OrderBy(a => a.From).ThenBy(a => a.Id).Take(MostAway).ToListAsync(ct);
        var (who, last) = (absences.Select(a => a.Staff).Distinct().ToList(), absences.Select(a => a.To).DefaultIfEmpty(today).Max());
        var lessons = (await db.Lines(db.Lessons.Where(l => who.Contains(l.Teacher) && l.Date >= today && l.Date <= last && l.State != LessonState.Given)).AsNoTracking().Take(MostLessons * 5).ToListAsync(ct))
            .Where(l => l.Date.ToDateTime(l.Start) > wall && absences.Exists(a => a.Staff == l.Teacher && a.From <= l.Date && l.Date <= a.To)).Take(MostLessons).ToList();
        Away = [.. absences.Select(a => new AwayTeacher(a.Staff, a.From, a.To, [.. lessons.Where(l => l.Teacher == a.Staff && a.From <= l.Date && l.Date <= a.To)]))];
        var open = lessons.FindAll(l => l.Substitute is null);
        if (open.Count > 0)
        {
            var proposals = await SubstituteProposals.LoadAsync(db, open, ct);
            Proposals = open.SelectMany(l => proposals.For(l, Proposed).Select(p => (l.Id, Proposal: p))).ToLookup(x => x.Id, x => x.Proposal);
        }
        await LoadOwedAsync(today, ct);
        Names = await db.StaffNamesAsync([.. who, .. lessons.Select(l => l.GivenBy), .. Owed.Select(l => l.Teacher)], ct);
        Staff = [.. (await db.Staff.Where(s => s.Role == StaffRole.Teacher).Join(db.People, s => s.Person, p => p.Id, (s, p) => new { s.Id, Person = new PersonLine(p.Id, p.GivenName, p.FamilyName, p.Shield), p.SearchName, p.Shield })
            .OrderBy(x => x.Shield == Protection.None ? 0 : 1).ThenBy(x => x.Shield == Protection.None ? x.SearchName : "").Take(Teachers).ToListAsync(ct)).Select(x => (x.Id, x.Person))];
        PersonLine[] named = [.. Names.Values, .. Staff.Select(s => s.Person), .. Proposals.SelectMany(p => p).Select(p => p.Person), .. Lost.Select(l => l.Pupil)];
        foreach (var person in named) Name(person); // notes looks at protected ones
        await db.SaveChangesAsync(ct);
    }

    private async Task LoadOwedAsync(DateOnly today, CancellationToken ct)
    {
        Threshold = await db.LessonSettings.Select(s => s.RefundFrom).SingleOrDefaultAsync(ct);
        if (ModelState.IsValid) RefundFrom = Threshold is { } from ? Show.Number(from) : null;
        Term = await db.TermOfAsync(today, ct);
        if (Term is null) return;
        var owed = await db.Lines(db.NotMadeUp(Term)).AsNoTracking().Take(MostOwed + 1).ToListAsync(ct);
        (Owed, OwedInAll) = owed.Count <= MostOwed ? (owed, owed.Count) : (owed[..MostOwed], await db.NotMadeUp(Term).CountAsync(ct));
        if (Threshold is { } atLeast) Lost = await db.LostLessonsAsync(Term, atLeast, ct);
    }
}
