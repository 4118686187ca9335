using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;

namespace Samspill.Features.Admission;

/// <summary>Row locks for the transaction that asks: until it ends, the others wait, and then read what it left.</summary>
/// <remarks>
/// A row is locked by writing it unchanged, which is the same on SQLite (where writers queue anyway) and PostgreSQL. The order is
/// always: the turn, the offer, the courses, the applications.
/// </remarks>
internal static class Turns
{
    /// <summary>
    /// The turn to make or free offers, one at a time in a school: who makes an offer counts what the pupil has first, and two who count
    /// at once could together pass the maximum. Saying yes needs no turn: it turns an offer into a place and changes no count.
    /// </summary>
    public static Task TakeTurnAsync(this SamspillDb db, CancellationToken ct) =>
        db.Profile.ExecuteUpdateAsync(p => p.SetProperty(x => x.Name, x => x.Name), ct);

    /// <summary>Locks one offer, so that exactly one answer wins.</summary>
    public static Task LockOfferAsync(this SamspillDb db, OfferId offer, CancellationToken ct) =>
        db.Offers.Where(o => o.Id == offer).ExecuteUpdateAsync(o => o.SetProperty(x => x.Status, x => x.Status), ct);

    /// <summary>Locks courses, so that neither seats nor capacity change under a run.</summary>
    public static Task LockCoursesAsync(this SamspillDb db, IReadOnlyCollection<CourseId> courses, CancellationToken ct) =>
        db.Courses.Where(c => courses.Contains(c.Id)).ExecuteUpdateAsync(c => c.SetProperty(x => x.Held, x => x.Held), ct);

    /// <summary>Locks applications that are about to get an offer. False when one of them waits no longer.</summary>
    public static async Task<bool> LockWaitingAsync(this SamspillDb db, IReadOnlyCollection<ApplicationId> applications, CancellationToken ct) =>
        await db.Applications.Where(a => applications.Contains(a.Id) && a.State == ApplicationState.Waiting)
            .ExecuteUpdateAsync(a => a.SetProperty(x => x.State, x => x.State), ct) == applications.Count;
}
