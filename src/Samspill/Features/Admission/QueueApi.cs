using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.Catalogue;
using Samspill.Features.Api;
using Samspill.Host;

namespace Samspill.Features.Admission;

/// <summary>One who waits at a course. Of a protected person only the row is shown, to those who are no handlers.</summary>
/// <param name="AheadBy">The first rule that puts the one before ahead.</param>
public sealed record QueueItem(int Number, Guid Application, string Name, int? Age, int? Rank, DateTimeOffset? AppliedAt, PriorityBy? AheadBy);

/// <summary>An offer in the office's list.</summary>
public sealed record OfficeOfferItem(Guid Id, Guid Application, string Name, string Course, string CourseName, OfferStatus Status, DateTimeOffset MadeAt, DateTimeOffset AnswerBy, DateTimeOffset? AnsweredAt, DateOnly PlaceFrom);

/// <summary>How many offers were made.</summary>
public sealed record Filled(int Offers);

/// <summary>The office's queues and offers over REST.</summary>
internal static class QueueApi
{
    public static void MapQueueApi(this WebApplication app)
    {
        app.MapGet("/api/v1/queues/{course}", QueueAsync).RequireAuthorization(Can.SeeAdmission).WithTags("Queues").WithName("GetQueue").WithSummary("Who waits at a course, first to last").Produces<Listed<QueueItem>>();
        app.MapPost("/api/v1/queues/{course}/offers", FillAsync).RequireAuthorization(Can.RunAdmission).OnceOnly().WithTags("Queues").WithName("FillVacancies").WithSummary("Offer the free seats to those next in the queue").Produces<Filled>();
        app.MapGet("/api/v1/admission/offers", OffersAsync).RequireAuthorization(Can.SeeAdmission).WithTags("Offers").WithName("ListAllOffers").WithSummary("All offers, by the day they must be answered").Produces<Listed<OfficeOfferItem>>();
    }

    private static async Task<IResult> QueueAsync(string course, [AsParameters] PageOf page, SamspillDb db, Disclosure disclosure, TimeProvider clock, CancellationToken ct)
    {
        if (await FindAsync(db, course, ct) is not { } id) return Results.NotFound();
        var queue = await db.QueueOfAsync(id, Oslo.Today(clock), ct);
        var shown = page.Of(queue);
        var people = await db.LinesOfAsync(shown.Items.Select(r => r.Pupil), ct);
        var items = shown.Items.Select(row => Item(row, people[row.Pupil], disclosure)).ToList();
        await db.SaveChangesAsync(ct); // a look at a protected person is noted
        return Results.Ok(page.With(items, queue.Count));
    }

    private static QueueItem Item(QueueRow row, PersonLine person, Disclosure disclosure) => disclosure.Opens(person.Id, person.Shield)
        ? new(row.Number, row.Application.Value, disclosure.Name(person), row.Age, row.Rank, row.AppliedAt, row.AheadBy?.By)
        : new(row.Number, row.Application.Value, disclosure.Name(person), null, null, null, null);

    private static async Task<IResult> FillAsync(string course, FillVacancies fill, SamspillDb db, Texts texts, CancellationToken ct)
    {
        if (await FindAsync(db, course, ct) is not { } id) return CourseRejections.NotFound.Problem(texts);
        return (await fill.RunAsync([id], ct)).Refused(out var why, out var offers) ? why.Problem(texts) : Results.Ok(new Filled(offers));
    }

    private static async Task<IResult> OffersAsync(Word<OfferStatus>? status, string? course, [AsParameters] PageOf page, SamspillDb db, Disclosure disclosure, CancellationToken ct)
    {
        var only = status?.Value;
        var offers = from o in db.Offers.AsNoTracking() join c in db.Courses on o.Course equals c.Id join p in db.People on o.Pupil equals p.Id
                     where (only == null || o.Status == only) && (course == null || c.Code == course)
                     select new { Offer = o, c.Code, c.Name, Person = new PersonLine(p.Id, p.GivenName, p.FamilyName, p.Shield) };
        var shown = await offers.OrderBy(x => x.Offer.AnswerBy).ThenBy(x => x.Offer.Id).Skip(page.Before).Take(page.Size).ToListAsync(ct);
        var items = shown.ConvertAll(x => new OfficeOfferItem(x.Offer.Id.Value, x.Offer.Application.Value, disclosure.Name(x.Person), x.Code, x.Name, x.Offer.Status, x.Offer.MadeAt, x.Offer.AnswerBy, x.Offer.AnsweredAt, x.Offer.PlaceFrom));
        await db.SaveChangesAsync(ct); // a look at a protected person is noted
        return Results.Ok(page.With(items, await offers.CountAsync(ct)));
    }

    private static Task<CourseId?> FindAsync(SamspillDb db, string course, CancellationToken ct) => db.Courses.Where(c => c.Code == course).Select(c => (CourseId?)c.Id).SingleOrDefaultAsync(ct);

    /// <summary>These people, as the gate wants them, by id.</summary>
    public static Task<Dictionary<PersonId, PersonLine>> LinesOfAsync(this SamspillDb db, IEnumerable<PersonId> people, CancellationToken ct)
    {
        var ids = people.Distinct().ToList();
        return db.People.AsNoTracking().Where(p => ids.Contains(p.Id)).Select(p => new PersonLine(p.Id, p.GivenName, p.FamilyName, p.Shield)).ToDictionaryAsync(p => p.Id, ct);
    }
}
