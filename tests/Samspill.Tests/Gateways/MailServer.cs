using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Samspill.Tests.Gateways;

/// <summary>How a mail server behaves.</summary>
public enum Manner
{
    Kind,

    /// <summary>Says nothing at all.</summary>
    SilentFromTheStart,

    /// <summary>Says 421 and hangs up.</summary>
    Busy,

    /// <summary>Says 451 to the receiver: come again.</summary>
    Greylists,

    /// <summary>Says 550 5.1.1 to the receiver.</summary>
    KnowsNobody,

    /// <summary>Says so in words only, without RFC 3463's code.</summary>
    KnowsNobodyInWords,

    /// <summary>Says 554 5.7.1 to the receiver: this server does not carry our mail.</summary>
    DeniesRelaying,

    /// <summary>Says the same with 550 and in words only.</summary>
    DeniesRelayingInWords,

    /// <summary>Says 550 5.7.1 to the sender.</summary>
    RefusesTheSender,

    /// <summary>Says 554 to the mail for where it comes from.</summary>
    DistrustsTheMail,

    /// <summary>Says 552 to the mail's size.</summary>
    FindsTheMailTooLarge,

    /// <summary>Hangs up while the mail is being sent.</summary>
    HangsUpInTheMiddle,

    /// <summary>Takes the mail, but never says so.</summary>
    SilentAfterTheMail,

    /// <summary>Sends one letter of its greeting every 100 ms and never comes to an end.</summary>
    Dawdles,
}

/// <summary>As much of RFC 5321 as one mail needs, on a free port of this machine; well or badly behaved.</summary>
internal sealed class MailServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Task serving;
    private readonly List<string> mails = [];
    private readonly List<string> receivers = [];

    public MailServer()
    {
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        serving = ServeAsync();
    }

    public int Port { get; }

    /// <summary>Those it has got whole, whatever it then said.</summary>
    public IReadOnlyList<string> Mails { get { lock (mails) return [.. mails]; } }
    public IReadOnlyList<string> Receivers { get { lock (mails) return [.. receivers]; } }
    public volatile Manner Manner = Manner.Kind;
    public int Conversations;

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await serving;
        stop.Dispose();
    }

    private async Task ServeAsync()
    {
        var talks = new List<Task>();
        try
        {
            while (true) talks.Add(TalkAsync(await listener.AcceptTcpClientAsync(stop.Token)));
        }
        catch (Exception stopped) when (stopped is SocketException or InvalidOperationException or OperationCanceledException) { }
        await Task.WhenAll(talks);
    }

    private async Task TalkAsync(TcpClient accepted)
    {
        using var client = accepted;
        Interlocked.Increment(ref Conversations);
        try { await TalkAsync(client.GetStream(), Manner); }
        catch (Exception gone) when (gone is IOException or OperationCanceledException) { }
    }

    private async Task TalkAsync(NetworkStream stream, Manner manner)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8, false, 1024, leaveOpen: true);
        await using var writer = new StreamWriter(stream, new UTF8Encoding(false), 1024, leaveOpen: true) { NewLine = "\r\n", AutoFlush = true };
        if (manner == Manner.SilentFromTheStart) await Task.Delay(Timeout.Infinite, stop.Token);
        while (manner == Manner.Dawdles)
        {
            await writer.WriteAsync('2');
            await Task.Delay(100, stop.Token);
        }
        if (manner == Manner.Busy)
        {
            await writer.WriteLineAsync("421 come back later");
            return;
        }
        await writer.WriteLineAsync("220 test");
        while (await reader.ReadLineAsync(stop.Token) is { } line)
        {
            var verb = line.Split(' ', ':')[0].ToUpperInvariant();
            if (verb == "RCPT") lock (mails) receivers.Add(line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim());
            if (verb == "DATA")
            {
                await writer.WriteLineAsync("354 go on");
                if (manner == Manner.HangsUpInTheMiddle)
                {
                    await reader.ReadLineAsync(stop.Token);
                    return;
                }
                var mail = new StringBuilder();
                while (await reader.ReadLineAsync(stop.Token) is { } text && text != ".") mail.Append(text).Append("\r\n");
                if (manner is not (Manner.DistrustsTheMail or Manner.FindsTheMailTooLarge)) lock (mails) mails.Add(mail.ToString());
                if (manner == Manner.SilentAfterTheMail) await Task.Delay(Timeout.Infinite, stop.Token);
            }
            await writer.WriteLineAsync((verb, manner) switch
            {
                ("RCPT", Manner.Greylists) => "451 4.7.1 greylisted, try again",
                ("RCPT", Manner.KnowsNobody) => "550 5.1.1 no such user",
                ("RCPT", Manner.KnowsNobodyInWords) => "550 no such user",
                ("RCPT", Manner.DeniesRelaying) => "554 5.7.1 <kari@example.org>: Relay access denied",
                ("RCPT", Manner.DeniesRelayingInWords) => "550 relay not permitted from 192.5.1.1",
                ("MAIL", Manner.RefusesTheSender) => "550 5.7.1 sender is not allowed here",
                ("DATA", Manner.DistrustsTheMail) => "554 5.7.1 looks like spam",
                ("DATA", Manner.FindsTheMailTooLarge) => "552 5.3.4 message too large",
                ("QUIT", _) => "221 bye",
                _ => "250 fine",
            });
            if (verb == "QUIT") return;
        }
    }
}
