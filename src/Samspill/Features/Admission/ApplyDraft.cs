using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.People;
using Samspill.Host;

namespace Samspill.Features.Admission;

/// <summary>The signed-in person's application in writing: one for each account, kept encrypted at every step, so that a lost session loses nothing.</summary>
public sealed class ApplyDraft(SamspillDb db, Actor actor, OpenSchool school, TimeProvider clock)
{
    /// <summary>What will be the submission's key; null before anything was kept.</summary>
    public Guid? Key { get; private set; }
    public DateTimeOffset? SavedAt { get; private set; }
    public ApplyForm Form { get; private set; } = new();

    public DateOnly Today => Oslo.Today(clock);

    public async Task LoadAsync(CancellationToken ct)
    {
        if (await db.Drafts.AsNoTracking().SingleOrDefaultAsync(d => d.Account == actor.Account, ct) is not { } draft) return;
        (Key, SavedAt) = (draft.Key, draft.SavedAt);
        Form = JsonSerializer.Deserialize<ApplyForm>(school.Cipher.Decrypt(draft.Typed), JsonSerializerOptions.Web)!;
        // Custody may have changed since it was typed.
        Form.Children.RemoveAll(c => c.Known && !actor.Wards.Contains(new PersonId(c.Id)));
    }

    /// <summary>Keeps the form as it is now. Two tabs that begin at once write into the same draft.</summary>
    public async Task SaveAsync(CancellationToken ct)
    {
        var typed = school.Cipher.Encrypt(JsonSerializer.Serialize(Form, JsonSerializerOptions.Web));
        try { await KeepAsync(typed, ct); }
        catch (DbUpdateException lost) when (lost.IsLostRace())
        {
            db.ChangeTracker.Clear();
            await KeepAsync(typed, ct);
        }
    }

    private async Task KeepAsync(byte[] typed, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var draft = await db.Drafts.SingleOrDefaultAsync(d => d.Account == actor.Account, ct);
        if (draft is null) db.Drafts.Add(draft = new Draft(DraftId.New(), actor.Account!.Value, Guid.CreateVersion7(), typed, now));
        else draft.Save(typed, now);
        await db.SaveChangesAsync(ct);
        (Key, SavedAt) = (draft.Key, now);
    }

    /// <summary>The receipt of a form that was sent already; null while it was not.</summary>
    public Task<string?> ReceiptAsync(Guid? key, CancellationToken ct) =>
        db.Submissions.Where(s => s.Key == key && s.Applicant == actor.Person).Select(s => s.Receipt).SingleOrDefaultAsync(ct);

    /// <summary>The children that are applied for, with what the school knows of them.</summary>
    public async Task<IReadOnlyList<ChildAtHand>> ChosenAsync(CancellationToken ct)
    {
        var known = (await db.FamilyAsync(actor.Wards, ct)).ToDictionary(c => c.Id.Value);
        var typed = Form.Chosen.ToList();
        return [.. typed.Select(child => known.TryGetValue(child.Id, out var family)
            ? new ChildAtHand(child, family.GivenName, family.Born is { } born ? Today.Year - born.Year : null, family.School, family.Held, family.Waiting)
            : new ChildAtHand(child, PlainText.Line(child.GivenName), TypedDate.Read(child.Born, Today).Refused(out _, out var day) ? null : Today.Year - day.Year, null, [], []))];
    }

    /// <summary>The whole form as it will be sent.</summary>
    /// <exception cref="InvalidOperationException">A new child's fields are not in order: check them first.</exception>
    public Sending ToSending() => new(Key ?? throw new InvalidOperationException("There is no draft."), actor.Person!.Value, SubmissionChannel.Web, null,
        [.. Form.Chosen.Select(c => new AskForChild(c.Known ? new PersonId(c.Id) : null,
            c.Known ? null : c.Read(Today, school.Municipality).Child ?? throw new InvalidOperationException("A child is not described."),
            c.Wishes, c.Wants, c.Times, PlainText.Block(c.Needs) is { Length: > 0 } needs ? needs : null))]);
}

/// <summary>A chosen child as the steps show it.</summary>
/// <param name="Turns">The age it turns this year; null when the birth date is not known.</param>
public sealed record ChildAtHand(ApplyChild Typed, string Name, int? Turns, string? School, IReadOnlyList<CourseName> Held, IReadOnlyList<CourseName> Waiting)
{
    /// <summary>The child as the rules see it.</summary>
    public AskingChild Asking => new(Name, Turns ?? 0, Held.Select(c => c.Id).ToHashSet(), Waiting.Select(c => c.Id).ToHashSet());

    /// <summary>One or two letters that stand for the child beside its name.</summary>
    public string Initials => string.Concat(Name.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(2).Select(n => n.EnumerateRunes().First().ToString())).ToUpperInvariant();
}
