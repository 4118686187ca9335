using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.People;
using Samspill.Features.Messages;
using Samspill.Host;

namespace Samspill.Features.Access;

/// <summary>Somebody who may sign in by an e-mail address.</summary>
public sealed record Candidate(PersonId Id, string Name, string? Language);

/// <summary>Sends and checks one-time codes.</summary>
/// <remarks>A known and an unknown address get the same page, the same rows and one message each; only its words differ, and those only the owner of the address reads.</remarks>
public sealed class SignInCodes(SamspillDb db, OpenSchool school, Outbox outbox, TimeProvider clock)
{
    /// <summary>Sends a code. The id is remembered by the browser that asked: a code is tried only where it was asked for.</summary>
    /// <param name="registering">A new guardian asks: the code is sent to an unknown address too.</param>
    public async Task<Guid> SendAsync(string email, bool registering, CancellationToken ct)
    {
        var (id, now) = (Guid.CreateVersion7(), clock.GetUtcNow());
        var code = RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);
        var candidates = await CandidatesAsync(email, ct);
        var staff = await db.Users.AnyAsync(u => u.NormalizedEmail == email.ToUpperInvariant() && db.Grants.Any(g => g.Account == u.Id), ct);
        var about = candidates.Count > 0 || registering && !staff ? "sign-in" : staff ? "sign-in-staff" : "sign-in-unknown";
        var language = candidates is [{ Language: { } own }, ..] ? own : CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
        db.SignInCodes.Add(new SignInCode(id, email, Hash(id, code), now));
        outbox.TellAddress(email, candidates is [var only] ? only.Id : null, Languages.Known(language), about, school.Name, about == "sign-in" ? code : email);
        await db.SaveChangesAsync(ct);
        return id;
    }

    /// <summary>The address the code was sent to when this is the code; else null. Each wrong try counts, whoever is fastest.</summary>
    public async Task<string?> UseAsync(Guid id, string typed, CancellationToken ct)
    {
        if (await db.SignInCodes.SingleOrDefaultAsync(c => c.Id == id, ct) is not { } code) return null;
        var right = code.Use(Hash(id, string.Concat(typed.Where(char.IsAsciiDigit))), clock.GetUtcNow());
        if (!right) db.Note("sign-in-failed", $"SignInCode {id}");
        try { await db.SaveChangesAsync(ct); }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return null;
        }
        if (right) await db.ConfirmAddressAsync(code.Email, clock.GetUtcNow(), ct);
        return right ? code.Email : null;
    }

    /// <summary>The guardians, and pupils from 15, with this address. An employee signs in with a password or passkey instead: a mailbox is not enough to see other people's children.</summary>
    public async Task<IReadOnlyList<Candidate>> CandidatesAsync(string email, CancellationToken ct)
    {
        var today = Oslo.Today(clock);
        var fifteen = today.AddYears(-15);
        return await db.People.AsNoTracking()
            .Where(p => p.Email != null && p.Email.ToLower() == email && (p.GuardianCode != null || p.PupilCode != null && p.BirthDate <= fifteen))
            .Where(p => p.GuardianCode != null || p.Shield == Protection.None || !db.People.Any(o => o.Id != p.Id && o.Email != null && o.Email.ToLower() == email)) // a parent may be the threat
            .Where(p => !db.Users.Any(u => u.Person == p.Id && db.Grants.Any(g => g.Account == u.Id && (g.To == null || g.To >= today))))
            .OrderBy(p => p.BirthDate).ThenBy(p => p.GivenName).Take(20)
            .Select(p => new Candidate(p.Id, p.GivenName + " " + p.FamilyName, p.Language)).ToListAsync(ct);
    }

    private byte[] Hash(Guid id, string code) => school.Cipher.Index($"sign-in {id} {code}");
}
