using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Letters;
using Samspill.Host;

namespace Samspill.Features.Letters;

/// <summary>Saves the school's letter as a new version; the old ones stay.</summary>
public sealed class SaveLetterTemplate(SamspillDb db, Actor actor, TimeProvider clock)
{
    /// <param name="texts">Without faults: ask <see cref="LetterTemplate.Faults"/> first.</param>
    /// <param name="seen">The version that was open when it was written; 0 for the standard letter.</param>
    /// <returns>The new version; null when somebody saved another meanwhile.</returns>
    public async Task<int?> RunAsync(IReadOnlyDictionary<string, LetterTexts> texts, int seen, CancellationToken ct)
    {
        if (LetterTemplate.Faults(texts, Languages.All).FirstOrDefault() is { } fault) throw new ArgumentException(fault.Why.Code, nameof(texts));
        await using var work = await db.BeginAsync(ct);
        await db.Profile.ExecuteUpdateAsync(p => p.SetProperty(x => x.Name, x => x.Name), ct); // one at a time
        var newest = await db.LetterTemplates.MaxAsync(t => (int?)t.Version, ct) ?? 0;
        if (newest != seen) return null;
        db.LetterTemplates.Add(new LetterTemplate(newest + 1, texts, clock.GetUtcNow(), actor.Name));
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return newest + 1;
    }
}
