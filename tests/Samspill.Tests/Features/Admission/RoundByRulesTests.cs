using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.Catalogue;
using Samspill.Features.Admission;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Admission;

/// <summary>What follows of the rules after somebody has been ranked: passed over, silence, a year at a time, short courses. A world of its own.</summary>
public abstract class RoundByRulesTests(TestServer server) : OnDatabase(server)
{
    [Fact]
    public async Task An_application_is_passed_over_once_for_a_reason_that_the_family_reads()
    {
        var scene = await Scene.MakeAsync(Server, seats: 1, waiting: 2);
        await AdoptAsync(AdmissionRules.Default);
        (await PassAsync(scene, "Gruppa trenger en eldre.")).ShouldBe("pass-over.no-group");
        await AsGroupAsync(scene);
        (await PassAsync(scene, "Gruppa trenger en eldre.")).ShouldBe("pass-over.not-in-rules");
        await AdoptAsync(AdmissionRules.Default with { MayPassOver = true });
        (await PassAsync(scene, "nei")).ShouldBe("pass-over.reason");
        (await PassAsync(scene, "Gruppa har bare barn på 10, og trenger en til.")).ShouldBeNull();
        (await PassAsync(scene, "En gang til, for sikkerhets skyld.")).ShouldBe("pass-over.already");

        var offer = (await scene.FillAsync()).ShouldHaveSingleItem();
        offer.Application.ShouldBe(scene.Waiting[1]);
        (await scene.ToldAsync("passed-over")).ShouldBe(1);
        (await scene.ApplicationAsync(0)).State.ShouldBe(ApplicationState.Waiting);
        await using var db = Server.Database();
        (await db.Decisions.SingleAsync(d => d.Application == scene.Waiting[0])).Outcome.ShouldBe(DecisionOutcome.PassedOver);
        var row = await db.PassOvers.SingleAsync(p => p.Application == scene.Waiting[0]);
        (row.Run, row.By, row.Reason).ShouldBe((offer.Run, "Per", "Gruppa har bare barn på 10, og trenger en til."));
        (await db.AuditEntries.CountAsync(e => e.Actor == "Per" && e.Subject == $"PassOver {row.Id.Value}")).ShouldBeGreaterThan(0);

        using var nina = await Server.SignInAsync(Server.World.Nina);
        (await nina.OpenAsync($"vedtak/{scene.Waiting[0].Value}")).Body!.TextContent.ShouldContain("Gruppa har bare barn på 10, og trenger en til.");

        await scene.DoAsync<DeclineOffer, Offer>(Server.World.Nina, d => d.RunAsync(offer.Id, keepQueue: false, CancellationToken.None));
        (await scene.OpenOffersAsync()).ShouldHaveSingleItem().Application.ShouldBe(scene.Waiting[0], "it was passed over for one seat only");
    }

    [Fact]
    public async Task No_answer_is_a_yes_when_the_rules_say_so_and_an_adult_has_the_place_for_a_year()
    {
        var scene = await Scene.MakeAsync(Server, seats: 2, waiting: 2);
        await AdoptAsync(AdmissionRules.Default with { Silence = Silence.Accepts, AdultsOneYear = true });
        await using (var db = Server.Database())
        {
            var adult = scene.Pupils[1];
            await db.People.Where(p => p.Id == adult).ExecuteUpdateAsync(p => p.SetProperty(x => x.BirthDate, new DateOnly(1990, 1, 1)));
            await db.Courses.Where(c => c.Id == scene.Course).ExecuteUpdateAsync(c => c.SetProperty(x => x.AgeTo, (int?)null));
        }
        (await scene.FillAsync()).Count.ShouldBe(2);
        await LapseAsync();
        (await scene.SeatsAsync()).ShouldBe((2, 0, 2));
        (await scene.ToldAsync("offer-taken-as-yes")).ShouldBe(2, "the child's guardian, and the adult itself but no more its guardian");
        await using var after = Server.Database();
        (await after.Places.SingleAsync(p => p.Course == scene.Course && p.Pupil == scene.Pupils[0])).To.ShouldBeNull();
        (await after.Places.SingleAsync(p => p.Course == scene.Course && p.Pupil == scene.Pupils[1])).To.ShouldBe(new DateOnly(2026, 7, 31));
    }

    [Fact]
    public async Task Silence_may_keep_the_queue_and_a_no_may_go_last()
    {
        var scene = await Scene.MakeAsync(Server, seats: 1, waiting: 2);
        await AdoptAsync(AdmissionRules.Default with { Silence = Silence.KeepsQueue });
        await scene.FillAsync();
        await LapseAsync();
        (await scene.ApplicationAsync(0)).State.ShouldBe(ApplicationState.Waiting);
        var next = (await scene.OpenOffersAsync()).ShouldHaveSingleItem();
        next.Application.ShouldBe(scene.Waiting[1]);

        await AdoptAsync(AdmissionRules.Default with { DecliningGoesLast = true });
        await scene.DoAsync<WithdrawOffer, Offer>(Server.World.Per, w => w.RunAsync(next.Id, "Feil", CancellationToken.None));
        var offered = (await scene.FillAsync()).ShouldHaveSingleItem();
        await scene.DoAsync<DeclineOffer, Offer>(Server.World.Nina, d => d.RunAsync(offered.Id, keepQueue: true, CancellationToken.None));
        var declined = await scene.ApplicationAsync(scene.Waiting[0] == offered.Application ? 0 : 1);
        (declined.SeniorityFrom, declined.AppliedAt < declined.SeniorityFrom).ShouldBe((declined.StateAt, true));
    }

