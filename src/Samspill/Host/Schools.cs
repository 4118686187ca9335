using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Samspill.Data;
using Samspill.Domain.School;

namespace Samspill.Host;

/// <summary>One school that is open: its database, its turn to write, its field key.</summary>
public sealed class OpenSchool(HostedSchool hosted, IDbContextFactory<SamspillDb> databases, WriteGate gate, FieldCipher cipher)
{
    public string Slug => hosted.Slug;
    public string Name => hosted.Name;
    public string Municipality => hosted.Municipality;
    public bool Demo => hosted.Demo;
    public FieldCipher Cipher => cipher;

    /// <summary>A context on behalf of somebody. Dispose it.</summary>
    public SamspillDb Database(Actor actor, TimeProvider clock)
    {
        var db = databases.CreateDbContext().LeaseTo(new Lease(actor, clock, gate));
        // A file is opened once, not once a query: each opening sets journal, order and functions anew. A server's connections are many people's.
        if (db.Database.IsSqlite()) db.Database.OpenConnection();
        return db;
    }
}

/// <summary>The schools of this installation, each with a database of its own.</summary>
public sealed partial class Schools(Storage storage, TimeProvider clock)
{
    /// <summary>First segments of addresses that are no school.</summary>
    public static readonly IReadOnlySet<string> Reserved = new HashSet<string> { "health", "openapi", "dist", "council", "samspill", "sprak", "demo", "feil", "skoler", "innlogging" };

    // Contexts made by a factory read Identity's schema version (passkeys) from the application's services: these.
    private static readonly IServiceProvider IdentitySchema = new ServiceCollection()
        .Configure<IdentityOptions>(o => o.Stores.SchemaVersion = IdentitySchemaVersions.Version3).BuildServiceProvider();

    private readonly ConcurrentDictionary<string, OpenSchool> open = new();
    private readonly Lazy<byte[]> fieldKey = new(() => FieldKeyFile.Open(storage.Folder, mayCreate: true));

    /// <summary>Whether a text can be a school's first segment.</summary>
    public static bool IsSlug(string text) => SlugForm().IsMatch(text) && !Reserved.Contains(text);

    public Storage Storage => storage;

    /// <summary>All schools, by name.</summary>
    public IReadOnlyCollection<OpenSchool> All => [.. open.Values.OrderBy(s => s.Name, StringComparer.InvariantCulture)];

    /// <summary>The school with this first segment; null when there is none.</summary>
    public OpenSchool? Find(string slug) => open.GetValueOrDefault(slug);

    /// <summary>Brings the host database and every school's up to the program's version, and opens them.</summary>
    public async Task OpenAllAsync(CancellationToken ct)
    {
        Directory.CreateDirectory(storage.Folder);
        await using var host = HostDatabase();
        await Migrations.UpgradeAsync(host, storage, "samspill", ct);
        var schools = await host.Schools.AsNoTracking().ToListAsync(ct);
        if (schools.Count > 0) FieldKeyFile.Open(storage.Folder, mayCreate: false);
        foreach (var school in schools.Where(s => !open.ContainsKey(s.Slug))) await OpenAsync(school, ct);
    }

    /// <summary>Makes an empty school. The same school again is fine; another municipality's is refused.</summary>
    public async Task<Outcome<OpenSchool>> CreateAsync(HostedSchool school, CancellationToken ct)
    {
        if (!IsSlug(school.Slug)) return new Rejection("school.slug", school.Slug);
        if (Find(school.Slug) is { } existing) return existing.Municipality == school.Municipality ? existing : new Rejection("school.other-municipality", school.Slug, existing.Municipality);
        var opened = await OpenAsync(school, ct);
        await using var db = opened.Database(Actor.Operator, clock);
        if (!await db.Profile.AnyAsync(ct))
        {
            db.Profile.Add(new SchoolProfile(school.Name, school.Municipality, school.Demo));
            await db.SaveChangesAsync(ct);
        }
        await using var host = HostDatabase();
        host.Schools.Add(school); // last: a school that was not finished is not listed, and made again
        await host.SaveChangesAsync(ct);
        return opened;
    }

    /// <summary>Deletes a demo school with all that is in it. What is not marked as demo is left alone.</summary>
    /// <exception cref="InvalidOperationException">The school is real.</exception>
    public async Task DeleteDemoAsync(string slug, CancellationToken ct)
    {
        if (Find(slug) is not { } school) return;
        if (!school.Demo) throw new InvalidOperationException($"{slug} is no demo.");
        await using var host = HostDatabase();
        await host.Schools.Where(s => s.Slug == slug && s.Demo).ExecuteDeleteAsync(ct); // first: a school that is half deleted is not listed
        open.TryRemove(slug, out _);
        await using (var db = school.Database(Actor.System, clock)) await db.Database.EnsureDeletedAsync(ct);
        File.Delete(Features.Audit.SealAudit.AnchorPath(storage, slug));
    }

    public HostDb HostDatabase() => new(Options<HostDb>(storage.Host));

    private async Task<OpenSchool> OpenAsync(HostedSchool school, CancellationToken ct)
    {
        var factory = new PooledDbContextFactory<SamspillDb>(Options<SamspillDb>(storage.School(school.Slug)), poolSize: 64);
        await using (var db = factory.CreateDbContext()) await Migrations.UpgradeAsync(db, storage, school.Slug, ct);
        var gate = storage.IsPostgres ? WriteGate.Open : WriteGate.OneAtATime();
        return open[school.Slug] = new OpenSchool(school, factory, gate, new FieldCipher(fieldKey.Value, school.Slug));
    }

    private DbContextOptions<T> Options<T>(string connection) where T : DbContext
    {
        var options = new DbContextOptionsBuilder<T>().UseApplicationServiceProvider(IdentitySchema);
        storage.Configure(options, connection);
        return options.Options;
    }

    [GeneratedRegex("^[a-z][a-z0-9-]{1,38}$", RegexOptions.NonBacktracking)]
    private static partial Regex SlugForm();
}
