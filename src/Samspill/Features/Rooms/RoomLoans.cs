using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Lessons;
using Samspill.Domain.School;
using Samspill.Host;

namespace Samspill.Features.Rooms;

/// <summary>A loan in a list.</summary>
/// <param name="By">Who asked; null for an account that is no person here.</param>
/// <param name="Clashes">Approved, and a lesson has come to stand there since.</param>
/// <param name="Closed">The site is not open all that time: somebody must let them in.</param>
public sealed record LoanLine(RoomLoanId Id, string Place, DateOnly Date, TimeOnly From, TimeOnly To, string Purpose, PersonLine? By, LoanState State, string Answer, bool Clashes, bool Closed);

internal static class RoomLoans
{
    /// <summary>These loans with their rooms and askers, in the order given.</summary>
    public static async Task<IReadOnlyList<LoanLine>> LoanLinesAsync(this SamspillDb db, IQueryable<RoomLoan> which, int most, CancellationToken ct)
    {
        var rows = await (from l in which
                          join r in db.Rooms on l.Room equals r.Id
                          join s in db.Sites on r.Site equals s.Id
                          orderby l.State == LoanState.Asked ? 0 : 1, l.Date, l.From, l.Id
                          select new { l, Site = s.Id, s.Kind, Place = s.Name + ", " + r.Name, By = db.People.Where(p => p.Id == l.Person).Select(p => new PersonLine(p.Id, p.GivenName, p.FamilyName, p.Shield)).FirstOrDefault() }).AsNoTracking().Take(most).ToListAsync(ct);
        var sites = rows.Select(r => r.Site).Distinct().ToList();
        var hours = (await db.SiteHours.AsNoTracking().Where(h => sites.Contains(h.Site)).ToListAsync(ct)).ToLookup(h => h.Site);
        var (rooms, days) = (rows.Select(r => r.l.Room).Distinct().ToList(), rows.Select(r => r.l.Date).Distinct().ToList());
        var lessons = (await db.Lessons.Where(l => rooms.Contains(l.Room) && days.Contains(l.Date) && l.State != LessonState.Cancelled).Select(l => new { l.Room, l.Date, l.Start, l.Minutes }).ToListAsync(ct)).ToLookup(l => (l.Room, l.Date));
        return [.. rows.Select(r => new LoanLine(r.l.Id, r.Place, r.l.Date, r.l.From, r.l.To, r.l.Purpose, r.By, r.l.State, r.l.Answer, lessons[(r.l.Room, r.l.Date)].Any(x => r.l.Meets(x.Start, x.Start.AddMinutes(x.Minutes))),
            r.l.State is LoanState.Asked or LoanState.Approved && !OpeningHours.On(r.Kind, hours[r.Site], r.l.Date.DayOfWeek).Any(h => h.From <= r.l.From && r.l.To <= h.To)))];
    }
}
