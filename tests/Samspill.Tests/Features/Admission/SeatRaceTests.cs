using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Features.Admission;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Admission;

/// <summary>No seat two pupils, whatever races.</summary>
public abstract class SeatRaceTests(TestServer server) : OnDatabase(server)
{
    private const int Clients = 16;

    /// <summary>If this fails, the tests below may prove nothing: there is no race to survive.</summary>
    [Fact]
    public async Task Looking_first_and_writing_afterwards_sells_the_last_seat_twice()
    {
        var oversold = 0;
        for (var race = 0; race < 20 && oversold == 0; race++)
        {
            var scene = await Scene.MakeAsync(Server, seats: 1, waiting: Clients);
            await RaceAsync(Clients, async client =>
            {
                await using var db = Server.Database();
                var course = await db.Courses.AsNoTracking().SingleAsync(c => c.Id == scene.Course);
                await using var work = await db.BeginAsync(CancellationToken.None);
                if (course.Taken >= course.Capacity) return false;
                db.Places.Add(new Place(PlaceId.New(), scene.Pupils[client], scene.Course, new DateOnly(2026, 8, 17), null, null, null, new DateOnly(2026, 6, 5)));
                await db.SaveChangesAsync();
                await db.Courses.Where(c => c.Id == scene.Course).ExecuteUpdateAsync(c => c.SetProperty(x => x.Taken, course.Taken + 1));
                await work.CommitAsync(CancellationToken.None);
                return true;
            });
            await using var after = Server.Database();
            if (await after.Places.CountAsync(p => p.Course == scene.Course) > 1) oversold++;
        }
        oversold.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Two_hundred_times_sixteen_want_one_seat_and_one_gets_it()
    {
        var scene = await Scene.MakeAsync(Server, seats: 1, waiting: 0);
        for (var race = 0; race < 200; race++)
        {
            var won = await RaceAsync(Clients, async _ =>
            {
                await using var db = Server.Database();
                await using var work = await db.BeginAsync(CancellationToken.None);
                var held = await db.HoldSeatsAsync(scene.Course, 1, CancellationToken.None);
                await work.CommitAsync(CancellationToken.None);
                return held;
            });
            won.ShouldBe(1);
            await using var free = Server.Database();
            (await free.Courses.Where(c => c.Id == scene.Course).Select(c => c.Held).SingleAsync()).ShouldBe(1);
            await free.FreeHeldSeatsAsync(scene.Course, 1, CancellationToken.None);
        }
    }

    [Fact]
    public async Task The_database_itself_refuses_one_held_seat_too_many()
    {
        var scene = await Scene.MakeAsync(Server, seats: 1, waiting: 0);
        await using var db = Server.Database();
        (await Should.ThrowAsync<Exception>(() => db.Courses.Where(c => c.Id == scene.Course).ExecuteUpdateAsync(c => c.SetProperty(x => x.Held, 2)))).ToString().ShouldContain("ck_catalogue_course_seats");
    }

    [Fact]
    public async Task Many_who_fill_vacancies_at_once_make_one_offer_for_each_seat()
    {
        for (var race = 0; race < 15; race++)
        {
            var scene = await Scene.MakeAsync(Server, seats: 2, waiting: 8);
            await RaceAsync(Clients, async _ =>
            {
                var filled = await scene.DoAsync<FillVacancies, int>(Server.World.Per, fill => fill.RunAsync([scene.Course], CancellationToken.None));
                return filled.Value > 0;
            });
            (await scene.OpenOffersAsync()).Select(o => o.Application).ShouldBe(scene.Waiting.Take(2), ignoreOrder: true);
            (await scene.SeatsAsync()).ShouldBe((0, 2, 2));
            (await scene.ToldAsync("offer")).ShouldBe(2);
        }
    }

    [Fact]
    public async Task Vacancies_on_many_courses_never_give_a_pupil_more_than_the_maximum()
    {
        // One child waits for eight courses and may have two places; eight of the office fill one course each at the same moment.
        var scenes = new List<Scene>();
        for (var i = 0; i < 8; i++) scenes.Add(await Scene.MakeAsync(Server, seats: 1, waiting: 0));
        await using (var db = Server.Database())
        {
            foreach (var (i, scene) in scenes.Index())
                db.Applications.Add(new Application(ApplicationId.New(), $"{scene.Course.Value:N}", Server.World.Kasper, scene.Course, null, i + 1, 8, Server.Clock.GetUtcNow(), ""));
            await db.SaveChangesAsync();
        }
        await RaceAsync(8, async i => (await scenes[i].DoAsync<FillVacancies, int>(Server.World.Per, fill => fill.RunAsync([scenes[i].Course], CancellationToken.None))).Value > 0);
        await using var after = Server.Database();
        (await after.Offers.CountAsync(o => o.Pupil == Server.World.Kasper && o.Status == OfferStatus.Open)).ShouldBe(AdmissionRules.Default.MaxPlacesPerPupil!.Value);
    }

    [Fact]
    public async Task Of_yes_no_and_too_late_exactly_one_wins()
    {
        for (var race = 0; race < 25; race++)
        {
            var scene = await Scene.MakeAsync(Server, seats: 1, waiting: 2);
            var offer = (await scene.FillAsync()).Single();
            await RaceAsync(12, async client => client % 3 == 0
                ? !(await scene.DoAsync<AcceptOffer, Offer>(Server.World.Nina, accept => accept.RunAsync(offer.Id, CancellationToken.None))).Refused(out _)
                : client % 3 == 1
                ? !(await scene.DoAsync<DeclineOffer, Offer>(Server.World.Nina, decline => decline.RunAsync(offer.Id, keepQueue: false, CancellationToken.None))).Refused(out _)
                : !(await scene.DoAsync<WithdrawOffer, Offer>(Server.World.Per, withdraw => withdraw.RunAsync(offer.Id, "Læreren har sluttet", CancellationToken.None))).Refused(out _));

            var (taken, held, _) = await scene.SeatsAsync();
            (taken + held).ShouldBe(1);
            await using var db = Server.Database();
            var status = (await db.Offers.SingleAsync(o => o.Id == offer.Id)).Status;
            (await scene.ApplicationAsync(0)).State.ShouldBe(status switch { OfferStatus.Accepted => ApplicationState.Placed, OfferStatus.Declined => ApplicationState.Withdrawn, _ => ApplicationState.Waiting });
            (await scene.ApplicationAsync(1)).State.ShouldBe(status == OfferStatus.Accepted ? ApplicationState.Waiting : ApplicationState.Offered);
            (await scene.ToldAsync("offer-accepted") + await scene.ToldAsync("offer-declined") + await scene.ToldAsync("offer-withdrawn")).ShouldBe(1);
            (await scene.ToldAsync("offer")).ShouldBe(status == OfferStatus.Accepted ? 1 : 2);
        }
    }

    [Fact]
    public async Task Saying_yes_sixteen_times_at_once_takes_one_place_and_tells_once()
    {
        for (var race = 0; race < 15; race++)
        {
            var scene = await Scene.MakeAsync(Server, seats: 1, waiting: 1);
            var offer = (await scene.FillAsync()).Single();
            var yes = await RaceAsync(Clients, async client => !(await scene.DoAsync<AcceptOffer, Offer>(Server.World.Nina, accept => accept.RunAsync(offer.Id, CancellationToken.None))).Refused(out _));
            yes.ShouldBe(Clients);
            (await scene.SeatsAsync()).ShouldBe((1, 0, 1));
            (await scene.ToldAsync("offer-accepted")).ShouldBe(1);
        }
    }

    /// <summary>Lets clients go at the same moment.</summary>
    /// <returns>How many said they won.</returns>
    private static async Task<int> RaceAsync(int clients, Func<int, Task<bool>> run)
    {
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var racing = Enumerable.Range(0, clients).Select(client => Task.Run(async () =>
        {
            await go.Task;
            return await run(client);
        })).ToList();
        go.SetResult();
        return (await Task.WhenAll(racing)).Count(won => won);
    }
}

public sealed class SeatRaceOnSqlite(OnSqlite server) : SeatRaceTests(server), IClassFixture<OnSqlite>;

public sealed class SeatRaceOnPostgres(OnPostgres server) : SeatRaceTests(server), IClassFixture<OnPostgres>;
