using Samspill.Data;
using Samspill.Domain.Admission;

namespace Samspill.Features.Family;

/// <summary>An offer as the family reads it: what, where, when, price, and until when.</summary>
public sealed record OfferView
{
    public required OfferId Id { get; init; }
    public required ApplicationId Application { get; init; }
    public required PersonId Pupil { get; init; }
    public required RunId Run { get; init; }
    public required string Course { get; init; }
    public required string CourseCode { get; init; }
    public required IReadOnlyList<string> Sites { get; init; }
    public required string Days { get; init; }
    public required int? Minutes { get; init; }
    public required int? Weeks { get; init; }
    public required Money? FeePerTerm { get; init; }
    public required DateOnly PlaceFrom { get; init; }
    public required DateTimeOffset MadeAt { get; init; }
    public required DateTimeOffset AnswerBy { get; init; }
    public required OfferStatus Status { get; init; }
    public required DateTimeOffset? AnsweredAt { get; init; }
    public required string? Reason { get; init; }

    /// <summary>What became of the wish.</summary>
    public required ApplicationState Wish { get; init; }

    /// <summary>Still to be answered: open, and not late.</summary>
    public bool IsOpen(DateTimeOffset now) => Status == OfferStatus.Open && now <= AnswerBy;
}

public static class OfferViewQuery
{
    /// <summary>Offers to these children and nobody else's.</summary>
    public static IQueryable<OfferView> OfferViews(this SamspillDb db, IReadOnlyList<PersonId> children) =>
        from o in db.Offers
        where children.Contains(o.Pupil)
        join c in db.Courses on o.Course equals c.Id
        join a in db.Applications on o.Application equals a.Id
        select new OfferView
        {
            Id = o.Id, Application = o.Application, Pupil = o.Pupil, Run = o.Run, Course = c.Name, CourseCode = c.Code, Days = c.Days, Minutes = c.LessonMinutes, Weeks = c.WeeksPerYear,
            Sites = (from cs in c.Sites join s in db.Sites on cs.Site equals s.Id orderby cs.Position select s.Name).ToList(),
            FeePerTerm = c.FeePerTerm, PlaceFrom = o.PlaceFrom, MadeAt = o.MadeAt, AnswerBy = o.AnswerBy, Status = o.Status, AnsweredAt = o.AnsweredAt, Reason = o.Reason, Wish = a.State,
        };
}
