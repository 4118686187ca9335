using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Features.Admission;
using Samspill.Host;

namespace Samspill.Features.Family;

/// <summary>An offer of a place: what it is, the three answers with what each leads to, and how it went.</summary>
[Authorize(Policy = Can.SeeOwnFamily)]
public sealed class OfferPage(SamspillDb db, Actor actor, Disclosure disclosure, Texts texts, TimeProvider clock) : PageModel
{
    public const string Yes = "ja", NoButKeep = "behold", No = "nei";

    /// <summary>The answer that was chosen and is not confirmed yet.</summary>
    [BindProperty(SupportsGet = true, Name = "svar")]
    public string? Answer { get; set; }

    public OfferView Offer { get; private set; } = null!;
    public string Child { get; private set; } = "";

    /// <summary>Whether the rules let the family say no and keep its place in the queue.</summary>
    public bool MayKeepQueue => Rules.KeepQueueWhenDeclining;

    /// <summary>The rules that the offer was made by.</summary>
    public AdmissionRules Rules { get; private set; } = AdmissionRules.Default;
    public bool IsOpen { get; private set; }

    /// <summary>Where the child stands in the queue after the answer.</summary>
    public QueueNumber? Queue { get; private set; }
    public bool MayAnswer => actor.May(Can.AnswerOffers) && actor.Wards.Contains(Offer.Pupil);

    /// <summary>One answer is chosen, can be given, and waits to be confirmed.</summary>
    public bool Confirms => IsOpen && MayAnswer && Answer is Yes or No || IsOpen && MayAnswer && Answer == NoButKeep && MayKeepQueue;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await LoadAsync(id, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, [FromServices] AcceptOffer accept, [FromServices] DeclineOffer decline, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct)) return NotFound();
        if (!MayAnswer) return Forbid();
        if (Answer is not (Yes or NoButKeep or No)) return BadRequest();
        var answer = Answer == Yes ? await accept.RunAsync(Offer.Id, ct) : await decline.RunAsync(Offer.Id, Answer == NoButKeep, ct);
        if (answer.Refused(out var why))
        {
            Answer = null;
            return await LoadAsync(id, ct) ? this.Refuse(why) : NotFound();
        }
        TempData["Notice"] = texts[$"family.offer.answered.{Answer}", Child, Offer.Course];
        return RedirectToPage(new { id, svar = (string?)null });
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        var (offerId, now) = (new OfferId(id), clock.GetUtcNow());
        if (await db.OfferViews(actor.Children).SingleOrDefaultAsync(o => o.Id == offerId, ct) is not { } offer) return false;
        (Offer, IsOpen) = (offer, offer.IsOpen(now));
        Child = disclosure.GivenName(await db.People.Where(p => p.Id == offer.Pupil).Select(p => new PersonLine(p.Id, p.GivenName, p.FamilyName, p.Shield)).SingleAsync(ct));
        Rules = await db.RulesOfRunAsync(offer.Run, ct);
        Queue = offer.Wish == ApplicationState.Waiting ? (await db.QueueNumbersAsync([offer.Application], Oslo.Today(clock), ct)).GetValueOrDefault(offer.Application) : null;
        return true;
    }
}
