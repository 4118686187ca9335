using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.Catalogue;
using Samspill.Domain.Yearly;
using Samspill.Features.Admission;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Yearly;

/// <summary>A place the family has: what giving it up or taking leave means today, before it is done.</summary>
[Authorize(Policy = Can.Apply)]
public sealed class PlacePage(SamspillDb db, Actor actor, Disclosure disclosure, Texts texts, TimeProvider clock) : PageModel
{
    public string Child { get; private set; } = "";
    public string Course { get; private set; } = "";
    public Money? FeePerTerm { get; private set; }
    public Place Place { get; private set; } = null!;

    /// <summary>What it means to give it up today; null when it is given up.</summary>
    public Withdrawal? Meaning { get; private set; }
    public LeaveOfAbsence? OnLeave { get; private set; }
    public Leave LeaveRule { get; private set; }
    public DateOnly Today { get; private set; }

    /// <summary>The newest wish to change; null when there never was one.</summary>
    public PlaceChange? Change { get; private set; }

    /// <summary>Courses that one may ask to change to: published, and for the child's age.</summary>
    public IReadOnlyList<SelectListItem> OtherCourses { get; private set; } = [];

    [BindProperty]
    public string? OtherCourse { get; set; }

    [BindProperty]
    public string? Minutes { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    /// <summary>The last day the family was shown.</summary>
    [BindProperty]
    public DateOnly? Told { get; set; }

    [BindProperty]
    public DateOnly? From { get; set; }

    /// <summary>The first day that leave can begin.</summary>
    private DateOnly Soonest => Today > Place.From ? Today : Place.From;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (!await ShowAsync(id, ct)) return NotFound();
        From = Soonest;
        return Page();
    }

    public async Task<IActionResult> OnPostGiveUpAsync(Guid id, [FromServices] GiveUpPlace giveUp, CancellationToken ct)
    {
        if (!await ShowAsync(id, ct)) return NotFound();
        var done = await giveUp.RunAsync(Place.Id, Told ?? default, ct);
        if (!done.Refused(out var why, out var lastDay)) return Said(id, texts["place.given-up", Course, Show.Date(lastDay)]);
        await ShowAsync(id, ct);
        From = Soonest;
        ModelState.Remove(nameof(Told));
        return this.Refuse(why);
    }

    public async Task<IActionResult> OnPostLeaveAsync(Guid id, [FromServices] TakeLeave take, CancellationToken ct)
    {
        if (!await ShowAsync(id, ct)) return NotFound();
        if (From is not { } from)
        {
            if (ModelState.IsValid) ModelState.AddModelError(nameof(From), texts["form.missing"]);
            return Page();
        }
        return (await take.RunAsync(Place.Id, from, ct)).Refused(out var why, out var to) ? this.Refuse(why, nameof(From)) : Said(id, texts["place.leave.taken", Child, Show.Date(to)]);
    }

    public async Task<IActionResult> OnPostReturnAsync(Guid id, [FromServices] TakeLeave take, CancellationToken ct)
    {
        if (!await ShowAsync(id, ct)) return NotFound();
        return (await take.ReturnAsync(Place.Id, ct)).Refused(out var why) ? this.Refuse(why) : Said(id, texts["place.leave.back", Child]);
    }

    public async Task<IActionResult> OnPostChangeAsync(Guid id, [FromServices] AskForChange ask, CancellationToken ct)
    {
        if (!await ShowAsync(id, ct)) return NotFound();
        From = Soonest;
        var minutes = string.IsNullOrWhiteSpace(Minutes) ? null : new Typed(ModelState, texts).Number(nameof(Minutes), Minutes, PlaceChange.LeastMinutes, PlaceChange.MostMinutes);
        if (!ModelState.IsValid) return Page();
        var done = await ask.RunAsync(Place.Id, string.IsNullOrEmpty(OtherCourse) ? null : OtherCourse, minutes, PlainText.Block(Words) is { Length: > 0 } words ? words : null, ct);
        return done.Refused(out var why) ? this.Refuse(why, why == PlaceChangeRejections.Nothing ? nameof(OtherCourse) : nameof(Words)) : Said(id, texts["place-change.asked"]);
    }

    public async Task<IActionResult> OnPostTakeBackAsync(Guid id, [FromServices] AskForChange ask, CancellationToken ct)
    {
        if (!await ShowAsync(id, ct)) return NotFound();
        return (await ask.TakeBackAsync(Place.Id, ct)).Refused(out var why) ? this.Refuse(why) : Said(id, texts["place-change.taken-back"]);
    }

    private RedirectToPageResult Said(Guid id, string notice)
    {
        TempData["Notice"] = notice;
        return RedirectToPage(new { id });
    }

    private async Task<bool> ShowAsync(Guid id, CancellationToken ct)
    {
        var (place, children) = (new PlaceId(id), actor.Wards);
        if (await db.Places.AsNoTracking().SingleOrDefaultAsync(p => p.Id == place && children.Contains(p.Pupil), ct) is not { } found) return false;
        (Place, Today) = (found, Oslo.Today(clock));
        Child = disclosure.GivenName(await db.People.Where(p => p.Id == found.Pupil).Select(p => new PersonLine(p.Id, p.GivenName, p.FamilyName, p.Shield)).SingleAsync(ct));
        (Course, FeePerTerm) = await db.Courses.Where(c => c.Id == found.Course).Select(c => new ValueTuple<string, Money?>(c.Name, c.FeePerTerm)).SingleAsync(ct);
        var rules = (await db.RulesInForceAsync(Today, ct)).Year;
        var meaning = Withdrawal.On(Today, rules);
        Meaning = found.State == PlaceState.Live && !(found.To <= meaning.LastDay) ? meaning : null;
        LeaveRule = rules.Leave;
        OnLeave = await db.Leaves.AsNoTracking().Where(l => l.Place == place && l.To >= Today).OrderByDescending(l => l.AskedAt).FirstOrDefaultAsync(ct);
        Change = await db.PlaceChanges.AsNoTracking().Where(c => c.Place == place).OrderByDescending(c => c.AskedAt).FirstOrDefaultAsync(ct);
        var turns = Today.Year - (await db.People.Where(p => p.Id == found.Pupil).Select(p => p.BirthDate).SingleAsync(ct))?.Year;
        OtherCourses = [.. (await db.Courses.Where(c => c.Status == CourseStatus.Published && c.Id != found.Course && !(turns < c.AgeFrom) && !(turns > c.AgeTo)).OrderBy(c => c.Name).Take(500)
            .Select(c => new { c.Code, c.Name }).ToListAsync(ct)).Select(c => new SelectListItem(c.Name, c.Code))];
        return true;
    }
}
