using Microsoft.Extensions.DependencyInjection;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.People;
using Samspill.Features.Admission;
using Samspill.Features.Messages;
using Samspill.Host;
using Samspill.Tests.Cast;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Admission;

public abstract class SubmitApplicationTests(TestServer server) : OnDatabase(server)
{
    [Fact]
    public async Task An_application_is_received_whole_submission_wishes_statement_message_and_audit()
    {
        var ask = ForElle("piano-midtbyen") with { Times = ["mon-evening", "nonsense"], Needs = "Elle hører dårlig på venstre øre." };
        var receipt = Value(await SendAsync(Server.World.Kari, ask));

        await using var db = Server.Database();
        var submission = await db.Submissions.SingleAsync(s => s.Receipt == receipt.Code);
        submission.ReceivedAt.ShouldBe(receipt.ReceivedAt);
        var wish = await db.Applications.SingleAsync(a => a.Submission == submission.Id);
        (wish.Pupil, wish.Course, wish.Rank, wish.AppliedAt).ShouldBe((Server.World.Elle, Server.World.Piano, 1, submission.ReceivedAt));
        var statement = await db.Statements.SingleAsync(s => s.Submission == submission.Id);
        statement.Times.ShouldBe("mon-evening");
        Server.Schools.Find(World.School)!.Cipher.Decrypt(statement.Needs!).ShouldBe("Elle hører dårlig på venstre øre.");
        submission.Sent.ShouldNotContain("hører");
        (await db.AuditEntries.AnyAsync(e => e.Detail!.Contains("hører") || e.Subject.Contains("hører"))).ShouldBeFalse();
        (await db.AuditEntries.CountAsync(e => e.Subject == $"Submission {submission.Id.Value}" && e.Account == Server.World.Kari.Account)).ShouldBe(1);
        var message = await db.Messages.SingleAsync(m => m.About == "receipt" && m.Subject.Contains(receipt.Code));
        (message.To, message.Address).ShouldBe((Server.World.Kari.Person, "kari@example.org"));
        message.Body.ShouldContain("Elle: Piano, Midtbyen");
        message.Body.ShouldNotContain("hører");
    }

