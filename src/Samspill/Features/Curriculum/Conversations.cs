using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Samspill.Data;
using Samspill.Domain.Curriculum;
using Samspill.Host;

namespace Samspill.Features.Curriculum;

/// <summary>The path on a sheet to talk about, that prints.</summary>
public abstract class Conversation(SamspillDb db, Disclosure disclosure, TimeProvider clock) : PageModel
{
    /// <summary>So far back the sheet shows what was reached, made ready and written.</summary>
    private const int Months = 12;

    public PathAccess Access { get; private set; } = null!;
    public PupilPath Path { get; private set; } = null!;
    public string Child { get; private set; } = "";
    public DateOnly Today => Oslo.Today(clock);
    public DateOnly Since => Today.AddMonths(-Months);

    /// <summary>Where the path itself is.</summary>
    public abstract string Back { get; }
    public IEnumerable<PathNote> Notes => Path.Notes.Where(n => Oslo.DayOf(n.WrittenAt) >= Since).Take(20);

    protected abstract Task<PathAccess?> EnterAsync(PersonId pupil, CancellationToken ct);

    public async Task<IActionResult> OnGetAsync(Guid pupil, CancellationToken ct)
    {
        if (await EnterAsync(new PersonId(pupil), ct) is not { } access) return NotFound();
        (Access, Child) = (access, access.Reader == PathReader.School ? disclosure.Name(access.Pupil) : disclosure.GivenName(access.Pupil));
        Path = await db.PathAsync(access, Today, ct);
        await db.SaveChangesAsync(ct);
        return Page();
    }
}

/// <summary>The sheet for the school.</summary>
[Authorize(Policy = Can.FollowPupils)]
public sealed class PupilConversationPage(SamspillDb db, Actor actor, Disclosure disclosure, TimeProvider clock) : Conversation(db, disclosure, clock)
{
    private readonly SamspillDb db = db;

    public override string Back => $"~/elever/{RouteData.Values["pupil"]}/vei";
    public FaceKind Face => actor.CurriculumFace();

    protected override Task<PathAccess?> EnterAsync(PersonId pupil, CancellationToken ct) => db.SchoolPathAsync(actor, pupil, Today, ct);
}

/// <summary>The sheet for the family.</summary>
[Authorize(Policy = Can.SeeOwnFamily)]
public sealed class OwnConversationPage(SamspillDb db, Actor actor, Disclosure disclosure, TimeProvider clock) : Conversation(db, disclosure, clock)
{
    private readonly SamspillDb db = db;

    public override string Back => $"~/min-side/{RouteData.Values["pupil"]}/vei";

    protected override Task<PathAccess?> EnterAsync(PersonId pupil, CancellationToken ct) => db.FamilyPathAsync(actor, pupil, Today, ct);
}
