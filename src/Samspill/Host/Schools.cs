using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Samspill.Data;
using Samspill.Domain.School;
using Samspill.Features.Counties;

namespace Samspill.Host;

/// <summary>The schools of this installation, each with a database of its own, and the council when there is one.</summary>
public sealed partial class Schools(Storage storage, TimeProvider clock)
{
    /// <summary>First segments of addresses that are no school.</summary>
    public static readonly IReadOnlySet<string> Reserved = new HashSet<string> { "health", "openapi", "dist", OpenCouncil.Address, "samspill", "sprak", "demo", "feil", "skoler", "innlogging" };

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

    /// <summary>The council; null when this installation has none.</summary>
    public OpenCouncil? Council { get; private set; }

    /// <summary>Brings the host database and every school's up to the program's version, and opens them.</summary>
    public async Task OpenAllAsync(CancellationToken ct)
    {
        Directory.CreateDirectory(storage.Folder);
        await using var host = HostDatabase();
        await Migrations.UpgradeAsync(host, storage, "samspill", ct);
        var schools = await host.Schools.AsNoTracking().ToListAsync(ct);
        if (schools.Count > 0) FieldKeyFile.Open(storage.Folder, mayCreate: false);
        foreach (var school in schools.Where(s => !open.ContainsKey(s.Slug))) await OpenAsync(school, ct);
        if (Council is null && await host.Councils.AsNoTracking().SingleOrDefaultAsync(ct) is { } council) Council = await OpenCouncilAsync(council, ct);
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

    /// <summary>Makes the council with the country's counties and municipalities. Again is fine.</summary>
    public async Task<OpenCouncil> CreateCouncilAsync(HostedCouncil council, CancellationToken ct)
    {
        if (Council is { } existing) return existing;
        var opened = await OpenCouncilAsync(council, ct);
        await using (var db = opened.Database(Actor.Operator, clock)) await Country.FillAsync(db, ct);
        await using var host = HostDatabase();
        host.Councils.Add(council); // last, as with a school
        await host.SaveChangesAsync(ct);
        return Council = opened;
    }

    /// <summary>Deletes the demo's council with all that is in it.</summary>
    /// <exception cref="InvalidOperationException">The council is real.</exception>
    public async Task DeleteDemoCouncilAsync(CancellationToken ct)
    {
        if (Council is not { } council) return;
        if (!council.Demo) throw new InvalidOperationException("The council is no demo.");
        await using var host = HostDatabase();
        await host.Councils.ExecuteDeleteAsync(ct);
        Council = null;
        await using (var db = council.Database(Actor.System, clock)) await db.Database.EnsureDeletedAsync(ct);
        File.Delete(Features.Audit.SealAudit.AnchorPath(storage, OpenCouncil.Address));
    }

    public HostDb HostDatabase() => new(Options<HostDb>(storage.Host));

    private async Task<OpenSchool> OpenAsync(HostedSchool school, CancellationToken ct)
    {
        var factory = await UpgradedAsync<SamspillDb>(school.Slug, ct);
        return open[school.Slug] = new OpenSchool(school, factory, Gate, new FieldCipher(fieldKey.Value, school.Slug));
    }

    private async Task<OpenCouncil> OpenCouncilAsync(HostedCouncil council, CancellationToken ct) =>
        new(council, await UpgradedAsync<CouncilDb>(OpenCouncil.Address, ct), Gate, new FieldCipher(fieldKey.Value, OpenCouncil.Address));

    private async Task<PooledDbContextFactory<TDb>> UpgradedAsync<TDb>(string slug, CancellationToken ct) where TDb : TenantDb
    {
        var factory = new PooledDbContextFactory<TDb>(Options<TDb>(storage.School(slug)), poolSize: 64);
        await using var db = factory.CreateDbContext();
        await Migrations.UpgradeAsync(db, storage, slug, ct);
        return factory;
    }

    private WriteGate Gate => storage.IsPostgres ? WriteGate.Open : WriteGate.OneAtATime();

    private DbContextOptions<T> Options<T>(string connection) where T : DbContext
    {
        var options = new DbContextOptionsBuilder<T>().UseApplicationServiceProvider(IdentitySchema);
        storage.Configure(options, connection);
        return options.Options;
    }

    [GeneratedRegex("^[a-z][a-z0-9-]{1,38}$", RegexOptions.NonBacktracking)]
    private static partial Regex SlugForm();
}
