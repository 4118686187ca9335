using Microsoft.Extensions.DependencyInjection;
using Samspill.Data;
using Samspill.Domain.Reporting;
using Samspill.Domain.Strategy;
using Samspill.Features.Council;
using Samspill.Gateways;
using Samspill.Gateways.Mail;
using Samspill.Host;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Council;

/// <summary>What waits for an adviser comes by mail: once, in the adviser's language, whoever sends it and however the mail server is.</summary>
public abstract class SendRemindersTests(TestServer server) : OnDatabase(server)
{
    [Fact]
    public async Task Who_has_not_handed_in_is_told_once_at_each_step_in_her_own_language_and_others_are_not()
    {
        var today = await BeginAsync();
        await AskAsync(today.AddDays(7), handedIn: "46");
        var post = new Post();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SendAsync(post)));
        await SendAsync(post);
        var mail = post.Taken.ShouldHaveSingleItem();
        mail.To.ShouldBe("Tone@example.org");
        mail.Subject.ShouldBe("Påminning frå Kulturskolerådet");
        mail.Body.ShouldContain("- Melding, Trøndelag. 7 dagar att");
        mail.Body.ShouldNotContain("Vestland");
        mail.Body.ShouldEndWith("https://example.org/council");

        Server.Clock.Advance(TimeSpan.FromDays(1));
        await SendAsync(post);
        post.Taken.Count.ShouldBe(1, "nothing is new");
        Server.Clock.Advance(TimeSpan.FromDays(5));
        await SendAsync(post);
        post.Taken.Count.ShouldBe(2);
        post.Taken[^1].Body.ShouldContain("Éin dag att");
    }

    [Fact]
    public async Task What_the_council_reminds_of_is_told_however_far_the_deadline_is()
    {
        var today = await BeginAsync();
        await AskAsync(today.AddDays(30));
        var post = new Post();
        await SendAsync(post);
        post.Taken.ShouldBeEmpty();
        await using (var db = Server.Council())
        {
            (await db.CountyReports.SingleAsync(r => r.County == "50")).Remind(Server.Clock.GetUtcNow());
            await db.SaveChangesAsync();
        }
        await SendAsync(post);
        Server.Clock.Advance(TimeSpan.FromDays(1));
        await SendAsync(post);
        post.Taken.ShouldHaveSingleItem().Body.ShouldContain("Rådet minte om henne");
    }

    [Fact]
    public async Task An_agreement_is_told_of_when_something_is_to_be_done_about_it_that_was_not_told_before()
    {
        var today = await BeginAsync();
        await AgreeAsync(new AgreementTerms("Samarbeid med DKS", ["DKS Vestland"], today.AddMonths(-11), null, 12, [], "Vidar"));
        var post = new Post();
        await SendAsync(post);
        var mail = post.Taken.ShouldHaveSingleItem();
        mail.To.ShouldBe("Vidar@example.org");
        mail.Subject.ShouldBe("Påminnelse fra Kulturskolerådet");
        mail.Body.ShouldContain("- Avtalen «Samarbeid med DKS» skal gjennomgås.");

        await AgreeAsync(new AgreementTerms("Leie av scene", ["Grieghallen"], today.AddMonths(-11), today.AddDays(30), 120, [], "Vidar"));
        await SendAsync(post);
        post.Taken.Count.ShouldBe(1, "one a day");
        for (var days = 0; days < 2; days++)
        {
            Server.Clock.Advance(TimeSpan.FromDays(1));
            await SendAsync(post);
        }
        post.Taken.Count.ShouldBe(2);
        post.Taken[^1].Body.ShouldContain("- Avtalen «Leie av scene» går ut.");
        post.Taken[^1].Body.ShouldContain("- Avtalen «Samarbeid med DKS» skal gjennomgås.");
    }

    [Fact]
    public async Task A_mail_server_that_is_down_gets_it_the_next_time()
    {
        var today = await BeginAsync();
        await AskAsync(today.AddDays(7), handedIn: "46");
        await using var server = new Gateways.MailServer { Manner = Gateways.Manner.Busy };
        var sender = new SmtpSender(Options with { Smtp = $"127.0.0.1:{server.Port}" }) { Patience = TimeSpan.FromMinutes(1) };
        await SendAsync(sender);
        server.Conversations.ShouldBeGreaterThan(0);
        server.Mails.ShouldBeEmpty();
        server.Manner = Gateways.Manner.Kind;
        for (var hours = 0; hours < 3; hours++)
        {
            await SendAsync(sender);
            Server.Clock.Advance(TimeSpan.FromHours(1));
        }
        server.Mails.Count.ShouldBe(1);
        server.Receivers.ShouldHaveSingleItem().ShouldContain("Tone@example.org");
    }

    [Fact]
    public async Task A_node_that_is_killed_after_claiming_leaves_the_mail_to_the_next_time()
    {
        var today = await BeginAsync();
        await AskAsync(today.AddDays(7), handedIn: "46");
        var post = new Post { Dies = true };
        await Should.ThrowAsync<OperationCanceledException>(() => SendAsync(post));
        post.Dies = false;
        await SendAsync(post);
        post.Taken.ShouldBeEmpty("still claimed");
        Server.Clock.Advance(TimeSpan.FromHours(1));
        await SendAsync(post);
        post.Taken.ShouldHaveSingleItem();
    }

    private ServerOptions Options => new(new Storage(Server.Folder, null), "", Secure: false, Demo: false) { PublicUrl = "https://example.org" };

    /// <summary>A day on which nothing waits and nobody was told anything; Tone reads nynorsk.</summary>
    private async Task<DateOnly> BeginAsync()
    {
        await using var db = Server.Council();
        await db.ReminderMails.ExecuteDeleteAsync();
        await db.CountyReports.ExecuteDeleteAsync();
        await db.Agreements.ExecuteDeleteAsync();
        foreach (var account in await db.Users.ToListAsync())
        {
            account.Reach($"{account.DisplayName}@example.org");
            account.Language = account.DisplayName == CouncilServer.Trøndelag ? "nn" : null;
        }
        await db.SaveChangesAsync();
        return Oslo.Today(Server.Clock);
    }

    /// <summary>Vestland and Trøndelag are asked.</summary>
    private async Task AskAsync(DateOnly deadline, string? handedIn = null)
    {
        var (now, today) = (Server.Clock.GetUtcNow(), Oslo.Today(Server.Clock));
        var year = new Period(new(today.Year, 1, 1), new(today.Year, 12, 31));
        await using var db = Server.Council();
        var plan = await db.Plans.SingleOrDefaultAsync(p => p.County == null);
        if (plan is null)
        {
            plan = Plan.National("Strategi", year, "Nora", now).Value;
            _ = plan.Write(Outline.Read("# 1 Samfunn\n## 1.1 Profil\n- 1 Alle barn", []).Value, 0).Value;
            _ = plan.Adopt("Landsmøtet", year.From).Value;
            db.Plans.Add(plan);
        }
        var round = ReportingRound.Begin(plan, new RoundFacts("Melding", year, deadline, ["46", "50"], ""), ReportTemplate.Begin(plan.Areas, "Aktiviteter", "Hva er gjort?"), "Nora", now).Value;
        var reports = round.Open("Nora", now, today).Value;
        foreach (var report in reports.Where(r => r.County == handedIn))
        {
            _ = report.SignOff("test", "Vidar", now).Value;
            _ = report.HandIn(new DeliveredReport([], [], 1), "test", isLate: false, "Vidar", now).Value;
        }
        db.Rounds.Add(round);
        db.CountyReports.AddRange(reports);
        await db.SaveChangesAsync();
    }

    private async Task AgreeAsync(AgreementTerms terms)
    {
        await using var db = Server.Council();
        db.Agreements.Add(Agreement.Make("46", terms, "Vidar", Server.Clock.GetUtcNow()).Value);
        await db.SaveChangesAsync();
    }

    private async Task SendAsync(IMailSender post)
    {
        await using var db = Server.Council();
        await new SendReminders(db, post, Options, Server.Services.GetRequiredService<Texts>(), Server.Clock).RunAsync(Server.Schools.Council!, CancellationToken.None);
    }

    /// <summary>A post office that can be killed in the middle.</summary>
    private sealed class Post : IMailSender
    {
        private readonly List<OutgoingMail> taken = [];

        public bool Dies { get; set; }
        public List<OutgoingMail> Taken { get { lock (taken) return [.. taken]; } }

        public async Task<Delivery> SendAsync(Tenant tenant, OutgoingMail mail, CancellationToken ct)
        {
            await Task.Yield();
            if (Dies) throw new OperationCanceledException();
            lock (taken) taken.Add(mail);
            return Delivery.Taken;
        }
    }
}

public sealed class SendRemindersTestsOnSqlite(CouncilOnSqlite server) : SendRemindersTests(server), IClassFixture<CouncilOnSqlite>;

public sealed class SendRemindersTestsOnPostgres(CouncilOnPostgres server) : SendRemindersTests(server), IClassFixture<CouncilOnPostgres>;
