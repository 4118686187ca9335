using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Samspill.Host;

namespace Samspill.Features.Access;

/// <summary>A form that was sent after the session had expired, encrypted, until its sender has signed in again.</summary>
public sealed class KeptForm
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private KeptForm() { }

    public KeptForm(byte[] id, string address, byte[] fields, DateTimeOffset now) => (Id, Address, Fields, ExpiresAt) = (id, address, fields, now + Lifetime);

    /// <summary>SHA-256 of the key that only the sender's browser has.</summary>
    public byte[] Id { get; private init; } = [];

    /// <summary>Where it was sent, without the first segment.</summary>
    public string Address { get; private init; } = "";
    public byte[] Fields { get; private init; } = [];
    public DateTimeOffset ExpiresAt { get; private init; }
}

/// <summary>One field of a kept form.</summary>
public sealed record KeptField(string Name, string Value);

/// <summary>Keeps forms over a sign-in, and gives them back once.</summary>
public sealed class KeptForms(OwnDb own, Tenant tenant, TimeProvider clock)
{
    private const int MaxLength = 200_000;
    private static readonly string[] Secret = ["__RequestVerificationToken", "password"];

    /// <summary>Keeps the fields, apart from passwords; null when there is nothing to keep.</summary>
    public async Task<string?> KeepAsync(HttpRequest request, CancellationToken ct)
    {
        var form = await request.ReadFormAsync(ct);
        var fields = form.Where(f => !Secret.Any(s => f.Key.Contains(s, StringComparison.OrdinalIgnoreCase)))
            .SelectMany(f => f.Value.Select(value => new KeptField(f.Key, value ?? ""))).ToList();
        if (fields.Count == 0 || fields.Sum(f => f.Name.Length + f.Value.Length) > MaxLength) return null;

        var now = clock.GetUtcNow();
        var key = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));
        await own.Db.KeptForms.Where(k => k.ExpiresAt < now).ExecuteDeleteAsync(ct);
        own.Db.KeptForms.Add(new KeptForm(Invitation.Hash(key), request.Path + request.QueryString, tenant.Cipher.Encrypt(JsonSerializer.Serialize(fields)), now));
        await own.Db.SaveChangesAsync(ct);
        return key;
    }

    public async Task<(string Address, IReadOnlyList<KeptField> Fields)?> FindAsync(string key, CancellationToken ct)
    {
        var id = Invitation.Hash(key);
        var kept = await own.Db.KeptForms.AsNoTracking().SingleOrDefaultAsync(k => k.Id == id, ct);
        return kept is null || kept.ExpiresAt < clock.GetUtcNow() ? null : (kept.Address, JsonSerializer.Deserialize<List<KeptField>>(tenant.Cipher.Decrypt(kept.Fields))!);
    }
}
