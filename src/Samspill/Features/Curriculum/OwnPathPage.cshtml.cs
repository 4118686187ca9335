using Microsoft.AspNetCore.Authorization;
using Samspill.Data;
using Samspill.Host;

namespace Samspill.Features.Curriculum;

/// <summary>The path as the family sees it: the pupil from 15, and the guardians, who do not see what the pupil writes from then on.</summary>
[Authorize(Policy = Can.SeeOwnFamily)]
public sealed class OwnPathPage(SamspillDb db, Actor actor, Disclosure disclosure, FollowPupil follow, Texts texts, TimeProvider clock) : PathForm(db, actor, disclosure, follow, texts, clock)
{
    private readonly SamspillDb db = db;
    private readonly Actor actor = actor;

    public override string Here => $"~/min-side/{RouteData.Values["pupil"]}/vei";

    protected override Task<PathAccess?> EnterAsync(PersonId pupil, CancellationToken ct) => db.FamilyPathAsync(actor, pupil, Today, ct);
}
