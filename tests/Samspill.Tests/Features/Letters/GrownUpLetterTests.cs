using Microsoft.Extensions.DependencyInjection;
using Samspill.Domain.Messages;
using Samspill.Features.Admission;
using Samspill.Features.Letters;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Letters;

/// <summary>Jonas is grown here, and the school has no address of his own: only of his mother's.</summary>
public sealed class GrownUpLetterTests(OnSqlite server) : OnDatabase(server), IClassFixture<OnSqlite>
{
    [Fact]
    public async Task A_grown_pupil_without_an_address_gets_a_letter_and_its_guardian_is_not_told_instead()
    {
        await using var db = Server.Database();
        await db.People.Where(p => p.Id == Server.World.Jonas).ExecuteUpdateAsync(set => set.SetProperty(p => p.BirthDate, new DateOnly(2000, 3, 14)));
        await using var scope = await Server.ActAsAsync(Server.World.Per);
        var run = (await scope.ServiceProvider.GetRequiredService<RunPlacement>().RunAsync(Server.World.Round, CancellationToken.None)).Value;
        (await scope.ServiceProvider.GetRequiredService<PublishRun>().RunAsync(run, CancellationToken.None)).Refused(out _).ShouldBeFalse();
        var told = await db.Messages.Where(m => m.Pupil == Server.World.Jonas).Select(m => new { m.To, m.State }).ToListAsync();
        told.ShouldHaveSingleItem().ShouldBe(new { To = (PersonId?)Server.World.Jonas, State = MessageState.NoAddress });

        var job = (await scope.ServiceProvider.GetRequiredService<OrderLetters>().RunAsync(run, onlyUnreached: true, CancellationToken.None)).Value;
        var files = await db.LetterFiles.Where(f => f.Job == job).ToListAsync();
        files.SelectMany(f => f.Ids()).ShouldBe([Server.World.JonasGuitar]);
    }
}
