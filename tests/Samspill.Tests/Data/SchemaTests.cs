using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Samspill.Data;
using Samspill.Tests.Host;

namespace Samspill.Tests.Data;

/// <summary>The hand-written migrations give the schema of the model, on both databases.</summary>
public abstract partial class SchemaTests(TestServer server) : OnDatabase(server)
{
    private static readonly IServiceProvider IdentitySchema = new ServiceCollection()
        .Configure<IdentityOptions>(o => o.Stores.SchemaVersion = IdentitySchemaVersions.Version3).BuildServiceProvider();

    [Fact]
    public async Task Migrations_give_a_school_the_schema_of_the_model() => await CompareAsync<SamspillDb>(options => new SamspillDb(options), atLeast: 150);

    [Fact]
    public async Task Migrations_give_the_host_the_schema_of_the_model() => await CompareAsync<HostDb>(options => new HostDb(options), atLeast: 5);

    [Fact]
    public async Task Migrations_give_the_council_the_schema_of_the_model() => await CompareAsync<CouncilDb>(options => new CouncilDb(options), atLeast: 80);

    [Fact]
    public async Task A_column_too_many_is_seen()
    {
        await using var db = Make<SamspillDb>(options => new SamspillDb(options), "canary");
        await db.Database.EnsureCreatedAsync(TestContext.Current.CancellationToken);
        var before = await FactsAsync(db);
        await db.Database.ExecuteSqlRawAsync("ALTER TABLE school_site ADD COLUMN \"Extra\" integer", TestContext.Current.CancellationToken);
        var after = await FactsAsync(db);
        after.Except(before).ShouldHaveSingleItem();
        await db.Database.EnsureDeletedAsync(TestContext.Current.CancellationToken);
    }

    private async Task CompareAsync<T>(Func<DbContextOptions<T>, T> make, int atLeast) where T : DbContext
    {
        var ct = TestContext.Current.CancellationToken;
        await using var migrated = Make(make, "migrated");
        await migrated.Database.MigrateAsync(ct);
        await using var created = Make(make, "created");
        await created.Database.EnsureCreatedAsync(ct);

        var (fromMigrations, fromModel) = (await FactsAsync(migrated), await FactsAsync(created));
        await migrated.Database.EnsureDeletedAsync(ct);
        await created.Database.EnsureDeletedAsync(ct);

        fromModel.Count.ShouldBeGreaterThan(atLeast);
        fromMigrations.Except(fromModel).ShouldBeEmpty("only in the migrations");
        fromModel.Except(fromMigrations).ShouldBeEmpty("only in the model");
    }

    private T Make<T>(Func<DbContextOptions<T>, T> make, string name) where T : DbContext
    {
        var storage = Server.Schools.Storage;
        var options = new DbContextOptionsBuilder<T>().UseApplicationServiceProvider(IdentitySchema);
        storage.Configure(options, storage.School($"schema-{typeof(T).Name.ToLowerInvariant()}-{name}"));
        return make(options.Options);
    }

    private static async Task<HashSet<string>> FactsAsync(DbContext db) => [.. db.Database.IsNpgsql() ? await PostgresFactsAsync(db) : await SqliteFactsAsync(db)];

    private static async Task<List<string>> SqliteFactsAsync(DbContext db)
    {
        var facts = await db.Database.SqlQueryRaw<string>("""
            SELECT m.name || '.' || c.name || ' ' || c.type || ' ' || c."notnull" || ' ' || c.pk || ' ' || coalesce(c.dflt_value, '') AS "Value"
            FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE '\_\_EF%' ESCAPE '\'
            UNION ALL
            SELECT m.name || ' -> ' || f."table" || ' ' || f."from" || ' ' || f."to" || ' ' || f.on_delete
            FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f WHERE m.type = 'table'
            UNION ALL
            SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL
            """).ToListAsync();
        var tables = await db.Database.SqlQueryRaw<string>("SELECT sql AS \"Value\" FROM sqlite_master WHERE type = 'table' AND sql IS NOT NULL").ToListAsync();
        facts.AddRange(tables.SelectMany(t => Check().Matches(t).Select(m => m.Value)));
        return facts;
    }

    private static Task<List<string>> PostgresFactsAsync(DbContext db) => db.Database.SqlQueryRaw<string>("""
        SELECT c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || ' ' || a.attnotnull || ' ' || a.attidentity::text || ' ' || coalesce(l.collname, '') || ' ' || coalesce(pg_get_expr(d.adbin, d.adrelid), '') AS "Value"
        FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum LEFT JOIN pg_collation l ON l.oid = a.attcollation
        WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND c.relname NOT LIKE '\_\_EF%'
        UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename NOT LIKE '\_\_EF%'
        UNION ALL SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text NOT LIKE '%\_\_EF%'
        """).ToListAsync();

    [GeneratedRegex("CONSTRAINT \"ck_[^\n]*", RegexOptions.NonBacktracking)]
    private static partial Regex Check();
}

public sealed class SchemaTestsOnSqlite(OnSqlite server) : SchemaTests(server), IClassFixture<OnSqlite>;

public sealed class SchemaTestsOnPostgres(OnPostgres server) : SchemaTests(server), IClassFixture<OnPostgres>;
