using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Samspill.Data;
using Samspill.Features.Lessons;
using Samspill.Features.Shared;
using Samspill.Features.Yearly;
using Samspill.Host;

namespace Samspill.Features.Family;

/// <summary>The family's own page: what must be answered, each child's wishes and places, what happens next.</summary>
[Authorize(Policy = Can.SeeOwnFamily)]
public sealed class MyPage(SamspillDb db, Actor actor, Disclosure disclosure, TimeProvider clock) : PageModel
{
    /// <summary>More dots than this are no picture of a queue.</summary>
    private const int MostDots = 40;

    public FamilyOverview Family { get; private set; } = null!;

    /// <summary>What the family is asked to confirm this year.</summary>
    public IReadOnlyList<AskedChild> Asked { get; private set; } = [];

    /// <summary>The lessons of the next three weeks.</summary>
    public ILookup<PersonId, PupilLesson> Lessons { get; private set; } = Array.Empty<PupilLesson>().ToLookup(l => l.Pupil);
    public DateOnly Today { get; private set; }
    public DateTimeOffset Now { get; private set; }
    public bool MayApply => actor.May(Can.Apply);
    public bool MayAnswer(PersonId child) => actor.May(Can.AnswerOffers) && actor.Wards.Contains(child);

    /// <summary>Whether one applies and gives up places for this child: not one who only sees it.</summary>
    public bool MayApplyFor(PersonId child) => MayApply && actor.Wards.Contains(child);

    /// <summary>Whether one says for this child that it will be away: not one who only sees it.</summary>
    public bool MayTellFor(PersonId child) => actor.Wards.Contains(child);

    public async Task OnGetAsync(CancellationToken ct)
    {
        (Now, Today) = (clock.GetUtcNow(), Oslo.Today(clock));
        Family = await db.FamilyOverviewAsync(actor, Now, Today, ct);
        Lessons = (await db.PupilLessonsAsync(actor.Children, Today, Today.AddDays(21), 200, ct)).ToLookup(l => l.Pupil);
        if (MayApply) Asked = await db.AskedChildrenAsync(actor, ct);
    }

    /// <summary>The given name, of oneself or a child of one's own.</summary>
    public string Name(PersonLine person) => disclosure.GivenName(person);

    public string Name(PersonId child) => Name(Family.Children.First(c => c.Child.Id == child).Child);

    /// <summary>Drawn while the page is short; a family with many wishes reads the numbers faster.</summary>
    public QueueDots? Dots(WishLine wish, string child) =>
        wish.Queue is { Number: > 1 and <= MostDots } queue && Family.Children.Sum(c => c.Live.Count) <= 4 ? new QueueDots(0, queue.Number - 1, child) : null;
}

/// <summary>A queue drawn as dots: the places given, those ahead, the child.</summary>
public sealed record QueueDots(int Given, int Ahead, string Child)
{
    public const int InRow = 20;

    public int Count => Given + Ahead + 1;
    public int Rows => (Count + InRow - 1) / InRow;
}
