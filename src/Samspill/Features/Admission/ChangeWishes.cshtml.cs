using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.Catalogue;
using Samspill.Host;

namespace Samspill.Features.Admission;

/// <summary>The wishes of one child that were sent: their order, how many at once, and taking one back. When they were received never changes.</summary>
[Authorize(Policy = Can.Apply)]
public sealed class ChangeWishesPage(SamspillDb db, Actor actor, ReorderWishes reorder, Texts texts, TimeProvider clock) : PageModel
{
    public string Child { get; private set; } = "";
    public PersonId Pupil { get; private set; }
    public IReadOnlyList<LiveWish> Wishes { get; private set; } = [];
    public AdmissionRules Rules { get; private set; } = AdmissionRules.Default;

    [BindProperty(SupportsGet = true, Name = "flyttet")]
    public Guid? Moved { get; set; }

    [BindProperty(SupportsGet = true, Name = "vei")]
    public string? Way { get; set; }

    public int Wants => Wishes.Count == 0 ? 1 : Wishes.Max(w => w.Wants);
    public int MostWanted => Math.Min(Wishes.Count, Rules.MaxPlacesPerPupil ?? 20);

    public async Task<IActionResult> OnGetAsync(Guid child, CancellationToken ct) => await ShowAsync(child, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid child, Guid? up, Guid? down, int? wants, CancellationToken ct)
    {
        if (!await ShowAsync(child, ct)) return NotFound();
        var order = Wishes.Select(w => w.Id).ToList();
        if ((up ?? down) is { } moving && order.IndexOf(new ApplicationId(moving)) is >= 0 and var at && at + (up is null ? 1 : -1) is var to && to >= 0 && to < order.Count)
            (order[at], order[to]) = (order[to], order[at]);
        if ((await reorder.RunAsync(Pupil, order, wants ?? Wants, ct)).Refused(out var why)) return this.Refuse(why);
        if (up is null && down is null) TempData["Notice"] = texts["change.saved"];
        return this.SeeOther($"~/sok/endre/{child}" + ((up ?? down) is { } moved ? $"?flyttet={moved}&vei={(up is null ? "ned" : "opp")}" : ""));
    }

    private async Task<bool> ShowAsync(Guid child, CancellationToken ct)
    {
        Pupil = new PersonId(child);
        if (!actor.Wards.Contains(Pupil)) return false;
        Child = await db.People.Where(p => p.Id == Pupil).Select(p => p.GivenName).SingleAsync(ct);
        Wishes = await db.LiveOf(Pupil).Take(50).Select(a => new LiveWish(a.Id, db.Courses.Where(c => c.Id == a.Course).Select(c => c.Name).First(), a.AppliedAt, a.State, a.Wants)).ToListAsync(ct);
        Rules = await db.RulesInForceAsync(Oslo.Today(clock), ct);
        return true;
    }
}

/// <summary>A wish that stands in the queue or has an offer.</summary>
public sealed record LiveWish(ApplicationId Id, string Course, DateTimeOffset AppliedAt, ApplicationState State, int Wants);
