using System.Net;

namespace Samspill.Tests.Host;

public abstract class HealthTests(TestServer server) : OnDatabase(server)
{
    [Fact]
    public async Task A_running_program_is_live_and_ready()
    {
        using var http = new HttpClient { BaseAddress = Server.Address };
        (await http.GetStringAsync("/health/live")).ShouldBe("live");
        (await http.GetStringAsync("/health/ready")).ShouldBe("ready");
    }

    [Fact]
    public async Task Being_asked_whether_it_is_ready_leaves_nothing_behind()
    {
        using var http = new HttpClient { BaseAddress = Server.Address };
        await http.GetStringAsync("/health/ready");
        await using var db = Server.Database();
        (await db.AuditEntries.CountAsync(e => e.Action == "health")).ShouldBe(0);
    }

    [Fact]
    public async Task A_school_that_takes_no_write_makes_it_not_ready()
    {
        using var http = new HttpClient { BaseAddress = Server.Address };
        await using (var db = Server.Database("klabu")) await db.Database.ExecuteSqlRawAsync("ALTER TABLE audit_entry RENAME TO away");
        var answer = await http.GetAsync("/health/ready");
        await using (var db = Server.Database("klabu")) await db.Database.ExecuteSqlRawAsync("ALTER TABLE away RENAME TO audit_entry");
        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }
}

public sealed class HealthTestsOnSqlite(OnSqlite server) : HealthTests(server), IClassFixture<OnSqlite>;

public sealed class HealthTestsOnPostgres(OnPostgres server) : HealthTests(server), IClassFixture<OnPostgres>;
