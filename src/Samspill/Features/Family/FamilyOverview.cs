using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Features.Admission;
using Samspill.Host;

namespace Samspill.Features.Family;

/// <summary>A wish as the family sees it.</summary>
/// <param name="Queue">Where it stands now; null when it waits no longer or cannot have the course.</param>
/// <param name="Wait">How long it may take from there.</param>
public sealed record WishLine(
    ApplicationId Id, PersonId Pupil, string Course, string CourseCode, ApplicationState State, DateTimeOffset StateAt, DateTimeOffset AppliedAt, string? Receipt)
{
    public QueueNumber? Queue { get; init; }
    public WaitingTime? Wait { get; init; }

    /// <summary>Says to the child's family why it waits without a number.</summary>
    public Func<Texts, string, string>? Hindrance { get; init; }
}

/// <summary>A place that a child has.</summary>
public sealed record PlaceLine(PlaceId Id, PersonId Pupil, string Course, string CourseCode, string Days, int? Minutes, DateOnly From, DateOnly? To, IReadOnlyList<string> Sites);

/// <summary>A child, its wishes in the order the family wants them, and its places.</summary>
public sealed record ChildOverview(PersonLine Child, IReadOnlyList<WishLine> Live, IReadOnlyList<WishLine> Ended, IReadOnlyList<PlaceLine> Places);

/// <summary>The next round: one can still apply, or places are about to be decided.</summary>
public sealed record NextRound(string Name, DateTimeOffset ClosesAt, DateOnly Date, DateOnly PlacesFrom);

/// <summary>Everything on the family's own page.</summary>
/// <param name="Me">The one who looks, when the school knows more of them than the account.</param>
public sealed record FamilyOverview(PersonLine? Me, IReadOnlyList<OfferView> Offers, IReadOnlyList<ChildOverview> Children, NextRound? Next);

public static class FamilyOverviews
{
    /// <summary>More wishes, places or offers than any family has.</summary>
    private const int Most = 200;

    /// <summary>What stands on the page of somebody with these children: a fixed number of queries, however many children and wishes.</summary>
    public static async Task<FamilyOverview> FamilyOverviewAsync(this SamspillDb db, Actor actor, DateTimeOffset now, DateOnly today, CancellationToken ct)
    {
        var (children, me, lately) = (actor.Children, actor.Person, now.AddDays(-90));
        var people = await db.People.Where(p => children.Contains(p.Id) || p.Id == me).OrderByDescending(p => p.BirthDate).ThenBy(p => p.GivenName).Take(Most)
            .Select(p => new PersonLine(p.Id, p.GivenName, p.FamilyName, p.Shield)).ToListAsync(ct);
        var offers = await db.OfferViews(children).Where(o => o.Status == OfferStatus.Open && o.AnswerBy >= now).OrderBy(o => o.AnswerBy).ThenBy(o => o.Id).Take(Most).ToListAsync(ct);
        var wishes = await (from a in db.Applications
                            where children.Contains(a.Pupil) && (a.State == ApplicationState.Waiting || a.State == ApplicationState.Offered || a.StateAt >= lately && a.State != ApplicationState.Placed)
                            join c in db.Courses on a.Course equals c.Id
                            orderby a.Rank, a.AppliedAt, a.Id
                            select new { a.Course, Line = new WishLine(a.Id, a.Pupil, c.Name, c.Code, a.State, a.StateAt, a.AppliedAt, db.Submissions.Where(s => s.Id == a.Submission).Select(s => s.Receipt).FirstOrDefault()) })
            .Take(Most).ToListAsync(ct);
        var places = await (from p in db.Places
                            where children.Contains(p.Pupil) && p.State == PlaceState.Live
                            join c in db.Courses on p.Course equals c.Id
                            orderby c.Name, p.Id
                            select new PlaceLine(p.Id, p.Pupil, c.Name, c.Code, c.Days,
                                db.PlaceChanges.Where(x => x.Place == p.Id && x.State == Domain.Yearly.PlaceChangeState.Granted && x.Minutes != null && x.From <= today).OrderByDescending(x => x.From).Select(x => x.Minutes).FirstOrDefault() ?? c.LessonMinutes, p.From, p.To,
                                (from cs in c.Sites join s in db.Sites on cs.Site equals s.Id orderby cs.Position select s.Name).ToList()))
            .Take(Most).ToListAsync(ct);
        var next = await db.NextRoundAsync(now, ct);

        var waiting = wishes.Where(w => w.Line.State == ApplicationState.Waiting).ToList();
        var queues = await db.QueueNumbersAsync([.. waiting.Select(w => w.Line.Id)], today, ct);
        var given = await db.QueueYearsAsync([.. waiting.Select(w => w.Course).Distinct()], now, ct);
        var hindrances = await db.HindrancesAsync([.. waiting.Select(w => w.Line.Id).Where(id => !queues.ContainsKey(id))], today, ct);
        var lines = wishes.Select(w => queues.TryGetValue(w.Line.Id, out var number)
            ? w.Line with { Queue = number, Wait = WaitingTime.Reckon(number.Number, given[w.Course], now) }
            : w.Line with { Hindrance = hindrances.GetValueOrDefault(w.Line.Id) }).ToLookup(w => w.Pupil);
        var held = places.ToLookup(p => p.Pupil);
        return new FamilyOverview(
            people.Find(p => p.Id == me), offers,
            [.. people.Where(p => children.Contains(p.Id)).Select(p => new ChildOverview(p,
                [.. lines[p.Id].Where(w => w.State is ApplicationState.Waiting or ApplicationState.Offered)],
                [.. lines[p.Id].Where(w => w.State is not (ApplicationState.Waiting or ApplicationState.Offered)).OrderByDescending(w => w.StateAt)],
                [.. held[p.Id]]))],
            next);
    }

    /// <summary>The round that closes next, or that has closed and is not decided yet; null when none is announced.</summary>
    public static Task<NextRound?> NextRoundAsync(this SamspillDb db, DateTimeOffset now, CancellationToken ct) =>
        db.Rounds.Where(r => r.Published == null).OrderBy(r => r.ClosesAt < now).ThenBy(r => r.ClosesAt)
            .Select(r => new NextRound(r.Name, r.ClosesAt, r.Date, r.PlacesFrom)).FirstOrDefaultAsync(ct);
}
