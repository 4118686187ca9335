using Samspill.Data;
using Samspill.Domain.People;
using Samspill.Features.Audit;
using Samspill.Host;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Audit;

public abstract class AuditTests(TestServer server) : OnDatabase(server)
{
    [Fact]
    public async Task A_change_leaves_an_entry_with_who_and_what_but_without_the_content()
    {
        await using var scope = await Server.ActAsAsync(Server.World.Per);
        var db = (SamspillDb)scope.ServiceProvider.GetService(typeof(SamspillDb))!;
        var kari = await db.People.SingleAsync(p => p.Id == Server.World.Kari.Person);
        kari.Reach("ny.adresse@example.org", kari.Phone);
        await db.SaveChangesAsync();

        var entry = await db.AuditEntries.AsNoTracking().OrderByDescending(e => e.Id).FirstAsync(e => e.Subject == $"Person {kari.Id.Value}");
        entry.Actor.ShouldBe("Per");
        entry.Action.ShouldBe("changed");
        entry.Detail.ShouldBe(nameof(Person.Email));
    }

    [Fact]
    public async Task The_database_refuses_to_change_or_delete_an_entry()
    {
        await VerifyAsync(); // so that there are seals to delete
        await using var db = Server.Database();
        await Should.ThrowAsync<Exception>(() => db.Database.ExecuteSqlRawAsync("UPDATE audit_entry SET \"Actor\" = 'nobody'"));
        await Should.ThrowAsync<Exception>(() => db.Database.ExecuteSqlRawAsync("DELETE FROM audit_seal"));
        await Should.ThrowAsync<Exception>(() => db.Database.ExecuteSqlRawAsync("DELETE FROM audit_entry"));
    }

    [Fact]
    public async Task An_untouched_chain_holds()
    {
        var verdict = await VerifyAsync();
        verdict.Entries.ShouldBeGreaterThan(20);
        verdict.Unsealed.ShouldBe(0);
        verdict.Faults.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("UPDATE audit_entry SET \"Actor\" = 'somebody else' WHERE \"Id\" = (SELECT \"Entry\" FROM audit_seal WHERE \"Number\" = 5)", "entry 5")]
    [InlineData("DELETE FROM audit_seal WHERE \"Number\" = 7", "entry 7: missing")]
    [InlineData("DELETE FROM audit_seal WHERE \"Number\" > 9", "the chain ends at 9")]
    public async Task Whoever_gets_round_the_database_is_found_out(string tampering, string found)
    {
        // A school of its own: the damage stays.
        var school = (await Server.Schools.CreateAsync(new HostedSchool($"x{Guid.CreateVersion7():N}"[..20], "Eget", "5001", false), CancellationToken.None)).Value;
        await using var db = school.Database(Actor.System, Server.Clock);
        for (var i = 0; i < 12; i++) db.Note("looked", $"Thing {i}");
        await db.SaveChangesAsync();
        await new SealAudit(db, Server.Schools.Storage, Server.Clock).RunAsync(school, CancellationToken.None);

        await DropGuardsAsync(db);
        await db.Database.ExecuteSqlRawAsync(tampering);
        var verdict = await VerifyAudit.RunAsync(db, SealAudit.AnchorPath(Server.Schools.Storage, school.Slug), CancellationToken.None);
        verdict.Faults.ShouldContain(fault => fault.Contains(found, StringComparison.Ordinal));
        await db.Database.EnsureDeletedAsync();
    }

    private async Task<AuditVerdict> VerifyAsync()
    {
        await using var db = Server.Database();
        await new SealAudit(db, Server.Schools.Storage, Server.Clock).RunAsync(Server.Schools.Find("trondheim")!, CancellationToken.None);
        return await VerifyAudit.RunAsync(db, SealAudit.AnchorPath(Server.Schools.Storage, "trondheim"), CancellationToken.None);
    }

    private static Task DropGuardsAsync(SamspillDb db) => db.Database.ExecuteSqlRawAsync(db.Database.IsNpgsql()
        ? "DROP TRIGGER audit_entry_append_only ON audit_entry; DROP TRIGGER audit_seal_append_only ON audit_seal"
        : "DROP TRIGGER audit_entry_no_update; DROP TRIGGER audit_entry_no_delete; DROP TRIGGER audit_seal_no_update; DROP TRIGGER audit_seal_no_delete");
}

public sealed class AuditTestsOnSqlite(OnSqlite server) : AuditTests(server), IClassFixture<OnSqlite>;

public sealed class AuditTestsOnPostgres(OnPostgres server) : AuditTests(server), IClassFixture<OnPostgres>;
