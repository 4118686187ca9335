using Samspill.Data;
using Samspill.Gateways;
using Samspill.Gateways.Mail;
using Samspill.Host;

namespace Samspill.Tests.Gateways;

public sealed class SmtpTests
{
    private static readonly OpenSchool School = new(new HostedSchool("trondheim", "Trondheim kulturskole", "5001", Demo: false), null!, WriteGate.Open, null!);

    [Fact]
    public async Task A_mail_reaches_the_server_with_its_own_id_whole_text_and_no_other_headers()
    {
        await using var server = new MailServer();
        var mail = new OutgoingMail(MessageId.New(), "kari@example.org", "Søknaden er mottatt, Čuđi", "Elle Márjá: Piano\n\nHilsen skolen");
        (await Sender(server).SendAsync(School, mail, CancellationToken.None)).ShouldBe(Delivery.Taken);
        var got = server.Mails.ShouldHaveSingleItem();
        got.ShouldContain($"Message-ID: <{mail.Id.Value:N}@kulturskolen.example.org>");
        got.ShouldContain("Auto-Submitted: auto-generated");
        got.ShouldContain("Elle M=C3=A1rj=C3=A1: Piano");
        got.Replace("=\r\n", "", StringComparison.Ordinal).Replace("=0D=0A", "\r\n", StringComparison.Ordinal).ShouldContain("Piano\r\n\r\nHilsen skolen"); // a line of a mail ends with both
        server.Receivers.ShouldBe(["<kari@example.org>"]);
        var headers = got[..got.IndexOf("\r\n\r\n", StringComparison.Ordinal)].Split("\r\n").Where(l => l.Contains(':') && !char.IsWhiteSpace(l[0])).Select(l => l[..l.IndexOf(':')]).Order(StringComparer.Ordinal);
        headers.ShouldBe(["Auto-Submitted", "Content-Transfer-Encoding", "Content-Type", "Date", "From", "MIME-Version", "Message-ID", "Subject", "To"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("kari@example.org\r\nBcc: ond@example.org", "Emne")]
    [InlineData("kari@example.org", "Emne\r\nBcc: ond@example.org")]
    public async Task A_line_break_in_an_address_or_a_subject_is_a_fault_and_nothing_is_sent(string to, string subject)
    {
        await using var server = new MailServer();
        (await Sender(server).SendAsync(School, new OutgoingMail(MessageId.New(), to, subject, "tekst"), CancellationToken.None)).Answer.ShouldBe(Answer.Refused);
        server.Mails.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Manner.SilentFromTheStart, Answer.Down)]
    [InlineData(Manner.Dawdles, Answer.Down)]
    [InlineData(Manner.Busy, Answer.Down)]
    [InlineData(Manner.Greylists, Answer.Later)]
    [InlineData(Manner.KnowsNobody, Answer.NoSuchReceiver)]
    [InlineData(Manner.KnowsNobodyInWords, Answer.NoSuchReceiver)]
    [InlineData(Manner.DeniesRelaying, Answer.Later)]
    [InlineData(Manner.DeniesRelayingInWords, Answer.Later)]
    [InlineData(Manner.RefusesTheSender, Answer.Later)]
    [InlineData(Manner.DistrustsTheMail, Answer.Later)]
    [InlineData(Manner.FindsTheMailTooLarge, Answer.Refused)]
    [InlineData(Manner.HangsUpInTheMiddle, Answer.Down)]
    [InlineData(Manner.SilentAfterTheMail, Answer.Down)]
    public async Task A_server_that_misbehaves_is_understood_and_never_waited_for_without_end(Manner manner, Answer answer)
    {
        await using var server = new MailServer { Manner = manner };
        var went = await Sender(server).SendAsync(School, new OutgoingMail(MessageId.New(), "kari@example.org", "Emne", "tekst"), CancellationToken.None);
        went.Answer.ShouldBe(answer);
        went.Fault.ShouldNotBeNullOrWhiteSpace();
        server.Conversations.ShouldBe(1); // it was really met
    }

    [Fact]
    public async Task A_server_that_refuses_is_quoted()
    {
        await using var server = new MailServer { Manner = Manner.KnowsNobody };
        (await Sender(server).SendAsync(School, new OutgoingMail(MessageId.New(), "kari@example.org", "Emne", "tekst"), CancellationToken.None)).Fault.ShouldNotBeNull().ShouldContain("no such user");
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_down()
    {
        var sender = new SmtpSender(Options(1));
        (await sender.SendAsync(School, new OutgoingMail(MessageId.New(), "kari@example.org", "Emne", "tekst"), CancellationToken.None)).Answer.ShouldBe(Answer.Down);
    }

    /// <summary>Impatient only with a server that never answers: a slow machine must not look like one.</summary>
    private static SmtpSender Sender(MailServer server) => new(Options(server.Port))
    {
        Patience = server.Manner is Manner.SilentFromTheStart or Manner.Dawdles or Manner.SilentAfterTheMail ? TimeSpan.FromSeconds(1) : TimeSpan.FromMinutes(1),
    };

    private static ServerOptions Options(int port) => new(new Storage("", null), "", Secure: false, Demo: false) { Smtp = $"127.0.0.1:{port}", MailFrom = "post@kulturskolen.example.org" };
}
