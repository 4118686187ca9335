using Microsoft.AspNetCore.Authorization;
using Samspill.Data;
using Samspill.Host;

namespace Samspill.Features.Curriculum;

/// <summary>A pupil's path for those who teach the pupil, who write on it, and for the office. For all others there is no such page.</summary>
[Authorize(Policy = Can.FollowPupils)]
public sealed class PupilPathPage(SamspillDb db, Actor actor, Disclosure disclosure, FollowPupil follow, Texts texts, TimeProvider clock) : PathForm(db, actor, disclosure, follow, texts, clock)
{
    private readonly SamspillDb db = db;
    private readonly Actor actor = actor;

    public override string Here => $"~/elever/{RouteData.Values["pupil"]}/vei";
    public FaceKind Face => actor.CurriculumFace();

    protected override Task<PathAccess?> EnterAsync(PersonId pupil, CancellationToken ct) => db.SchoolPathAsync(actor, pupil, Today, ct);
}
