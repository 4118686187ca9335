using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Features.Admission;
using Samspill.Host;

namespace Samspill.Features.Family;

/// <summary>A child of one's own, with what it waits for and what it has.</summary>
public sealed record ChildItem(Guid Id, string GivenName, string FamilyName, IReadOnlyList<ChildWish> Waiting, IReadOnlyList<ChildPlace> Places);

/// <summary>What a child waits for, best first.</summary>
/// <param name="Queue">Its number in the queue now; null when it has an offer or cannot have the course.</param>
/// <param name="OfWaiting">How many wait there.</param>
public sealed record ChildWish(Guid Application, string Course, string CourseName, ApplicationState State, DateTimeOffset AppliedAt, int? Queue, int? OfWaiting);

/// <summary>A place a child has.</summary>
public sealed record ChildPlace(string Course, string CourseName, DateOnly From, DateOnly? To, IReadOnlyList<string> Sites);

/// <summary>Why the answer to a wish is what it is, in the reader's language.</summary>
/// <param name="Outcome">Null while nothing is decided.</param>
/// <param name="DecidedBy">What the rule that decided meant for this child.</param>
/// <param name="Queue">Its number in the queue now.</param>
/// <param name="ComplainBy">The last day to complain; null while there is nothing to complain about.</param>
public sealed record DecisionItem(
    Guid Application, DecisionOutcome? Outcome, string Title, string Lede, string? DecidedBy, IReadOnlyList<DecisionRule> Rules, int? Queue, int? OfWaiting,
    int RulesVersion, DateOnly? ToldOn, DateOnly? ComplainBy, Guid? OpenOffer);

/// <summary>One rule in the order it was applied.</summary>
public sealed record DecisionRule(string Title, string Text, bool Decided);

/// <summary>A family's own page over REST.</summary>
internal static class FamilyApi
{
    public static void MapFamily(this WebApplication app)
    {
        app.MapGet("/api/v1/children", ChildrenAsync).RequireAuthorization(Can.SeeOwnFamily).WithTags("Family").WithName("ListChildren").WithSummary("One's own children, with what they wait for and have");
        app.MapGet("/api/v1/applications/{id:guid}/decision", DecisionAsync).RequireAuthorization(Can.SeeOwnFamily).WithTags("Family").WithName("GetDecision").WithSummary("The decision on an application, with the reasons").Produces<DecisionItem>();
    }

    private static async Task<Listed<ChildItem>> ChildrenAsync([AsParameters] PageOf page, SamspillDb db, Actor actor, Disclosure disclosure, TimeProvider clock, CancellationToken ct)
    {
        var family = await db.FamilyOverviewAsync(actor, clock.GetUtcNow(), Oslo.Today(clock), ct);
        return page.Of<ChildItem>([.. family.Children.Where(c => disclosure.Opens(c.Child.Id, c.Child.Shield)).Select(c => new ChildItem(c.Child.Id.Value, c.Child.GivenName, c.Child.FamilyName,
            [.. c.Live.Select(w => new ChildWish(w.Id.Value, w.CourseCode, w.Course, w.State, w.AppliedAt, w.Queue?.Number, w.Queue?.Of))],
            [.. c.Places.Select(p => new ChildPlace(p.CourseCode, p.Course, p.From, p.To, p.Sites))]))]);
    }

    private static async Task<IResult> DecisionAsync(Guid id, SamspillDb db, Actor actor, Disclosure disclosure, Texts texts, TimeProvider clock, CancellationToken ct)
    {
        if (await db.DecisionCaseAsync(new ApplicationId(id), actor, clock.GetUtcNow(), Oslo.Today(clock), ct) is not { } found) return ApplicationRejections.NotFound.Problem(texts);
        var facts = found.Facts with { Child = disclosure.GivenName(found.Child) };
        return Results.Ok(new DecisionItem(id, facts.Outcome, texts.Title(facts), texts.Lede(facts), texts.DecidedBy(facts), [.. texts.Rules(facts).Select(r => new DecisionRule(r.Title, r.Text, r.Decided))],
            found.Queue?.Number, found.Queue?.Of, found.RulesVersion, found.ToldOn, found.ToldOn is { } told ? ComplaintDeadline.LastDay(told) : null, found.Open?.Value));
    }
}
