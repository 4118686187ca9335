using System.Net;
using System.Net.Sockets;
using System.Text;
using Samspill.Data;
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
        (await Sender(server).SendAsync(School, mail, CancellationToken.None)).ShouldBeNull();
        var got = server.Mails.ShouldHaveSingleItem();
        got.ShouldContain($"Message-ID: <{mail.Id.Value:N}@kulturskolen.example.org>");
        got.ShouldContain("Auto-Submitted: auto-generated");
        got.ShouldContain("Elle M=C3=A1rj=C3=A1: Piano");
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
        (await Sender(server).SendAsync(School, new OutgoingMail(MessageId.New(), to, subject, "tekst"), CancellationToken.None)).ShouldNotBeNull();
        server.Mails.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_server_that_refuses_is_quoted()
    {
        await using var server = new MailServer { Answer = "550 no such user" };
        (await Sender(server).SendAsync(School, new OutgoingMail(MessageId.New(), "kari@example.org", "Emne", "tekst"), CancellationToken.None)).ShouldNotBeNull().ShouldContain("no such user");
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_a_fault()
    {
        var sender = new SmtpSender(Options(1));
        (await sender.SendAsync(School, new OutgoingMail(MessageId.New(), "kari@example.org", "Emne", "tekst"), CancellationToken.None)).ShouldNotBeNull();
    }

    private static SmtpSender Sender(MailServer server) => new(Options(server.Port));

    private static ServerOptions Options(int port) => new(new Storage("", null), "", Secure: false, Demo: false) { Smtp = $"127.0.0.1:{port}", MailFrom = "post@kulturskolen.example.org" };

    /// <summary>As much of RFC 5321 as one mail needs, on a free port of this machine.</summary>
    private sealed class MailServer : IAsyncDisposable
    {
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);
        private readonly Task serving;

        public MailServer()
        {
            listener.Start();
            Port = ((IPEndPoint)listener.LocalEndpoint).Port;
            serving = ServeAsync();
        }

        public int Port { get; }
        public List<string> Mails { get; } = [];
        public List<string> Receivers { get; } = [];

        /// <summary>What is said to a receiver's name.</summary>
        public string Answer { get; init; } = "250 fine";

        public async ValueTask DisposeAsync()
        {
            listener.Stop();
            await serving;
        }

        private async Task ServeAsync()
        {
            try
            {
                while (true)
                {
                    using var client = await listener.AcceptTcpClientAsync();
                    await TalkAsync(client);
                }
            }
            catch (Exception stopped) when (stopped is SocketException or InvalidOperationException) { }
        }

        private async Task TalkAsync(TcpClient client)
        {
            using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
            await using var writer = new StreamWriter(client.GetStream(), new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
            await writer.WriteLineAsync("220 test");
            while (await reader.ReadLineAsync() is { } line)
            {
                var verb = line.Split(' ', ':')[0].ToUpperInvariant();
                if (verb == "RCPT") Receivers.Add(line[(line.IndexOf(':') + 1)..].Trim());
                if (verb == "DATA")
                {
                    await writer.WriteLineAsync("354 go on");
                    var mail = new StringBuilder();
                    while (await reader.ReadLineAsync() is { } text && text != ".") mail.Append(text).Append("\r\n");
                    Mails.Add(mail.ToString());
                }
                await writer.WriteLineAsync(verb switch { "RCPT" => Answer, "QUIT" => "221 bye", _ => "250 fine" });
                if (verb == "QUIT") return;
            }
        }
    }
}