    [Fact]
    public async Task A_short_course_fills_at_once_in_the_order_of_arrival()
    {
        var scene = await Scene.MakeAsync(Server, seats: 1, waiting: 0);
        await AdoptAsync(AdmissionRules.Default);
        await using (var db = Server.Database()) await db.Courses.Where(c => c.Id == scene.Course).ExecuteUpdateAsync(c => c.SetProperty(x => x.Form, TeachingForm.ShortCourse));
        var code = await CodeAsync(scene);
        foreach (var (guardian, child) in new[] { (Server.World.Kari, Server.World.Elle), (Server.World.Nina, Server.World.Kasper) })
            (await scene.DoAsync<ReceiveApplication, Receipt>(guardian, r => r.RunAsync(new Sending(Guid.CreateVersion7(), guardian.Person, SubmissionChannel.Web, null, [new AskForChild(child, null, [code], 1, [], null)]), CancellationToken.None))).Refused(out _).ShouldBeFalse();
        (await scene.OpenOffersAsync()).ShouldHaveSingleItem().Pupil.ShouldBe(Server.World.Elle);
        await using var after = Server.Database();
        var waits = await after.Applications.SingleAsync(a => a.Course == scene.Course && a.Pupil == Server.World.Kasper);
        (await after.QueueNumbersAsync([waits.Id], new DateOnly(2026, 6, 5), CancellationToken.None))[waits.Id].ShouldBe(new QueueNumber(1, 1));
    }

    [Fact]
    public async Task A_wish_changes_course_and_its_seniority_goes_along_when_the_rules_say_so()
    {
        var (from, to) = (await Scene.MakeAsync(Server, seats: 0, waiting: 2), await Scene.MakeAsync(Server, seats: 0, waiting: 0));
        var (before, course) = (await from.ApplicationAsync(0), await CodeAsync(to));
        foreach (var follows in new[] { true, false })
        {
            await AdoptAsync(AdmissionRules.Default with { SeniorityFollowsChange = follows });
            var made = (await from.DoAsync<ChangeCourse, ApplicationId>(Server.World.Nina, c => c.RunAsync(from.Waiting[follows ? 0 : 1], course, CancellationToken.None))).Value;
            await using var db = Server.Database();
            var after = await db.Applications.SingleAsync(a => a.Id == made);
            (after.Course, after.State).ShouldBe((to.Course, ApplicationState.Waiting));
            after.Seniority.ShouldBe(follows ? before.AppliedAt : after.AppliedAt);
        }
        (await from.ApplicationAsync(0)).State.ShouldBe(ApplicationState.Withdrawn);
        await using var behind = Server.Database();
        (await behind.QueueOfAsync(to.Course, new DateOnly(2026, 6, 5), CancellationToken.None))[0].Pupil.ShouldBe(from.Pupils[0]);
    }

    private async Task<string> CodeAsync(Scene scene)
    {
        await using var db = Server.Database();
        return await db.Courses.Where(c => c.Id == scene.Course).Select(c => c.Code).SingleAsync();
    }

    private async Task AsGroupAsync(Scene scene)
    {
        await using var db = Server.Database();
        await db.Courses.Where(c => c.Id == scene.Course).ExecuteUpdateAsync(c => c.SetProperty(x => x.Form, TeachingForm.Group));
    }

    private async Task<string?> PassAsync(Scene scene, string reason) =>
        (await scene.DoAsync<PassOverApplication, PassOver>(Server.World.Per, p => p.RunAsync(scene.Waiting[0], null, reason, CancellationToken.None))).Refused(out Rejection? why) ? why.Code : null;

    private async Task AdoptAsync(AdmissionRules rules)
    {
        await using var db = Server.Database();
        var version = await db.RuleSets.MaxAsync(r => r.Version) + 1;
        db.RuleSets.Add(new RuleSet(RuleSetId.New(), version, new DateOnly(2026, 1, 1), "Bystyret", Server.Clock.GetUtcNow(), rules));
        await db.SaveChangesAsync();
    }

    /// <summary>The answer's last moment passes for every open offer, and the clock comes by.</summary>
    private async Task LapseAsync()
    {
        await using (var db = Server.Database()) await db.Offers.Where(o => o.Status == OfferStatus.Open).ExecuteUpdateAsync(o => o.SetProperty(x => x.AnswerBy, Server.Clock.GetUtcNow().AddMinutes(-1)));
        await using var scope = await Server.ActAsSystemAsync();
        await scope.ServiceProvider.GetRequiredService<LapseOffers>().RunAsync(Server.Schools.Find("trondheim")!, CancellationToken.None);
    }
}

public sealed class RoundByRulesOnSqlite(OnSqlite server) : RoundByRulesTests(server), IClassFixture<OnSqlite>;

public sealed class RoundByRulesOnPostgres(OnPostgres server) : RoundByRulesTests(server), IClassFixture<OnPostgres>;
