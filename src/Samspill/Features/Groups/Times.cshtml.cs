using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Groups;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Groups;

/// <summary>When a pupil or a teacher can: one short form, for a phone. Everybody else's is not there.</summary>
[Authorize(Policy = Can.BeSignedIn)]
public sealed class TimesPage(SamspillDb db, SayTimes say, AgreeCarpools agree, Actor actor, Disclosure disclosure, Texts texts) : PageModel
{
    /// <summary>The days that lessons are on.</summary>
    public static readonly IReadOnlyList<DayOfWeek> Days = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday];

    [BindProperty]
    public DayOfWeek Day { get; set; } = DayOfWeek.Monday;

    [BindProperty]
    public string? From { get; set; }

    [BindProperty]
    public string? To { get; set; }

    [BindProperty]
    public Suits Suits { get; set; }

    /// <summary>What the other family was given, to travel together.</summary>
    [BindProperty]
    public string? CarpoolCode { get; set; }

    public PersonLine Who { get; private set; } = null!;
    public bool IsSelf => actor.Person == Who.Id;
    public bool IsOffice => !IsSelf && !actor.IsFamilyOf(Who.Id);
    public bool IsTeacher => IsSelf && actor.May(Can.Teach);
    public IReadOnlyList<SaidTime> Said { get; private set; } = [];
    public bool IsPupil { get; private set; }
    public IReadOnlyList<Carpool> Carpools { get; private set; } = [];
    public Disclosure Disclosure => disclosure;

    public static string Code(DayOfWeek day) => day.ToString()[..3].ToLowerInvariant();

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct)) return NotFound();
        disclosure.GivenName(Who); // notes a look at a protected one
        await db.SaveChangesAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostSiAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct)) return NotFound();
        if (ClockTime.Read(From) is not { } from || ClockTime.Read(To) is not { } to || !Enum.IsDefined(Suits) || !Days.Contains(Day)) return this.Refuse(PossibleTimeRejections.Unreadable, nameof(From));
        if ((await say.AddAsync(Who.Id, Day, from, to, Suits, ct)).Refused(out var why)) return this.Refuse(why, why.Code == PossibleTimeRejections.Backwards.Code ? nameof(To) : why.Code == PossibleTimeRejections.Grain.Code ? nameof(From) : "");
        TempData["Notice"] = texts["times.saved"];
        return this.SeeOther($"~/tider/{id}");
    }

    public async Task<IActionResult> OnPostFjernAsync(Guid id, [FromForm] Guid time, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct)) return NotFound();
        await say.RemoveAsync(Who.Id, time, ct);
        return this.SeeOther($"~/tider/{id}");
    }

    public async Task<IActionResult> OnPostKodeAsync(Guid id, CancellationToken ct) => await LoadAsync(id, ct) && IsPupil ? Answer(await agree.OfferAsync(Who.Id, ct)) : NotFound();

    public async Task<IActionResult> OnPostSamkjorAsync(Guid id, CancellationToken ct) => await LoadAsync(id, ct) && IsPupil ? Answer(await agree.AgreeAsync(Who.Id, CarpoolCode, ct)) : NotFound();

    public async Task<IActionResult> OnPostAleneAsync(Guid id, [FromForm] Guid carpool, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct)) return NotFound();
        await agree.RemoveAsync(Who.Id, carpool, ct);
        return this.SeeOther($"~/tider/{id}");
    }

    private IActionResult Answer(Outcome<Done> said) => said.Refused(out var why) ? this.Refuse(why, why.Code == CarpoolRejections.TooMany.Code ? "" : nameof(CarpoolCode)) : this.SeeOther($"~/tider/{Who.Id.Value}");

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        var person = new PersonId(id);
        if (!say.MaySay(person)) return false;
        if (await db.People.Where(p => p.Id == person).Select(p => new PersonLine(p.Id, p.GivenName, p.FamilyName, p.Shield)).SingleOrDefaultAsync(ct) is not { } who) return false;
        if (!disclosure.Opens(who.Id, who.Shield)) return false;
        Who = who;
        IsPupil = await db.People.AnyAsync(p => p.Id == person && p.PupilCode != null, ct);
        Carpools = await db.Carpools.AsNoTracking().Of(person).OrderBy(c => c.Id).Take(Carpool.Most).ToListAsync(ct);
        Said = [.. (await db.PossibleTimes.AsNoTracking().Where(t => t.Person == person).Take(PossibleTime.Most).Select(t => new SaidTime(t.Id, t.Day, t.From, t.To, t.Suits)).ToListAsync(ct)).OrderBy(t => ((int)t.Day + 6) % 7).ThenBy(t => t.From)];
        return true;
    }
}
