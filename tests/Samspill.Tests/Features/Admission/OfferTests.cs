using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Features.Admission;
using Samspill.Host;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Admission;

/// <summary>What a family answers, what the clock does, and who gets the seat then. Nina is guardian of everybody who waits.</summary>
public abstract class OfferTests(TestServer server) : OnDatabase(server)
{
    [Fact]
    public async Task Yes_makes_a_place_from_the_day_offered()
    {
        var scene = await Scene.MakeAsync(Server, seats: 1, waiting: 2);
        var offer = (await scene.FillAsync()).ShouldHaveSingleItem();
        (await scene.DoAsync<AcceptOffer, Offer>(Server.World.Nina, a => a.RunAsync(offer.Id, CancellationToken.None))).Refused(out _).ShouldBeFalse();

        (await scene.SeatsAsync()).ShouldBe((1, 0, 1));
        await using var db = Server.Database();
        var place = await db.Places.SingleAsync(p => p.Offer == offer.Id);
        (place.Pupil, place.From, place.State).ShouldBe((scene.Pupils[0], offer.PlaceFrom, PlaceState.Live));
        (await scene.DoAsync<DeclineOffer, Offer>(Server.World.Nina, d => d.RunAsync(offer.Id, false, CancellationToken.None))).Refused(out var why).ShouldBeTrue();
        why!.Code.ShouldBe("offer.already-answered");
    }

    [Fact]
    public async Task Whoever_declines_and_keeps_the_queue_stays_first_but_is_not_asked_again_at_once()
    {
        var scene = await Scene.MakeAsync(Server, seats: 1, waiting: 3);
        foreach (var next in new[] { 0, 1 })
        {
            var offer = (await scene.OpenOffersAsync()).Concat(await scene.FillAsync()).First();
            offer.Application.ShouldBe(scene.Waiting[next]);
            (await scene.DoAsync<DeclineOffer, Offer>(Server.World.Nina, d => d.RunAsync(offer.Id, keepQueue: true, CancellationToken.None))).Refused(out _).ShouldBeFalse();
        }
        (await scene.OpenOffersAsync()).ShouldHaveSingleItem().Application.ShouldBe(scene.Waiting[2]);
        await using var db = Server.Database();
        var numbers = await db.QueueNumbersAsync(scene.Waiting, Oslo.Today(Server.Clock), CancellationToken.None);
        numbers[scene.Waiting[0]].ShouldBe(new QueueNumber(1, 2));
        numbers[scene.Waiting[1]].ShouldBe(new QueueNumber(2, 2));
    }

    [Fact]
    public async Task Whoever_declines_and_leaves_is_out_of_the_queue_and_the_next_is_offered_the_seat()
    {
        var scene = await Scene.MakeAsync(Server, seats: 1, waiting: 2);
        var offer = (await scene.FillAsync()).Single();
        for (var twice = 0; twice < 2; twice++)
            (await scene.DoAsync<DeclineOffer, Offer>(Server.World.Nina, d => d.RunAsync(offer.Id, keepQueue: false, CancellationToken.None))).Refused(out _).ShouldBeFalse();
        (await scene.ApplicationAsync(0)).State.ShouldBe(ApplicationState.Withdrawn);
        (await scene.OpenOffersAsync()).ShouldHaveSingleItem().Application.ShouldBe(scene.Waiting[1]);
        (await scene.ToldAsync("offer-declined")).ShouldBe(1);
        await using var db = Server.Database();
        (await db.Runs.CountAsync(r => r.Kind == RunKind.Vacancy && db.Offers.Any(o => o.Run == r.Id && o.Course == scene.Course))).ShouldBe(2);
    }

    [Fact]
    public async Task An_offer_lapses_after_its_last_second_and_not_before()
    {
        var scene = await Scene.MakeAsync(Server, seats: 1, waiting: 2);
        var offer = (await scene.FillAsync()).Single();
        Server.Clock.Advance(offer.AnswerBy - Server.Clock.GetUtcNow() - TimeSpan.FromMinutes(1));
        await ClockAsync<LapseOffers>();
        (await scene.OpenOffersAsync()).ShouldHaveSingleItem().Id.ShouldBe(offer.Id);

        Server.Clock.Advance(TimeSpan.FromMinutes(2));
        (await scene.DoAsync<AcceptOffer, Offer>(Server.World.Nina, a => a.RunAsync(offer.Id, CancellationToken.None))).Refused(out var why).ShouldBeTrue();
        why!.Code.ShouldBe("offer.too-late");
        await ClockAsync<LapseOffers>();
        await ClockAsync<LapseOffers>();
        (await scene.ApplicationAsync(0)).State.ShouldBe(ApplicationState.Lapsed);
        (await scene.OpenOffersAsync()).ShouldHaveSingleItem().Application.ShouldBe(scene.Waiting[1]);
        (await scene.ToldAsync("offer-lapsed")).ShouldBe(1);
        (await scene.SeatsAsync()).ShouldBe((0, 1, 1));
    }