    [Fact]
    public async Task The_same_form_sent_by_five_clicks_at_once_is_one_application_with_one_receipt()
    {
        var sending = await SendingAsync(Server.World.Kari, New("Femling", 2018) with { Wishes = ["barnekor-ila"] });
        var receipts = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => RunAsync(Server.World.Kari, sending)));

        receipts.Select(r => Value(r)).Distinct().ShouldHaveSingleItem();
        await using var db = Server.Database();
        (await db.Submissions.CountAsync(s => s.Key == sending.Key)).ShouldBe(1);
        (await db.People.CountAsync(p => p.GivenName == "Femling")).ShouldBe(1);
        (await db.Messages.CountAsync(m => m.Body.Contains("Femling"))).ShouldBe(1);
    }

    [Fact]
    public async Task Two_forms_for_the_same_wish_at_once_leave_one_live_application()
    {
        var child = Value(await SendAsync(Server.World.Nina, New("Tvilling", 2018) with { Wishes = ["barnekor-ila"] }));
        await using var db = Server.Database();
        var pupil = await db.People.SingleAsync(p => p.GivenName == "Tvilling");
        var again = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SendAsync(Server.World.Nina, new AskForChild(pupil.Id, null, ["gitar-midtbyen"], 1, [], null))));

        again.Count(r => !r.Refused(out Rejection? _)).ShouldBe(1);
        again.Where(r => r.Refused(out Rejection? _)).ShouldAllBe(r => Code(r) == "application.twice");
        (await db.Applications.CountAsync(a => a.Pupil == pupil.Id && a.Course == Server.World.Guitar)).ShouldBe(1);
        child.Code.Length.ShouldBe(8);
    }

    [Fact]
    public async Task A_receipt_that_is_taken_already_is_drawn_again()
    {
        var first = Value(await SendAsync(Server.World.Nina, New("Første", 2018) with { Wishes = ["barnekor-ila"] }));
        await using var scope = await Server.ActAsAsync(Server.World.Nina);
        var drawn = new Queue<string>([first.Code, first.Code, "VVV-VVVV"]);
        var submit = Make(scope, drawn.Dequeue);
        Value(await submit.RunAsync(await SendingAsync(Server.World.Nina, New("Andre", 2018) with { Wishes = ["barnekor-ila"] }), CancellationToken.None)).Code.ShouldBe("VVV-VVVV");
    }

    [Fact]
    public async Task Another_familys_child_is_not_found() =>
        Code(await SendAsync(Server.World.Kari, new AskForChild(Server.World.Kasper, null, ["gitar-midtbyen"], 1, [], null))).ShouldBe("person.not-found");

    [Fact]
    public async Task Nobody_sends_in_another_guardians_name()
    {
        var sending = await SendingAsync(Server.World.Nina, new AskForChild(Server.World.Kasper, null, ["gitar-midtbyen"], 1, [], null));
        Code(await RunAsync(Server.World.Kari, sending)).ShouldBe("person.not-found");
        Code(await RunAsync(Server.World.Kari, sending with { Channel = SubmissionChannel.Paper, Reason = "prøver" })).ShouldBe("person.not-found");
    }

    [Fact]
    public async Task A_form_that_somebody_else_has_sent_is_not_ones_own()
    {
        var sending = await SendingAsync(Server.World.Nina, New("Egen", 2018) with { Wishes = ["barnekor-ila"] });
        Value(await RunAsync(Server.World.Nina, sending));
        Code(await RunAsync(Server.World.Kari, sending with { Applicant = Server.World.Kari.Person })).ShouldBe("application.foreign-key");
    }

    [Fact]
    public async Task A_refused_child_means_that_nothing_is_kept_of_the_others()
    {
        var sending = await SendingAsync(Server.World.Nina, New("Halvveis", 2018) with { Wishes = ["barnekor-ila"] }, new AskForChild(Server.World.Kasper, null, ["barnekor-ila"], 1, [], null));
        var refused = await RunAsync(Server.World.Nina, sending);
        refused.Refused(out var why).ShouldBeTrue();
        (why.Code, why.Facts[0], why.Facts[1]).ShouldBe(("application.outside-age", "Kasper", 11));
        await using var db = Server.Database();
        (await db.People.AnyAsync(p => p.GivenName == "Halvveis")).ShouldBeFalse();
        (await db.Submissions.AnyAsync(s => s.Key == sending.Key)).ShouldBeFalse();
    }

    [Fact]
    public async Task The_same_child_twice_in_a_family_is_refused() =>
        Code(await SendAsync(Server.World.Kari, New("JONAS", 2018) with { Wishes = ["barnekor-ila"], New = New("JONAS", 2018).New! with { Born = new DateOnly(2018, 3, 14) } })).ShouldBe("person.same-child");

    [Fact]
    public async Task A_course_that_is_not_published_and_one_that_does_not_exist_are_refused()
    {
        Code(await SendAsync(Server.World.Kari, ForElle("sirkus-lade"))).ShouldBe("application.course-closed");
        Code(await SendAsync(Server.World.Kari, ForElle("finnes-ikke"))).ShouldBe("course.not-found");
    }

    [Fact]
    public async Task More_wishes_come_after_those_that_wait_already()
    {
        Value(await SendAsync(Server.World.Nina, new AskForChild(Server.World.Kasper, null, ["gitar-midtbyen"], 1, [], null)));
        Value(await SendAsync(Server.World.Nina, new AskForChild(Server.World.Kasper, null, ["piano-midtbyen"], 2, [], null)));
        await using var db = Server.Database();
        var wishes = await db.Applications.Where(a => a.Pupil == Server.World.Kasper).OrderBy(a => a.Rank).ToListAsync();
        wishes.Select(a => (a.Course, a.Rank, a.Wants)).ShouldBe([(Server.World.Guitar, 1, 2), (Server.World.Piano, 2, 2)]);
    }

    [Fact]
    public async Task A_protected_family_applies_for_the_child_that_the_handler_has_opened_and_no_other()
    {
        Code(await SendAsync(Server.World.Hemmelig, New("Ny", 2018) with { Wishes = ["barnekor-ila"] })).ShouldBe("application.protected");
        var receipt = Value(await SendAsync(Server.World.Hemmelig, new AskForChild(Server.World.Skjult, null, ["piano-midtbyen"], 1, [], null)));
        await using var db = Server.Database();
        var message = await db.Messages.SingleAsync(m => m.Pupil == Server.World.Skjult && m.Body.Contains(receipt.Code));
        message.Body.ShouldNotContain("Skjult");
        message.Body.ShouldNotContain("Piano");
        message.About.ShouldBe("receipt");
    }

    [Fact]
    public async Task The_office_applies_with_a_reason_and_its_name_stays_on_it()
    {
        var sending = (await SendingAsync(Server.World.Nina, New("Papir", 2018) with { Wishes = ["barnekor-ila"] })) with { Channel = SubmissionChannel.Phone };
        Code(await RunAsync(Server.World.Per, sending)).ShouldBe("application.no-reason");
        var receipt = Value(await RunAsync(Server.World.Per, sending with { Reason = "Mor ringte" }));
        await using var db = Server.Database();
        var submission = await db.Submissions.SingleAsync(s => s.Receipt == receipt.Code);
        (submission.Applicant, submission.RecordedBy, submission.Reason).ShouldBe((Server.World.Nina.Person, "Per", "Mor ringte"));
    }

    [Fact]
    public async Task The_office_reaches_no_protected_child_but_its_handler_does()
    {
        var sending = (await SendingAsync(Server.World.Hemmelig, new AskForChild(Server.World.Skjult, null, ["barnekor-ila"], 1, [], null))) with { Channel = SubmissionChannel.Phone, Reason = "ringte" };
        Code(await RunAsync(Server.World.Per, sending)).ShouldBe("person.not-found");
        Value(await RunAsync(Server.World.Vera, sending)).Code.ShouldNotBeEmpty();
    }

    private static AskForChild New(string name, int year) => new(null, new NewPupil(name, "Prøvesen", new DateOnly(year, 5, 17), Sex.F, null, "7010", "5001", null), [], 1, [], null);

    private AskForChild ForElle(string course) => new(Server.World.Elle, null, [course], 1, [], null);

    private static Task<Sending> SendingAsync(Member applicant, params AskForChild[] children) => Task.FromResult(new Sending(Guid.CreateVersion7(), applicant.Person, SubmissionChannel.Web, null, children));

    private async Task<Outcome<Receipt>> SendAsync(Member applicant, params AskForChild[] children) => await RunAsync(applicant, await SendingAsync(applicant, children));

    private async Task<Outcome<Receipt>> RunAsync(Member actor, Sending sending)
    {
        await using var scope = await Server.ActAsAsync(actor);
        return await scope.ServiceProvider.GetRequiredService<SubmitApplication>().RunAsync(sending, CancellationToken.None);
    }

    private static SubmitApplication Make(AsyncServiceScope scope, Func<string> receipts)
    {
        var services = scope.ServiceProvider;
        return new SubmitApplication(services.GetRequiredService<SamspillDb>(), services.GetRequiredService<CurrentActor>().Actor, services.GetRequiredService<OpenSchool>(), services.GetRequiredService<Outbox>(), services.GetRequiredService<TimeProvider>()) { NewReceipt = receipts };
    }

    private static Receipt Value(Outcome<Receipt> outcome) => outcome.Refused(out var why, out var receipt) ? throw new InvalidOperationException(why.Code) : receipt;

    private static string? Code(Outcome<Receipt> outcome) => outcome.Refused(out var why, out _) ? why.Code : null;
}

public sealed class SubmitApplicationTestsOnSqlite(OnSqlite server) : SubmitApplicationTests(server), IClassFixture<OnSqlite>;

public sealed class SubmitApplicationTestsOnPostgres(OnPostgres server) : SubmitApplicationTests(server), IClassFixture<OnPostgres>;
