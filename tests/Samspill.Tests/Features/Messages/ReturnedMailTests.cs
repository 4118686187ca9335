using Samspill.Domain.Messages;
using Samspill.Features.Messages;
using Samspill.Host;
using Samspill.Tests.Cast;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Messages;

public abstract class ReturnedMailTests(TestServer server) : OnDatabase(server)
{
    [Fact]
    public async Task A_mail_that_comes_back_marks_its_address_and_the_office_sees_whose()
    {
        var id = await SentAsync("Kari@example.org");
        await PutAsync("1.eml", Report(id, "kari@example.org", "5.1.1"));
        await ReadAsync();
        await using var db = Server.Database();
        var message = await db.Messages.SingleAsync(m => m.Id == id);
        (message.State, message.Fault).ShouldBe((MessageState.Returned, "550 nobody here"));
        (await db.Contacts.SingleAsync(c => c.Inbox == "kari@example.org")).DeadSince.ShouldNotBeNull();
        File.Exists(Path.Combine(Folder, "read", "1.eml")).ShouldBeTrue();
        using var per = await Server.SignInAsync(Server.World.Per);
        var text = (await per.OpenAsync("/meldingslogg/adresser")).Body!.TextContent;
        text.ShouldContain("Kari Aune");
        text.ShouldContain("550 nobody here");
    }

    [Fact]
    public async Task A_protected_familys_address_is_not_shown_there()
    {
        await PutAsync("2.eml", Report(await SentAsync("hemmelig@example.org"), "hemmelig@example.org", "5.1.1"));
        await ReadAsync();
        using var per = await Server.SignInAsync(Server.World.Per);
        var text = (await per.OpenAsync("/meldingslogg/adresser")).Body!.TextContent;
        text.ShouldNotContain("hemmelig@example.org");
        text.ShouldNotContain("Hemmelig");
        using var vera = await Server.SignInAsync(Server.World.Vera);
        (await vera.OpenAsync("/meldingslogg/adresser")).Body!.TextContent.ShouldContain("hemmelig@example.org");
    }

    [Fact]
    public async Task A_forged_report_about_somebody_elses_address_marks_nothing()
    {
        var id = await SentAsync("nina@example.org");
        await PutAsync("3.eml", Report(id, "berit@example.org", "5.1.1"));
        await PutAsync("4.eml", Report(MessageId.New(), "nina@example.org", "5.1.1"));
        await ReadAsync();
        await using var db = Server.Database();
        (await db.Contacts.AnyAsync(c => c.DeadSince != null && (c.Inbox == "nina@example.org" || c.Inbox == "berit@example.org"))).ShouldBeFalse();
        (await db.Messages.SingleAsync(m => m.Id == id)).State.ShouldBe(MessageState.Sent);
        File.Exists(Path.Combine(Folder, "4.eml")).ShouldBeTrue(); // it may be another school's
    }

    [Fact]
    public async Task A_full_mailbox_is_told_but_the_address_is_used_again()
    {
        var id = await SentAsync("full@example.org");
        await PutAsync("5.eml", Report(id, "full@example.org", "5.2.2"));
        await ReadAsync();
        await using var db = Server.Database();
        (await db.Messages.SingleAsync(m => m.Id == id)).State.ShouldBe(MessageState.Returned);
        (await db.Contacts.AnyAsync(c => c.Inbox == "full@example.org" && c.DeadSince != null)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_pipe_among_them_holds_up_nothing()
    {
        var id = await SentAsync("nina@example.org");
        var pipe = Path.Combine(Folder, "0.eml");
        using (var made = System.Diagnostics.Process.Start("mkfifo", [pipe])) await made.WaitForExitAsync(TestContext.Current.CancellationToken);
        try
        {
            await PutAsync("6.eml", Report(id, "nina@example.org", "5.2.2"));
            await Task.Run(ReadAsync).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        }
        finally
        {
            File.Delete(pipe);
        }
        await using var db = Server.Database();
        (await db.Messages.SingleAsync(m => m.Id == id)).State.ShouldBe(MessageState.Returned);
    }

    private string Folder => Directory.CreateDirectory(Path.Combine(Server.Folder, "mail", "returned")).FullName;

    private async Task<MessageId> SentAsync(string to)
    {
        await using var db = Server.Database();
        var message = new Message(MessageId.New(), null, null, to, "nb", "receipt", "Emne", "tekst", Server.Clock.GetUtcNow());
        message.Sent(Server.Clock.GetUtcNow());
        db.Messages.Add(message);
        await db.SaveChangesAsync();
        return message.Id;
    }

    private Task PutAsync(string name, string mail) => File.WriteAllTextAsync(Path.Combine(Folder, name), mail);

    private async Task ReadAsync()
    {
        await using var db = Server.Database();
        var options = new ServerOptions(new Samspill.Data.Storage(Server.Folder, null), "", Secure: false, Demo: false);
        await new ReadReturnedMail(db, options, Server.Clock).RunAsync(Server.Schools.Find(World.School)!, CancellationToken.None);
    }

    private static string Report(MessageId id, string receiver, string status) => $"""
        From: MAILER-DAEMON@mx.example.org
        Content-Type: multipart/report; report-type=delivery-status; boundary="b"

        --b
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.example.org

        Final-Recipient: rfc822; {receiver}
        Action: failed
        Status: {status}
        Diagnostic-Code: smtp; 550 nobody here

        --b
        Content-Type: text/rfc822-headers

        Message-ID: <{id.Value:N}@example.org>

        --b--
        """;
}

public sealed class ReturnedMailTestsOnSqlite(OnSqlite server) : ReturnedMailTests(server), IClassFixture<OnSqlite>;

public sealed class ReturnedMailTestsOnPostgres(OnPostgres server) : ReturnedMailTests(server), IClassFixture<OnPostgres>;