    [Fact]
    public async Task A_place_that_ends_goes_to_the_next_in_the_queue()
    {
        var scene = await Scene.MakeAsync(Server, seats: 1, waiting: 2);
        var offer = (await scene.FillAsync()).Single();
        await scene.DoAsync<AcceptOffer, Offer>(Server.World.Nina, a => a.RunAsync(offer.Id, CancellationToken.None));
        await using (var db = Server.Database())
        {
            (await db.Places.SingleAsync(p => p.Offer == offer.Id)).End(Oslo.Today(Server.Clock), Oslo.Today(Server.Clock));
            await db.SaveChangesAsync();
        }
        await ClockAsync<EndPlaces>();
        (await scene.SeatsAsync()).ShouldBe((1, 0, 1));
        Server.Clock.Advance(TimeSpan.FromDays(1));
        await ClockAsync<EndPlaces>();
        (await scene.SeatsAsync()).ShouldBe((0, 1, 1));
        (await scene.OpenOffersAsync()).ShouldHaveSingleItem().Application.ShouldBe(scene.Waiting[1]);
    }

    [Fact]
    public async Task The_school_takes_an_offer_back_only_with_a_reason_and_the_family_reads_it()
    {
        var scene = await Scene.MakeAsync(Server, seats: 1, waiting: 1);
        var offer = (await scene.FillAsync()).Single();
        (await scene.DoAsync<WithdrawOffer, Offer>(Server.World.Per, w => w.RunAsync(offer.Id, "  ", CancellationToken.None))).Refused(out var why).ShouldBeTrue();
        why!.Code.ShouldBe("offer.no-reason");
        (await scene.DoAsync<WithdrawOffer, Offer>(Server.World.Per, w => w.RunAsync(offer.Id, "Gruppen blir ikke startet", CancellationToken.None))).Refused(out _).ShouldBeFalse();
        (await scene.ApplicationAsync(0)).State.ShouldBe(ApplicationState.Waiting);
        (await scene.SeatsAsync()).ShouldBe((0, 0, 1));
        await using var db = Server.Database();
        (await db.Messages.SingleAsync(m => m.About == "offer-withdrawn" && m.Pupil == scene.Pupils[0])).Body.ShouldContain("Gruppen blir ikke startet");
    }

    [Fact]
    public async Task Another_familys_offer_is_not_there()
    {
        var scene = await Scene.MakeAsync(Server, seats: 1, waiting: 1);
        var offer = (await scene.FillAsync()).Single();
        using var kari = await Server.SignInAsync(Server.World.Kari);
        (await kari.Http.PutAsync($"api/v1/offers/{offer.Id.Value}/acceptance", null)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await kari.Http.PutAsync($"api/v1/offers/{Guid.CreateVersion7()}/acceptance", null)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await scene.OpenOffersAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task The_api_takes_a_yes_twice_and_then_refuses_a_no_in_words()
    {
        var scene = await Scene.MakeAsync(Server, seats: 1, waiting: 1);
        var offer = (await scene.FillAsync()).Single();
        using var nina = await Server.SignInAsync(Server.World.Nina);
        (await nina.Http.PutAsync($"api/v1/offers/{offer.Id.Value}/acceptance", null)).StatusCode.ShouldBe(HttpStatusCode.PreconditionRequired);
        nina.Http.DefaultRequestHeaders.Add("If-Match", "*");
        for (var twice = 0; twice < 2; twice++)
            (await nina.Http.PutAsync($"api/v1/offers/{offer.Id.Value}/acceptance", null)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        var no = await nina.Http.PutAsync($"api/v1/offers/{offer.Id.Value}/refusal?keepQueue=true", null);
        no.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        no.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await no.Content.ReadAsStringAsync()).ShouldContain("urn:samspill:offer.already-answered");
    }

    private async Task ClockAsync<TJob>() where TJob : Samspill.Jobs.IClockJob
    {
        await using var scope = await Server.ActAsSystemAsync();
        await scope.ServiceProvider.GetRequiredService<TJob>().RunAsync(Server.Schools.Find(Cast.World.School)!, CancellationToken.None);
    }
}

public sealed class OfferOnSqlite(OnSqlite server) : OfferTests(server), IClassFixture<OnSqlite>;

public sealed class OfferOnPostgres(OnPostgres server) : OfferTests(server), IClassFixture<OnPostgres>;
