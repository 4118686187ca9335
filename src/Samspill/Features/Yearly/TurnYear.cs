using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.Catalogue;
using Samspill.Domain.School;
using Samspill.Features.Admission;
using Samspill.Features.Messages;
using Samspill.Host;

namespace Samspill.Features.Yearly;

/// <summary>What the turn of the school year means for one course.</summary>
/// <param name="Places">Live places this school year.</param>
/// <param name="Ending">Of those, how many end with it: given up, lost, or by their date.</param>
/// <param name="Outgrown">Of those that would go on, how many turn more than the course's highest age.</param>
/// <param name="Starting">Places already given from the new year.</param>
public sealed record CourseTurn(string Code, string Name, int? Capacity, int Places, int Ending, int Outgrown, int Starting)
{
    /// <summary>Who goes on, with those who have outgrown the course.</summary>
    public int GoingOn => Places - Ending;

    /// <summary>Seats left in the new year when those who have outgrown the course end; null when the capacity is not decided.</summary>
    public int? Free => Capacity is { } capacity ? Math.Max(0, capacity - GoingOn + Outgrown - Starting) : null;
}

/// <summary>The turn of the school year in one act: the next year's calendar from this year's, places that are outgrown end with the year, and the seats of all that end with it count as free from the new year. Done again it takes along those who have given up since.</summary>
public sealed class TurnYear(SamspillDb db, Outbox outbox, TimeProvider clock)
{
    /// <summary>The school year that comes, by the calendar year it begins in.</summary>
    public int Next => SchoolYear.Of(Oslo.Today(clock)) + 1;

    private DateOnly LastDay => SchoolYear.LastDayOf(Next - 1);

    /// <summary>Each course with its places, before anything is done.</summary>
    public async Task<IReadOnlyList<CourseTurn>> PreviewAsync(CancellationToken ct)
    {
        var (lastDay, year) = (LastDay, Next);
        return await (from c in db.Courses
                      where c.Status != CourseStatus.Draft || c.Taken > 0
                      orderby c.Name, c.Id
                      select new CourseTurn(c.Code, c.Name, c.Capacity,
                          db.Places.Count(p => p.Course == c.Id && p.State == PlaceState.Live && p.From <= lastDay),
                          db.Places.Count(p => p.Course == c.Id && p.State == PlaceState.Live && p.From <= lastDay && p.To <= lastDay),
                          db.Places.Count(p => p.Course == c.Id && p.State == PlaceState.Live && p.From <= lastDay && (p.To == null || p.To > lastDay) && db.People.Any(x => x.Id == p.Pupil && year - x.BirthDate!.Value.Year > c.AgeTo)),
                          db.Places.Count(p => p.Course == c.Id && p.State == PlaceState.Live && p.From > lastDay))).Take(1000).ToListAsync(ct);
    }

    /// <summary>Turns the year.</summary>
    /// <returns>How many places were set to end.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var (lastDay, year, today) = (LastDay, Next, Oslo.Today(clock));
        await using var work = await db.BeginAsync(ct);
        await db.TakeTurnAsync(ct);
        if (!await db.SchoolYears.AnyAsync(y => y.Start == year, ct)) db.SchoolYears.Add(SchoolYear.After(await db.SchoolYears.Include(y => y.Terms).SingleOrDefaultAsync(y => y.Start == year - 1, ct) ?? new SchoolYear(year - 1)));
        var outgrown = await (from p in db.Places.GoingOn(lastDay)
                              join c in db.Courses on p.Course equals c.Id
                              join x in db.People on p.Pupil equals x.Id
                              where year - x.BirthDate!.Value.Year > c.AgeTo
                              orderby p.Id
                              select new { Place = p, Pupil = x, Course = c.Name }).ToListAsync(ct);
        var receivers = await db.ReceiversAsync(db.Places.GoingOn(lastDay).Select(p => p.Pupil), today, ct);
        foreach (var one in outgrown)
        {
            one.Place.GiveUp(lastDay, today);
            foreach (var receiver in receivers[one.Pupil.Id]) outbox.Tell(receiver, "outgrown", one.Pupil, one.Pupil.GivenName, one.Course, lastDay, new PageLink("/tilbud"));
        }
        db.Note("year-turned", $"SchoolYear {year}", $"{outgrown.Count}");
        await db.ReleaseSeatsAsync(lastDay, null, ct);
        await db.LeaveGroupsAsync(db.Places.Where(p => p.State == PlaceState.Live && p.To <= lastDay), today, ct);
        await work.CommitAsync(ct);
        return outgrown.Count;
    }
}
