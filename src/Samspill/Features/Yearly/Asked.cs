using System.Net.Mail;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.Yearly;
using Samspill.Features.Messages;

namespace Samspill.Features.Yearly;

/// <summary>Whom the yearly question is put to, and how they are told.</summary>
internal static class Asked
{
    /// <summary>Live places that were there before the new school year and go on into it.</summary>
    public static IQueryable<Place> GoingOn(this IQueryable<Place> places, DateOnly lastDay) =>
        places.Where(p => p.State == PlaceState.Live && p.From <= lastDay && (p.To == null || p.To > lastDay));

    /// <summary>Writes one message for each pupil with something unanswered and each of its receivers, in the caller's transaction.</summary>
    /// <returns>The pupils of whom somebody with an address was told.</returns>
    public static async Task<IReadOnlyList<PersonId>> TellAskedAsync(this SamspillDb db, Outbox outbox, ConfirmationRound round, string about, DateOnly by, DateOnly today, CancellationToken ct)
    {
        var asked = db.Confirmations.Where(c => c.Round == round.Id && c.State == ConfirmationState.Asked).Select(c => c.Pupil);
        var pupils = await db.People.AsNoTracking().Where(p => asked.Contains(p.Id)).OrderBy(p => p.Id).ToListAsync(ct);
        var receivers = await db.ReceiversAsync(asked, today, ct);
        foreach (var pupil in pupils)
        {
            foreach (var receiver in receivers[pupil.Id]) outbox.Tell(receiver, about, pupil, pupil.GivenName, by, new PageLink($"/bekreft/{pupil.Id.Value}"));
        }
        return [.. pupils.Select(p => p.Id).Where(p => receivers[p].Any(r => MailAddress.TryCreate(r.Email, out _)))];
    }
}
