using Microsoft.Extensions.DependencyInjection;
using Samspill.Domain.Messages;
using Samspill.Features.Messages;
using Samspill.Gateways;
using Samspill.Gateways.Mail;
using Samspill.Gateways.Sms;
using Samspill.Host;
using Samspill.Tests.Cast;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Messages;

public abstract class SendMessagesTests(TestServer server) : OnDatabase(server)
{
    [Fact]
    public async Task Four_nodes_at_once_send_each_message_once()
    {
        var told = await TellAsync(20);
        var post = new Post();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SendAsync(post)));
        post.Taken.Where(told.Contains).Select(id => id.Value).Order().ShouldBe(told.Select(id => id.Value).Order());
        await using var db = Server.Database();
        (await db.Messages.CountAsync(m => told.Contains(m.Id) && m.State == MessageState.Sent && m.Attempts == 1)).ShouldBe(20);
    }

    [Fact]
    public async Task A_mail_server_that_refuses_is_asked_again_later_and_later_with_the_same_id()
    {
        var id = (await TellAsync(1)).Single();
        var post = new Post { Says = new Delivery(Answer.Later, "450 try later") };
        await SendAsync(post);
        await SendAsync(post); // too early: nothing happens
        post.Taken.Count(t => t == id).ShouldBe(1);
        Server.Clock.Advance(TimeSpan.FromSeconds(31));
        post.Says = Delivery.Taken;
        await SendAsync(post);
        post.Taken.Count(t => t == id).ShouldBe(2);
        await using var db = Server.Database();
        var message = await db.Messages.SingleAsync(m => m.Id == id);
        (message.State, message.Attempts, message.Fault).ShouldBe((MessageState.Sent, 2, null));
    }

    [Fact]
    public async Task A_node_that_is_killed_after_claiming_leaves_the_message_to_another()
    {
        var id = (await TellAsync(1)).Single();
        var post = new Post { Dies = true };
        await Should.ThrowAsync<OperationCanceledException>(() => SendAsync(post));
        post.Dies = false;
        await SendAsync(post);
        post.Taken.Count(t => t == id).ShouldBe(1); // still claimed
        Server.Clock.Advance(TimeSpan.FromMinutes(3));
        await SendAsync(post);
        post.Taken.Count(t => t == id).ShouldBe(2);
    }

    [Fact]
    public async Task Without_a_mail_server_each_message_is_one_whole_file()
    {
        var id = (await TellAsync(1)).Single();
        await using var scope = await Server.ActAsSystemAsync();
        await scope.ServiceProvider.GetRequiredService<SendMessages>().RunAsync(Server.Schools.Find(World.School)!, CancellationToken.None);
        var folder = Path.Combine(Server.Folder, "mail", World.School);
        var text = await File.ReadAllTextAsync(Path.Combine(folder, $"{id.Value:N}.eml"));
        text.ShouldContain($"Message-ID: <{id.Value:N}@example.org>");
        text.ShouldContain("To: kari");
        Directory.GetDirectories(folder).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_side_that_is_down_is_asked_by_one_message_and_none_is_lost_however_long_it_lasts()
    {
        var told = await TellAsync(5);
        var post = new Post { Says = new Delivery(Answer.Down, "no route") };
        await SendAsync(post);
        post.Taken.Count(told.Contains).ShouldBe(1); // the others were not even tried
        for (var hours = 0; hours < 48; hours++)
        {
            Server.Clock.Advance(TimeSpan.FromHours(1.1));
            await SendAsync(post);
        }
        await using var db = Server.Database();
        (await db.Messages.CountAsync(m => told.Contains(m.Id) && m.State == MessageState.Pending)).ShouldBe(5);
        post.Says = Delivery.Taken;
        for (var runs = 0; runs < 3; runs++)
        {
            Server.Clock.Advance(TimeSpan.FromHours(1.1));
            await SendAsync(post);
        }
        (await db.Messages.CountAsync(m => told.Contains(m.Id) && m.State == MessageState.Sent)).ShouldBe(5);
    }

    [Fact]
    public async Task An_inbox_cannot_be_bombed_and_the_rest_comes_later()
    {
        var to = $"{Guid.CreateVersion7():N}@example.org";
        var told = await TellAsync(InboxLimits.OfAKind + 5, to);
        var post = new Post();
        for (var runs = 0; runs < 4; runs++) await SendAsync(post);
        post.Taken.Count(told.Contains).ShouldBe(InboxLimits.OfAKind);
        Server.Clock.Advance(TimeSpan.FromMinutes(61));
        await SendAsync(post);
        post.Taken.Count(told.Contains).ShouldBe(InboxLimits.OfAKind + 5);
    }

    [Fact]
    public async Task A_flood_of_many_kinds_in_large_and_small_letters_is_bounded_by_the_hour_and_nothing_of_it_is_lost()
    {
        var name = $"{Guid.CreateVersion7():N}";
        var told = new List<MessageId>();
        for (var kind = 0; kind < 40; kind++) told.AddRange(await TellAsync(2, $"{(kind % 2 == 0 ? name : name.ToUpperInvariant())}@example.org", $"kind-{kind}"));
        var post = new Post();
        for (var hours = 0; hours < 3; hours++)
        {
            var before = post.Taken.Count(told.Contains);
            await SendAsync(post);
            await SendAsync(post);
            (post.Taken.Count(told.Contains) - before).ShouldBeInRange(1, InboxLimits.InAnHour);
            Server.Clock.Advance(TimeSpan.FromMinutes(61));
        }
        post.Taken.Count(told.Contains).ShouldBe(80);
    }

    [Fact]
    public void Who_has_waited_a_day_for_a_bombed_inbox_is_held_back()
    {
        var now = Server.Clock.GetUtcNow();
        var message = new Message(MessageId.New(), null, null, "kari@example.org", "nb", "receipt", "Emne", "tekst", now);
        message.Wait(now.AddHours(23));
        message.State.ShouldBe(MessageState.Pending);
        message.Wait(now.AddHours(25));
        message.State.ShouldBe(MessageState.Held);
    }

    [Fact]
    public async Task An_old_address_is_not_used_for_a_decision_but_for_anything_else()
    {
        var to = $"{Guid.CreateVersion7():N}@example.org";
        await KnowAsync(to, Server.Clock.GetUtcNow().AddMonths(-19));
        var (decision, receipt) = ((await TellAsync(1, to, "decision")).Single(), (await TellAsync(1, to, "receipt")).Single());
        var post = new Post();
        await SendAsync(post);
        post.Taken.ShouldNotContain(decision);
        post.Taken.ShouldContain(receipt);
        await using var db = Server.Database();
        (await db.Messages.SingleAsync(m => m.Id == decision)).State.ShouldBe(MessageState.Stale);
        await db.ConfirmAddressAsync(to, Server.Clock.GetUtcNow(), CancellationToken.None);
        var again = (await TellAsync(1, to, "decision")).Single();
        await SendAsync(post);
        post.Taken.ShouldContain(again);
    }

    [Fact]
    public async Task An_address_that_nobody_has_is_not_used_again_until_its_owner_confirms_it()
    {
        var to = $"{Guid.CreateVersion7():N}@example.org";
        var first = (await TellAsync(1, to)).Single();
        var post = new Post { Says = new Delivery(Answer.NoSuchReceiver, "550 5.1.1 no such user") };
        await SendAsync(post);
        post.Says = Delivery.Taken;
        var second = (await TellAsync(1, to)).Single();
        await SendAsync(post);
        post.Taken.ShouldContain(first);
        post.Taken.ShouldNotContain(second);
        await using var db = Server.Database();
        (await db.Messages.SingleAsync(m => m.Id == second)).State.ShouldBe(MessageState.Dead);
        await db.ConfirmAddressAsync(to, Server.Clock.GetUtcNow(), CancellationToken.None);
        var third = (await TellAsync(1, to)).Single();
        await SendAsync(post);
        post.Taken.ShouldContain(third);
    }

    [Theory]
    [InlineData(Gateways.Manner.SilentFromTheStart)]
    [InlineData(Gateways.Manner.Busy)]
    [InlineData(Gateways.Manner.Greylists)]
    [InlineData(Gateways.Manner.HangsUpInTheMiddle)]
    [InlineData(Gateways.Manner.SilentAfterTheMail)]
    [InlineData(Gateways.Manner.DeniesRelaying)]
    [InlineData(Gateways.Manner.RefusesTheSender)]
    [InlineData(Gateways.Manner.DistrustsTheMail)]
    public async Task A_real_conversation_that_goes_wrong_delays_the_mail_and_never_loses_it(Gateways.Manner manner)
    {
        await using var server = new Gateways.MailServer { Manner = manner };
        var options = new ServerOptions(new Samspill.Data.Storage(Server.Folder, null), "", Secure: false, Demo: false) { Smtp = $"127.0.0.1:{server.Port}" };
        await SendAsync(new Post()); // what other tests left
        var told = await TellAsync(3);
        await SendAsync(new SmtpSender(options) { Patience = TimeSpan.FromSeconds(1) });
        server.Conversations.ShouldBeGreaterThan(0);
        server.Manner = Gateways.Manner.Kind;
        var sender = new SmtpSender(options) { Patience = TimeSpan.FromMinutes(1) }; // a slow machine must not look like a server that is silent after the mail
        for (var runs = 0; runs < 3; runs++)
        {
            Server.Clock.Advance(TimeSpan.FromMinutes(3));
            await SendAsync(sender);
        }
        foreach (var id in told)
        {
            var arrived = server.Mails.Count(m => m.Contains($"Message-ID: <{id.Value:N}@", StringComparison.Ordinal));
            arrived.ShouldBeGreaterThanOrEqualTo(1);
            arrived.ShouldBeLessThanOrEqualTo(manner == Gateways.Manner.SilentAfterTheMail ? 2 : 1); // twice only when nobody could know, and then with one id
        }
        await using var db = Server.Database();
        (await db.Messages.CountAsync(m => told.Contains(m.Id) && m.State == MessageState.Sent)).ShouldBe(3);
    }

    private async Task<List<MessageId>> TellAsync(int count, string? to = null, string about = "withdrawn")
    {
        await using var db = Server.Database();
        var messages = Enumerable.Range(0, count).Select(i => new Message(MessageId.New(), null, null, to ?? $"kari-{Guid.CreateVersion7():N}@example.org", "nb", about, $"Gitar {i}", "tekst", Server.Clock.GetUtcNow())).ToList();
        db.Messages.AddRange(messages);
        await db.SaveChangesAsync();
        return messages.ConvertAll(m => m.Id);
    }

    private async Task KnowAsync(string address, DateTimeOffset since)
    {
        await using var db = Server.Database();
        db.Contacts.Add(new Contact(address, since));
        await db.SaveChangesAsync();
    }

    private async Task SendAsync(IMailSender post)
    {
        await using var db = Server.Database();
        var options = new ServerOptions(new Samspill.Data.Storage(Server.Folder, null), "", Secure: false, Demo: false);
        await new SendMessages(db, post, new SmsFiles(options), options, Server.Clock).RunAsync(Server.Schools.Find(World.School)!, CancellationToken.None);
    }

    /// <summary>A post office that can refuse, or be killed in the middle.</summary>
    private sealed class Post : IMailSender
    {
        private readonly List<MessageId> taken = [];

        public Delivery Says { get; set; } = Delivery.Taken;
        public bool Dies { get; set; }
        public IReadOnlyList<MessageId> Taken { get { lock (taken) return [.. taken]; } }

        public async Task<Delivery> SendAsync(Tenant tenant, OutgoingMail mail, CancellationToken ct)
        {
            await Task.Yield();
            lock (taken) taken.Add(mail.Id);
            return Dies ? throw new OperationCanceledException() : Says;
        }
    }
}

public sealed class SendMessagesTestsOnSqlite(OnSqlite server) : SendMessagesTests(server), IClassFixture<OnSqlite>;

public sealed class SendMessagesTestsOnPostgres(OnPostgres server) : SendMessagesTests(server), IClassFixture<OnPostgres>;
