using Samspill.Tests.Host;

namespace Samspill.Tests.Data;

/// <summary>A turn to write ends with its commit.</summary>
public abstract class UnitOfWorkTests(TestServer server) : OnDatabase(server)
{
    [Fact]
    public async Task After_a_commit_the_next_is_written_at_once()
    {
        await using var db = Server.Database();
        await using var work = await db.BeginAsync(CancellationToken.None);
        db.Note("first", "Turn");
        await db.SaveChangesAsync();
        await work.CommitAsync(CancellationToken.None);
        db.Note("second", "Turn");
        await db.SaveChangesAsync().WaitAsync(TimeSpan.FromSeconds(30));
    }
}

public sealed class UnitOfWorkTestsOnSqlite(OnSqlite server) : UnitOfWorkTests(server), IClassFixture<OnSqlite>;

public sealed class UnitOfWorkTestsOnPostgres(OnPostgres server) : UnitOfWorkTests(server), IClassFixture<OnPostgres>;
