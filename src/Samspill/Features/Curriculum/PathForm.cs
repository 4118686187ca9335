using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Samspill.Data;
using Samspill.Domain.Curriculum;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Curriculum;

/// <summary>What the school's page of a pupil's path and the family's have in common: the same path, each with its own way in.</summary>
public abstract class PathForm(SamspillDb db, Actor actor, Disclosure disclosure, FollowPupil follow, Texts texts, TimeProvider clock) : PageModel
{
    public PathAccess Access { get; private set; } = null!;
    public PupilPath Path { get; private set; } = null!;
    public string Child { get; private set; } = "";

    /// <summary>The page's own address.</summary>
    public abstract string Here { get; }
    public DateOnly Today => Oslo.Today(clock);

    /// <summary>What was typed for a new piece, by the number of its subject on the page.</summary>
    [BindProperty]
    public string? Title { get; set; }

    [BindProperty]
    public string? Maker { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    /// <summary>Whether the school may read the note.</summary>
    [BindProperty]
    public bool Shared { get; set; }

    /// <summary>The subject whose form was posted.</summary>
    [BindProperty]
    public string? Subject { get; set; }

    public bool MayRemove(PathNote note) => Access.Writes is not null && note.Account == actor.Account;

    protected abstract Task<PathAccess?> EnterAsync(PersonId pupil, CancellationToken ct);

    public async Task<IActionResult> OnGetAsync(Guid pupil, CancellationToken ct)
    {
        if (!await LoadAsync(pupil, ct)) return NotFound();
        await db.SaveChangesAsync(ct); // that a protected pupil was seen
        return Page();
    }

    public async Task<IActionResult> OnPostReachedAsync(Guid pupil, [FromForm] Guid goal, [FromForm] DateOnly? on, CancellationToken ct) =>
        await DoAsync(pupil, a => follow.ReachAsync(a, Subject ?? "", goal, on ?? Today, ct), $"#mal-{goal}", ct);

    public async Task<IActionResult> OnPostRegretAsync(Guid pupil, [FromForm] Guid goal, CancellationToken ct) => await DoAsync(pupil, a => follow.RegretAsync(a, Subject ?? "", goal, ct), $"#mal-{goal}", ct);

    public async Task<IActionResult> OnPostPieceAsync(Guid pupil, [FromForm] Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(pupil, ct) || Path.Subjects.All(s => s.Subject != Subject)) return NotFound();
        var typed = new Typed(ModelState, texts);
        var (title, maker) = (typed.Text(nameof(Title), PlainText.Line(Title), RepertoirePiece.Length), typed.Optional(nameof(Maker), PlainText.Line(Maker), RepertoirePiece.Length) ?? "");
        return typed.IsFine ? await DoAsync(pupil, a => follow.AddPieceAsync(a, id, Subject!, title, maker, ct), "#repertoar", ct) : Page();
    }

    public async Task<IActionResult> OnPostReadyAsync(Guid pupil, [FromForm] Guid piece, [FromForm] bool ready, CancellationToken ct) => await DoAsync(pupil, a => follow.ReadyAsync(a, piece, ready, ct), "#repertoar", ct);

    public async Task<IActionResult> OnPostRemovePieceAsync(Guid pupil, [FromForm] Guid piece, CancellationToken ct) => await DoAsync(pupil, a => follow.RemovePieceAsync(a, piece, ct), "#repertoar", ct);

    public async Task<IActionResult> OnPostNoteAsync(Guid pupil, [FromForm] Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(pupil, ct)) return NotFound();
        var typed = new Typed(ModelState, texts);
        var words = typed.Text(nameof(Words), Words, PathNote.Length);
        return typed.IsFine ? await DoAsync(pupil, a => follow.WriteAsync(a, id, words, Shared, ct), "#notater", ct) : Page();
    }

    public async Task<IActionResult> OnPostRemoveNoteAsync(Guid pupil, [FromForm] Guid note, CancellationToken ct) => await DoAsync(pupil, a => follow.RemoveNoteAsync(a, note, ct), "#notater", ct);

    private async Task<IActionResult> DoAsync(Guid pupil, Func<PathAccess, Task<Outcome<Done>>> act, string at, CancellationToken ct)
    {
        if (await EnterAsync(new PersonId(pupil), ct) is not { } access) return NotFound();
        if (!(await act(access)).Refused(out var why)) return this.SeeOther($"{Here}{at}");
        await LoadAsync(pupil, ct);
        return this.Refuse(why);
    }

    private async Task<bool> LoadAsync(Guid pupil, CancellationToken ct)
    {
        if (await EnterAsync(new PersonId(pupil), ct) is not { } access) return false;
        (Access, Child) = (access, access.Reader == PathReader.School ? disclosure.Name(access.Pupil) : disclosure.GivenName(access.Pupil));
        Path = await db.PathAsync(access, Today, ct);
        return true;
    }
}
