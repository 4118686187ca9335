using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.School;
using Samspill.Features.Admission;
using Samspill.Host;

namespace Samspill.Features.Family;

/// <summary>Why the answer is what it is, in words made from the data; how it stands now; how to complain.</summary>
[Authorize(Policy = Can.SeeOwnFamily)]
public sealed class DecisionPage(SamspillDb db, Actor actor, Disclosure disclosure, TimeProvider clock) : PageModel
{
    private const int MostDots = 40;

    public DecisionCase Case { get; private set; } = null!;
    public DecisionFacts Facts => Case.Facts;
    public SchoolProfile School { get; private set; } = null!;
    public DateTimeOffset Now { get; private set; }

    /// <summary>The last day to complain; null while there is nothing to complain about.</summary>
    public DateOnly? ComplainBy => Case.ToldOn is { } told ? ComplaintDeadline.LastDay(told) : null;
    public bool MayChange => Case.State == ApplicationState.Waiting && actor.May(Can.Apply);
    public bool MayComplain => actor.May(Can.Apply);
    public bool MayStillComplain => ComplainBy >= Oslo.DayOf(Now);

    /// <summary>The queue as the decision found it, while it is short enough to draw.</summary>
    public QueueDots? Dots => Facts is { Outcome: DecisionOutcome.Waiting, Queue: { } number } && Facts.Placed + number <= MostDots ? new QueueDots(Facts.Placed, number - 1, Facts.Child) : null;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        Now = clock.GetUtcNow();
        if (await db.DecisionCaseAsync(new ApplicationId(id), actor, Now, Oslo.Today(clock), ct) is not { } found) return NotFound();
        Case = found with { Facts = found.Facts with { Child = disclosure.GivenName(found.Child) } };
        School = await db.Profile.AsNoTracking().SingleAsync(ct);
        return Page();
    }
}
