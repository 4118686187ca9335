using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Host;

namespace Samspill.Features.Statistics;

/// <summary>The key of a school, which signs, or of the council, for which is sealed. The secret part is encrypted with the key that is kept outside the database.</summary>
public sealed class OwnKey
{
    private OwnKey() { }

    public OwnKey(byte[] @public, byte[] secret) => (Public, Secret) = (@public, secret);

    public int Id { get; private init; } = 1;
    public byte[] Public { get; private init; } = [];
    public byte[] Secret { get; private init; } = [];
}

/// <summary>The key of the school or the council of this request, made the first time somebody asks for it.</summary>
public sealed class OwnKeys(TenantDb db, Tenant tenant)
{
    public async Task<byte[]> PublicAsync(CancellationToken ct) => (await FindOrMakeAsync(ct)).Public;

    /// <summary>What packages are signed with. Dispose it.</summary>
    public async Task<ECDsa> SigningAsync(CancellationToken ct)
    {
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(tenant.Cipher.DecryptBytes((await FindOrMakeAsync(ct)).Secret), out _);
        return key;
    }

    /// <summary>What opens what was sealed for the council. Dispose it.</summary>
    public async Task<ECDiffieHellman> OpeningAsync(CancellationToken ct)
    {
        var key = ECDiffieHellman.Create();
        key.ImportPkcs8PrivateKey(tenant.Cipher.DecryptBytes((await FindOrMakeAsync(ct)).Secret), out _);
        return key;
    }

    private async Task<OwnKey> FindOrMakeAsync(CancellationToken ct)
    {
        if (await FindAsync(ct) is { } known) return known;
        using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var key = new OwnKey(made.ExportSubjectPublicKeyInfo(), tenant.Cipher.Encrypt(made.ExportPkcs8PrivateKey()));
        db.Set<OwnKey>().Add(key);
        try
        {
            await db.SaveChangesAsync(ct);
            return key;
        }
        catch (DbUpdateException fault) when (fault.IsLostRace()) // somebody else asked for it in the same moment
        {
            db.ChangeTracker.Clear();
            return (await FindAsync(ct))!;
        }
    }

    private Task<OwnKey?> FindAsync(CancellationToken ct) => db.Set<OwnKey>().AsNoTracking().SingleOrDefaultAsync(ct);
}
