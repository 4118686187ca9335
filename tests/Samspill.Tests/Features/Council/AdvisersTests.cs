using Samspill.Domain.Access;
using Samspill.Features.Access;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Council;

public abstract class AdvisersTests(TestServer server) : OnDatabase(server)
{
    [Fact]
    public async Task Who_still_works_with_the_council_stands_before_all_who_have_ended()
    {
        await using (var db = Server.Council())
        {
            var gone = new UserAccount { UserName = "Aase", NormalizedUserName = "AASE", DisplayName = "Aase", SecurityStamp = "Aase" };
            db.Users.Add(gone);
            for (var year = 1950; year < 2010; year++) db.Grants.Add(new RoleGrant(gone.Id, Role.RegionalAdviser, new DateOnly(year, 1, 1), new DateOnly(year, 12, 31), "test", "50"));
            await db.SaveChangesAsync();
        }
        using var national = await Server.AtCouncilAsync(CouncilServer.National);
        var first = await national.OpenAsync("/brukere");
        first.QuerySelectorAll("tbody tr").Length.ShouldBe(50);
        first.QuerySelectorAll("tbody button[name=grant]").Length.ShouldBe(3, "each of the three can be ended");
        (await national.OpenAsync("/brukere?side=2")).QuerySelectorAll("tbody tr").Length.ShouldBe(13);
    }
}

public sealed class AdvisersTestsOnSqlite(CouncilOnSqlite server) : AdvisersTests(server), IClassFixture<CouncilOnSqlite>;

public sealed class AdvisersTestsOnPostgres(CouncilOnPostgres server) : AdvisersTests(server), IClassFixture<CouncilOnPostgres>;
